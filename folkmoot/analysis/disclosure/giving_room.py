"""Room for numbers of linked tables, bought by linear programmes (`together.py` says what for)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from .grid import CELL, TOTAL, Costs, Grid, Marks, Whole
from .linking import System
from .published import Name

if TYPE_CHECKING:
    import highspy

Progress = Callable[[int, int], None]
AT_ONCE = 40  # programmes in which many numbers are moved at once, before each is looked at alone
MOVED = 1e-6  # moves that count
EASE, WEAKENED = 1e-5, 0.01  # what it costs to move what is free, and a mark that is weakened
FAR = 1e7  # as far as anything is moved


class Room:
    """Gives each number under the threshold its room by hiding others, then frees what is pinned."""

    def __init__(self, grid: Grid, names: Sequence[Name], system: System) -> None:
        self.grid = grid
        self.solver = _moves(names, system)
        self.kept = self.before = np.zeros_like(grid.hidden)
        self.furthest: dict[int, Costs] = {}  # moves found already, up (1) and down (-1)

    def give(self, progress: Progress | None = None) -> None:
        """Hide what it takes, threshold by threshold, each beginning with what the one below hid."""
        rules = self.grid.rules
        total = rules.threshold - rules.lowest
        for done in range(1, total + 1):
            self._protect(rules.lowest + done)
            if progress:
                progress(done, total)

    def _protect(self, threshold: int) -> None:
        grid = self.grid
        grid.threshold = threshold
        self.kept = (grid.value >= grid.rules.lowest) & (grid.value < threshold)
        self.before = grid.hidden.copy()
        grid.hidden = grid.hidden | self.kept & ~grid.open
        grid.weak = np.zeros_like(grid.hidden)
        self.furthest = {way: np.zeros(len(grid.value)) for way in (1, -1)}
        for way in (1, -1):
            self._push_all(way)
        for place in np.flatnonzero(self.kept).tolist():
            for way, wanted in self._wanted(place):
                self._widen(place, way, wanted)
        for place in np.flatnonzero(self.kept | grid.hidden).tolist():
            self._free(place)
        self._review()

    def _push_all(self, way: int) -> None:
        """Moves in which many small numbers go as far as they should at once, with nothing more hidden: those
        need not be looked at one by one."""
        grid = self.grid
        value = grid.value
        wanted = np.where(self.kept, grid.threshold - 1 - value if way > 0 else value - grid.rules.lowest, 0)
        for _turn in range(AT_ONCE):
            waiting = wanted > self.furthest[way]
            before = int(waiting.sum())
            if not before:
                return
            up, down = (np.minimum(each, FAR).astype(float) for each in self._room())
            own, other = (up, down) if way > 0 else (down, up)
            own[waiting], other[waiting] = np.minimum(own, wanted)[waiting], 0
            gain = np.where(waiting, -1.0 / np.maximum(wanted, 1), EASE / FAR)
            cost = [gain, np.full(len(value), EASE / FAR)][::way]
            self._solve(np.concatenate(cost), np.concatenate([up, down]), None, whole=False)
            if int((wanted > self.furthest[way]).sum()) == before:
                return

    def _wanted(self, place: int) -> list[tuple[int, int]]:
        """How far up and down a small number should be able to go."""
        value, grid = int(self.grid.value[place]), self.grid
        return [(1, grid.threshold - 1 - value), (-1, value - grid.rules.lowest)]

    def _room(self) -> tuple[Whole, Whole]:
        up, down = self.grid.room()
        down[self.grid.open] = self.grid.value[self.grid.open]
        return up, down

    def _widen(self, place: int, way: int, wanted: int) -> None:
        """Hide cells so that a number can move that far, or as far as cells alone can bring it."""
        if wanted < 1 or self.furthest[way][place] >= wanted:
            return
        prices = np.where(self.grid.cost < TOTAL, self.grid.cost / CELL, np.inf)
        step = wanted
        while step:
            moved = self._move(place, way, step, prices, weaken=False)
            if moved is not None:
                self._hide(moved)
                return
            step //= 2

    def _free(self, place: int) -> None:
        """Whatever it takes for a number to have two values."""
        if max(self.furthest[way][place] for way in (1, -1)) >= 1:
            return
        nothing = np.full(len(self.grid.value), np.inf)
        if any(self._move(place, way, 1, nothing, weaken=False) is not None for way in (1, -1)):
            return
        prices = self.grid.cost / CELL
        for weaken in (False, True):
            ways = [self._move(place, way, 1, prices, weaken=weaken, whole=True) for way in (1, -1)]
            found = [moved for moved in ways if moved is not None]
            if found:
                self._hide(min(found, key=lambda moved: float(prices[self._new(moved)].sum())))
                return
        raise ArithmeticError("a hidden number cannot be protected; this is a fault of the method")

    def _move(
        self, place: int, way: int, step: int, prices: Costs, *, weaken: bool, whole: bool = False
    ) -> Costs | None:
        """The cheapest change of all numbers in which this one moves so far; None where there is none."""
        up, down = self._room()
        new_up, new_down = self.grid.room_if_hidden()
        may = self.grid.may_hide & np.isfinite(prices)
        if not whole:  # a rounded number has room as it is
            may &= up + down == 0
        high = np.where(may, new_up, up).astype(float)
        low = np.where(may, new_down, down).astype(float)
        cost = np.where(may, np.where(may, prices, 0) / step, EASE)
        if weaken:
            marked = self.grid.hidden & self.grid.small & ~self.grid.weak
            high[marked] = FAR
            cost[marked] = WEAKENED
        ends = [np.minimum(high, FAR), np.minimum(low, FAR)]
        if not self._set_target(place, way, step, ends):
            return None
        asked = np.concatenate([cost, cost]), np.concatenate(ends), (place, way, step)
        moved = self._solve(*asked, whole)
        if moved is None or _is_whole(moved):
            return moved
        return self._solve(*asked, True)  # people do not come in halves

    def _set_target(self, place: int, way: int, step: int, ends: list[Costs]) -> bool:
        """Whether the number itself may move so far by its own mark, and then not the other way."""
        own, other = (ends[0], ends[1]) if way > 0 else (ends[1], ends[0])
        other[place] = 0
        return bool(own[place] >= step)

    def _solve(
        self, cost: Costs, high: Costs, target: tuple[int, int, int] | None, whole: bool
    ) -> Costs | None:
        from highspy import HighsModelStatus, HighsVarType

        n = len(self.grid.value)
        columns = np.arange(2 * n, dtype=np.int32)
        low = np.zeros(2 * n)
        if target:
            place, way, step = target
            at = place if way > 0 else n + place
            low[at] = high[at] = step
        kind = HighsVarType.kInteger if whole else HighsVarType.kContinuous
        self.solver.changeColsIntegrality(2 * n, columns, np.full(2 * n, kind))
        self.solver.changeColsCost(2 * n, columns, cost)
        self.solver.changeColsBounds(2 * n, columns, low, high)
        self.solver.run()
        if self.solver.getModelStatus() != HighsModelStatus.kOptimal:
            return None
        found = np.array(self.solver.getSolution().col_value)
        moved: Costs = found[:n] - found[n:]
        if _is_whole(moved) and not self._new(moved).any() and not self._weaker(moved).any():
            for turn, most in self.furthest.items():
                np.maximum(most, np.round(moved * turn), out=most)
        return moved

    def _new(self, moved: Costs) -> Marks:
        """What would have to be hidden for a change."""
        up, down = self._room()
        beyond = (moved > up + MOVED) | (moved < -down - MOVED)
        found: Marks = beyond & self.grid.may_hide
        return found

    def _hide(self, moved: Costs) -> None:
        weaker = self._weaker(moved)
        self.grid.hidden = self.grid.hidden | self._new(moved)
        self.grid.weak = self.grid.weak | weaker

    def _weaker(self, moved: Costs) -> Marks:
        """Small numbers that a change takes beyond the threshold."""
        up, _down = self._room()
        found: Marks = (moved > up + MOVED) & self.grid.hidden & self.grid.small
        return found

    def _review(self) -> None:
        """Show again what turns out not to be needed, the dearest first."""
        extra = self.grid.hidden & ~self.kept & ~self.before
        places = sorted(np.flatnonzero(extra).tolist(), key=lambda place: -self.grid.cost[place])
        if not 1 < len(places) * int(self.kept.sum()) <= 3000:
            return
        short = self._shortages()
        for place in places:
            self.grid.hidden[place] = False
            if self._shortages(stop=short) > short:
                self.grid.hidden[place] = True

    def _shortages(self, stop: int | None = None) -> int:
        """How much of what is wanted is missing: small numbers that cannot go all the way, numbers pinned."""
        nothing = np.full(len(self.grid.value), np.inf)
        missing = 0
        for place in np.flatnonzero(self.kept | self.grid.hidden).tolist():
            ways = [(way, wanted) for way, wanted in self._wanted(place) if wanted > 0]
            if self.kept[place]:
                missing += sum(
                    self._move(place, way, wanted, nothing, weaken=False) is None for way, wanted in ways
                )
            if all(self._move(place, way, 1, nothing, weaken=False) is None for way in (1, -1)):
                missing += 1000
            if stop is not None and missing > stop:
                break
        return missing


def _is_whole(moved: Costs) -> bool:
    return bool((np.abs(moved - np.round(moved)) < MOVED).all())


def _moves(names: Sequence[Name], system: System) -> highspy.Highs:
    """How much each number goes up and down, such that every sum holds as before."""
    import highspy

    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    n = len(names)
    solver.addVars(2 * n, np.zeros(2 * n), np.zeros(2 * n))
    place = {name: number for number, name in enumerate(names)}
    sums = sorted((sorted(place[part] for part in parts), place[total]) for parts, total in system.sums)
    for inside, total in sums:  # in an order that no table's order changes
        ups = np.array([*inside, total], dtype=np.int32)
        where = np.concatenate([ups, n + ups]).astype(np.int32)
        signs = np.array([1.0] * len(inside) + [-1.0] + [-1.0] * len(inside) + [1.0])
        solver.addRow(0.0, 0.0, len(where), where, signs)
    return solver
