"""The rules once more, slowly and from their published definitions alone: fractions, no bounds, no numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations


@dataclass(frozen=True)
class Small:
    """Costs and ballots (project to points) by plain number, and the order of the lots."""

    costs: tuple[Fraction, ...]
    ballots: tuple[dict[int, int], ...]
    budget: Fraction

    def votes(self, j: int) -> int:
        return sum(j in ballot for ballot in self.ballots)

    def score(self, j: int) -> int:
        return sum(ballot.get(j, 0) for ballot in self.ballots)

    def cost(self, projects: Sequence[int]) -> Fraction:
        return sum((self.costs[j] for j in projects), Fraction(0))

    def first(self, level: Sequence[int]) -> int:
        return min(level, key=lambda j: (self.costs[j], -self.votes(j), j))

    def supported(self) -> list[int]:
        return [j for j in range(len(self.costs)) if self.votes(j)]


def greedy(small: Small, *, stop: bool = False) -> list[int]:
    won: list[int] = []
    for j in sorted(small.supported(), key=lambda j: (-small.score(j), small.costs[j], -small.votes(j), j)):
        if small.cost([*won, j]) <= small.budget:
            won.append(j)
        elif stop and small.costs[j] <= small.budget:
            break
    return won


def utility_of(small: Small, name: str) -> Callable[[int, int], Fraction]:
    def worth(voter: int, j: int) -> Fraction:
        points = small.ballots[voter].get(j, 0)
        weight = points if name.startswith("points") else min(points, 1)
        return weight * (small.costs[j] if name in ("cost", "points-cost") else Fraction(1))

    return worth


def equal_shares(small: Small, utility: str, endowment: Fraction) -> list[int]:
    """At each step the smallest q with sum over supporters of min(money, q * utility) = cost."""
    worth = utility_of(small, utility)
    money = [endowment] * len(small.ballots)
    free = [j for j in small.supported() if not small.costs[j]]
    won = sorted(free, key=lambda j: (-small.votes(j), j))
    while True:
        prices = {}
        for j in small.supported():
            price = price_of(small, j, money, worth)
            if j not in won and price is not None:
                prices[j] = price
        if not prices:
            return won
        lowest = min(prices.values())
        j = small.first([j for j, price in prices.items() if price == lowest])
        won.append(j)
        money = [have - min(have, lowest * worth(i, j)) for i, have in enumerate(money)]


def price_of(
    small: Small, j: int, money: Sequence[Fraction], worth: Callable[[int, int], Fraction]
) -> Fraction | None:
    fans = [i for i, ballot in enumerate(small.ballots) if j in ballot and small.costs[j]]
    if not fans or sum(money[i] for i in fans) < small.costs[j]:
        return None
    # The sum grows with q and bends where a supporter runs out: try the straight piece after each bend.
    for broke in sorted({Fraction(0), *(money[i] / worth(i, j) for i in fans)}):
        poor = [i for i in fans if money[i] / worth(i, j) <= broke]
        rich = [i for i in fans if i not in poor]
        rest = small.costs[j] - sum(money[i] for i in poor)
        if not rest:
            return broke
        if rich and (q := rest / sum(worth(i, j) for i in rich)) <= min(money[i] / worth(i, j) for i in rich):
            return q
    raise AssertionError("some piece holds the price")


def add_one(
    small: Small, utility: str, *, exhaustive: bool, increment: Fraction
) -> tuple[list[int], Fraction]:
    endowment = small.budget / len(small.ballots)
    won = equal_shares(small, utility, endowment)
    while True:
        lost = [j for j in small.supported() if j not in won]
        fits = [j for j in lost if small.cost([*won, j]) <= small.budget]
        if not lost or (exhaustive and not fits):
            return won, endowment
        after = equal_shares(small, utility, endowment + increment)
        if small.cost(after) > small.budget:
            return won, endowment
        won, endowment = after, endowment + increment


def phragmen(small: Small) -> list[int]:
    """Each voter has earned the same; supporters of a project together need its cost, and pay with all."""
    won: list[int] = []
    spent_at = [Fraction(0)] * len(small.ballots)  # the time at which the voter's purse was last empty
    while True:
        times = {}
        for j in small.supported():
            fans = [i for i, ballot in enumerate(small.ballots) if j in ballot]
            if j not in won and small.costs[j] <= small.budget:
                times[j] = (small.costs[j] + sum(spent_at[i] for i in fans)) / len(fans)
        if not times:
            return won
        level = [j for j, time in times.items() if time == min(times.values())]
        if any(small.cost([*won, j]) > small.budget for j in level):
            return won
        j = small.first(level)
        won.append(j)
        spent_at = [times[j] if j in b else at for at, b in zip(spent_at, small.ballots, strict=True)]


def heaviest_load(small: Small, projects: Sequence[int]) -> Fraction:
    """By Hall's theorem: the most cost to a voter over all groups of projects."""
    groups = (g for size in range(1, len(projects) + 1) for g in combinations(projects, size))
    return max(small.cost(g) / sum(any(j in b for j in g) for b in small.ballots) for g in groups)


def maximin_support(small: Small) -> list[int]:
    won: list[int] = []
    while True:
        fits = [j for j in small.supported() if j not in won and small.cost([*won, j]) <= small.budget]
        if not fits:
            return won
        loads = {j: heaviest_load(small, [*won, j]) for j in fits}
        won.append(small.first([j for j in fits if loads[j] == min(loads.values())]))
