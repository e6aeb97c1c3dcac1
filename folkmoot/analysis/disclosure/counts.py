"""What may be given to be made safe, as labels and whole numbers, or refused in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import numpy as np

from ..counting import CrossTab, Tabulation
from .grid import Whole

Table = (
    Mapping[str, int]
    | Mapping[str, Mapping[str, int]]
    | Tabulation
    | CrossTab
    | Sequence[Sequence[int]]
    | Sequence[int]
    | np.ndarray[Any, Any]
)
MOST_CELLS = 250_000
MOST_PEOPLE = 2**53


@dataclass(frozen=True, slots=True)
class Counts:
    """Labels and `value[row, column]`. A list of counts has one row named ""."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    value: Whole
    missing: int = 0

    @property
    def is_list(self) -> bool:
        return self.rows == ("",)


def counts_of(table: Table) -> Counts:
    """A table in any of the forms `suppress` takes. Raises ValueError naming the row that is not right."""
    if isinstance(table, CrossTab):
        return _checked(table.rows, table.columns, table.counts, table.missing)
    if isinstance(table, Tabulation):
        return _checked(("",), table.labels, (table.counts,), table.missing)
    if isinstance(table, Mapping):
        return _of_mapping(table)
    return _of_numbers(table)


def _of_mapping(table: Mapping[Any, Any]) -> Counts:
    rows = list(table.values())
    if not any(isinstance(row, Mapping) for row in rows):
        return _checked(("",), tuple(map(str, table)), (tuple(rows),))
    for name, row in table.items():
        if not isinstance(row, Mapping):
            raise ValueError(f"Row '{name}' is a number and others are rows of counts; give all alike.")
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    for name, row in table.items():
        for column in columns:
            if column not in row:
                raise ValueError(f"Row '{name}' has no count for '{column}'; give 0 where nobody is counted.")
    counts = tuple(tuple(row[column] for column in columns) for row in rows)
    return _checked(tuple(map(str, table)), tuple(map(str, columns)), counts)


def _of_numbers(table: Any) -> Counts:
    rows = [list(row) if _is_row(row) else row for row in table]
    if not rows or not isinstance(rows[0], list):
        return _checked(("",), _numbered(len(rows)), (tuple(rows),))
    for number, row in enumerate(rows, 1):
        if not isinstance(row, list) or len(row) != len(rows[0]):
            n = len(row) if isinstance(row, list) else 1
            raise ValueError(
                f"Row {number} has {n} counts and row 1 has {len(rows[0])}; give every row as many."
            )
    return _checked(_numbered(len(rows)), _numbered(len(rows[0])), tuple(map(tuple, rows)))


def _is_row(row: Any) -> bool:
    return isinstance(row, Sequence | np.ndarray) and not isinstance(row, str)


def _numbered(n: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, n + 1))


def _checked(
    rows: tuple[str, ...], columns: tuple[str, ...], counts: Sequence[Sequence[Any]], missing: int = 0
) -> Counts:
    for kind, labels in (("row", rows), ("column", columns)):
        twice = next((label for place, label in enumerate(labels) if label in labels[:place]), None)
        if twice is not None:
            raise ValueError(f"The {kind} '{twice}' is there twice; add the two up or rename one.")
    if len(rows) * len(columns) > MOST_CELLS:
        raise ValueError(
            f"A table of {len(rows):,} rows and {len(columns):,} columns is too large to be made safe; "
            f"divide it into tables of up to {MOST_CELLS:,} cells."
        )
    for name, row in zip(rows, counts, strict=True):
        for column, count in zip(columns, row, strict=True):
            _check(name, column, count)
    value = np.array(counts, dtype=np.int64).reshape(len(rows), len(columns))
    if sum(map(int, value.sum(1).tolist())) >= MOST_PEOPLE:
        raise ValueError("The counts add up to more than 9,007,199,254,740,991 people; check the numbers.")
    return Counts(rows, columns, value, missing)


def _check(row: str, column: str, count: Any) -> None:
    """The number itself stays out of the sentence: it may be one that nobody should read."""
    where = f"'{column}' in row '{row}'" if row else f"'{column}'"
    if not _is_whole(count):
        raise ValueError(f"The count of {where} is not a whole number; give the number of people.")
    if count < 0:
        raise ValueError(f"The count of {where} is negative; a number of people is 0 or more.")
    if count >= MOST_PEOPLE:
        raise ValueError(f"The count of {where} is more than there are people; check the number.")


def _is_whole(count: Any) -> bool:
    if type(count) is int:
        return True
    if isinstance(count, float | np.floating):
        return float(count).is_integer()
    return isinstance(count, Integral) and not isinstance(count, bool | np.bool_)
