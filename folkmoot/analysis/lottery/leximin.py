"""LEXIMIN: the lowest chance as high as it can be, then the next lowest, and so on to the top.

Level by level: raise the floor under all types that are not settled; those whose dual value is positive
hold it back in every best answer, so they are settled there. Source: Flanigan, Goelz, Gupta, Hennig and
Procaccia (2021), "Fair algorithms for selecting citizens' assemblies", Nature 596.
"""

from __future__ import annotations

import numpy as np

from .reach import Relaxed
from .solving import Floats

NOTHING = 1e-9


def leave_out_the_impossible(reach: Relaxed) -> float:
    """Take out the types that no panel can hold; the highest chance that all others can have at once."""
    inside = np.ones(reach.types, bool)
    while True:
        floor = reach.highest_floor()
        if floor > NOTHING:
            return floor
        out = np.flatnonzero(inside & reach.hold_back())
        for number in out.tolist():
            reach.leave_out(number)
        inside[out] = False


def leximin(reach: Relaxed) -> Floats:
    """The chance of each type; types left out before have 0.

    The latest answer of the reach is then a way to have these chances, to its own precision."""
    chances = np.zeros(reach.types)
    assert reach.answer is not None
    left = reach.hold_back() | (reach.chances > NOTHING)
    reach.keep_floor(0.0)
    while left.any():
        floor = reach.highest_floor()
        settled = left & reach.hold_back()
        for number in np.flatnonzero(settled).tolist():
            chances[number] = min(floor, reach.most[number])
            reach.settle(number, chances[number])
        left &= ~settled
        if not settled.any():
            chances[left] = reach.chances[left]
            break
    return chances
