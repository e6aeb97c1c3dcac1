"""Whether a number can be another without breaking a sum, and what it would cost to let it.

A number can go up by k exactly when k units can flow back to it through the others. Many cells of a table
are settled at once by counting rectangles (a product of three matrices); for the rest units are pushed along
shortest paths, first through what is hidden already, then through what is cheapest to hide.

Source: Gusfield, D. (1988), "A graph theoretic approach to statistical data security", SIAM Journal on
Computing 17(3), 552-571. That a graph of E edges and greatest degree D has E / D edges without a common
end: Konig, D. (1916), Mathematische Annalen 77, 453-465.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .grid import Costs, Marks, Whole

Place = tuple[int, int]
Path = list[tuple[int, int, int]]  # row, column, +1 or -1


def rectangles(add: Marks, take: Marks) -> NDArray[np.float32]:
    """For each cell, how many rectangles let it go up: take in its row, take in its column, add across."""
    a, t = add.astype(np.float32), take.astype(np.float32)
    found = t @ (a.T @ t) if t.shape[0] > t.shape[1] else (t @ a.T) @ t
    both = t * a
    found -= t * both.sum(1, keepdims=True) + t * both.sum(0, keepdims=True) - t * both
    return found


def reach(add: Marks, take: Marks) -> NDArray[np.float64]:
    """A number of units that surely can flow back to each cell: one for each of many separate rectangles."""
    degree = max(int(add.sum(0).max(initial=0)), int(add.sum(1).max(initial=0)), 1)
    return np.ceil(rectangles(add, take) / degree)


def at_most(line: Whole, place: int, wanted: int) -> int:
    """How much the other cells of a row or column can give together; beyond `wanted` it does not matter."""
    there = np.minimum(line, wanted)
    return int(there.sum() - there[place])


def flow_across(place: Place, wanted: int, add: Whole, take: Whole) -> list[tuple[Path, int]]:
    """Units that can flow back to a cell across rectangles alone, up to those wanted, found in one pass: for
    each rectangle its other three cells and how many."""
    row, column = place
    down, left = take[:, column], np.minimum(take[row], wanted).tolist()
    left[column] = 0
    columns = [place for place, room in enumerate(left) if room]
    rows = [other for other in down.nonzero()[0].tolist() if other != row]
    rows.sort(key=down.tolist().__getitem__, reverse=True)
    found: list[tuple[Path, int]] = []
    for other in rows:
        most, line = min(int(down[other]), wanted), add[other].tolist()
        for across in columns:
            step = min(line[across], left[across], most)
            if step:
                found.append(([(row, across, -1), (other, across, 1), (other, column, -1)], step))
                left[across] -= step
                wanted -= step
                most -= step
                if not most:
                    break
        if not wanted:
            break
    return found


@dataclass(slots=True)
class Ways:
    """Where units can go, line by line as whole numbers with a bit for each cell: for each column the rows in
    which something can be taken there, for each row the columns in which something can be added."""

    take: list[int]
    add: list[int]

    @classmethod
    def of(cls, add: Whole, take: Whole) -> Ways:
        return cls(_bits(take.T > 0), _bits(add > 0))

    def lead_back(self, place: Place) -> bool:
        """Whether there is any way back to a cell."""
        row, column = place
        rows_left, columns_left = -1, ~(1 << column)
        rows = self.take[column] & ~(1 << row)
        while rows:
            rows_left &= ~rows
            columns = _together(self.add, rows) & columns_left
            columns_left &= ~columns
            rows = _together(self.take, columns) & rows_left
            if rows >> row & 1:
                return True
        return False

    def path_back(self, place: Place) -> Path | None:
        """The fewest steps back to a cell: take in its column, add in that row, and so on; not through it."""
        row, column = place
        row_from: dict[int, int] = {}
        column_from = {column: -1}
        rows_left, columns_left = -1, ~(1 << column)
        front = [column]
        while front:
            barred = {column: ~(1 << row)}
            rows_left, new = _step(front, self.take, rows_left, row_from, barred)
            if row in row_from:
                return _walk_back(row, column, row_from, column_from)
            columns_left, front = _step(new, self.add, columns_left, column_from, {})
        return None

    def copy(self) -> Ways:
        return Ways(self.take.copy(), self.add.copy())

    def look_again(self, path: Path, add: Whole, take: Whole) -> None:
        """Look anew at the cells of a path."""
        for row, column, _way in path:
            self.take[column] = _with_bit(self.take[column], row, bool(take[row, column] > 0))
            self.add[row] = _with_bit(self.add[row], column, bool(add[row, column] > 0))


def _bits(marks: Marks) -> list[int]:
    packed = np.packbits(marks, axis=1, bitorder="little")
    width, data = packed.shape[1], packed.tobytes()
    return [int.from_bytes(data[at : at + width], "little") for at in range(0, len(data), width)]


def _together(ways: list[int], lines: int) -> int:
    """All that can be reached from any of these lines."""
    found = 0
    while lines:
        lowest = lines & -lines
        found |= ways[lowest.bit_length() - 1]
        lines ^= lowest
    return found


def _with_bit(bits: int, place: int, there: bool) -> int:
    bit = 1 << place
    return bits | bit if there else bits & ~bit


def _step(
    front: list[int], ways: list[int], left: int, reached_from: dict[int, int], barred: dict[int, int]
) -> tuple[int, list[int]]:
    """From each line of the front to all that is left and can be reached: what is left then, what is new."""
    new = []
    for line in front:
        fresh = ways[line] & left & barred.get(line, -1)
        left &= ~fresh
        while fresh:
            lowest = fresh & -fresh
            there = lowest.bit_length() - 1
            reached_from[there] = line
            new.append(there)
            fresh ^= lowest
    return left, sorted(new)


def flow_back(place: Place, wanted: int, add: Whole, take: Whole, ways: Ways | None = None) -> int:
    """How many of the units wanted can flow back to a cell that goes up. `add`, `take` and the `ways` seen in
    them are used up."""
    add[place] = take[place] = 0
    ways = ways or Ways.of(add, take)
    ways.look_again([(*place, 0)], add, take)
    found = 0
    while found < wanted:
        path = ways.path_back(place)
        if path is None:
            break
        found += push(path, wanted - found, add, take)
        ways.look_again(path, add, take)
    return found


def push(path: Path, most: int, add: Whole, take: Whole) -> int:
    """Move along a path as far as it goes; how far that was."""
    room = min(int(add[r, c] if way > 0 else take[r, c]) for r, c, way in path)
    step = min(room, most)
    for r, c, way in path:
        add[r, c] -= way * step
        take[r, c] += way * step
    return step


def cheapest_path(place: Place, add: Costs, take: Costs) -> tuple[float, Path] | None:
    """The path back to a cell whose steps cost least, by their cost to add and to take; None without any."""
    row, column = place
    add, take = add.copy(), take.copy()
    add[place] = take[place] = np.inf
    to_column = np.full(add.shape[1], np.inf)
    to_column[column] = 0
    to_row = np.full(add.shape[0], np.inf)
    row_from, column_from = np.full(len(to_row), -1), np.full(len(to_column), -1)
    while True:
        by_row = take + to_column
        least = by_row.min(1)
        better = (least < to_row).nonzero()[0]
        if not better.size:
            break
        to_row[better], row_from[better] = least[better], by_row[better].argmin(1)
        by_column = add[better] + to_row[better, None]
        cheapest = by_column.min(0)
        nearer = (cheapest < to_column).nonzero()[0]
        if not nearer.size:
            break
        to_column[nearer], column_from[nearer] = cheapest[nearer], better[by_column[:, nearer].argmin(0)]
    if not np.isfinite(to_row[row]):
        return None
    return float(to_row[row]), _walk_back(row, column, row_from, column_from)


def _walk_back(
    row: int, column: int, row_from: Whole | dict[int, int], column_from: Whole | dict[int, int]
) -> Path:
    path: Path = []
    at = row
    while True:
        here = int(row_from[at])
        path.append((at, here, -1))
        if here == column:
            return path
        at = int(column_from[here])
        path.append((at, here, 1))
