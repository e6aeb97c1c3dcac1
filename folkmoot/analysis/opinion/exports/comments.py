"""The file of statements: their words, authors and moderation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from folkmoot.analysis.files import CsvTable

from .cells import as_read
from .columns import LATEST, NUMBER, TEXT, TIME, Progress, find, need, opened
from .conversation import OUT, Statement

AUTHOR, MODERATED, AGREES, DISAGREES = (
    ("author-id",),
    ("moderated", "moderation"),
    ("agrees",),
    ("disagrees",),
)


@dataclass(frozen=True, slots=True)
class Comments:
    """Statements by number, and by how many more people the file says agreed than disagreed."""

    statements: Mapping[int, Statement] = field(default_factory=dict)
    majorities: Mapping[int, int] = field(default_factory=dict)

    @property
    def moderated_out(self) -> list[int]:
        return [number for number, each in self.statements.items() if each.moderation == OUT]


@dataclass(frozen=True, slots=True)
class _Places:
    """Which cell of a row holds what; None where there is no such column."""

    number: int
    text: int
    author: int | None
    time: int | None
    moderation: int | None
    agrees: int | None
    disagrees: int | None


def read_comments(path: Path, encoding: str, escaped: bool, progress: Progress | None = None) -> Comments:
    """Every row is a statement. ValueError naming the row for a number, or a moderation, that cannot be."""
    table = opened(path, encoding)
    number = need(table, NUMBER, "the number of the statement")
    text = need(table, [name for name in TEXT if name != number.casefold()], "the words of the statement")
    more = [find(table, names) for names in (AUTHOR, TIME, MODERATED, AGREES, DISAGREES)]
    names = [number, text, *(name for name in more if name)]
    places = _Places(0, 1, *(names.index(name) if name else None for name in more))
    found: dict[int, Statement] = {}
    rows: dict[int, int] = {}
    majorities: dict[int, int] = {}
    for row, cells in table.rows(names, progress=progress):
        at = _whole(table, row, names[0], cells[0], 0, 2**63 - 1)
        if at in found:
            raise ValueError(
                f"Statement {at} is there twice in {path.name} (rows {rows[at]} and {row}); keep one."
            )
        found[at], rows[at] = _statement(table, row, names, cells, places, escaped), row
        majorities[at] = _count(cells, places.agrees) - _count(cells, places.disagrees)
    return Comments(found, majorities)


def _statement(
    table: CsvTable, row: int, names: list[str], cells: tuple[str, ...], places: _Places, escaped: bool
) -> Statement:
    def number(place: int | None, low: int, high: int, otherwise: int) -> int:
        if place is None or not cells[place].strip():
            return otherwise
        return _whole(table, row, names[place], cells[place], low, high)

    return Statement(
        as_read(cells[places.text]) if escaped else cells[places.text],
        number(places.author, -1, 2**63 - 1, -1),
        number(places.time, 0, LATEST, 0),
        number(places.moderation, -1, 1, 0),
    )


def _whole(table: CsvTable, row: int, name: str, cell: str, low: int, high: int) -> int:
    try:
        number = int(cell)
    except ValueError:
        number = low - 1
    if low <= number <= high:
        return number
    asked = f"a whole number from {low} up" if high > 1 else "1, 0 or -1"
    raise ValueError(
        f"Row {row} of {table.path.name} has '{cell[:40]}' in the column '{name}'; {asked} is needed there."
    )


def _count(cells: tuple[str, ...], place: int | None) -> int:
    cell = "" if place is None else cells[place].strip()
    return int(cell) if cell.isdecimal() else 0
