"""Maximin: the lowest chance as high as it can be. What that leaves open goes to equality.

Many lotteries share the highest lowest chance. Of these ours has the lowest highest chance, and of those
the LEXIMIN one, so that it is one and the same for everybody who works it out.
"""

from __future__ import annotations

from .leximin import leximin
from .reach import Relaxed
from .solving import Floats


def maximin(reach: Relaxed, floor: float) -> Floats:
    """The chance of each type, where `floor` is the highest lowest chance."""
    reach.keep_floor(floor)
    reach.keep_ceiling(reach.lowest_ceiling())
    return leximin(reach)
