"""The smallest change of targets that lets a panel be found, and others as small."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .pools import Pool
from .whole_seats import WITHOUT_END, WholeSeats

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Change:
    """One target moved: `minimum` and `maximum` as they would be, `before` as they are."""

    feature: str
    value: Hashable
    minimum: int
    maximum: int
    before: tuple[int, int]

    @property
    def seats(self) -> int:
        """By how many seats."""
        return abs(self.minimum - self.before[0]) + abs(self.maximum - self.before[1])

    def explain(self) -> str:
        name = f"{self.feature} {self.value}"
        lower = f"lower the minimum of {name} from {self.before[0]} to {self.minimum}"
        higher = f"raise the maximum of {name} from {self.before[1]} to {self.maximum}"
        moved = [(self.minimum != self.before[0], lower), (self.maximum != self.before[1], higher)]
        return " and ".join(words for is_moved, words in moved if is_moved)


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes that together let a panel be found."""

    changes: tuple[Change, ...]

    @property
    def seats(self) -> int:
        return sum(change.seats for change in self.changes)

    def explain(self) -> str:
        said = [change.explain() for change in self.changes]
        return " and ".join(part for part in (", ".join(said[:-1]), *said[-1:]) if part)

    def quotas(
        self, quotas: dict[str, dict[Hashable, tuple[int, int]]]
    ) -> dict[str, dict[Hashable, tuple[int, int]]]:
        """The quotas with these changes made."""
        new = {name: dict(values) for name, values in quotas.items()}
        for change in self.changes:
            new[change.feature][change.value] = (change.minimum, change.maximum)
        return new


def repairs_of(pool: Pool, *, keep: Collection[str] = (), most: int = 5) -> tuple[tuple[Repair, ...], bool]:
    """At most `most` smallest changes, each of other targets, and whether there are more.

    None at all when no change of targets helps: too few people, or all that would have to change is in
    features to `keep`.
    """
    program = _Program(pool, keep)
    first = program.solve()
    if first is None:
        return (), False
    program.hold_to(int(program.moved(first).sum()))
    found: list[Repair] = []
    while len(found) <= most:
        numbers = program.solve()
        if numbers is None:
            return tuple(found), False
        found.append(program.repair(numbers))
        program.forbid(numbers)
    return tuple(found[:most]), True


class _Program:
    """Columns: people of each type, seats by which each minimum is lowered, by which each maximum is raised,
    and whether a target is touched. Where a minimum is above its maximum both can only move towards each
    other, so that they meet."""

    def __init__(self, pool: Pool, keep: Collection[str]) -> None:
        self.pool, self.rows = pool, len(pool.rows)
        matrix, lower, upper = pool.constraints()
        homes = matrix[self.rows :]
        eye, none = np.eye(self.rows), np.zeros((self.rows, self.rows))
        nothing = np.zeros((len(homes), self.rows))
        counts = matrix[: self.rows]
        least = np.hstack([counts, eye, none, none])
        highest = np.hstack([counts, none, -eye, none])
        touched = np.hstack([np.zeros_like(counts), eye, eye, -self._reach() * eye])
        crossed = np.hstack([np.zeros_like(counts), eye, eye, none])
        program = [least, highest, touched, crossed, np.hstack([homes, nothing, nothing, nothing])]
        above, below = np.full(self.rows, WITHOUT_END), np.full(self.rows, -WITHOUT_END)
        self.program = WholeSeats(
            np.vstack(program),
            np.concatenate([pool.low, below, below, pool.low - pool.high, lower[self.rows :]]),
            np.concatenate([above, pool.high, np.zeros(self.rows), above, upper[self.rows :]]),
            np.concatenate([pool.type_size, *self._room(keep)]),
            np.concatenate([np.zeros(pool.types), np.ones(2 * self.rows), np.zeros(self.rows)]),
        )

    def _reach(self) -> int:
        return int(2 * self.pool.size + self.pool.low.max(initial=0) + self.pool.high.max(initial=0))

    def _room(self, keep: Collection[str]) -> tuple[Ints, Ints, Ints]:
        may = np.array([name not in keep for name, _value in self.pool.rows], np.int64)
        return may * self.pool.low, may * self._reach(), may

    def solve(self) -> Ints | None:
        return self.program.solve()

    def moved(self, numbers: Ints) -> Ints:
        """Seats by which each minimum and each maximum is moved: two rows."""
        start = self.pool.types
        return numbers[start : start + 2 * self.rows].reshape(2, self.rows)

    def hold_to(self, seats: int) -> None:
        """Move no more seats than these, and touch as few targets as can be."""
        before = np.zeros(self.pool.types)
        self.program.add_row(np.concatenate([before, np.ones(2 * self.rows), np.zeros(self.rows)]), 0, seats)
        self.program.charge(np.concatenate([before, np.zeros(2 * self.rows), np.ones(self.rows)]))

    def forbid(self, numbers: Ints) -> None:
        """Not these targets again."""
        touched = (self.moved(numbers).sum(axis=0) > 0).astype(np.float64)
        row = np.concatenate([np.zeros(self.pool.types + 2 * self.rows), touched])
        self.program.add_row(row, 0, touched.sum() - 1)

    def repair(self, numbers: Ints) -> Repair:
        down, up = self.moved(numbers)
        return Repair(
            tuple(
                self._change(row, int(down[row]), int(up[row])) for row in np.flatnonzero(down + up).tolist()
            )
        )

    def _change(self, row: int, down: int, up: int) -> Change:
        name, value = self.pool.rows[row]
        low, high = int(self.pool.low[row]), int(self.pool.high[row])
        return Change(name, value, low - down, high + up, (low, high))
