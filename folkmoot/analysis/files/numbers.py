"""Columns of whole numbers, eight bytes each: as text they would take several times the memory."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from .tables import Progress, open_table

if TYPE_CHECKING:
    import numpy as np

BATCH = 65_536


def read_integers(
    path: Path | str, names: Sequence[str], *, encoding: str = "utf-8", progress: Progress | None = None
) -> dict[str, np.ndarray]:
    """The columns named, each an int64 array in the order of the rows.

    A number may be written `3` or `3.0`. Raises ValueError like `open_table`, and for a cell that is empty,
    no whole number or too large, naming row and column.
    """
    import numpy as np

    table = open_table(path, encoding=encoding, names=names)
    found = [array("q") for _name in names]
    rows = table.rows(names, progress=progress)
    while batch := list(islice(rows, BATCH)):
        columns = zip(*(cells for _number, cells in batch), strict=True)
        for name, numbers, cells in zip(names, found, columns, strict=True):
            numbers.extend(_whole_numbers(name, cells, [number for number, _cells in batch]))
    return {
        name: np.frombuffer(numbers, dtype=np.int64) if numbers else np.empty(0, dtype=np.int64)
        for name, numbers in zip(names, found, strict=True)
    }


def _whole_numbers(name: str, cells: Sequence[str], rows: Sequence[int]) -> array[int]:
    try:
        return array("q", map(int, cells))
    except (ValueError, OverflowError):
        return array("q", (_whole_number(name, cell, row) for cell, row in zip(cells, rows, strict=True)))


def _whole_number(name: str, cell: str, row: int) -> int:
    if not cell.strip():
        raise ValueError(f"Row {row} has nothing in the column '{name}'; a whole number is needed there.")
    number = _meant(cell)
    if number is None or abs(number) >= 2**63:
        shown = cell if len(cell) <= 40 else cell[:39] + "…"
        raise ValueError(f"Row {row} has '{shown}' in the column '{name}'; a whole number is needed there.")
    return number


def _meant(cell: str) -> int | None:
    try:
        return int(cell)
    except ValueError:
        pass
    try:
        number = float(cell)
    except ValueError:
        return None
    return int(number) if number.is_integer() else None
