"""Raking whose weights stay within bounds, by Newton's method.

Among all weights between `low` and `high` times their base that meet the margins, the one that departs least
from the base is base * clip(exp(sum of a level for each category), low, high). The levels are the lowest
point of a convex function with as many unknowns as there are categories (truncated raking: Deville and
Särndal 1992, Journal of the American Statistical Association 87, 376-382, case 7). Where no such weights
exist the lowest point lies infinitely far away; `compromise` then holds the levels back a little and comes as
near as weights within bounds can (ridge calibration: Rao and Singh 1997, ASA Proceedings of Survey Research
Methods).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

STEPS = 60
FURTHEST = 40.0  # a level beyond e^40 is on its way to infinity
LONGEST = 4.0  # of a step, in any level
HOLDS = (1e-2, 1e-3, 1e-4, 1e-5)  # how hard a compromise holds levels back, one after the other
NEVER_NOTHING = (0.01, 100.0)  # bounds of a compromise where none are given
EDGE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Base weights with a mean of 1; categories of people and sums of weights wanted, by margin; bounds of
    the ratio to the base."""

    base: np.ndarray
    codes: tuple[np.ndarray, ...]
    targets: tuple[np.ndarray, ...]
    low: float
    high: float

    @property
    def is_bounded(self) -> bool:
        return self.low > 0 or self.high < math.inf

    def holds(self, weights: np.ndarray) -> bool:
        """Whether every weight is within bounds."""
        if not self.is_bounded:
            return True
        ratios = weights / self.base
        return bool(ratios.min() >= self.low and ratios.max() <= self.high)


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """Weights with a mean of 1; `gap` is the largest share by which they miss a margin. `is_loose` says that
    people without an answer to a margin do not keep the share they had."""

    weights: np.ndarray
    steps: int
    gap: float
    levels: tuple[np.ndarray, ...]
    is_loose: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Point:
    """Where the search stands: levels of all categories in one row, and what follows from them."""

    levels: np.ndarray
    weights: np.ndarray
    free: np.ndarray  # weights that are not at a bound, others 0
    height: float
    gaps: np.ndarray


@dataclass(slots=True, eq=False)
class _Search:
    asked: Asked
    hold: np.ndarray  # how hard each level is held back
    _ends: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self._ends = np.cumsum([0, *map(len, self.asked.targets)])

    def parts(self, row: np.ndarray) -> Iterator[np.ndarray]:
        for first, end in zip(self._ends[:-1], self._ends[1:], strict=True):
            yield row[first:end]

    def at(self, levels: np.ndarray) -> _Point:
        asked = self.asked
        sums = np.zeros(len(asked.base))
        for codes, part in zip(asked.codes, self.parts(levels), strict=True):
            sums += part[codes]
        np.clip(sums, -300, 300, out=sums)
        ratios = np.exp(sums)
        inside = ratios
        free = asked.base * ratios
        height = ratios
        if asked.is_bounded:
            inside = np.clip(ratios, asked.low, asked.high)
            free = np.where(inside == ratios, free, 0.0)
            height = inside + np.where(inside == ratios, 0.0, inside * (sums - np.log(inside)))
        weights = asked.base * inside
        target = np.concatenate(asked.targets)
        there = np.concatenate(
            [np.bincount(codes, weights, len(t)) for codes, t in zip(asked.codes, asked.targets, strict=True)]
        )
        total = float(asked.base @ height - levels @ target + 0.5 * (self.hold * levels) @ levels)
        return _Point(levels, weights, free, total, there - target + self.hold * levels)

    def curvature(self, point: _Point) -> np.ndarray:
        """How the sums of weights change with the levels: one two-way table for each pair of margins."""
        codes, targets = self.asked.codes, self.asked.targets
        found = np.diag(self.hold)
        for a, first in enumerate(codes):
            rows = slice(self._ends[a], self._ends[a + 1])
            found[rows, rows] += np.diag(np.bincount(first, point.free, len(targets[a])))
            wide = first.astype(np.intp)
            for b in range(a + 1, len(codes)):
                size = len(targets[b])
                table = np.bincount(wide * size + codes[b], point.free, len(targets[a]) * size)
                columns = slice(self._ends[b], self._ends[b + 1])
                found[rows, columns] = table.reshape(-1, size)
                found[columns, rows] = found[rows, columns].T
        return found

    def step(self, point: _Point, longest: float) -> np.ndarray:
        curve = self.curvature(point)
        slack = max(float(np.trace(curve)) / len(curve), EDGE) * 1e-10
        way = np.linalg.solve(curve + slack * np.eye(len(curve)), -point.gaps)
        size = float(np.abs(way).max())
        return way if size <= longest else way * (longest / size)

    def descend(self, start: np.ndarray, goal: float, longest: float) -> tuple[_Point, int]:
        """Go down until no sum of weights is wrong by more than `goal` of the whole."""
        point, n = self.at(start), len(self.asked.base)
        for done in range(STEPS):
            if np.abs(point.gaps).max() <= goal * n or np.abs(point.levels).max() > self._furthest():
                return point, done
            following = self._lower(point, self.step(point, longest))
            if following is None:
                return point, done + 1
            point = following
        return point, STEPS

    def _furthest(self) -> float:
        return math.inf if self.hold.any() else FURTHEST

    def _lower(self, point: _Point, way: np.ndarray) -> _Point | None:
        """The next point along the way that is lower, or as low and nearer."""
        slope = float(point.gaps @ way)
        for halvings in range(30):
            length = 0.5**halvings
            following = self.at(point.levels + length * way)
            if following.height <= point.height + 1e-4 * length * slope:
                return following
            if np.abs(following.gaps).max() < np.abs(point.gaps).max() * 0.9 and halvings == 0:
                return following
        return None


def within_bounds(asked: Asked, goal: float, before: Reached) -> Reached:
    """The weights within bounds that meet the margins, or as near as they came when there are none."""
    search = _Search(asked, np.zeros(sum(map(len, asked.targets))))
    start = np.clip(np.nan_to_num(np.concatenate(before.levels)), -FURTHEST / 4, FURTHEST / 4)
    point, steps = search.descend(start, goal, LONGEST)
    return _reached(search, point, before.steps + steps)


def compromise(asked: Asked) -> Reached:
    """Weights that miss the margins by as little as can be, within bounds, so that nobody counts nothing.

    Their total is exact: it is a margin of one category that is not held back."""
    low = asked.low or NEVER_NOTHING[0]
    high = asked.high if asked.high < math.inf else NEVER_NOTHING[1]
    n = len(asked.base)
    everybody = np.zeros(n, dtype=np.uint8)
    whole = Asked(asked.base, (*asked.codes, everybody), (*asked.targets, np.array([float(n)])), low, high)
    held = sum(map(len, asked.targets))
    levels, steps = np.zeros(held + 1), 0
    for hold in HOLDS:
        search = _Search(whole, np.append(np.full(held, hold * n), 0.0))
        point, more = search.descend(levels, EDGE, 0.1 / hold)
        levels, steps = point.levels, steps + more
    weights = _with_mean_1(point.weights / asked.base, asked.base, low, high)
    return Reached(weights, steps, _gap(asked, weights), tuple(search.parts(levels)))


def _with_mean_1(ratios: np.ndarray, base: np.ndarray, low: float, high: float) -> np.ndarray:
    """The weights of these ratios, all multiplied by what gives a mean of 1 while bounds hold."""
    least, most = 0.0, high / low
    for _halving in range(200):
        factor = (least + most) / 2
        weights: np.ndarray = base * np.clip(ratios * factor, low, high)
        least, most = (factor, most) if weights.mean() < 1 else (least, factor)
    return weights


def _reached(search: _Search, point: _Point, steps: int) -> Reached:
    weights = point.weights * (len(point.weights) / point.weights.sum())
    return Reached(weights, steps, _gap(search.asked, weights), tuple(search.parts(point.levels)))


def _gap(asked: Asked, weights: np.ndarray) -> float:
    return max(_gaps(asked.codes, asked.targets, weights)) / len(weights)


def _gaps(codes: Sequence[np.ndarray], targets: Sequence[np.ndarray], weights: np.ndarray) -> Iterator[float]:
    for each, target in zip(codes, targets, strict=True):
        yield float(np.abs(np.bincount(each, weights, len(target)) - target).max())
