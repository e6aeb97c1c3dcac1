"""Columns of whole numbers, eight bytes each: as text they would take several times the memory."""

from __future__ import annotations

import csv
import os
from array import array
from collections.abc import Sequence
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from .tables import CsvTable, Progress, open_table

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
    found = _quickly(table, names, progress) or _carefully(table, names)
    if progress:
        progress(table.size, table.size)
    return {
        name: np.frombuffer(numbers, dtype=np.int64) if numbers else np.empty(0, dtype=np.int64)
        for name, numbers in zip(names, found, strict=True)
    }


def _quickly(table: CsvTable, names: Sequence[str], progress: Progress | None) -> list[array[int]] | None:
    """For a file in which every record is plain and right; None as soon as one is not."""
    places, width = table.places(names), {len(table.columns)}
    found = [array("q") for _name in names]
    try:
        with table.path.open(encoding=table.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=table.delimiter, strict=True)
            rows = islice(reader, table.first_row - 1, None)
            while batch := list(islice(rows, BATCH)):
                if set(map(len, batch)) != width:
                    return None
                for place, numbers in zip(places, found, strict=True):
                    numbers.extend(map(int, map(itemgetter(place), batch)))
                if progress:
                    progress(os.lseek(file.fileno(), 0, os.SEEK_CUR), table.size)
    except (ValueError, OverflowError, csv.Error):
        return None
    return found


def _carefully(table: CsvTable, names: Sequence[str]) -> list[array[int]]:
    """Row by row, so that blank rows are passed over and what is wrong is named."""
    found = [array("q") for _name in names]
    rows = table.rows(names)
    while batch := list(islice(rows, BATCH)):
        columns = zip(*(cells for _number, cells in batch), strict=True)
        for name, numbers, cells in zip(names, found, columns, strict=True):
            numbers.extend(_whole_numbers(name, cells, [number for number, _cells in batch]))
    return found


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
