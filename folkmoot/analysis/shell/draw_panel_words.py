"""Sentences of the report of `draw-panel` that stay the same."""

from __future__ import annotations

from collections.abc import Sequence

from .draw_panel_selection import Selection
from .wording import listed, shortened

LONGEST = 48  # letters of a name
NOT_BY_GROUP = (
    "The panel’s seats and the chances by group are not shown here: beside the first report they "
    "would tell who "
    "left. groups.csv has them for officers."
)
STAYED_HERE = "Made with Folkmoot on this computer. Nothing about any volunteer was sent anywhere."
METHODS = {
    "leximin": (
        "LEXIMIN",
        "the lowest chance is made as high as it can be, then the next lowest, and so on to the last.",
    ),
    "maximin": (
        "Maximin",
        "the lowest chance is made as high as it can be, and then the highest as low as it can be.",
    ),
    "nash": ("Nash", "the product of all chances is made as high as it can be."),
    "goldilocks": (
        "Goldilocks",
        "the lowest chance is kept from being much lower, and the highest from being much higher, "
        "than if all "
        "were equal.",
    ),
}
CAN_SAY = (
    "That the panel meets every target, and that nobody chose its members.",
    "What chance each group had, and that the draw was the one announced: anybody can repeat it.",
)
CANNOT_SAY = (
    "Who volunteered is not random. Targets make the panel look like the area in the features named, "
    "and in no "
    "other: people of one age and ward who volunteer may still think otherwise than those who do not.",
    "Chances are not equal and cannot be: where few people of a group volunteered, each of them is "
    "likelier to "
    "be drawn.",
    "Whether the targets are right is a decision of people, not a result of the lottery.",
    "A panel is no poll: what it recommends carries weight by its reasons and by how it was chosen, not as a "
    "measurement of what all residents think.",
)


def not_forced(certain: bool, others_are: bool) -> str:
    """What to say of those whom no target makes certain or impossible.

    >>> not_forced(True, False)[:62]
    'No target forces this: panels without them would meet the targ'
    """
    who = "Of others no target forces it" if others_are else "No target forces this"
    how = "without" if certain else "with"
    return (
        f"{who}: panels {how} them would meet the targets too. The lottery uses none of those, "
        f"because by its "
        "method the least likely volunteers are served better so."
    )


def on_publishing(list_name: str) -> str:
    """What to do before a seed is known."""
    return (
        "Publish the fingerprint at the end of this page now, and say which public event will give the seed, "
        f"such as the numbers of a national lottery on a day to come. Keep {list_name} unchanged. "
        f"When the seed "
        "is known, run the same command with --seed and --fingerprint: it refuses to draw from any "
        "other list. "
        f"Anybody who has {list_name} can repeat the draw with --check."
    )


def forced_by(targets: Sequence[tuple[str, str]], homes: bool) -> str:
    """Which targets make somebody certain or impossible, without any number of people.

    >>> forced_by([("age", "16 to 24")], False)
    'the target for age 16 to 24 leaves no choice'
    >>> forced_by([("age", "16 to 24"), ("ward", "Priory")], True)
    'the targets for age 16 to 24 and ward Priory, with one of a household, leave no choice'
    """
    if not targets:
        return "the panel is as large as the number of volunteers allows"
    said = listed([f"{named(name)} {named(value)}" for name, value in targets])
    one = len(targets) == 1
    rule = ", with one of a household," if homes else ""
    return f"the target{'' if one else 's'} for {said}{rule} leave{'s' if one else ''} no choice"


def check_steps(selection: Selection, list_name: str) -> list[str]:
    """How anybody can make the draw again."""
    ticket = selection.published.is_tickets
    lots = "the number of tickets" if ticket else f"{selection.published.total:,} (the number of lots)"
    found = (
        ("the ticket of that number")
        if ticket
        else "the panel whose lots, first_lot to last_lot, hold that number"
    )
    return [
        f"Work out the SHA-256 of the file {list_name}; every computer has a tool for it (sha256sum, "
        f"certutil). It "
        "must be the fingerprint above, and the fingerprint must have been published before the seed "
        "was known.",
        "Write the fingerprint, a line feed and the seed as one text, and work out its SHA-256: a "
        "number in base 16.",
        f"Multiply that number by {lots}, divide by 2 to the power of 256, leave out what stands "
        f"behind the point, "
        f"and add 1. Drawn is {found}.",
        f"Or let Folkmoot do it: folkmoot draw-panel --check {list_name} --seed “…”",
    ]


def headed(feature: str) -> str:
    """The name of a feature at the beginning of a line, cut where it is longer than a line.

    >>> headed("age"), headed("IMD decile")
    ('Age', 'IMD decile')
    """
    return named(feature[:1].upper() + feature[1:])


def named(value: str) -> str:
    """The name of a group, cut where it is longer than a line."""
    return shortened(value, LONGEST)
