"""The reader who tries to work out what is hidden, with a linear programme for each end of each number.

The programme knows nothing but what is published. Rows and columns that add up make a network, whose corner
solutions are whole numbers, so that for one table the linear programme is the integer programme; numbers of
tables that are linked in more ways are solved in whole numbers.

Source: Hoffman, A. J. and Kruskal, J. B. (1956), "Integral boundary points of convex polyhedra", Annals of
Mathematics Studies 38, 223-246; solved by HiGHS, Huangfu, Q. and Hall, J. A. J. (2018), Mathematical
Programming Computation 10, 119-142.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from .published import Name, Published, published
from .tables import State, SuppressedTable

if TYPE_CHECKING:
    import highspy

Progress = Callable[[int, int], None]
Range = tuple[int, int | None]
AT_ONCE = 12  # solutions in which all numbers are pushed one way together, before each is pushed alone
NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Recovery:
    """What a reader could find out. `ranges` are the least and the most that each hidden number can be, None
    where nothing limits it: proved when `finished`, and at least that wide when time ran out before."""

    ranges: dict[Name, Range]
    small: frozenset[Name]
    finished: bool
    guessing: bool

    @property
    def pinned(self) -> tuple[Name, ...]:
        """Hidden numbers for which one value was found."""
        return tuple(name for name, (least, most) in self.ranges.items() if least == most)

    @property
    def narrowest(self) -> int | None:
        """How many values are left for the small number that is known best; None where none is hidden."""
        return min((_values(self.ranges[name]) for name in self.small), default=None)

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        if not self.ranges:
            return "nothing is hidden"
        if self.narrowest is None:
            return f"none of {len(self.ranges)} hidden numbers is below the threshold"
        tried = "" if self.finished else ", as far as time allowed to try,"
        return (
            f"of {len(self.ranges)} hidden numbers {len(self.pinned)} can be worked out{tried} and none of "
            f"{len(self.small)} below the threshold can be narrowed to fewer than {self.narrowest} values"
        )


def _values(ends: Range) -> int:
    return 10**9 if ends[1] is None else ends[1] - ends[0] + 1


def try_to_recover(
    table: SuppressedTable | Published,
    *,
    guessing: bool = True,
    seconds: float | None = None,
    progress: Progress | None = None,
) -> Recovery:
    """Try to work out each hidden number from what is published, and say how far that leads.

    The reader knows all numbers shown, all sums, and what the marks say; one who is `guessing` also takes
    every number marked "hidden" for one at or over the threshold. Where that guess contradicts what is
    published (a mark was weakened), it is given up. `seconds` is how long to try at most.

    Raises ValueError where no table at all fits what is published.

    >>> from folkmoot.analysis.disclosure import suppress
    >>> found = try_to_recover(suppress({"a": 3, "b": 40, "c": 21}))
    >>> found.pinned, found.narrowest
    ((), 9)
    """
    seen = table if isinstance(table, Published) else published(table)
    reader = _Reader(seen, guessing=guessing)
    if not reader.fits():
        if not guessing:
            raise ValueError("No numbers fit what is published: the shown numbers do not add up.")
        return try_to_recover(seen, guessing=False, seconds=seconds, progress=progress)
    finished = reader.try_all(time.monotonic() + seconds if seconds is not None else None, progress)
    small = frozenset(name for name in seen.hidden if seen.cells[name].state is State.SMALL)
    return Recovery(reader.ranges(), small, finished, guessing)


@dataclass(slots=True)
class _Reader:
    """Keeps the least and the most that any solution so far has shown each number to be."""

    seen: Published
    guessing: bool
    whole: bool = False
    low: np.ndarray[Any, np.dtype[np.float64]] = field(init=False)
    high: np.ndarray[Any, np.dtype[np.float64]] = field(init=False)
    least: np.ndarray[Any, np.dtype[np.float64]] = field(init=False)
    most: np.ndarray[Any, np.dtype[np.float64]] = field(init=False)
    names: list[Name] = field(init=False)
    solver: highspy.Highs = field(init=False)

    def __post_init__(self) -> None:
        known = {name: self.seen.known(name, guessing=self.guessing) for name in self.seen.cells}
        self.names = [name for name, (low, high) in known.items() if low != high]
        self.low = np.array([known[name][0] for name in self.names], dtype=float)
        self.high = np.array([_infinite(known[name][1]) for name in self.names], dtype=float)
        self.whole = not is_network(self.seen)
        self.solver = _solver(self.seen, self.names, known, (self.low, self.high), self.whole)
        self.least, self.most = np.full(len(self.names), np.inf), np.full(len(self.names), -np.inf)

    def fits(self) -> bool:
        """Whether any numbers fit, which gives the first solution."""
        return not self.names or self._solve(np.zeros(len(self.names)), up=True)

    def ranges(self) -> dict[Name, Range]:
        """Of the hidden numbers. One that solutions never moved stands as it was found."""
        ends = {name: self._range(place) for place, name in enumerate(self.names)}
        known = {name: self.seen.known(name, guessing=self.guessing) for name in self.seen.hidden}
        return {name: ends.get(name, known[name]) for name in self.seen.hidden}

    def _range(self, place: int) -> Range:
        most = self.most[place]
        return int(self.least[place]), None if np.isinf(most) else int(most)

    def try_all(self, until: float | None, progress: Progress | None) -> bool:
        """Push every hidden number both ways; whether there was time for all."""
        hidden = set(self.seen.hidden)
        places = [place for place, name in enumerate(self.names) if name in hidden]
        self._push_together(places)
        total = 2 * len(places)
        for done, (place, up) in enumerate((place, up) for place in places for up in (True, False)):
            if progress:
                progress(done, total)
            if until is not None and time.monotonic() > until:
                return False
            if self._settled(place, up):
                continue
            goal = np.zeros(len(self.names))
            goal[place] = 1
            if not self._solve(goal, up=up) and up:
                self.most[place] = np.inf
        if progress and total:
            progress(total, total)
        return True

    def _settled(self, place: int, up: bool) -> bool:
        """Whether some solution has it at the very end of what its mark allows."""
        return bool(self.most[place] >= self.high[place] if up else self.least[place] <= self.low[place])

    def _push_together(self, places: Sequence[int]) -> None:
        """Solutions with as many numbers as possible at one end settle most of them in a few steps."""
        limited = [place for place in places if np.isfinite(self.high[place])]
        for turn in range(AT_ONCE):
            up = turn % 2 == 0
            open_ends = [place for place in limited if not self._settled(place, up)]
            if not open_ends:
                continue
            goal = np.zeros(len(self.names))
            goal[open_ends] = 1
            self._solve(goal, up=up)

    def _solve(self, goal: np.ndarray[Any, np.dtype[np.float64]], *, up: bool) -> bool:
        """One programme; whether it has a solution, which is then remembered."""
        from highspy import HighsModelStatus, ObjSense

        solver, n = self.solver, len(self.names)
        solver.changeColsCost(n, np.arange(n, dtype=np.int32), goal)
        solver.changeObjectiveSense(ObjSense.kMaximize if up else ObjSense.kMinimize)
        solver.run()
        if solver.getModelStatus() != HighsModelStatus.kOptimal:
            return False
        found = np.array(solver.getSolution().col_value)
        nearest = np.round(found)
        if np.abs(found - nearest).max(initial=0) < NEAR:
            self.least, self.most = np.minimum(self.least, nearest), np.maximum(self.most, nearest)
        return True


def _infinite(end: int | None) -> float:
    return np.inf if end is None else float(end)


def is_network(seen: Published) -> bool:
    """Whether every number stands in two sums at most, once on each side with suitable signs: then corner
    solutions are whole. Colours the sums so that no number has the same sign in both of its own."""
    places: dict[Name, list[tuple[int, int]]] = {}
    for number, (parts, total) in enumerate(seen.sums):
        for name, sign in (*((part, 1) for part in parts), (total, -1)):
            places.setdefault(name, []).append((number, sign))
    if any(len(where) > 2 for where in places.values()):
        return False
    return _can_be_turned(len(seen.sums), [where for where in places.values() if len(where) == 2])


def _can_be_turned(n_sums: int, pairs: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Whether sums can be turned so that each number is added in one of its two and taken in the other."""
    beside: list[list[tuple[int, int]]] = [[] for _sum in range(n_sums)]
    for (first, sign), (second, other) in pairs:
        turn = -sign * other
        beside[first].append((second, turn))
        beside[second].append((first, turn))
    turned = [0] * n_sums
    for start in range(n_sums):
        if turned[start]:
            continue
        turned[start], waiting = 1, [start]
        while waiting:
            here = waiting.pop()
            for there, turn in beside[here]:
                if not turned[there]:
                    turned[there] = turned[here] * turn
                    waiting.append(there)
                elif turned[there] != turned[here] * turn:
                    return False
    return True


def _solver(
    seen: Published,
    names: Sequence[Name],
    known: dict[Name, Range],
    ends: tuple[Any, Any],
    whole: bool,
) -> highspy.Highs:
    """The sums as a programme: one variable for each number that is not known outright."""
    import highspy

    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    n = len(names)
    solver.addVars(n, *ends)
    if whole and n:
        kinds = np.full(n, highspy.HighsVarType.kInteger)
        solver.changeColsIntegrality(n, np.arange(n, dtype=np.int32), kinds)
    place = {name: number for number, name in enumerate(names)}
    for where, signs, constant in _rows(seen, place, known):
        solver.addRow(constant, constant, len(where), np.array(where, dtype=np.int32), np.array(signs, float))
    return solver


def _rows(
    seen: Published, place: dict[Name, int], known: dict[Name, Range]
) -> Iterator[tuple[list[int], list[int], int]]:
    """Each sum with the numbers that are known on its other side."""
    for parts, total in seen.sums:
        where, signs, constant = [], [], 0
        for name, sign in (*((part, 1) for part in parts), (total, -1)):
            if name in place:
                where.append(place[name])
                signs.append(sign)
            else:
                constant -= sign * known[name][0]
        if where:
            yield where, signs, constant
        elif constant:
            raise ValueError("The shown numbers do not add up; give a table as suppress made it.")
