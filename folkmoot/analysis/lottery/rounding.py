"""Whole panels near a fractional one: swap one person for another until every target is met.

The corner of a linear program has few fractional counts. They are rounded, and then the pair of types whose
swap mends most is swapped, again and again; what was just moved rests for some steps, and a target that
stays missed counts for more (breakout local search: Morris 1993, AAAI; tabu: Glover 1989, ORSA J. Computing
1(3)).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NEAR = 200  # types beside the fractional ones that may be swapped: those that cost least
STEPS, REST = 200, 6  # after so many steps it gives up; what was moved rests for so many
MORE = 0.3  # by how much a missed target gains weight when no swap helps


class Rounding:
    """Rounds for one set of rows: `member` (types x rows, 0 or 1), bounds of rows and of counts."""

    def __init__(self, member: Floats, lower: Floats, upper: Floats, least: Floats, most: Floats) -> None:
        self._member, self._lower, self._upper = member, lower, upper
        self._least, self._most = least, most
        self._free = least < most

    def near(self, counts: Floats, cost: Floats) -> Floats | None:
        """Whole counts of the same sum that meet every row, None when none was found.

        `cost` is what one more of a type costs (reduced costs: about 0 where the counts are fractional)."""
        start = _rounded(counts)
        chosen = self._movable(counts, cost)
        cost = cost / (np.abs(cost[chosen]).max(initial=0.0) + 1e-9)
        if not len(chosen):
            return start if not self._missed(start @ self._member).any() else None
        found = self._swapped(start, chosen, cost[chosen])
        if found is None:
            return None
        start[chosen] = found
        return start

    def _movable(self, counts: Floats, cost: Floats) -> NDArray[np.int64]:
        fractional = np.abs(counts - np.round(counts)) > 1e-6
        rank = np.where(fractional, -1.0, np.abs(cost))
        rank[~self._free] = np.inf
        n = min(int(fractional.sum()) + NEAR, int(self._free.sum()))
        return np.sort(np.argsort(rank, kind="stable")[:n])

    def _missed(self, seats: Floats) -> Floats:
        missed: Floats = np.maximum(self._lower - seats, 0) + np.maximum(seats - self._upper, 0)
        return missed

    def _swapped(self, start: Floats, chosen: NDArray[np.int64], price: Floats) -> Floats | None:
        member, least, most = self._member[chosen], self._least[chosen], self._most[chosen]
        counts, seats = start[chosen], start @ self._member
        rests_until, weight = np.zeros(len(chosen)), np.ones(member.shape[1])
        for step in range(STEPS):
            missed = self._missed(seats)
            if missed.sum() < 0.5:
                return counts
            leave = np.flatnonzero((counts > least) & (rests_until <= step))
            enter = np.flatnonzero((counts < most) & (rests_until <= step))
            if not len(leave) or not len(enter):
                return None
            fewer = weight * (self._missed(seats - 1) - missed)
            more = weight * (self._missed(seats + 1) - missed)
            gain = (member[leave] @ fewer - price[leave])[:, None] + (member[enter] @ more + price[enter])
            gain -= (member[leave] * (fewer + more)) @ member[enter].T
            best = int(np.argmin(gain))
            goes, comes = leave[best // len(enter)], enter[best % len(enter)]
            if gain.flat[best] >= -1e-9:
                weight += MORE * missed
            counts[goes] -= 1
            counts[comes] += 1
            seats = seats - member[goes] + member[comes]
            rests_until[[goes, comes]] = step + REST
        return None


def _rounded(counts: Floats) -> Floats:
    """Rounded down, and up again where the fraction is largest until the sum is as before."""
    down = np.floor(counts + 1e-6)
    missing = round(float(counts.sum() - down.sum()))
    largest = np.argsort(-(counts - down), kind="stable")[:missing]
    down[largest] += 1
    return down
