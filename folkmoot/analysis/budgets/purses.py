"""Voters' money during a run of Equal Shares, in floating point, and what each project would cost them.

A project is paid for by its supporters: as much each, for each unit of weight, as pays it, and those who have
less give all they have. The price solves sum(min(money, weight * price)) = cost. It is found from below, by
Newton's steps from the last price known: what is lacking at one price is shared among those who can pay more.
The sum bends downwards, so no step goes too far, and there are no more steps than kinds of purses; a project
whose price is seen to pass the best one so far is left at that.

Where rounding could decide (a relative difference under 1e-9), the purses are worked out again in whole
numbers, see `exact_purses`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .contest import Contest
from .exact_purses import ExactPurses
from .gains import Gains

NEAR = 1e-9
"""Relative difference under which a decision is made in whole numbers."""
DUST = 1e-13
"""Of an endowment: more than rounding can have done to one voter's money."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a project costs: `unit` for each unit of weight, `rate` for each unit of utility. Above the limit
    it was asked with, it may cost more."""

    project: int
    unit: float
    rate: float


class Near(Exception):
    """A decision was too close for rounded numbers, and the caller did not want it in whole ones."""


class Purses:
    """The money of every voter, who began with `endowment` each (in the contest's parts of the currency)."""

    def __init__(self, contest: Contest, gains: Gains, endowment: Fraction) -> None:
        self._contest, self._gains, self._endowment = contest, gains, endowment
        self._supporters = gains.supporters
        self._starts = self._supporters.starts.tolist()
        self._begun = float(endowment)
        self._money = np.full(contest.election.n_voters, self._begun)
        self._exact: ExactPurses | None = None
        self._doubtful = False  # whether anybody may have nothing, or next to nothing, left
        self.bought: list[int] = []

    def price(
        self, j: int, least: float = 0.0, limit: float = float("inf"), *, close: bool = True
    ) -> Price | None:
        """The price of a project, known to be at least `least` for each unit of utility; None if its
        supporters have less than it costs. Given up when it is seen to be above `limit`.

        Raises Near where whole numbers are needed, unless `close` decisions are to be made in them.
        """
        voters, weights = self._of(j)
        cost, factor = self._contest.costs[j], self._gains.factors[j]
        money = self._money.take(voters)
        lacking = cost - float(np.add.reduce(money))
        slack = NEAR * cost + DUST * self._begun * len(voters)
        if lacking > slack:
            return None
        if lacking > -slack:
            if not close:
                raise Near
            exact = self.exact().price(j)
            return None if exact is None else Price(j, float(exact), float(exact / factor))
        start = max(least * factor, cost / self._gains.sums[j])
        unit = _level(money, weights, cost, start, limit * factor)
        return Price(j, unit, unit / factor)

    def exact_rate(self, price: Price) -> Fraction:
        """The price for a unit of utility without rounding."""
        quick = self.plain_rate(price)
        if quick is not None:
            return quick
        exact = self.exact().price(price.project)
        assert exact is not None, "a project with a price can be paid"
        return exact / self._gains.factors[price.project]

    def plain_rate(self, price: Price) -> Fraction | None:
        """The same where no purse need be known for it: every supporter pays in full or has nothing."""
        j = price.project
        voters, weights = self._of(j)
        money = self._money.take(voters)
        asked = price.unit * (1 + NEAR) if weights is None else weights * (price.unit * (1 + NEAR))
        full = money >= asked
        n = int(np.count_nonzero(full))
        if n < len(voters) and (self._doubtful or n < np.count_nonzero(money)):
            return None
        paying = n if weights is None else int(np.add.reduce(weights, where=full))
        return Fraction(self._contest.costs[j], paying * self._gains.factors[j]) if n else None

    def exact(self) -> ExactPurses:
        """The purses as they are now, in whole numbers."""
        if self._exact is None:
            self._exact = ExactPurses(self._contest, self._gains, self._endowment)
        self._exact.replay(self.bought)
        return self._exact

    def buy(self, price: Price) -> int:
        """Take the money; gives how many supporters could not pay in full and gave all they had."""
        voters, weights = self._of(price.project)
        rest = self._money.take(voters)
        rest -= price.unit if weights is None else price.unit * weights
        gave_all = int(np.count_nonzero(rest < 0))
        if not self._doubtful:
            near = price.unit * NEAR if weights is None else price.unit * NEAR * weights
            self._doubtful = bool(np.count_nonzero(rest <= near) != np.count_nonzero(rest < -near))
        self._money[voters] = np.maximum(rest, 0.0, out=rest)
        self.bought.append(price.project)
        return gave_all

    def shares(self, projects: Sequence[int]) -> list[float]:
        """What the supporters of each project have now, as a share of what it costs."""
        return [float(self._money.take(self._of(j)[0]).sum()) / self._contest.costs[j] for j in projects]

    def _of(self, j: int) -> tuple[NDArray[np.int64], NDArray[np.int64] | None]:
        span = slice(self._starts[j], self._starts[j + 1])
        weights = None if self._gains.weights is None else self._gains.weights[span]
        return self._supporters.voters[span], weights


def _level(
    money: NDArray[np.float64],
    weights: NDArray[np.int64] | None,
    cost: int,
    unit: float,
    limit: float,
) -> float:
    """The price for a unit of weight at which the purses pay the cost, from one below it up; the first price
    above the limit if that comes before."""
    known = -1
    while unit <= limit:
        asked = unit if weights is None else unit * weights
        rich = money > asked
        n = int(np.count_nonzero(rich))
        if n in (known, 0):
            return unit
        paying = n if weights is None else int(np.add.reduce(weights, where=rich))
        lacking = cost - float(np.add.reduce(np.minimum(money, asked)))
        if lacking <= 0:
            return unit
        unit, known = unit + lacking / paying, n
    return unit
