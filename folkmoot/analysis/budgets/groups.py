"""Groups of projects that cost much for the few voters they have: what no way of spreading loads can avoid.

Whatever the projects of a group cost, only their voters can carry it, so some voter carries at least
cost / voters. From any group better ones are found by adding every project that asks more than this of each
voter it brings, and leaving out every project that asks less of those only it brings: both make the ratio
larger, whatever the projects have in common. What is found in this way is a bound, and mostly the best one;
a flow (see `flows`) shows whether it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .spreading import Basket

REMEMBERED = 24
"""Groups that are tried as a beginning."""


class Groups:
    """The groups that were found heaviest while projects are bought one after another."""

    def __init__(self, basket: Basket) -> None:
        self._basket = basket
        self._known: dict[frozenset[int], tuple[int, int, NDArray[np.bool_]]] = {}

    def remember(self, group: Sequence[int]) -> None:
        """Keep a group of bought projects as a beginning for others."""
        key = frozenset(group)
        if not key:
            return
        if key not in self._known:
            covered = np.zeros(self._basket.n_voters, bool)
            for i in key:
                covered[self._basket.supporters.of(i)] = True
            cost = sum(self._basket.costs[i] for i in key)
            self._known[key] = cost, int(np.count_nonzero(covered)), covered
        self._known[key] = self._known.pop(key)  # the last used stand last
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]

    def heaviest(self, j: int) -> Fraction:
        """What some voter carries at least with j bought too, from the best group with j that was found."""
        found = [self._better(j, self._begin(j)), self._better(j, self._basket.projects)]
        best = max(found, key=lambda group: group.ratio())
        self.remember(best.others())
        return best.ratio()

    def _better(self, j: int, others: Collection[int]) -> _Group:
        group = _Group(self._basket, j, frozenset(others))
        while group.grow() or group.shrink():
            pass
        return group

    def _begin(self, j: int) -> frozenset[int]:
        """Of the groups that are known the one that is heaviest with j."""
        voters = self._basket.supporters.of(j)
        best, found = Fraction(self._basket.costs[j], len(voters)), frozenset[int]()
        for key, (cost, size, covered) in self._known.items():
            more = len(voters) - int(np.count_nonzero(covered[voters]))
            ratio = Fraction(cost + self._basket.costs[j], size + more)
            if ratio > best:
                best, found = ratio, key
        return found


class _Group:
    """A group of projects, j among them, that gets heavier for its voters with every change."""

    def __init__(self, basket: Basket, j: int, others: Collection[int]) -> None:
        self._basket = basket
        self._in = np.array([i in others for i in basket.projects], bool)
        self._times = np.zeros(basket.n_voters, np.int32)  # how many of the group each voter supports
        for i in (j, *others):
            self._times[basket.supporters.of(i)] += 1
        self._cost = sum(basket.costs[i] for i in (j, *others))
        self._size = int(np.count_nonzero(self._times))

    def ratio(self) -> Fraction:
        return Fraction(self._cost, self._size)

    def others(self) -> list[int]:
        return [i for i, taken in zip(self._basket.projects, self._in.tolist(), strict=True) if taken]

    def grow(self) -> bool:
        """Add what asks more of each voter it brings than the group does; whether there was something."""
        return self._change([p for p, asks, has in self._against(0) if not self._in[p] and asks > has], 1)

    def shrink(self) -> bool:
        """Leave out what asks less of those only it brings."""
        return self._change([p for p, asks, has in self._against(1) if self._in[p] and asks < has], -1)

    def _against(self, times: int) -> Iterator[tuple[int, int, int]]:
        """For each project its cost times the group's voters, and the group's cost times the voters of the
        project who support so many of the group."""
        basket = self._basket
        if not basket.projects:
            return
        brings = np.add.reduceat(self._times[basket.voters] == times, basket.starts, dtype=np.int64)
        for place, (i, n) in enumerate(zip(basket.projects, brings.tolist(), strict=True)):
            yield place, basket.costs[i] * self._size, self._cost * n

    def _change(self, places: list[int], step: int) -> bool:
        for place in places:
            i = self._basket.projects[place]
            self._times[self._basket.supporters.of(i)] += step
            self._cost += step * self._basket.costs[i]
            self._in[place] = step > 0
        self._size = int(np.count_nonzero(self._times))
        return bool(places)
