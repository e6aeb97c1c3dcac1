"""The nearest days on which a plan would stand in nobody's way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from .index import ClashIndex
from .occasions import Occasion
from .shapes import PlanShape, meet
from .wording import counted, from_to, listed

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a move must keep to. `earliest` opening and `latest` closing by plan; `fixed` plans do not move.

    At most `within` days either way, in steps of `step` days (7 keeps the day of the week).
    """

    within: int = 180
    step: int = 1
    fixed: frozenset[str] = frozenset()
    earliest: Mapping[str, date] | None = None
    latest: Mapping[str, date] | None = None

    def __post_init__(self) -> None:
        if self.within < 0 or self.step < 1:
            raise ValueError("a move reaches 0 days or more, in steps of 1 day or more")

    def shifts(self, plan: PlanShape) -> Integers:
        """Days by which the plan may be moved, 0 included, in ascending order."""
        if plan.key in self.fixed:
            return np.zeros(1, dtype=np.int64)
        reach = self.within // self.step
        shifts = np.arange(-reach, reach + 1, dtype=np.int64) * self.step
        first = (self.earliest or {}).get(plan.key, date.min).toordinal() - plan.opens_on.toordinal()
        last = (self.latest or {}).get(plan.key, date.max).toordinal() - plan.closes_on.toordinal()
        return shifts[((shifts >= first) & (shifts <= last)) | (shifts == 0)]


ANY = Bounds()


@dataclass(frozen=True, slots=True)
class Move:
    """A plan on other days. `clashes` names those it would still clash with, `occasions` what it would still
    meet, `above` how many more than the limit would be open at once in its fullest area."""

    plan: PlanShape
    days: int
    clashes: tuple[str, ...]
    occasions: tuple[str, ...]
    above: int

    @property
    def is_clear(self) -> bool:
        return not self.clashes and not self.occasions and not self.above

    def explain(self) -> str:
        """One plain English sentence."""
        way = "Delay" if self.days > 0 else "Advance"
        dates = from_to(self.plan.opens_on, self.plan.closes_on)
        left = f"still in its way: {listed(_left(self))}"
        told = "nothing then stands in its way" if self.is_clear else left
        return f"{way} {self.plan.key} by {counted(abs(self.days), 'day')} ({dates}): {told}."


def find_moves(
    index: ClashIndex,
    key: str,
    *,
    occasions: Iterable[Occasion] = (),
    bearable: Mapping[str, float] | None = None,
    at_once: int | None = None,
    bounds: Bounds = ANY,
) -> tuple[Move, ...]:
    """The shortest advance and the shortest delay that clear the way of a plan, the shorter first.

    Its way is clear when it has no time in common with those that it clashes with now, clashes with no
    other (by the index's own `least`), meets no occasion beyond what is `bearable` (as in `timing_clashes`),
    and none of its areas has more than `at_once` plans open on a day. Where no move in a direction clears
    all, the one that leaves least in the way: the number of clashes, of kinds of occasion and of plans above
    the limit. A direction in which no move helps is left out.

    >>> first = PlanShape("E08", date(2026, 10, 12), date(2026, 12, 6))
    >>> index = ClashIndex([first, PlanShape("E09", date(2026, 9, 28), date(2026, 11, 22))])
    >>> find_moves(index, "E08")[0].explain()
    'Delay E08 by 42 days (23 November 2026 to 17 January 2027): nothing then stands in its way.'
    """
    plan, kinds = index[key], tuple(occasions)
    shifts = bounds.shifts(plan)
    hits = _clash_table(index, plan, shifts)
    met = _occasion_table(plan, shifts, kinds, bearable or {})
    above = _above_limit(index, plan, shifts, at_once)
    names = sorted({each.kind for each in kinds})
    left = hits.sum(axis=1) + met.sum(axis=1) + above
    found = []
    for way in (shifts < 0, shifts > 0):
        best = _best(shifts, left, way)
        if best is None:
            continue
        others = tuple(sorted(index.rows.keys[row] for row in np.flatnonzero(hits[best])))
        kept = tuple(names[row] for row in np.flatnonzero(met[best]))
        days = int(shifts[best])
        found.append(Move(plan.later(days), days, others, kept, int(above[best])))
    return tuple(sorted(found, key=lambda move: (not move.is_clear, abs(move.days), move.days)))


def _best(shifts: Integers, left: Integers, way: NDArray[np.bool_]) -> int | None:
    """The place of the shortest move among those that leave least, if that is less than now."""
    places = np.flatnonzero(way)
    if not len(places):
        return None
    best = min(places.tolist(), key=lambda place: (left[place], abs(shifts[place])))
    return best if left[best] < left[shifts == 0][0] else None


def _clash_table(index: ClashIndex, plan: PlanShape, shifts: Integers) -> NDArray[np.bool_]:
    """Whether each row of the index is in the plan's way when it is so much later."""
    rows = index.rows
    opens, closes = plan.opens_on.toordinal() + shifts, plan.closes_on.toordinal() + shifts
    time, _together = rows.time(opens[:, None], closes[:, None])
    score = time * rows.likeness(plan).alike
    hits: NDArray[np.bool_] = (score >= index.least) & (score > 0)
    hits |= (time > 0) & hits[shifts == 0]
    hits[:, rows.keys.index(plan.key)] = False
    return hits


def _occasion_table(
    plan: PlanShape, shifts: Integers, occasions: Sequence[Occasion], bearable: Mapping[str, float]
) -> NDArray[np.bool_]:
    """Whether the plan, so much later, meets more days of each kind of occasion than is bearable."""
    begin = plan.opens_on.toordinal() + int(shifts[0])
    end = plan.closes_on.toordinal() + int(shifts[-1])
    names = sorted({each.kind for each in occasions})
    table = np.zeros((len(shifts), len(names)), dtype=bool)
    for column, kind in enumerate(names):
        taken = np.zeros(end - begin + 1, dtype=np.int64)
        for each in occasions:
            if each.kind == kind and each.matters_to(plan):
                first, last = each.clear_from.toordinal() - begin, each.clear_until.toordinal() - begin
                taken[max(0, first) : max(0, last + 1)] = 1
        days = _window_sum(taken, shifts - shifts[0], plan.days)
        table[:, column] = days > bearable.get(kind, 0) * plan.days
    return table


def _above_limit(index: ClashIndex, plan: PlanShape, shifts: Integers, at_once: int | None) -> Integers:
    """By how many plans the fullest day of the plan's fullest area would pass the limit."""
    if at_once is None or plan.areas == frozenset():
        return np.zeros(len(shifts), dtype=np.int64)
    begin = plan.opens_on.toordinal() + int(shifts[0])
    days = plan.closes_on.toordinal() + int(shifts[-1]) - begin + 1
    others = [other for other in index if other.key != plan.key and meet(other.areas, plan.areas)]
    fullest = _open_by_day(others, _areas(plan, others), begin, days).max(axis=0)
    windows = np.lib.stride_tricks.sliding_window_view(fullest, plan.days)
    found: Integers = np.maximum(0, windows[shifts - shifts[0]].max(axis=1) + 1 - at_once)
    return found


def _open_by_day(others: Sequence[PlanShape], areas: Sequence[str], begin: int, days: int) -> Integers:
    """How many are open in each area on each of so many days."""
    changes = np.zeros((len(areas), days + 1), dtype=np.int64)
    row = {name: place for place, name in enumerate(areas)}
    for other in others:
        first = other.opens_on.toordinal() - begin
        last = other.closes_on.toordinal() - begin + 1
        if first >= days or last <= 0:
            continue
        rows = slice(None) if other.areas is None else [row[name] for name in other.areas if name in row]
        changes[rows, max(0, first)] += 1
        changes[rows, min(days, last)] -= 1
    return changes.cumsum(axis=1)[:, :days]


def _areas(plan: PlanShape, others: Sequence[PlanShape]) -> list[str]:
    """The areas to look at: its own; where it is everywhere, all named, and one that nobody names."""
    if plan.areas is not None:
        return sorted(plan.areas)
    return ["", *sorted({name for other in others for name in other.areas or ()})]


def _window_sum(taken: Integers, starts: Integers, length: int) -> Integers:
    until = np.concatenate([[0], taken.cumsum()])
    found: Integers = until[starts + length] - until[starts]
    return found


def _left(move: Move) -> tuple[str, ...]:
    more = (f"{counted(move.above, 'engagement')} above the limit",) if move.above else ()
    return (*move.clashes, *move.occasions, *more)
