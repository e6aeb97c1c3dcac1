"""The wide layout: one row a person, one column a statement, an empty cell where somebody did not vote."""

from __future__ import annotations

from array import array

import numpy as np

from folkmoot.analysis.files import CsvTable

from .columns import PERSON, Progress, find, need
from .conversation import Votes

GROUP = ("group-id", "group")
NOT_SEEN = 9
CELLS = {"": NOT_SEEN, "1": 1, "0": 0, "-1": -1}


def is_wide(table: CsvTable) -> bool:
    """Whether there is a column for each of some statements, and none called vote."""
    return find(table, ("vote",)) is None and any(name.isdecimal() for name in table.columns)


def read_wide(
    table: CsvTable, encoding: str, agree: int, progress: Progress | None = None
) -> tuple[Votes, dict[int, int]]:
    """All votes, row by row, and the group the file names for each person. Times are not known."""
    name = need(table, PERSON, "people")
    columns = [column for column in table.columns if column.isdecimal()]
    statements = np.array([int(column) for column in columns], np.int64)
    people, counts, seen, votes = [], [], [np.zeros(0, np.int64)], [np.zeros(0, np.int8)]
    for row, (person, *cells) in table.rows([name, *columns], progress=progress):
        people.append(_person(table, row, name, person))
        values = np.frombuffer(_values(table, row, columns, cells), np.int8)
        voted = np.flatnonzero(values != NOT_SEEN)
        seen.append(statements[voted])
        votes.append(values[voted])
        counts.append(len(voted))
    found = np.concatenate(votes)
    person_ids = np.repeat(np.array(people, np.int64), np.array(counts, np.int64))
    times = np.zeros(len(found), np.int64)
    return Votes(person_ids, np.concatenate(seen), (found * agree).astype(np.int8), times), read_groups(
        table, encoding
    )


def read_groups(table: CsvTable, encoding: str) -> dict[int, int]:
    """The group of each person as the file has it; people without one are left out."""
    group, name = find(table, GROUP), need(table, PERSON, "people")
    if group is None:
        return {}
    named = [(row, cells) for row, cells in table.rows([name, group]) if cells[1].strip()]
    found = {}
    for row, (person, number) in named:
        found[_person(table, row, name, person)] = _person(table, row, group, number)
    return found


def _values(table: CsvTable, row: int, columns: list[str], cells: list[str]) -> array[int]:
    try:
        return array("b", map(CELLS.__getitem__, cells))
    except KeyError:
        return array("b", (_value(table, row, *each) for each in zip(columns, cells, strict=True)))


def _value(table: CsvTable, row: int, column: str, cell: str) -> int:
    try:
        return CELLS[str(int(float(cell))) if cell.strip() else ""]
    except (ValueError, OverflowError, KeyError):
        raise ValueError(
            f"Row {row} of {table.path.name} has '{cell[:40]}' in the column '{column}': "
            "write 1 for agree, -1 for disagree, 0 for pass, or nothing."
        ) from None


def _person(table: CsvTable, row: int, name: str, cell: str) -> int:
    try:
        number = int(cell)
    except ValueError:
        number = -1
    if 0 <= number < 2**63:
        return number
    raise ValueError(
        f"Row {row} of {table.path.name} has '{cell[:40]}' in the column '{name}'; "
        "a whole number from 0 up is needed there."
    )
