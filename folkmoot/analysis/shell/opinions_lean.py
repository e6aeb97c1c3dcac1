"""How readily people agree, whatever they are asked: shown as itself, so that no group is made of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..drawing import Bar, Drawing, bars
from ..reports import Section, figure, paragraph
from .opinions_told import NARROW, WIDE, Told

IN_A_HUNDRED = 50
"""A vote runs from -1 to 1: a lean of 0.02 is one more agreement in a hundred statements."""
SOME, MUCH = 5, 20  # more agreements in a hundred than most people give


def how_readily(told: Told) -> Section:
    """How far people differ in agreeing with the same statements, and why that is shown apart."""
    lean = np.asarray(told.opinions.lean, dtype=np.float64) * IN_A_HUNDRED
    lean -= np.median(lean)
    low, high = np.quantile(lean, [0.1, 0.9]).tolist()
    parts = [paragraph(_why(told)), paragraph(_between(low, high))]
    if all(not n or n >= told.threshold for _name, n in _steps(lean, told.threshold)):
        drawn = (_drawn(told, lean, width) for width in (WIDE, NARROW))
        parts.append(figure(*drawn, table_printed=False))
    else:  # what a step hides would follow from the others
        parts.append(paragraph("Too few people differ from most to draw how many do."))
    return Section("How readily people agree", *parts, anchor="lean")


def _why(told: Told) -> str:
    """What agreeing readily is, and whether the map is free of it."""
    where = "It is taken out of the map, so that nobody lands in a group for being agreeable."
    if told.is_polis:
        where = "The recipe of Polis leaves it in the map, where it can look like an opinion and make groups."
    return (
        "Whatever the statement, some people agree more readily than others. That is partly a habit and "
        f"partly an opinion, when many statements point one way. {where}"
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


def _drawn(told: Told, lean: NDArray[np.float64], width: float) -> Drawing:
    return bars(
        [Bar(name, n) for name, n in _steps(lean, told.threshold)],
        title="Agreements in 100 statements, beside most people",
        description="People by how many more or fewer of the same 100 statements they would agree with.",
        head=("Agreements in 100 statements", "People"),
        hidden="",
        width=width,
    )


def _steps(lean: NDArray[np.float64], threshold: int) -> list[tuple[str, int]]:
    """Five steps with how many people are on each; three where few people are at either end.

    >>> _steps(np.array([-30.0, 0.0, 0.0, 30.0]), 1)[0], _steps(np.array([-30.0, 0.0, 9.0]), 5)[0]
    (('fewer by 20 or more', 1), ('fewer by 5 or more', 1))
    """
    for edges in ((-MUCH, -SOME, SOME, MUCH), (-SOME, SOME)):
        counts = np.bincount(np.searchsorted(edges, lean, side="right"), minlength=len(edges) + 1).tolist()
        if all(not n or n >= threshold for n in counts):
            break
    between = [f"fewer by {SOME} to {MUCH}", "about as many as most", f"more by {SOME} to {MUCH}"]
    inner = between if len(edges) > 2 else between[1:2]
    names = [f"fewer by {-edges[0]} or more", *inner, f"more by {edges[-1]} or more"]
    return list(zip(names, counts, strict=True))
