"""How the cost of projects is spread over their voters so that nobody carries more than need be.

A project whose own voters, those with no other project in the list, can carry it alone within the limit is
taken off the list, with those voters, and so on until none is left that can: what remains is the core, and a
flow decides about it alone (`flows`). Where the flow leaves something over, the projects it names cost more
for each of their voters than the limit, and that is the new limit (Dinkelbach's method).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .election import Supporters
from .flows import Network

Ints = NDArray[np.int64]


class Basket:
    """The projects bought so far, and all their voters one project after another."""

    def __init__(self, supporters: Supporters, costs: Sequence[int], n_voters: int) -> None:
        self.supporters, self.costs, self.n_voters = supporters, costs, n_voters
        self.projects: list[int] = []
        self.voters = np.zeros(0, np.int64)
        self.starts = np.zeros(0, np.int64)
        self.kinds = np.zeros(n_voters, np.int64)
        """The same number for voters who support the same of the projects."""

    def add(self, j: int) -> None:
        self.voters, self.starts = self.beside(j)
        self.projects.append(j)
        self.kinds = np.unique(self.kinds_beside(j), return_inverse=True)[1]

    def beside(self, j: int) -> tuple[Ints, Ints]:
        """The voters of all the projects and of j, and where those of each begin."""
        starts = np.append(self.starts, len(self.voters))
        return np.concatenate([self.voters, self.supporters.of(j)]), starts

    def kinds_beside(self, j: int) -> Ints:
        kinds = 2 * self.kinds
        kinds[self.supporters.of(j)] += 1
        return kinds


def spread(basket: Basket, j: int, limit: Fraction) -> tuple[Fraction, NDArray[np.float64]]:
    """The heaviest load with j bought too, at least `limit`, and loads of all of which none is more."""
    while True:
        core = _Core(basket, j, limit)
        better = core.heavier()
        if better is None:
            return limit, core.loads
        limit = better


class _Core:
    """The projects that cannot be carried by voters of their own within the limit."""

    def __init__(self, basket: Basket, j: int, limit: Fraction) -> None:
        self._basket, self._j, self._limit = basket, j, limit
        self._voters, self._starts = basket.beside(j)
        self._lengths = np.diff(np.append(self._starts, len(self._voters)))
        self._costs = [basket.costs[i] for i in (*basket.projects, j)]
        self._left = np.ones(len(self._costs), bool)
        self._times = np.bincount(self._voters, minlength=basket.n_voters)
        self.loads = np.zeros(basket.n_voters)
        self._own = self._count_own()
        while self._take_off():
            self._own = self._count_own()

    def _count_own(self) -> list[int]:
        """For each project how many voters have no other of those left."""
        own = np.add.reduceat(self._times[self._voters] == 1, self._starts, dtype=np.int64)
        return [int(n) for n in own]

    def _take_off(self) -> bool:
        """Let every project be carried by its own voters that can be; whether there was one."""
        top, bottom = self._limit.numerator, self._limit.denominator
        off = [
            place
            for place in np.flatnonzero(self._left).tolist()
            if self._costs[place] * bottom <= top * self._own[place]
        ]
        for place in off:
            voters = self._of(place)
            alone = voters[self._times[voters] == 1]
            self.loads[alone] = self._costs[place] / max(len(alone), 1)
        for place in off:
            self._times[self._of(place)] -= 1
            self._left[place] = False
        return bool(off)

    def _of(self, place: int) -> Ints:
        start = self._starts[place]
        return self._voters[start : start + self._lengths[place]]

    def heavier(self) -> Fraction | None:
        """A limit that some voters must reach, if this one is too low; None and `loads` if it is not."""
        if not self._left.any():
            return None
        top, bottom = self._limit.numerator, self._limit.denominator
        left = np.flatnonzero(self._left)
        projects, classes, sizes, of_voter = self._edges(left)
        network = Network(len(left), len(sizes), projects, classes)
        rest = [self._costs[place] * bottom - top * self._own[place] for place in left.tolist()]
        found = network.carry(rest, [n * top for n in sizes.tolist()])
        if found.missing:
            return self._ratio(left[found.cut])
        carried = found.carried / (sizes * float(bottom))
        shared = of_voter >= 0
        self.loads[shared] = carried[of_voter[shared]]
        self._fill_own(left)
        return None

    def _edges(self, left: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """Which of the projects left is supported by which class of voters who have several of them, how
        many voters a class has, and the class of each voter, -1 for the others."""
        shared = np.flatnonzero(self._times > 1)
        kinds = self._basket.kinds_beside(self._j)[shared]
        _known, one, place, sizes = np.unique(
            kinds, return_index=True, return_inverse=True, return_counts=True
        )
        of_voter = np.full(self._basket.n_voters, -1)
        of_voter[shared] = place
        speaks = np.zeros(self._basket.n_voters, bool)
        speaks[shared[one]] = True
        number = np.full(len(self._left), -1)
        number[left] = np.arange(len(left))
        edges = np.flatnonzero(speaks[self._voters] & self._left.repeat(self._lengths))
        return number.repeat(self._lengths)[edges], of_voter[self._voters[edges]], sizes, of_voter

    def _ratio(self, places: Ints) -> Fraction:
        """What the projects cost for each of their voters, of those that are left."""
        reached = np.zeros(self._basket.n_voters, bool)
        for place in places.tolist():
            reached[self._of(place)] = True
        cost = sum(self._costs[place] for place in places.tolist())
        return Fraction(cost, int(np.count_nonzero(reached)))

    def _fill_own(self, left: Ints) -> None:
        """The own voters of what is left carry as much as anybody may."""
        for place in left.tolist():
            voters = self._of(place)
            self.loads[voters[self._times[voters] == 1]] = float(self._limit)
