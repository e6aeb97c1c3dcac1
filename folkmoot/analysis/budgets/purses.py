"""Voters' money during a run of Equal Shares, in floating point, and what each project would cost them.

A project is paid for by its supporters: as much each, for each unit of weight, as pays it, and those who have
less give all they have. The price solves sum(min(money, weight * price)) = cost. It is found from below: with
the price that all could pay, whoever has less is set aside with all their money, and the others share the
rest, until nobody falls short. No sorting is needed, and nobody set aside comes back as the price only rises.

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


@dataclass(slots=True, eq=False)
class Price:
    """What project j would cost: `unit` for each unit of weight, `rate` for each unit of utility.
    `money` is what its supporters have; `short` whether some cannot pay in full, or nearly so."""

    project: int
    unit: float
    rate: float
    money: NDArray[np.float64]
    short: bool


class Near(Exception):
    """A decision was too close for rounded numbers, and the caller did not want it in whole ones."""


class Purses:
    """The money of every voter, who began with `endowment` each (in the contest's parts of the currency)."""

    def __init__(self, contest: Contest, gains: Gains, endowment: Fraction) -> None:
        self._contest, self._gains, self._endowment = contest, gains, endowment
        self._supporters = contest.election.supporters
        self._starts = self._supporters.starts.tolist()
        self._begun = float(endowment)
        self._money = np.full(contest.election.n_voters, self._begun)
        self._exact: ExactPurses | None = None
        self.bought: list[int] = []

    def price(self, j: int, *, close: bool = True) -> Price | None:
        """The price of a project; None if its supporters have less than it costs.

        Raises Near, unless `close` decisions are to be made in whole numbers.
        """
        voters, weights = self._of(j)
        cost = self._contest.costs[j]
        money = self._money.take(voters)
        lacking = cost - float(money.sum())
        slack = NEAR * cost + DUST * self._begun * len(voters)
        if lacking > slack:
            return None
        if lacking > -slack:
            if not close:
                raise Near
            exact = self.exact().price(j)
            return None if exact is None else self._priced(j, float(exact.value), money, True)
        unit, short = self._level(money, weights, float(cost), self._gains.sums[j])
        return self._priced(j, unit, money, short)

    def _priced(self, j: int, unit: float, money: NDArray[np.float64], short: bool) -> Price:
        return Price(j, unit, unit / self._gains.factors[j], money, short)

    @staticmethod
    def _level(
        money: NDArray[np.float64], weights: NDArray[np.int64] | None, cost: float, rest: float
    ) -> tuple[float, bool]:
        """The price for a unit of weight, and whether anybody cannot pay it or only just can."""
        unit = cost / rest
        worth = money if weights is None else money / weights
        poor = worth < unit * (1 + NEAR)
        if not poor.any():
            return unit, False
        while True:
            poor = worth < unit
            if not poor.any():
                return unit, True
            cost -= float(money[poor].sum())
            kept = ~poor
            money, worth = money[kept], worth[kept]
            if weights is None:
                rest = len(money)
            else:
                weights = weights[kept]
                rest = float(weights.sum())
            if not rest:  # what is lacking is less than rounding: the last to be set aside pay it
                return unit, True
            unit = max(cost / rest, unit)

    def exact_rate(self, price: Price) -> Fraction:
        """The price for a unit of utility without rounding."""
        j = price.project
        factor = self._gains.factors[j]
        if not price.short:
            return Fraction(self._contest.costs[j], self._gains.sums[j] * factor)
        exact = self.exact().price(j)
        assert exact is not None, "a project with a price can be paid"
        return exact.value / factor

    def exact(self) -> ExactPurses:
        """The purses as they are now, in whole numbers."""
        if self._exact is None:
            self._exact = ExactPurses(self._contest, self._gains, self._endowment)
        self._exact.replay(self.bought)
        return self._exact

    def buy(self, price: Price) -> int:
        """Take the money; gives how many supporters could not pay in full and gave all they had."""
        voters, weights = self._of(price.project)
        asked = price.unit if weights is None else price.unit * weights
        rest = price.money - asked
        poor = rest < 0
        rest[poor] = 0.0
        self._money[voters] = rest
        self.bought.append(price.project)
        return int(poor.sum())

    def shares(self, projects: Sequence[int]) -> list[float]:
        """What the supporters of each project have now, as a share of what it costs."""
        return [float(self._money.take(self._of(j)[0]).sum()) / self._contest.costs[j] for j in projects]

    def _of(self, j: int) -> tuple[NDArray[np.int32], NDArray[np.int64] | None]:
        span = slice(self._starts[j], self._starts[j + 1])
        weights = None if self._gains.weights is None else self._gains.weights[span]
        return self._supporters.voters[span], weights
