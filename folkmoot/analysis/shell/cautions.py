"""What every report with residents' words says of them."""

from __future__ import annotations

from ..drawing.svg import Mark
from ..reports import paragraph, warning

STAYED_HERE = "Made with Folkmoot on this computer. No answer was sent anywhere."
VOTES_STAYED_HERE = "Made with Folkmoot on this computer. No vote and no statement was sent anywhere."


def quotes_are_personal() -> Mark:
    """Quotes must be cleared before they are published."""
    return warning(
        "Quotes are people’s own words",
        paragraph(
            "They can hold names, addresses or details of health. An officer must clear each quote before "
            "it is published. Keep this file as you keep the answers themselves."
        ),
    )


def statements_are_personal() -> Mark:
    """So must statements: participants wrote most of them."""
    return warning(
        "Statements are people’s own words",
        paragraph(
            "They can hold names, addresses or details of health. An officer must clear each statement "
            "before it is published. Keep this file as you keep the votes themselves."
        ),
    )
