"""Whether a number can be another without breaking a sum, and what it would cost to let it.

A number can go up by k exactly when k units can flow back to it through the others. Many cells of a table
are settled at once by counting rectangles (a product of three matrices); for the rest units are pushed along
shortest paths, first through what is hidden already, then through what is cheapest to hide.

Source: Gusfield, D. (1988), "A graph theoretic approach to statistical data security", SIAM Journal on
Computing 17(3), 552-571. That a graph of E edges and greatest degree D has E / D edges without a common
end: Konig, D. (1916), Mathematische Annalen 77, 453-465.
"""

from __future__ import annotations

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


def flow_across(place: Place, wanted: int, add: Whole, take: Whole) -> int:
    """A number of units that can flow back to a cell across rectangles alone, found in one pass."""
    row, column = place
    down, across = take[:, column].copy(), take[row].copy()
    down[row] = across[column] = 0
    rows, columns = np.flatnonzero(down), np.flatnonzero(across)
    left = np.minimum(across[columns], wanted)
    found = 0
    for other in rows[np.argsort(-down[rows], kind="stable")].tolist():
        most = min(int(down[other]), wanted - found)
        filled = np.minimum(np.minimum(add[other, columns], left).cumsum(), most)
        if not filled.size or found >= wanted:
            break
        left[0] -= filled[0]
        left[1:] -= filled[1:] - filled[:-1]
        found += int(filled[-1])
    return found


def flow_back(place: Place, wanted: int, add: Whole, take: Whole) -> int:
    """How many of the units wanted can flow back to a cell that goes up. `add` and `take` are used up."""
    row, column = place
    add[place] = take[place] = 0
    found = 0
    while found < wanted:
        path = _any_path(row, column, add, take)
        if path is None:
            break
        found += push(path, wanted - found, add, take)
    return found


def push(path: Path, most: int, add: Whole, take: Whole) -> int:
    """Move along a path as far as it goes; how far that was."""
    room = min(int(add[r, c] if way > 0 else take[r, c]) for r, c, way in path)
    step = min(room, most)
    for r, c, way in path:
        add[r, c] -= way * step
        take[r, c] += way * step
    return step


def _any_path(row: int, column: int, add: Whole, take: Whole) -> Path | None:
    """The fewest steps from a column back to a row: take at (row, column), add at (row, other column) ..."""
    can_add, can_take = add > 0, take > 0
    row_from = np.full(add.shape[0], -1)
    column_from = np.full(add.shape[1], -1)
    front = np.array([column])
    column_from[column] = -2
    while front.size:
        steps = can_take[:, front]
        new = np.flatnonzero(steps.any(1) & (row_from < 0))
        row_from[new] = front[steps[new].argmax(1)]
        if row_from[row] >= 0:
            return _walk_back(row, column, row_from, column_from)
        if not new.size:
            return None
        back = can_add[new]
        front = np.flatnonzero(back.any(0) & (column_from == -1))
        column_from[front] = new[back[:, front].argmax(0)]
    return None


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
        better = np.flatnonzero(least < to_row)
        if not better.size:
            break
        to_row[better], row_from[better] = least[better], by_row[better].argmin(1)
        by_column = add[better] + to_row[better, None]
        cheapest = by_column.min(0)
        nearer = np.flatnonzero(cheapest < to_column)
        if not nearer.size:
            break
        to_column[nearer], column_from[nearer] = cheapest[nearer], better[by_column[:, nearer].argmin(0)]
    if not np.isfinite(to_row[row]):
        return None
    return float(to_row[row]), _walk_back(row, column, row_from, column_from)


def _walk_back(row: int, column: int, row_from: Whole, column_from: Whole) -> Path:
    path: Path = []
    at = row
    while True:
        here = int(row_from[at])
        path.append((at, here, -1))
        if here == column:
            return path
        at = int(column_from[here])
        path.append((at, here, 1))
