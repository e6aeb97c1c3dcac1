"""Every voter's money in whole numbers: the purchases so far replayed without rounding, for close decisions.

Voters with the same history have the same money, so it is kept by class of voters. All of it is in whole
numbers of one common part of the currency, which becomes finer with each purchase.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np
from numpy.typing import NDArray

from .contest import Contest
from .gains import Gains


@dataclass(frozen=True, slots=True)
class ExactPrice:
    """A price of `numerator / (parts * weight)` for each unit of weight, `parts` being that of the purses."""

    numerator: int
    weight: int
    parts: int

    @property
    def value(self) -> Fraction:
        return Fraction(self.numerator, self.parts * self.weight)


class ExactPurses:
    """The money of all voters, who began with the endowment each."""

    def __init__(self, contest: Contest, gains: Gains, endowment: Fraction) -> None:
        self._contest, self._gains = contest, gains
        self._class = np.zeros(contest.election.n_voters, np.int64)
        self._parts, self._money = endowment.denominator, [endowment.numerator]
        self._bought = 0

    def replay(self, purchases: Iterable[int]) -> None:
        """Buy the projects that have not been bought yet; the list only grows from call to call."""
        for j in list(purchases)[self._bought :]:
            self._buy(j)
            self._bought += 1

    def price(self, j: int) -> ExactPrice | None:
        """What a unit of weight costs; None if the supporters have less than the project costs."""
        cost = self._contest.costs[j] * self._parts
        groups = sorted(self._groups(j), key=lambda group: Fraction(self._money[group[0]], group[1]))
        rest = sum(weight * n for _class, weight, n in groups)
        for kind, weight, n in groups:
            if cost * weight <= self._money[kind] * rest:
                return ExactPrice(cost, rest, self._parts)
            cost -= self._money[kind] * n
            rest -= weight * n
        return None

    def _groups(self, j: int) -> list[tuple[int, int, int]]:
        """Class, weight and number of the supporters who have both in common."""
        kinds, n = np.unique(self._keys(j), axis=0, return_counts=True)
        return [(int(kind), int(weight), int(m)) for (kind, weight), m in zip(kinds, n, strict=True)]

    def _keys(self, j: int) -> NDArray[np.int64]:
        supporters = self._contest.election.supporters
        voters = supporters.of(j)
        weights = (
            supporters.points_of(j) if self._gains.weights is not None else np.ones(len(voters), np.int64)
        )
        return np.column_stack([self._class[voters], weights])

    def _buy(self, j: int) -> None:
        if not self._contest.costs[j]:
            return
        price = self.price(j)
        assert price is not None, "a purchase that was made could be paid"
        keys = self._keys(j)
        kinds, place = np.unique(keys, axis=0, return_inverse=True)
        after = [max(self._money[k] * price.weight - price.numerator * int(w), 0) for k, w in kinds.tolist()]
        first = len(self._money)
        self._money = [each * price.weight for each in self._money] + after
        self._parts *= price.weight
        self._class[self._contest.election.supporters.of(j)] = first + place.ravel()
        self._tidy()

    def _tidy(self) -> None:
        """Keep one class of each amount that somebody has, in the largest common part."""
        used, self._class = np.unique(self._class, return_inverse=True)
        amounts = [self._money[k] for k in used.tolist()]
        common = gcd(self._parts, *amounts)
        known: dict[int, int] = {}
        places = np.array([known.setdefault(each // common, len(known)) for each in amounts])
        self._class = places[self._class]
        self._money, self._parts = list(known), self._parts // common
