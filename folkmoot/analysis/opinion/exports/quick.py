"""Whole numbers out of plain files, many at a time; whatever is not plain is left to the careful reader."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from folkmoot.analysis.files import CsvTable

Progress = Callable[[int, int], None]
CHUNK = 1 << 24
"""Bytes read at a time."""

PLAIN = ("utf-8", "utf-8-sig", "ascii")


def quick_integers(
    table: CsvTable, names: Sequence[str], progress: Progress | None = None
) -> list[NDArray[np.int64]] | None:
    """The columns as whole numbers, or None: nothing is refused here.

    None unless every line is plain ASCII with as many cells as there are column names, no quotation marks,
    and whole numbers in every cell asked for.
    """
    if table.encoding not in PLAIN:
        return None
    places = table.places(names)
    parts: list[NDArray[np.int64]] = []
    try:
        for chunk, done, total in _chunks(table):
            parts.append(_numbers(chunk, table, places))
            if progress and done < total:
                progress(done, total)
    except (ValueError, Warning):
        return None
    if progress:
        progress(total, total)
    whole = np.concatenate(parts)
    return [np.ascontiguousarray(column) for column in whole.T]


def _chunks(table: CsvTable) -> Iterator[tuple[bytes, int, int]]:
    """Whole lines below the column names, with how many bytes have been read and of how many."""
    total, rest = table.path.stat().st_size, b""
    with table.path.open("rb") as file:
        for _line in range(table.first_row - 1):
            if b'"' in file.readline():
                raise ValueError
        while chunk := file.read(CHUNK):
            lines, mark, rest = (rest + chunk).rpartition(b"\n")
            yield lines + mark, file.tell(), total
    yield rest, total, total


def _numbers(chunk: bytes, table: CsvTable, places: tuple[int, ...]) -> NDArray[np.int64]:
    if not chunk.strip():
        return np.empty((0, len(places)), np.int64)
    if not chunk.isascii() or b'"' in chunk or b"\0" in chunk:
        raise ValueError
    with warnings.catch_warnings(action="error"):  # 1.5 as a whole number is but a warning
        found = np.loadtxt(
            io.StringIO(chunk.decode("ascii")),
            np.int64,
            comments=None,
            delimiter=table.delimiter,
            usecols=places,
            ndmin=2,
        )
    if chunk.count(table.delimiter.encode()) != len(found) * (len(table.columns) - 1):
        raise ValueError
    return found
