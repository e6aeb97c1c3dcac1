"""Which columns of an export are questions: from a question map workbook, or worked out from the headings.

The workbook has a sheet each for facts about people, open questions, closed ones, and pairs of both; each
row names a column by its letter and says how the question should read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from folkmoot.foundation.places.readers.containers import Table, Unreadable, open_file
from folkmoot.take_part.surveys.importing.reading import Export

OPEN, CLOSED, DATE, KEY, LEFT_OUT = "open", "closed", "date", "key", "left out"
_PERSONAL = re.compile(
    r"\b(name|e-?mail|phone|telephone|mobile|address|postcode|post code|ip address|date of birth)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"^(date|submitted|received|completed|timestamp|dyddiad)\b", re.IGNORECASE)
_KEY = re.compile(
    r"^((response|respondent|submission|record)\s*)?(id|ref|reference|number|no\.?)$", re.IGNORECASE
)
_LETTER = re.compile(r"[A-Za-z]{1,3}")
MOST_CHOICES, LONGEST_CHOICE = 12, 80


@dataclass(frozen=True)
class Column:
    """What one column of the export is, and how its question reads."""

    place: int
    letter: str
    use: str
    title: str


def read_map(path: Path, name: str) -> list[Column]:
    """The columns a question map names, whatever order its sheets are in."""
    columns: list[Column] = []
    for sheet in open_file(path, name):
        if isinstance(sheet, Table):
            columns += _sheet(sheet)
    if not columns:
        raise Unreadable(
            "This is not a question map: no sheet has a heading “Column ID” with columns below it.",
            "Nid map cwestiynau yw hwn: nid oes gan unrhyw ddalen bennawd “Column ID” â cholofnau oddi tano.",
        )
    return sorted(columns, key=lambda column: column.place)


def _sheet(sheet: Table) -> list[Column]:
    rows = [cells for _number, cells in sheet.numbered()]
    start = next((place for place, cells in enumerate(rows) if cells and _says_column(cells[0])), None)
    if start is None:
        return []
    titled = next((place for place, cell in enumerate(rows[start]) if "title" in cell.lower()), 1)
    kind = sheet.file.rpartition("#")[2].lower() + " " + " ".join(rows[0]).lower()
    return [column for cells in rows[start + 1 :] for column in _row(cells, titled, kind)]


def _says_column(cell: str) -> bool:
    return cell.strip().lower().startswith("column id")


def _row(cells: list[str], titled: int, kind: str) -> Iterable[Column]:
    if not cells or not _LETTER.fullmatch(cells[0].strip()):
        return
    title = cells[titled].strip() if titled < len(cells) else ""
    if "hybrid" in kind:
        closed = cells[titled + 1].strip() if titled + 1 < len(cells) else ""
        if _LETTER.fullmatch(closed):
            yield _column(closed, CLOSED, title)
        yield _column(cells[0], OPEN, f"{title} (in your own words)")
    else:
        yield _column(cells[0], OPEN if "open" in kind else CLOSED, title)


def _column(letter: str, use: str, title: str) -> Column:
    capital = letter.strip().upper()
    from openpyxl.utils import column_index_from_string  # a quarter of a second that few processes need

    return Column(column_index_from_string(capital) - 1, capital, use, title)


def with_dates_and_keys(columns: list[Column], export: Export) -> list[Column]:
    """A map's columns with the date and the key of the export, which maps do not name."""
    named = {column.place for column in columns}
    return columns + [
        column for column in worked_out(export) if column.place not in named and column.use in (DATE, KEY)
    ]


def worked_out(export: Export) -> list[Column]:
    """What each column is, from its heading and what stands below it. Personal details are left out."""
    return [
        Column(place, heading.letter, _use(export, place), heading.text or heading.short)
        for place, heading in enumerate(export.headings)
    ]


def _use(export: Export, place: int) -> str:
    heading = export.headings[place]
    text = heading.text or heading.short
    if _KEY.match(text) or _KEY.match(heading.short):
        return KEY
    if _DATE.match(text):
        return DATE
    if not text or _PERSONAL.search(text):
        return LEFT_OUT
    values = {cells[place] for _number, cells in export.rows if place < len(cells) and cells[place]}
    if not values:
        return LEFT_OUT
    return CLOSED if len(values) <= MOST_CHOICES and max(map(len, values)) <= LONGEST_CHOICE else OPEN
