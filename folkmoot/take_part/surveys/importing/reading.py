"""Opening an export: the headings, in one row or two, and the rows below them with their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from folkmoot.foundation.places.readers.cells import clean
from folkmoot.foundation.places.readers.containers import Table, Unreadable, open_file

_IDENTIFIER = re.compile(r"(ident|id|q|question|col|column|var|field)?[ _.\-]*\d+[a-z]?", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A column of the export: its letter, the short name above it if there is one, and its question."""

    letter: str
    short: str
    text: str


@dataclass(frozen=True)
class Export:
    headings: tuple[Heading, ...]
    rows: tuple[tuple[int, list[str]], ...]


def read_export(path: Path, name: str) -> Export:
    """The first table of a file: CSV or workbook, in UTF-8 or Windows-1252, with or without its mark."""
    table = next((each for each in open_file(path, name) if isinstance(each, Table)), None)
    if table is None:
        raise Unreadable(
            "There is no table in this file. Export the answers as CSV or as .xlsx.",
            "Nid oes tabl yn y ffeil hon. Allforiwch yr atebion fel CSV neu fel .xlsx.",
        )
    rows = [(number, [clean(cell) for cell in cells]) for number, cells in table.numbered()]
    filled = [(number, cells) for number, cells in rows if any(cells)]
    if not filled:
        raise Unreadable(
            "The file is empty. Export the answers again.",
            "Mae'r ffeil yn wag. Allforiwch yr atebion eto.",
        )
    first, below = filled[0][1], filled[1:]
    if _are_identifiers(first) and below:
        return Export(_headings(first, below[0][1]), _padded(below[1:], len(first), padded=table.padded))
    return Export(_headings([""] * len(first), first), _padded(below, len(first), padded=table.padded))


def _are_identifiers(cells: list[str]) -> bool:
    """Whether a row holds invented short names (Ident 1, Q2b) above the questions in the next row."""
    named = [cell for cell in cells if cell]
    return bool(named) and sum(bool(_IDENTIFIER.fullmatch(cell)) for cell in named) * 2 > len(named)


def _headings(shorts: list[str], texts: list[str]) -> tuple[Heading, ...]:
    width = max(len(shorts), len(texts))
    wide = [cells + [""] * (width - len(cells)) for cells in (shorts, texts)]
    pairs = enumerate(zip(*wide, strict=True), 1)
    from openpyxl.utils import get_column_letter  # a quarter of a second that few processes need

    return tuple(Heading(get_column_letter(place), short, text) for place, (short, text) in pairs)


def _padded(
    rows: list[tuple[int, list[str]]], width: int, *, padded: bool
) -> tuple[tuple[int, list[str]], ...]:
    """A workbook leaves out empty cells at the end of a row; a CSV file that does is broken."""
    if not padded:
        return tuple(rows)
    return tuple((number, cells + [""] * (width - len(cells))) for number, cells in rows)
