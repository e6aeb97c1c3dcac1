"""Plans as rows of numbers, so that one is compared with all others at a stroke."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from .overlap import Clash
from .shapes import PlanShape, Weights

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Kind = TypeVar("Kind", bound=np.generic)
FIRST_ROOM = 64


class Likeness(NamedTuple):
    """One plan beside each row: `alike` is the weighted mean of the three parts, 0 to 1."""

    place: Floats
    audience: Floats
    topic: Floats
    alike: Floats


class Rows:
    """Plans in rows without gaps; the order is of no meaning. A removed row is taken by the last one."""

    def __init__(self, weights: Weights, margin_days: int) -> None:
        self.weights, self.margin_days = weights, margin_days
        self.keys: list[str] = []
        self._row: dict[str, int] = {}
        self._days = np.zeros((FIRST_ROOM, 2), dtype=np.int64)
        self._areas, self._audiences, self._topics = Sets(), Sets(), Sets()

    def add(self, plan: PlanShape) -> None:
        row = self._row[plan.key] = len(self.keys)
        self.keys.append(plan.key)
        self._days = _with_room(self._days, row)
        self._days[row] = plan.opens_on.toordinal(), plan.closes_on.toordinal()
        for sets, names in self._parts(plan):
            sets.write(row, names)

    def remove(self, key: str) -> None:
        row, last = self._row.pop(key), len(self.keys) - 1
        moved = self.keys.pop()
        for sets in (self._areas, self._audiences, self._topics):
            sets.overwrite(row, last)
        self._days[row] = self._days[last]
        if moved != key:
            self.keys[row] = moved
            self._row[moved] = row

    def copy(self) -> Rows:
        other = Rows(self.weights, self.margin_days)
        other.keys, other._row, other._days = list(self.keys), dict(self._row), self._days.copy()
        other._areas, other._audiences, other._topics = (
            sets.copy() for sets in (self._areas, self._audiences, self._topics)
        )
        return other

    @property
    def days(self) -> Integers:
        """First and last day of each row, as ordinal numbers."""
        return self._days[: len(self.keys)]

    def likeness(self, plan: PlanShape) -> Likeness:
        """The parts that do not depend on dates."""
        place, audience, topic = (sets.shared(names, len(self.keys)) for sets, names in self._parts(plan))
        by = self.weights
        whole = by.place + by.audience + by.topic
        return Likeness(
            place, audience, topic, (by.place * place + by.audience * audience + by.topic * topic) / whole
        )

    def clashes(self, plan: PlanShape, least: float) -> dict[str, Clash]:
        """What `plan` has in common with each row but its own, by the other's key: what scores `least` and
        above 0."""
        like = self.likeness(plan)
        time, together = self.time(plan.opens_on.toordinal(), plan.closes_on.toordinal())
        score = time * like.alike
        wanted = np.flatnonzero((score >= least) & (score > 0))
        parts = (score, like.place, like.audience, like.topic, time, together)
        found = zip(wanted.tolist(), *(part[wanted].tolist() for part in parts), strict=True)
        return {
            self.keys[row]: Clash(*sorted((plan.key, self.keys[row])), *values)
            for row, *values in found
            if self.keys[row] != plan.key
        }

    def time(self, opens: int | Integers, closes: int | Integers) -> tuple[Floats, Integers]:
        """Share of the shorter plan in common with each row, and days in common. Days given as a column
        answer for each of them."""
        first, last = self.days[:, 0], self.days[:, 1]
        both = np.minimum(closes, last) - np.maximum(opens, first) + 1
        shorter = np.minimum(np.subtract(closes, opens), last - first) + 1
        wide = 2 * self.margin_days
        return np.maximum(0, both + wide) / (shorter + wide), np.maximum(0, both)

    def _parts(self, plan: PlanShape) -> tuple[tuple[Sets, frozenset[str] | None], ...]:
        return (
            (self._areas, plan.areas),
            (self._audiences, plan.audiences),
            (self._topics, plan.topics),
        )


class Sets:
    """A set of names a row; None means all there are."""

    def __init__(self) -> None:
        self._column: dict[str, int] = {}
        self._holds = np.zeros((FIRST_ROOM, FIRST_ROOM), dtype=np.float32)
        self._size = np.zeros(FIRST_ROOM, dtype=np.int64)
        self._all = np.zeros(FIRST_ROOM, dtype=bool)

    def write(self, row: int, names: frozenset[str] | None) -> None:
        columns = [self._column.setdefault(name, len(self._column)) for name in sorted(names or ())]
        self._make_room(row)
        self._holds[row] = 0
        self._holds[row, columns] = 1
        self._size[row] = len(columns)
        self._all[row] = names is None

    def copy(self) -> Sets:
        other = Sets()
        other._column = dict(self._column)
        other._holds, other._size, other._all = self._holds.copy(), self._size.copy(), self._all.copy()
        return other

    def overwrite(self, row: int, source: int) -> None:
        for part in (self._holds, self._size, self._all):
            part[row] = part[source]

    def shared(self, names: frozenset[str] | None, rows: int) -> Floats:
        """Names in common over the smaller set, for each of the first rows."""
        size, everything = self._size[:rows], self._all[:rows]
        if names is None:
            return (everything | (size > 0)).astype(np.float64)
        if not names:
            return np.zeros(rows)
        columns = [self._column[name] for name in names if name in self._column]
        common = self._holds[:rows, columns].sum(axis=1, dtype=np.float64)
        smaller = np.maximum(np.minimum(size, len(names)), 1)
        return np.where(everything, 1.0, common / smaller)

    def _make_room(self, row: int) -> None:
        self._holds = _with_room(self._holds, row)
        self._size, self._all = _with_room(self._size, row), _with_room(self._all, row)
        if len(self._column) > self._holds.shape[1]:
            self._holds = np.pad(self._holds, ((0, 0), (0, len(self._column))))


def _with_room(table: NDArray[Kind], row: int) -> NDArray[Kind]:
    """The same table, twice as long when it has no such row."""
    if row < len(table):
        return table
    return np.concatenate([table, np.zeros_like(table)])
