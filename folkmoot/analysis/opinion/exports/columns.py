"""The names under which the columns of an export go, and refusals that name file, row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from folkmoot.analysis.files import CsvTable, open_table, read_integers

from .quick import quick_integers

Progress = Callable[[int, int], None]

PERSON = ("voter-id", "person", "participant", "voter", "participant-id", "voter_id", "participant_id")
STATEMENT = ("comment-id", "statement", "statement-id", "comment", "comment_id", "statement_id")
VOTE = ("vote",)
TIME = ("timestamp",)
NUMBER = (*STATEMENT, "id")
TEXT = ("comment-body", "text", "comment", "body", "comment_body", "statement")
LATEST = 253_402_300_799_999  # milliseconds: the end of the year 9999


def find(table: CsvTable, names: Sequence[str]) -> str | None:
    """The first of these names that the table has a column of, in small or capital letters."""
    known = {column.casefold(): column for column in reversed(table.columns)}
    return next((known[name] for name in names if name in known), None)


def need(table: CsvTable, names: Sequence[str], what: str) -> str:
    """The same; ValueError that says what is missing and how it may be called."""
    found = find(table, names)
    if found is None:
        called = ", ".join(f"'{name}'" for name in names[:3])
        raise ValueError(
            f"{table.path.name} has no column for {what}: call it {' or '.join(called.rsplit(', ', 1))} "
            f"(the columns are {', '.join(table.columns[:8])}{' ...' if len(table.columns) > 8 else ''})."
        )
    return found


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Every refusal inside says which file it is about."""
    try:
        yield
    except ValueError as error:
        said = str(error)
        raise ValueError(said if path.name in said else f"{path.name}: {said}") from None


def opened(path: Path, encoding: str, names: Sequence[str] = ()) -> CsvTable:
    with naming(path):
        return open_table(path, encoding=encoding, names=names)


def integers(
    table: CsvTable, names: Sequence[str], encoding: str, progress: Progress | None = None
) -> list[NDArray[np.int64]]:
    """The columns as whole numbers, in the order of the names."""
    progress = None if progress is None else _never_falling(progress)
    found = quick_integers(table, names, progress)
    if found is not None:
        return found
    with naming(table.path):
        columns = read_integers(table.path, names, encoding=encoding, progress=progress)
    return [columns[name] for name in names]


def _never_falling(progress: Progress) -> Progress:
    """The careful reader begins again where the quick one gave up; what was said stays said."""
    furthest = 0

    def say(done: int, total: int) -> None:
        nonlocal furthest
        furthest = max(furthest, done)
        progress(furthest, total)

    return say


def within(table: CsvTable, name: str, numbers: NDArray[np.int64], low: int, high: int, remedy: str) -> None:
    """ValueError naming the first row whose number is out of range."""
    wrong = np.flatnonzero((numbers < low) | (numbers > high))
    if len(wrong):
        row = row_of(table, name, int(wrong[0]))
        raise ValueError(
            f"Row {row} of {table.path.name} has {numbers[wrong[0]]} in the column '{name}': {remedy}."
        )


def row_of(table: CsvTable, name: str, place: int) -> int:
    """The number, as a spreadsheet shows it, of the row that came as this entry (the first is 0)."""
    return next(row for at, (row, _cells) in enumerate(table.rows([name])) if at == place)
