"""How readily people agree, whatever they are asked: shown as itself, so that no group is made of it."""

from __future__ import annotations

import numpy as np

from ..drawing import Bar, Drawing, bars
from ..reports import Part, Section, figure, paragraph
from .opinions_told import NARROW, WIDE, Told

IN_A_HUNDRED = 50
"""A vote runs from -1 to 1: a lean of 0.02 is one more agreement in a hundred statements."""
SOME, MUCH = 5, 20  # more agreements in a hundred than most people give
NAMES = (
    f"fewer by {MUCH} or more",
    f"fewer by {SOME} to {MUCH}",
    "about as many as most",
    f"more by {SOME} to {MUCH}",
    f"more by {MUCH} or more",
)
FEW_PEOPLE = 10


def how_readily(told: Told) -> Section:
    """How far people differ in agreeing with the same statements, and why that is shown apart."""
    lean = np.asarray(told.opinions.lean, dtype=np.float64) * IN_A_HUNDRED
    parts: list[Part] = [paragraph(WHY)]
    if len(lean) >= FEW_PEOPLE:
        low, high = np.quantile(lean, [0.1, 0.9]).tolist()
        parts.append(paragraph(_between(low, high)))
        parts.append(figure(_drawn(lean, WIDE), _drawn(lean, NARROW)))
    return Section("How readily people agree", *parts, anchor="lean")


WHY = (
    "Whatever the statement, some people agree more readily than others. That is partly a habit and partly "
    "an opinion, when many statements point one way. It is taken out of the map, so that nobody lands in a "
    "group for being agreeable, and shown here instead."
)


def _between(low: float, high: float) -> str:
    apart = round(high - low)
    if apart < SOME:
        return "Here people hardly differ in it."
    return (
        "Take the person a tenth of the way from those who agree least readily, and the one a tenth of the "
        f"way from those who agree most readily. Of the same 100 statements, the second would agree with "
        f"about {apart} more."
    )


def _drawn(lean: np.ndarray, width: float) -> Drawing:
    steps = np.searchsorted([-MUCH, -SOME, SOME, MUCH], lean, side="right")
    counts = np.bincount(steps, minlength=len(NAMES)).tolist()
    return bars(
        [Bar(name, n) for name, n in zip(NAMES, counts, strict=True)],
        title="Agreements in 100 statements, beside most people",
        description="People by how many more or fewer of the same 100 statements they would agree with.",
        head=("Agreements in 100 statements", "People"),
        hidden="",
        width=width,
    )
