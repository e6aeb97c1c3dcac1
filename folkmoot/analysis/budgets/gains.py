"""What a winner is worth to a voter, as the rules that share money out equally count it.

"cost": a winner is worth what it costs, to all its supporters alike (the default on ballots with crosses).
"votes": every winner is worth the same. "points": a winner is worth the points a voter gave it (the default
on ballots with points or ranks). "points-cost": the points times the cost.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .contest import Contest
from .election import ORDINAL, WITH_POINTS

UTILITIES = ("cost", "votes", "points", "points-cost")


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """Project j is worth `factors[j] * weight` to a supporter. `weights` stand beside the voters of
    `Supporters`, and are None where every weight is 1; `sums[j]` is the sum of the weights of project j."""

    factors: tuple[int, ...]
    weights: NDArray[np.int64] | None
    sums: tuple[int, ...]


def usual_utility(vote_type: str) -> str:
    """The utility a count uses when none is named.

    >>> usual_utility("approval"), usual_utility("cumulative")
    ('cost', 'points')
    """
    return "points" if vote_type in (*WITH_POINTS, ORDINAL) else "cost"


def gains_of(contest: Contest, utility: str) -> Gains:
    """Raises ValueError for a utility that does not exist."""
    if utility not in UTILITIES:
        raise ValueError(f"There is no utility '{utility}'; it is one of {', '.join(UTILITIES)}.")
    supporters = contest.election.supporters
    by_cost = utility in ("cost", "points-cost")
    factors = tuple(contest.costs) if by_cost else (1,) * contest.n
    points = supporters.points
    if utility in ("cost", "votes") or not len(points) or (points == 1).all():
        return Gains(factors, None, contest.votes)
    sums = np.concatenate([[0], np.cumsum(points)])
    each = np.diff(sums[supporters.starts])
    return Gains(factors, points, tuple(each.tolist()))
