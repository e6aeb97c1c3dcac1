"""Goldilocks: neither too little nor too much chance for anybody.

The sum of highest chance / even chance and even chance / lowest chance, as small as it can be, where the
even chance is seats over people. Source: Baharav and Flanigan (2024), "Fair, Manipulation-Robust, and
Transparent Sortition", Proc. 25th ACM Conference on Economics and Computation, with gamma = 1. 1 / lowest
is convex: its tangents from below are added where they are wrong until they are right (Kelley 1960, J. SIAM
8(4)). What is left open goes to LEXIMIN under that ceiling.
"""

from __future__ import annotations

from .leximin import leximin
from .reach import Relaxed
from .solving import Floats

ROUNDS = 100
CLOSE = 1e-13


def goldilocks(reach: Relaxed, floor: float, even: float) -> Floats:
    """The chance of each type, where `floor` is the highest lowest chance and `even` seats over people."""
    reach.keep_floor(0.0)
    low = floor
    reach.add_tangent(floor)
    for _each in range(ROUNDS):
        found = reach.best_balance(1 / even, even)
        low, _ceiling, steepness = found.at[reach.types : reach.types + 3]
        if low > 0 and steepness >= (1 - CLOSE) / low:
            break
        reach.add_tangent(max(low, floor * 1e-3))
    reach.keep_floor(low)
    reach.keep_ceiling(reach.lowest_ceiling())
    return leximin(reach)
