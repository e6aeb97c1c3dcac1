"""Columns of numbers as they come: checked, and numbered in the order of their ids."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

BLOCK = 1 << 18
"""Entries handled at a time: few enough to stay in the processor's cache."""

WIDE = 1 << 24
"""Ids that span less than this are numbered through a table, others by sorting."""


def as_ids(column: ArrayLike, name: str) -> NDArray[Any]:
    """Whole numbers from 0 up; ValueError naming the first row that is not."""
    ids = _whole(column, name)
    if len(ids) and ids.min() < 0:
        row = int(np.argmax(ids < 0))
        raise ValueError(
            f"The {name} in row {row} (the first is row 0) is {ids[row]}, below 0: "
            f"give each {name} a number from 0 up and leave out rows without one."
        )
    return ids


def as_votes(column: ArrayLike) -> NDArray[np.int8]:
    """Votes as 1, 0 or -1; ValueError naming the first row that is not."""
    votes = _whole(column, "vote")
    if len(votes) and (votes.min() < -1 or votes.max() > 1):
        row = int(np.argmax((votes < -1) | (votes > 1)))
        raise ValueError(
            f"The vote in row {row} (the first is row 0) is {votes[row]}: "
            "write 1 for agree, -1 for disagree and 0 for pass."
        )
    return votes.astype(np.int8, copy=votes.dtype != np.int8)


def same_length(**columns: NDArray[Any]) -> None:
    """ValueError unless all are as long."""
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{length} of {name}" for name, length in lengths.items())
        raise ValueError(f"The columns differ in length ({said}): give one entry of each for every vote.")


def distinct(ids: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """The distinct ids in rising order, and for each entry its place among them (the smallest type)."""
    if not len(ids):
        return np.zeros(0, np.int64), np.zeros(0, np.uint16)
    low, high = int(ids.min()), int(ids.max())
    if high - low < WIDE:
        return _through_table(ids, low, high)
    known = np.unique(np.concatenate([np.unique(part) for part in _parts(ids)])).astype(np.int64)
    places = np.empty(len(ids), _smallest(len(known)))
    for first, part in zip(range(0, len(ids), BLOCK), _parts(ids), strict=True):
        places[first : first + BLOCK] = np.searchsorted(known, part)
    return known, places


def _whole(column: ArrayLike, name: str) -> NDArray[Any]:
    try:
        values = np.asarray(column)
    except (ValueError, OverflowError):
        values = np.asarray(column, dtype=object)
    if values.ndim != 1:
        raise ValueError(f"The column {name} has {values.ndim} dimensions: give a plain list of numbers.")
    if not len(values):
        return np.zeros(0, np.int64)
    if values.dtype.kind not in "iu" or values.dtype == np.uint64:
        raise ValueError(_not_whole(values, name))
    return values


def _not_whole(values: NDArray[Any], name: str) -> str:
    """The sentence for a column that does not hold whole numbers, with the first row that shows it."""
    row = next((row for row, value in enumerate(values.tolist()) if not _is_whole(value)), None)
    if row is None:
        return (
            f"The column {name} is stored as {values.dtype}: "
            "store it as whole numbers of 64 bits (int64) or smaller."
        )
    return (
        f"The {name} in row {row} (the first is row 0) is {str(values[row])[:40]!r}, "
        "which is not a whole number: write a whole number there or leave the row out."
    )


def _is_whole(value: object) -> bool:
    if isinstance(value, float):
        return value.is_integer()
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


def _through_table(ids: NDArray[Any], low: int, high: int) -> tuple[NDArray[np.int64], NDArray[Any]]:
    seen = np.zeros(high - low + 1, bool)
    for part in _parts(ids):
        seen[part - low if low else part] = True
    known = np.flatnonzero(seen) + low
    kind = _smallest(len(known))
    if len(known) == len(seen) and not low:
        return known, ids.astype(kind)
    table = (np.cumsum(seen) - 1).astype(kind)
    places = np.empty(len(ids), kind)
    for first, part in zip(range(0, len(ids), BLOCK), _parts(ids), strict=True):
        places[first : first + BLOCK] = table[part - low]
    return known, places


def _parts(ids: NDArray[Any]) -> list[NDArray[Any]]:
    return [ids[first : first + BLOCK] for first in range(0, len(ids), BLOCK)]


def _smallest(size: int) -> type[np.uint16] | type[np.int32]:
    return np.uint16 if size <= 1 << 16 else np.int32
