"""Every voter's money as a fraction: the purchases so far replayed without rounding, for close decisions.

Voters with the same history have the same money, so it is kept by class of voters. Who is far from the price
on either side is told from rounded numbers; fractions are needed for the sums and for those near it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .contest import Contest
from .gains import Gains

FAR = 1e-9
"""Relative difference from which rounded numbers are trusted."""


class ExactPurses:
    """The money of all voters, who began with the endowment each."""

    def __init__(self, contest: Contest, gains: Gains, endowment: Fraction) -> None:
        self._contest, self._gains = contest, gains
        self._class = np.zeros(contest.election.n_voters, np.int64)
        self._money = [endowment, Fraction(0)]
        self._bought = 0

    def replay(self, purchases: Sequence[int]) -> None:
        """Buy the projects that have not been bought yet; the list only grows from call to call."""
        for j in purchases[self._bought :]:
            self._buy(j)
        self._bought = len(purchases)

    def price(self, j: int) -> Fraction | None:
        """What a unit of weight costs; None if the supporters have less than the project costs."""
        kinds, weights, sizes, _place = self._groups(j)
        worth = np.array([float(self._money[k]) for k in kinds.tolist()]) / weights
        order = np.argsort(worth)
        poor, near = self._split(order, worth, weights, sizes, self._contest.costs[j])
        lacking = self._contest.costs[j] - self._sum(kinds[poor], sizes[poor])
        rest = int((weights * sizes).sum() - (weights * sizes)[poor].sum())
        for each in sorted(near, key=lambda i: self._money[int(kinds[i])] / int(weights[i])):
            money, weight, n = self._money[int(kinds[each])], int(weights[each]), int(sizes[each])
            if lacking * weight <= money * rest:
                return lacking / rest
            lacking -= money * n
            rest -= weight * n
        return lacking / rest if rest else None

    @staticmethod
    def _split(
        order: NDArray[np.int64],
        worth: NDArray[np.float64],
        weights: NDArray[np.int64],
        sizes: NDArray[np.int64],
        cost: int,
    ) -> tuple[NDArray[np.int64], list[int]]:
        """The groups that surely give all they have, and those of which it is not sure."""
        rest = np.cumsum((weights * sizes)[order][::-1])[::-1]
        given = np.cumsum((worth * weights * sizes)[order]) - (worth * weights * sizes)[order]
        prices = (cost - given) / rest
        sorted_worth = worth[order]
        rich = np.flatnonzero(prices <= sorted_worth * (1 - FAR))
        last = int(rich[0]) if len(rich) else len(order)
        poor = np.flatnonzero(prices[:last] > sorted_worth[:last] * (1 + FAR))
        # Prices rise along the order, and stay above the worth of the poor: the first that is near ends them.
        unsure = np.setdiff1d(np.arange(last), poor)
        first = int(unsure[0]) if len(unsure) else last
        return order[:first], order[first : last + 1].tolist()

    def _sum(self, kinds: Iterable[int], sizes: Iterable[int]) -> Fraction:
        """All the money of these classes: first by denominator, then the fractions in pairs."""
        parts: dict[int, int] = {}
        for kind, n in zip(map(int, kinds), map(int, sizes), strict=True):
            money = self._money[kind]
            parts[money.denominator] = parts.get(money.denominator, 0) + money.numerator * n
        sums = [Fraction(top, bottom) for bottom, top in sorted(parts.items())]
        while len(sums) > 1:
            sums = [sum(sums[i : i + 2], Fraction(0)) for i in range(0, len(sums), 2)]
        return sums[0] if sums else Fraction(0)

    def _groups(self, j: int) -> tuple[NDArray[np.int64], ...]:
        """Class, weight and number of the supporters who have both in common, and the group of each."""
        supporters = self._gains.supporters
        classes = self._class[supporters.of(j)]
        if self._gains.weights is None:
            kinds, place, sizes = np.unique(classes, return_inverse=True, return_counts=True)
            return kinds, np.ones(len(kinds), np.int64), sizes, place
        points = supporters.points_of(j)
        known, number = np.unique(points, return_inverse=True)
        keys = classes * len(known) + number
        kinds, place, sizes = np.unique(keys, return_inverse=True, return_counts=True)
        return kinds // len(known), known[kinds % len(known)], sizes, place

    def _buy(self, j: int) -> None:
        if not self._contest.costs[j]:
            return
        price = self.price(j)
        assert price is not None, "a purchase that was made could be paid"
        kinds, weights, _sizes, place = self._groups(j)
        after = []
        for kind, weight in zip(kinds.tolist(), weights.tolist(), strict=True):
            left = self._money[kind] - price * weight
            after.append(len(self._money) if left > 0 else 1)  # class 1 has nothing left
            if left > 0:
                self._money.append(left)
        self._class[self._gains.supporters.of(j)] = np.array(after)[place]
