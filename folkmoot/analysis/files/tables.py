"""Reading CSV as a data officer has it: any of three delimiters, faults named by row, columns by name.

Rows are numbered as a spreadsheet shows them: the column names are row 1, a cell with line breaks is one row.
"""

from __future__ import annotations

import csv
import difflib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from .decoding import check_readable, encoding_of, not_decodable

Progress = Callable[[int, int], None]
DELIMITERS = (",", ";", "\t")
LONGEST_CELL = 10_000_000  # characters; Python's own limit of 131,072 is less than some letters
EVERY = 8192  # rows between two reports of progress
SHOWN = 15  # column names in a refusal
NAMES_LOOKED_FOR = 8  # rows below the first that may hold the column names, in a refusal


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV file whose column names have been read. `rows()` starts again from the top each time."""

    path: Path
    columns: tuple[str, ...]
    encoding: str
    delimiter: str
    first_row: int  # the first row below the column names

    @property
    def size(self) -> int:
        """Bytes of the file, which progress is counted in."""
        return self.path.stat().st_size

    def places(self, names: Sequence[str]) -> tuple[int, ...]:
        """Where these columns are; "views" finds "views: What do you think?" where only that begins so.

        Raises ValueError when one is missing or there twice.
        """
        known: dict[str, list[int]] = {}
        for place, column in enumerate(self.columns):
            known.setdefault(_plain(column), []).append(place)
        return tuple(self._place(name, known.get(_plain(name)) or self._begun(name)) for name in names)

    def _begun(self, name: str) -> list[int]:
        """The one column whose name has this before a colon; none where several have."""
        found = [place for place, each in enumerate(self.columns) if _same(name, each.partition(":")[0])]
        return found if len(found) == 1 else []

    def _place(self, name: str, places: Sequence[int]) -> int:
        if len(places) == 1:
            return places[0]
        if places:
            where = " and ".join(str(place + 1) for place in places)
            raise ValueError(
                f"The column '{name}' is in {self.path.name} more than once (columns {where}); "
                "rename all but one."
            )
        raise ValueError(
            f"{self.path.name} has no column '{name}'{_meant(self.columns, name)}; "
            f"its columns are {columns_listed(self.columns)}."
        )

    def rows(
        self, names: Sequence[str], *, progress: Progress | None = None
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each row's number and its cells in the columns asked for. Rows without anything are left out.

        `progress` counts bytes of the file. Raises ValueError naming the row that is not right.
        """
        places = self.places(names)
        cells_of = itemgetter(*places) if len(places) > 1 else _each_of(places)
        total = self.size
        for number, cells, read in _records(self.path, self.encoding, self.delimiter):
            if number >= self.first_row and any(cells):
                yield number, cells_of(self._whole(number, cells))
            if progress and number % EVERY == 0:
                progress(min(read(), total), total)
        if progress:
            progress(total, total)

    def _whole(self, number: int, cells: list[str]) -> list[str]:
        width = len(self.columns)
        if len(cells) == width or (len(cells) > width and not any(cells[width:])):
            return cells
        raise ValueError(
            f"Row {number} of {self.path.name} has {_cells(len(cells))} and the column names are {width}; "
            "an answer with a comma or a line break must stand in quotation marks."
        )


@dataclass(frozen=True, slots=True)
class Columns:
    """Whole columns in memory: `values[name][i]` stands in row `rows[i]` of the file."""

    table: CsvTable
    rows: tuple[int, ...]
    values: dict[str, tuple[str, ...]]


def open_table(
    path: Path | str, *, encoding: str = "utf-8", names: Sequence[str] = (), names_row: int = 0
) -> CsvTable:
    """The table in a CSV file, checked as far as its column names.

    The names stand in row `names_row`, or if that is 0 in the first row with words. A byte-order mark is
    allowed, and a first line such as `sep=;`. Of comma, semicolon and tab the delimiter is the one under
    which most of `names` are found, then the one that gives most columns. `encoding` is any that Python
    knows. Raises ValueError when the file is missing, no CSV or empty, or when a column of `names` is missing
    or there twice.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    path = Path(path)
    encoding = encoding_of(path, check_readable(path), encoding)
    delimiter, skipped = _delimiter(path, encoding, names, names_row)
    for number, cells, _read in _records(path, encoding, delimiter):
        if number > max(skipped, names_row - 1) and any(cell.strip() for cell in cells):
            columns = tuple(cell.strip(" \t\u00a0") for cell in cells)
            table = CsvTable(path, columns, encoding, delimiter, number + 1)
            _check_names(table, names)
            return table
    what = f"has no row {names_row}" if names_row else "is empty"
    raise ValueError(f"{path.name} {what}; it must have a row of column names and rows below it.")


def _check_names(table: CsvTable, names: Sequence[str]) -> None:
    """Raises ValueError when a column is missing, saying so if a row below has its name."""
    for name in names:
        if not any(map(partial(_same, name), table.columns)) and not table._begun(name):
            for number, cells, _read in _records(table.path, table.encoding, table.delimiter):
                if table.first_row <= number and any(map(partial(_same, name), cells)):
                    raise ValueError(
                        f"Row {table.first_row - 1} of {table.path.name} has no column '{name}', but row "
                        f"{number} has: take out what stands above the column names, or add --names-row "
                        f"{number} where the command knows it."
                    )
                if number >= table.first_row + NAMES_LOOKED_FOR:
                    break
    table.places(names)


def read_columns(
    path: Path | str,
    names: Sequence[str],
    *,
    encoding: str = "utf-8",
    names_row: int = 0,
    progress: Progress | None = None,
) -> Columns:
    """The columns named, as words. Raises ValueError like `open_table`, and when there is no row of data."""
    table = open_table(path, encoding=encoding, names=names, names_row=names_row)
    rows: list[int] = []
    kept: list[list[str]] = [[] for _name in names]
    for number, cells in table.rows(names, progress=progress):
        rows.append(number)
        for column, cell in zip(kept, cells, strict=True):
            column.append(cell)
    if not rows:
        raise ValueError(f"{table.path.name} has column names and no rows below them.")
    return Columns(table, tuple(rows), {name: tuple(cells) for name, cells in zip(names, kept, strict=True)})


def _records(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str], Callable[[], int]]]:
    """Number and cells of every record, and how to ask how many bytes have been read."""
    number = 0
    try:
        with path.open("rb") as raw, _text(raw.fileno(), encoding) as text:
            reader = csv.reader(_without_nul(text, path), delimiter=delimiter, strict=True)
            read = partial(os.lseek, raw.fileno(), 0, os.SEEK_CUR)
            for number, cells in enumerate(reader, 1):
                yield number, cells, read
    except UnicodeError:
        raise not_decodable(path, encoding, delimiter) from None
    except csv.Error as error:
        raise _broken(path, number + 1, str(error)) from None


def _text(descriptor: int, encoding: str) -> TextIO:
    return open(descriptor, encoding=encoding, newline="", closefd=False)


def _without_nul(lines: Iterator[str], path: Path) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise ValueError(
                f"Line {number} of {path.name} holds a NUL byte, so the file is damaged or no plain text; "
                "export it again as CSV UTF-8."
            )
        yield line


def _broken(path: Path, row: int, error: str) -> ValueError:
    if "field larger" in error:
        return ValueError(f"Row {row} of {path.name} has a cell of more than {LONGEST_CELL:,} characters.")
    if "end of data" in error:
        return ValueError(
            f"Row {row} of {path.name} opens a quotation mark that is never closed; close it and try again."
        )
    return ValueError(
        f"Row {row} of {path.name} has a quotation mark inside a quoted cell; write it twice, as Excel does."
    )


def _delimiter(path: Path, encoding: str, names: Sequence[str], names_row: int) -> tuple[str, int]:
    """The delimiter, and how many rows stand above the column names."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            lines = [line for line, _place in zip(file, range(50), strict=False)]
    except UnicodeError:
        raise not_decodable(path, encoding, ",") from None
    first = lines[0].strip().lower()
    if first.startswith("sep=") and first[4:] in (*DELIMITERS, ""):
        return first[4:] or "\t", 1
    return max(DELIMITERS, key=lambda one: _suits(lines, one, names, names_row)), 0


def _suits(lines: Sequence[str], delimiter: str, names: Sequence[str], names_row: int) -> tuple[int, int]:
    rows = enumerate(csv.reader(lines, delimiter=delimiter), 1)
    head = next(
        (cells for number, cells in rows if number >= names_row and any(cell.strip() for cell in cells)), []
    )
    return sum(any(map(partial(_same, name), head)) for name in names), len(head)


def _plain(name: str) -> str:
    """The name of a column as it is compared: a line break or a space more makes no difference."""
    return " ".join(name.split())


def _same(name: str, column: str) -> bool:
    return _plain(name) == _plain(column)


def _meant(columns: tuple[str, ...], name: str) -> str:
    folded = {column.casefold(): column for column in reversed(columns) if column}
    close = difflib.get_close_matches(name.strip().casefold(), folded, n=1)
    return f" (did you mean '{folded[close[0]]}'?)" if close else ""


def columns_listed(columns: tuple[str, ...]) -> str:
    """The first of the names, and how many more there are."""
    more = len(columns) - SHOWN
    return ", ".join(_short(each) for each in columns[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _short(name: str) -> str:
    return (name if len(name) <= 60 else name[:59] + "…") or "(no name)"


def _cells(n: int) -> str:
    return "1 cell" if n == 1 else f"{n} cells"


def _each_of(places: tuple[int, ...]) -> Callable[[list[str]], tuple[str, ...]]:
    return lambda cells: tuple(cells[place] for place in places)
