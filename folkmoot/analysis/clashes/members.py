"""Which plan asks in which area, of which audience, in which period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .periods import Span
from .shapes import PlanShape

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
_NONE: Integers = np.zeros(0, dtype=np.int64)


class Members:
    """Plans as columns, in the order given: yes or no in the rows of areas, audiences and periods.

    The first audience is None, whoever it is for: every plan is in that row. Days are ordinal numbers, those
    of periods a column.
    """

    def __init__(
        self,
        held: Sequence[PlanShape],
        areas: Sequence[str],
        audiences: Sequence[str | None],
        periods: Sequence[Span],
    ) -> None:
        self._keys = [plan.key for plan in held]
        self.area = _table([plan.areas for plan in held], areas)
        self.audience = _table([plan.audiences for plan in held], audiences)
        self.audience[0] = True
        self.opens = _ordinals([plan.opens_on for plan in held])
        self.closes = _ordinals([plan.closes_on for plan in held])
        self.first = _ordinals([span.first for span in periods])[:, None]
        self.last = _ordinals([span.last for span in periods])[:, None]
        self.open: Flags = (self.opens <= self.last) & (self.closes >= self.first)

    def keys(self, area: int, audience: int, period: int) -> tuple[str, ...]:
        """The plans of one cell, by their places in the three lists."""
        there = self.area[area] & self.audience[audience] & self.open[period]
        return tuple(self._keys[place] for place in np.flatnonzero(there))

    @cached_property
    def cells(self) -> list[Integers]:
        """For each plan the places of its cells: areas by audiences, in rows of audiences."""
        columns = len(self.audience)
        rows = [np.flatnonzero(column)[:, None] * columns for column in self.area.T]
        groups = [np.flatnonzero(column) for column in self.audience.T]
        return [(row + group).ravel() for row, group in zip(rows, groups, strict=True)]

    def steady(self, weight: Floats | None = None) -> Floats:
        """The sum, by area, audience and period, of what plans bring to each period in which they are open.

        `weight` is by plan and cell, in the order of `cells`; each brings 1 without it. Sums are exact, in
        whatever order, for multiples of 2^-30 below 2^22.
        """
        numbers = [len(cells) for cells in self.cells]
        periods = len(self.first) + 1
        first = np.concatenate([*self.cells, _NONE]) * periods
        begin = np.searchsorted(self.last[:, 0], self.opens)
        end = np.maximum(begin, np.searchsorted(self.first[:, 0], self.closes, side="right"))
        size = len(self.area) * len(self.audience) * periods
        come, gone = (
            np.bincount(first + np.repeat(days, numbers), weight, minlength=size) for days in (begin, end)
        )
        found = np.subtract(come, gone, dtype=np.float64).reshape(len(self.area), len(self.audience), periods)
        return found.cumsum(axis=2)[:, :, :-1]

    def summed(self, each: Integers) -> Integers:
        """The sum, by area, audience and period, of what each plan brings to a period: whole numbers."""
        asked = (self.area[:, None, :] & self.audience).astype(np.float64)
        found: Integers = np.einsum("aup,tp->aut", asked, each.astype(np.float64)).astype(np.int64)
        return found


def most_at_once(members: Members, periods: int) -> Integers:
    """The most plans open on one day, by area, audience and period: what is open changes only on the days on
    which one opens or has closed."""
    found = np.zeros((len(members.area), len(members.audience), periods), dtype=np.int64)
    if not periods:
        return found
    state = np.zeros(found.shape[:2], dtype=np.int64)
    each, cells, steps = state.reshape(-1), members.cells, _steps(members)
    firsts, lasts = members.first[:, 0].tolist(), members.last[:, 0].tolist()
    period = 0
    for day in sorted({*steps, *firsts}):
        for place, step in steps.get(day, ()):
            each[cells[place]] += step
        while period < periods - 1 and day > lasts[period]:
            period += 1
        if firsts[period] <= day <= lasts[period]:
            np.maximum(found[:, :, period], state, out=found[:, :, period])
    return found


def _steps(members: Members) -> dict[int, list[tuple[int, int]]]:
    steps: dict[int, list[tuple[int, int]]] = {}
    for place, (opens, closes) in enumerate(
        zip(members.opens.tolist(), members.closes.tolist(), strict=True)
    ):
        steps.setdefault(opens, []).append((place, 1))
        steps.setdefault(closes + 1, []).append((place, -1))
    return steps


def _table(sets: Sequence[frozenset[str] | None], names: Sequence[str | None]) -> Flags:
    rows = {name: row for row, name in enumerate(names)}
    table = np.zeros((len(names), len(sets)), dtype=bool)
    for place, each in enumerate(sets):
        table[slice(None) if each is None else [rows[name] for name in each], place] = True
    return table


def _ordinals(days: Sequence[date]) -> Integers:
    return np.array([day.toordinal() for day in days], dtype=np.int64)
