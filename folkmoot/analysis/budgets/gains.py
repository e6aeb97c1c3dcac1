"""What a winner is worth to a voter, as the rules that share money out equally count it.

"cost": a winner is worth what it costs, to all its supporters alike (the default on ballots with crosses).
"votes": every winner is worth the same. "points": a winner is worth the points a voter gave it (the default
on ballots with points or ranks). "points-cost": the points times the cost. "borda": on ranked ballots, one
for each project that the voter put below it, so that the last on a ballot is worth nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .contest import Contest
from .election import ORDINAL, WITH_POINTS, Election, Supporters

UTILITIES = ("cost", "votes", "points", "points-cost", "borda")


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """Project j is worth `factors[j] * weight` to a supporter. `weights` stand beside the voters of
    `supporters`, and are None where every weight is 1; `sums[j]` is the sum of the weights of project j."""

    supporters: Supporters
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
    if utility == "borda":
        supporters = contest.election.supporters_by(_below_it(contest.election))
    by_cost = utility in ("cost", "points-cost")
    factors = tuple(contest.costs) if by_cost else (1,) * contest.n
    points = supporters.points
    if utility in ("cost", "votes") or not len(points) or (points == 1).all():
        return Gains(supporters, factors, None, tuple(supporters.votes.tolist()))
    sums = np.concatenate([[0], np.cumsum(points)])
    each = np.diff(sums[supporters.starts])
    return Gains(supporters, factors, points, tuple(each.tolist()))


def _below_it(election: Election) -> NDArray[np.int64]:
    """For each vote how many projects the voter put below. Raises ValueError for ballots without ranks."""
    if election.vote_type != ORDINAL:
        raise ValueError(
            f"The utility 'borda' goes with ranked ballots only, and these are '{election.vote_type}'; leave "
            "it out."
        )
    ends = np.repeat(election.starts[1:], np.diff(election.starts))
    return ends - np.arange(len(ends)) - 1
