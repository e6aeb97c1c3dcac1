"""Equal Shares: the budget is divided equally among all voters, and each pays only for what they voted for.

One project after another is bought: the one whose supporters pay least for what it is worth to them, the cost
being shared equally by its supporters and those who have less giving all they have. A project whose
supporters together have less than it costs is out.

Source: Peters, Pierczynski and Skowron (2021), Proportional Participatory Budgeting with Additive Utilities,
NeurIPS; equalshares.net. A price can only rise while money is spent, so the last price known is a lower
bound, and most projects need not be priced in most steps.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from .contest import Contest, Standing
from .gains import Gains
from .outcome import Step, Tie, told
from .purses import NEAR, Near, Price, Purses


@dataclass(frozen=True, slots=True)
class Bought:
    """One purchase of a run: its price for a unit of utility and for one of weight, and what was close.

    `level` are projects that stood exactly level at `exact_rate`, itself among them; `alike` if they have the
    same supporters and cost, so that they always do.
    """

    project: int
    rate: float
    unit: float
    gave_all: int
    level: tuple[int, ...] = ()
    exact_rate: Fraction | None = None
    alike: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Equal Shares with one endowment. `whole` is False if it was broken off because it spent too much;
    then nothing of it counts but that it did."""

    endowment: Fraction
    bought: tuple[Bought, ...]
    cost: int
    purses: Purses
    standing: Standing
    whole: bool = True

    @property
    def projects(self) -> tuple[int, ...]:
        return tuple(each.project for each in self.bought)


def run(contest: Contest, gains: Gains, endowment: Fraction, *, stop_above: int | None = None) -> Run:
    """Equal Shares with so much for each voter, broken off when it has spent more than `stop_above`."""
    shop = _Shop(contest, gains, endowment)
    bought: list[Bought] = []
    while (price := shop.choose()) is not None:
        bought.append(price)
        if stop_above is not None and shop.standing.spent > stop_above:
            return Run(endowment, tuple(bought), shop.standing.spent, shop.purses, shop.standing, False)
    return Run(endowment, tuple(bought), shop.standing.spent, shop.purses, shop.standing)


def same_run(contest: Contest, gains: Gains, endowment: Fraction, known: Run) -> Run | None:
    """The run with a larger endowment, if it is proved that it and every run in between buy what `known`
    bought, in the same order; None if that is not proved.

    Proof: let the same projects be bought in the same order. Then whoever begins with more has at every
    step as much or more (a price falls as its supporters have more, so what is left of them rises). So at
    every step prices fall as the endowment rises: between the two the price of the project bought is at
    most that in `known`, and the price of any other at least that with the larger endowment. If the first
    is below the second for every other that does not stay level with it, no run in between can choose
    otherwise; if at the end nobody can pay for another with the larger endowment, nobody could with less.
    """
    shop = _Shop(contest, gains, endowment)
    try:
        bought = [shop.must_choose(each) for each in known.bought]
        if None in bought or shop.any_affordable():
            return None
    except Near:
        return None
    made = tuple(each for each in bought if each is not None)
    return Run(endowment, made, shop.standing.spent, shop.purses, shop.standing)


class _Shop:
    """Projects in the order of their least possible price, and the voters' purses."""

    def __init__(self, contest: Contest, gains: Gains, endowment: Fraction) -> None:
        self._contest, self._supporters = contest, gains.supporters
        self.purses = Purses(contest, gains, endowment)
        self.standing = Standing(contest)
        self._queue = [
            (0.0 if not contest.costs[j] else contest.costs[j] / (gains.sums[j] * gains.factors[j]), j)
            for j in self.standing.open()
            if gains.sums[j] or not contest.costs[j]
        ]
        heapq.heapify(self._queue)

    def choose(self) -> Bought | None:
        """Buy the project with the lowest price; None if no supporters can pay for any."""
        found: list[Price] = []
        best = float("inf")
        while self._queue and self._queue[0][0] <= best * (1 + NEAR):
            least, j = heapq.heappop(self._queue)
            if j in self.standing.out:
                continue
            if not self._contest.costs[j]:
                return self._take_free(j, found)
            price = self.purses.price(j, least, best * (1 + NEAR))
            if price is not None:
                found.append(price)
                best = min(best, price.rate)
        return self._take_best(found, best) if found else None

    def _take_free(self, j: int, found: Sequence[Price]) -> Bought:
        """What costs nothing is bought at once, those before others in the order of ties."""
        self._put_back(found)
        free = [j, *(k for bound, k in self._queue if bound == 0.0 and k not in self.standing.out)]
        first = self._contest.ranking.first(free)
        self._queue = [(bound, k) for bound, k in (*self._queue, (0.0, j)) if k != first]
        heapq.heapify(self._queue)
        self.standing.buy(first)
        self.purses.bought.append(first)
        return Bought(first, 0.0, 0.0, 0)

    def _take_best(self, found: list[Price], best: float) -> Bought:
        near = [price for price in found if price.rate <= best * (1 + NEAR)]
        taken, lowest = near[0], None
        level: tuple[int, ...] = ()
        if len(near) > 1:
            rates = {price.project: self.purses.exact_rate(price) for price in near}
            lowest = min(rates.values())
            level = tuple(j for j, rate in rates.items() if rate == lowest)
            first = self._contest.ranking.first(level)
            taken = next(price for price in near if price.project == first)
        self._put_back([price for price in found if price is not taken])
        bought = self._take(taken)
        if len(near) < 2:
            return bought
        if len(level) < 2:
            return replace(bought, exact=True)
        return replace(bought, level=level, exact_rate=lowest, alike=self._alike(level), exact=True)

    def _take(self, price: Price) -> Bought:
        gave_all = self.purses.buy(price)
        self.standing.buy(price.project)
        return Bought(price.project, price.rate, price.unit, gave_all)

    def _alike(self, level: Sequence[int]) -> bool:
        """Whether the projects cost the same and have the same supporters, with the same weights."""
        supporters, costs, one = self._supporters, self._contest.costs, level[0]
        return all(
            costs[j] == costs[one]
            and np.array_equal(supporters.of(j), supporters.of(one))
            and np.array_equal(supporters.points_of(j), supporters.points_of(one))
            for j in level[1:]
        )

    def _put_back(self, prices: Sequence[Price]) -> None:
        for price in prices:
            heapq.heappush(self._queue, (price.rate, price.project))

    def must_choose(self, known: Bought) -> Bought | None:
        """Buy the same project as `known` did, if every other is proved to be dearer, or to stay level as
        then; else None."""
        found: list[Price] = []
        may = {known.project, *known.level}
        while self._queue and self._queue[0][0] <= known.rate * (1 + NEAR):
            least, j = heapq.heappop(self._queue)
            if j in self.standing.out:
                continue
            if not self._contest.costs[j]:
                return self._take_free(j, found)
            price = self.purses.price(j, least, known.rate * (1 + NEAR), close=False)
            if price is not None and j not in may and price.rate <= known.rate * (1 + NEAR):
                return None
            if price is not None:
                found.append(price)
        level = {price.project: price for price in found if price.project in may}
        if len(level) < len(may) or not self._still_level(known, level.values()):
            return None
        self._put_back([price for price in found if price.project != known.project])
        taken = self._take(level[known.project])
        return replace(known, rate=taken.rate, unit=taken.unit, gave_all=taken.gave_all)

    def _still_level(self, known: Bought, prices: Iterable[Price]) -> bool:
        """A price that is the same at both ends, as none rises, is the same all the way between."""
        if not known.level or known.alike:
            return True
        return all(self.purses.plain_rate(price) == known.exact_rate for price in prices)

    def any_affordable(self) -> bool:
        return any(
            j not in self.standing.out and self.purses.price(j) is not None for _bound, j in self._queue
        )


def steps_of(contest: Contest, run: Run) -> list[Step]:
    """The purchases of a run as they are told."""
    steps, left = [], contest.budget
    for each in run.bought:
        j = each.project
        project = contest.election.projects[j]
        left -= contest.costs[j]
        tie: Tie | None = contest.ranking.tie(each.level)
        steps.append(
            Step(
                project.id, project.cost, contest.votes[j], contest.election.scores[j], contest.money(left),
                "equal-shares", told(each.unit / contest.scale), each.gave_all, tie, each.exact,
            )
        )  # fmt: skip
    return steps
