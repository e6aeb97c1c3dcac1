"""Choosing what else to hide: few numbers, small ones, totals last, and never less under a higher threshold.

Two things are wanted of the numbers hidden. None may be pinned to one value: that is bought at any price. And
a number of few people should be able to be anything from 1 to the threshold: that is bought with cells, never
with totals. A higher threshold hides all that a lower one hides: a few thresholds are solved one after the
other, each beginning with what the last one hid, and those between choose among what the next one hides. In
the end whatever turns out not to be needed is shown again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np

from .grid import CELL, TOTAL, Costs, Grid, Marks, Whole
from .moving import Path, Place, Ways, at_most, cheapest_path, flow_across, flow_back, push, reach

WEAKENED = 1e5
"""What it costs to say "hidden" for "fewer than 10": less than to hide a further cell."""
STEP = 1.0
Shortage = tuple[Place, int]  # 1 too narrow above, -1 below, 0 pinned
LEANING = 0.2
"""What it costs, of the full price, to hide what the second step would hide: the first two are used most, and
what serves both is worth more."""
STEPS = (5, 10, 20, 50, 100, 200, 500, 1000)
"""Thresholds at which a table is looked at as a whole; those between choose among what the next hides."""
REVIEWED = 4000
"""Numbers newly hidden times all that are hidden, up to which each of the new is looked at once more."""


def hide(grid: Grid) -> None:
    """Hide the numbers under the threshold and what would give them away: `grid.hidden`, `grid.weak`."""
    if not grid.rules.secondary:
        grid.hidden |= grid.small
        return
    if not grid.small.any():
        return
    wanted, below = grid.rules.threshold, grid.rules.lowest
    leaning = _ahead(grid, STEPS[1])
    for step in STEPS:
        if not _climb(grid, below, step, wanted, leaning):
            return
        below = step


def _ahead(grid: Grid, threshold: int) -> Marks:
    """About what would be hidden under a threshold if no other mattered. The grid stays as it was."""
    tried = replace(grid, threshold=threshold, weak=np.zeros_like(grid.hidden))
    tried.hidden = grid.hidden | tried.small
    Protecting(tried).everything()
    return tried.hidden


def _climb(grid: Grid, below: int, step: int, wanted: int, leaning: Marks | None) -> bool:
    """From what is hidden under the threshold `below` to the next step, or to the threshold wanted, if that
    comes first. Whether there is more to climb."""
    before = grid.hidden
    _protect(grid, step, before, leaning=leaning)
    target = grid.hidden
    plain = grid.rules.round_to is None  # with rounding every threshold is gone through
    if wanted >= step and plain and _holds(grid, target, range(below + 1, step)):
        return wanted > step
    grid.hidden = before
    for threshold in range(below + 1, min(step, wanted) + 1):
        hidden = grid.hidden | target if threshold == step else grid.hidden
        _protect(grid, threshold, hidden, preferred=target)
    return wanted > step


def _protect(
    grid: Grid,
    threshold: int,
    hidden: Marks,
    *,
    preferred: Marks | None = None,
    leaning: Marks | None = None,
) -> None:
    """Protect the table under one threshold, beginning with what is hidden already."""
    grid.threshold = threshold
    grid.hidden = hidden | grid.small
    grid.weak = np.zeros_like(grid.hidden)
    if grid.hidden.any():
        Protecting(grid, preferred, leaning).everything()
        _review(grid, hidden)


def _holds(grid: Grid, target: Marks, thresholds: Iterable[int]) -> bool:
    """Whether, were all of the target hidden, nothing would be pinned under these lower thresholds: then
    what they hide can be, and so is, chosen among the target."""
    return all(
        not Protecting(replace(grid, threshold=threshold, hidden=target, weak=target)).pinned()
        for threshold in thresholds
    )


@dataclass(slots=True)
class Protecting:
    """Hides further numbers of a grid under the threshold of the moment."""

    grid: Grid
    preferred: Marks | None = None
    leaning: Marks | None = None
    add: Whole = field(init=False)
    take: Whole = field(init=False)
    units: tuple[Costs, Costs] | None = field(init=False, default=None)
    ways: dict[bool, Ways] = field(init=False, default_factory=dict)
    prices: dict[bool, Costs] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._see()

    def _see(self) -> None:
        self.add, self.take = self.grid.signed(self.grid.room())
        self.units, self.ways = None, {}

    def everything(self) -> None:
        for up in (True, False):
            for place, wanted in list(self.too_narrow(up)):
                self._widen(place, up, wanted)
        for place in self.pinned():
            self._free(place)

    def too_narrow(self, up: bool) -> Iterator[tuple[Place, int]]:
        """Small numbers that may not go all the way up (or down), with how far they should."""
        grid = self.grid
        target = grid.hidden & grid.small & ~grid.weak
        room = grid.threshold - 1 - grid.value if up else grid.value - grid.rules.lowest
        places = np.argwhere(target & (room > self._units(up))).tolist()
        for wanted, row, column in sorted((int(room[r, c]), r, c) for r, c in places):
            if not self._reaches((row, column), up, wanted):
                yield (row, column), wanted

    def shortages(self) -> Iterator[Shortage]:
        """All that is wanted and not had."""
        for way in (1, -1):
            yield from ((place, way) for place, _wanted in self.too_narrow(way > 0))
        yield from ((place, 0) for place in self.pinned())

    def shortages_near(self, place: Place) -> Iterator[Shortage]:
        """The same for those in one row and column, which feel it first when a number there is shown."""
        grid = self.grid
        near = grid.hidden.copy()
        row, column = place
        near[np.arange(len(near)) != row] &= np.arange(near.shape[1]) == column
        targets = near & grid.small & ~grid.weak
        for up in (True, False):
            room = grid.threshold - 1 - grid.value if up else grid.value - grid.rules.lowest
            for r, c in np.argwhere(targets & (room > 0)).tolist():
                if not self._reaches((r, c), up, int(room[r, c])):
                    yield (r, c), 1 if up else -1
        yield from (((r, c), 0) for r, c in np.argwhere(near).tolist() if not self._moves((r, c)))

    def pinned(self) -> list[Place]:
        """Hidden numbers that can have one value only."""
        rises, falls = ((self._units(up) > 0) & (self._own(up) > 0) for up in (True, False))
        unsure = self.grid.hidden & ~(rises | falls)
        return [(r, c) for r, c in np.argwhere(unsure).tolist() if not self._moves((r, c))]

    def _units(self, up: bool) -> Costs:
        """How many units surely can flow back to each number: one for each of many separate rectangles."""
        if self.units is None:
            can_add, can_take = self.add > 0, self.take > 0
            self.units = reach(can_add, can_take), reach(can_take, can_add)
        found: Costs = np.where((self.grid.sign > 0) == up, *self.units)
        return found

    def _own(self, up: bool) -> Whole:
        return np.where((self.grid.sign > 0) == up, self.add, self.take)

    def _moves(self, place: Place) -> bool:
        return any(self._own(up)[place] > 0 and self._reaches(place, up, 1) for up in (True, False))

    def _sides(self, place: Place, up: bool) -> tuple[Whole, Whole]:
        """Room to add and to take as a number that goes up (or down) sees it, free to be used up."""
        same = (self.grid.sign[place] > 0) == up
        return (self.add.copy(), self.take.copy()) if same else (self.take.copy(), self.add.copy())

    def _reaches(self, place: Place, up: bool, wanted: int) -> bool:
        """Whether so many units can flow back: across rectangles, or along any way round."""
        if wanted == 1:
            return self._ways((self.grid.sign[place] > 0) == up).lead_back(place)
        row, column = place
        same = (self.grid.sign[place] > 0) == up
        add, take = (self.add, self.take) if same else (self.take, self.add)
        if at_most(take[:, column], row, wanted) < wanted or at_most(take[row], column, wanted) < wanted:
            return False
        across = flow_across(place, wanted, add, take)
        left = wanted - sum(step for _path, step in across)
        if not left:
            return True
        add, take, ways = add.copy(), take.copy(), self._ways(same).copy()
        for path, step in across:
            push(path, step, add, take)
            ways.look_again(path, add, take)
        return flow_back(place, left, add, take, ways) == left

    def _ways(self, same: bool) -> Ways:
        """Where a unit can go as numbers see it that go up (`same`) or down, looked at once."""
        if same not in self.ways:
            self.ways[same] = Ways.of(*((self.add, self.take) if same else (self.take, self.add)))
        return self.ways[same]

    def _widen(self, place: Place, up: bool, wanted: int) -> None:
        """Hide cells until this number can move as far as wanted, or nothing but totals is left to hide."""
        add, take = self._sides(place, up)
        ways = self._ways((self.grid.sign[place] > 0) == up).copy()
        left = wanted - flow_back(place, wanted, add, take, ways)
        step = left
        while left > 0 and step > 0:
            found = cheapest_path(place, *self._costs(place, up, (add, take), step, totals=False))
            if found is None:
                step //= 2
                continue
            self._hide(found[1])
            new_add, new_take = self._sides(place, up)
            fresh = self.grid.hidden & (add == 0) & (take == 0)
            add, take = np.where(fresh, new_add, add), np.where(fresh, new_take, take)
            add[place] = take[place] = 0
            left -= push(found[1], step, add, take)
            step = min(step, left)

    def _free(self, place: Place) -> None:
        """Hide whatever it takes for a number not to be pinned; "fewer than" is weakened where it tells."""
        if self._moves(place):
            return
        ways = []
        for up in (True, False):
            first = self._first_cost(place, up)
            found = self._way_out(place, up)
            if first is not None and found is not None:
                ways.append((first + found[0], -found[2], up, found[1]))
        if not ways:
            raise ArithmeticError("a hidden number cannot be protected; this is a fault of the method")
        least = min(cost for cost, _step, _up, _path in ways)
        _cost, _step, up, path = min(
            (way for way in ways if way[0] < least + CELL / 2), key=lambda way: (way[1], way[0])
        )
        self._weaken(place, up)
        rises = self._rises(place, up)
        for row, column, way in path:
            self._weaken((row, column), (way > 0) == bool(rises[row, column]))
        self._hide(path)

    def _way_out(self, place: Place, up: bool) -> tuple[float, Path, int] | None:
        """The cheapest way to move by one; by as much as is wanted where that hides no more numbers."""
        sides = self._sides(place, up)
        least = cheapest_path(place, *self._costs(place, up, sides, 1, totals=True))
        room = int(self._own(up)[place])
        if least is None:
            return None
        if not 1 < room < self.grid.threshold:
            return *least, 1
        wide = cheapest_path(place, *self._costs(place, up, sides, room, totals=True))
        return (*wide, room) if wide is not None and wide[0] < least[0] + CELL / 2 else (*least, 1)

    def _rises(self, place: Place, up: bool) -> Marks:
        """Where a step that adds, as this number sees it, is a step up."""
        same = (self.grid.sign[place] > 0) == up
        found: Marks = (self.grid.sign > 0) == same
        return found

    def _first_cost(self, place: Place, up: bool) -> float | None:
        if self._own(up)[place] > 0:
            return 0.0
        return WEAKENED if up else None

    def _costs(
        self, place: Place, up: bool, sides: tuple[Whole, Whole], step: int, *, totals: bool
    ) -> tuple[Costs, Costs]:
        """What each number costs to add to and to take from, by so many units."""
        grid = self.grid
        same = (grid.sign[place] > 0) == up
        new_add, new_take = grid.signed(grid.room_if_hidden())
        if not same:
            new_add, new_take = new_take, new_add
        price = self._prices(totals)
        weaken = grid.hidden & grid.small & ~grid.weak if totals else np.zeros_like(grid.hidden)
        rises = self._rises(place, up)
        costs = []
        for room, new, goes_up in ((sides[0], new_add, rises), (sides[1], new_take, ~rises)):
            hidden = np.where(weaken & goes_up, WEAKENED, np.inf)
            cost = np.where(new >= step, price, hidden)
            costs.append(np.where(room >= step, 0.0, cost) + STEP)
        return costs[0], costs[1]

    def _prices(self, totals: bool) -> Costs:
        """What it costs to hide each number: of those that are preferred next to nothing; where totals
        are not for sale, none but the preferred."""
        if totals not in self.prices:
            price = self.grid.cost
            if self.leaning is not None:
                price = np.where(self.leaning & (price < TOTAL), price * LEANING, price)
            rest = price if totals else np.where(price < TOTAL, price, np.inf)
            if self.preferred is not None:
                rest = np.where(self.preferred, price / 1e7, price if totals else np.inf)
            self.prices[totals] = rest
        return self.prices[totals]

    def _hide(self, path: Path) -> None:
        for row, column, _way in path:
            if not self.grid.open[row, column] and self.grid.may_hide[row, column]:
                self.grid.hidden[row, column] = True
        self._see()

    def _weaken(self, place: Place, up: bool) -> None:
        """A number marked small that has to go up beyond the threshold says "hidden" from now on."""
        if up and self.grid.hidden[place] and self._own(True)[place] == 0:
            self.grid.weak[place] = True


def _review(grid: Grid, before: Marks) -> None:
    """Show again what was hidden under this threshold and is not needed, the dearest first."""
    new = grid.hidden & ~before & ~grid.small
    places: list[Place] = [(r, c) for r, c in np.argwhere(new).tolist()]
    places.sort(key=lambda place: -grid.cost[place])
    if len(places) < 2 or len(places) * int(grid.hidden.sum()) > REVIEWED:
        return
    failing = set(Protecting(grid).shortages())
    for place in places:
        grid.hidden[place] = False
        looking = Protecting(grid)
        missing = chain(looking.shortages_near(place), looking.shortages())
        if any(each not in failing for each in missing):
            grid.hidden[place] = True
