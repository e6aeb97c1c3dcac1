"""What `suppress` is given: a finished table, whose totals are known and checked, or rows of people to count.

No refusal says a count: it may be one that nobody should read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..counting import CrossTab, Tabulation, cross_tab, tabulate
from ..files import open_table, read_columns
from ..files.tables import Progress

NOT_GIVEN = "Not given"
ALL = "All"
TOTALS = re.compile(r"(grand |sub)?totals?|all|sum|overall|everyone|everybody|cyfanswm|pawb", re.IGNORECASE)
GROUPED = re.compile(r"\d{1,3}(?:[, \u00a0\u202f'’]\d{3})+|\d+(?:\.0+)?", re.ASCII)
MOST_DIGITS = 18
MOST_GROUPS = 250
FEW_ROWS = 20


@dataclass(frozen=True, slots=True)
class Given:
    """The counts, and what their rows, columns and totals are called. `people` is how many rows were counted,
    None where the table was finished. `had_totals` are which totals the file had."""

    path: Path
    table: CrossTab | Tabulation
    rows_name: str
    columns_name: str
    total_name: str = ALL
    people: int | None = None
    had_totals: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        return isinstance(self.table, Tabulation)


def read_people(
    path: Path, rows: str, columns: str, *, encoding: str = "utf-8", progress: Progress | None = None
) -> Given:
    """Rows of people, counted by one or two columns. Raises ValueError where a column names people."""
    names = [name for name in (rows, columns) if name]
    if len(set(names)) < len(names):
        raise ValueError(f"--rows and --columns both name '{rows}'; name two columns, or only one.")
    read = read_columns(path, names, encoding=encoding, progress=progress)
    said = [[" ".join(cell.split()) or NOT_GIVEN for cell in read.values[name]] for name in names]
    for name, cells in zip(names, said, strict=True):
        _check_groups(path, name, len(set(cells)), len(cells))
    order = [_in_order(cells) for cells in said]
    if not columns:
        return Given(path, tabulate(said[0], str, order=order[0]), rows, "People", people=len(said[0]))
    pairs = list(zip(*said, strict=True))
    table = cross_tab(
        pairs, lambda pair: pair[0], lambda pair: pair[1], row_order=order[0], column_order=order[1]
    )
    return Given(path, table, rows, columns, people=len(pairs))


def check_same_rows(given: Sequence[Given]) -> None:
    """Tables that are made safe together share their rows: theme by ward, theme by age. Raises ValueError."""
    first = given[0]
    for place, each in enumerate(given):
        if any(each.table == other.table and each.path.name == other.path.name for other in given[:place]):
            raise ValueError(f"{each.path.name} is given twice; give each table once.")
    for each in given[1:]:
        odd = sorted(set(_groups_of(first)) ^ set(_groups_of(each)))
        if odd:
            raise ValueError(
                f"{first.path.name} and {each.path.name} do not have the same rows ('{odd[0]}' is in one "
                "only); tables are made safe together where their rows are the same groups, such as theme by "
                "ward and theme by age: turn one round, or write each name alike."
            )


def _groups_of(given: Given) -> tuple[str, ...]:
    """The names of the rows as the file has them: a list stands downwards."""
    return given.table.labels if isinstance(given.table, Tabulation) else given.table.rows


def _check_groups(path: Path, name: str, groups: int, rows: int) -> None:
    if groups > MOST_GROUPS or (rows > FEW_ROWS and groups > rows / 2):
        raise ValueError(
            f"The column '{name}' of {path.name} has {groups:,} different entries in {rows:,} rows, so it "
            "names people rather than groups; name a column with few groups, such as a ward or an age band."
        )


def _in_order(cells: Sequence[str]) -> list[str]:
    """By name, numbers in them by size; those who gave nothing last."""
    return sorted(set(cells), key=lambda cell: (cell == NOT_GIVEN, _by_number(cell)))


def _by_number(cell: str) -> list[tuple[int, int, str]]:
    parts = re.split(r"([0-9]+)", cell.casefold())
    digits = [part.lstrip("0") if part.isascii() and part.isdigit() else None for part in parts]
    return [
        (1, 0, part) if size is None else (0, len(size), size)
        for part, size in zip(parts, digits, strict=True)
        if part
    ]


def read_finished(path: Path, *, encoding: str = "utf-8", progress: Progress | None = None) -> Given:
    """A table of counts: the first column are the names of its rows, the first row those of its columns.

    A last row or column called total (or all, sum, overall) is known as one and checked. Raises ValueError
    naming the row and the column that is not right.
    """
    opened = open_table(path, encoding=encoding)
    columns = list(opened.columns)
    read = opened.rows(columns, progress=progress)
    if len(columns) > 2 and not columns[-1]:  # a comma at the end of each row
        columns.pop()
        read = _without_last(path, read)
    _check_columns(path, columns)
    rows = [_Row(number, *_split(cells)) for number, cells in read]
    if not rows:
        raise ValueError(f"{path.name} has column names and no rows below them.")
    _check_rows(path, rows)
    named = columns[1:]
    counts = [
        [_count(path, row, name, cell) for name, cell in zip(named, row.cells, strict=True)] for row in rows
    ]
    return _given(path, columns, rows, counts)


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    name: str
    cells: tuple[str, ...]


def _without_last(
    path: Path, rows: Iterator[tuple[int, tuple[str, ...]]]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in rows:
        if cells[-1].strip():
            raise ValueError(
                f"Row {number} of {path.name} has something in the last column, which has no name; give it "
                "one in the first row."
            )
        yield number, cells[:-1]


def _split(cells: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    return " ".join(cells[0].split()), tuple(cells[1:])


def _check_columns(path: Path, columns: Sequence[str]) -> None:
    if len(columns) < 2:
        raise ValueError(
            f"{path.name} has one column; a finished table has names in the first and counts in the others. "
            "For rows of people add --rows COLUMN."
        )
    for place, name in enumerate(columns[1:], 2):
        if not name:
            raise ValueError(f"Column {place} of {path.name} has no name; give it one in the first row.")
        if name in columns[1 : place - 1]:
            raise ValueError(f"{path.name} has the column '{name}' twice; add the two up or rename one.")


def _check_rows(path: Path, rows: Sequence[_Row]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        if not row.name:
            raise ValueError(f"Row {row.number} of {path.name} has no name in the first column; give it one.")
        if row.name in first:
            raise ValueError(
                f"Rows {first[row.name]} and {row.number} of {path.name} are both called '{row.name}'; add "
                "the two up or rename one. For rows of people add --rows COLUMN."
            )
        first[row.name] = row.number


def _count(path: Path, row: _Row, name: str, cell: str) -> int:
    """A whole number, also as spreadsheets group it; what else stands there is not repeated."""
    typed = cell.strip()
    where = f"Row {row.number} ('{row.name}') of {path.name}"
    if not typed:
        raise ValueError(f"{where} has nothing in the column '{name}'; write 0 where nobody was counted.")
    if typed.startswith(("-", "−")) and typed[1:].strip().isdecimal():
        raise ValueError(f"{where} has a negative number in the column '{name}'; a count is 0 or more.")
    if not GROUPED.fullmatch(typed):
        raise ValueError(
            f"{where} has no whole number in the column '{name}'; give the counts themselves, before "
            "anything was hidden or turned into percentages."
        )
    digits = re.sub(r"[^0-9]", "", typed.partition(".")[0])
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"{where} counts more than there are people in the column '{name}'; correct it.")
    return int(digits)


def _given(path: Path, columns: Sequence[str], rows: Sequence[_Row], counts: list[list[int]]) -> Given:
    down = _total_among(path, [row.name for row in rows], "rows")
    across = _total_among(path, columns[1:], "columns")
    inner_rows = [place for place in range(len(rows)) if place != down]
    inner = [place for place in range(len(columns) - 1) if place != across]
    if not inner_rows or not inner:
        raise ValueError(f"{path.name} has totals and nothing else; give the counts they are the totals of.")
    _check_sums(path, columns, rows, counts, (down, across), (inner_rows, inner))
    had = tuple(name for name, place in (("row", across), ("column", down)) if place is not None)
    total = columns[1:][across] if across is not None else rows[down].name if down is not None else ALL
    names = tuple(rows[place].name for place in inner_rows)
    first = columns[0] or "Row"
    if len(inner) == 1 and across is None:
        kept = tuple(counts[place][inner[0]] for place in inner_rows)
        return Given(path, Tabulation(names, kept), first, columns[1:][inner[0]], total, had_totals=had)
    kept_rows = tuple(tuple(counts[r][c] for c in inner) for r in inner_rows)
    labels = tuple(columns[1:][place] for place in inner)
    return Given(path, CrossTab(names, labels, kept_rows), first, "", total, had_totals=had)


def _total_among(path: Path, names: Sequence[str], kind: str) -> int | None:
    found = [place for place, name in enumerate(names) if TOTALS.fullmatch(name.strip(" :"))]
    if len(found) > 1:
        raise ValueError(
            f"{path.name} has several {kind} of totals ('{names[found[0]]}' and '{names[found[1]]}'); leave "
            "one in the file."
        )
    return found[0] if found else None


def _check_sums(
    path: Path,
    columns: Sequence[str],
    rows: Sequence[_Row],
    counts: list[list[int]],
    totals: tuple[int | None, int | None],
    inner: tuple[list[int], list[int]],
) -> None:
    (down, across), (inner_rows, inner_columns) = totals, inner
    for row, line in zip(rows, counts, strict=True):
        if across is not None and line[across] != sum(line[place] for place in inner_columns):
            raise ValueError(
                f"Row {row.number} ('{row.name}') of {path.name} does not add up to its total in the column "
                f"'{columns[1:][across]}'; correct it, or rename that column if it is no total."
            )
    for place, name in enumerate(columns[1:]):
        if down is not None and counts[down][place] != sum(counts[each][place] for each in inner_rows):
            raise ValueError(
                f"The column '{name}' of {path.name} does not add up to its total in row {rows[down].number} "
                f"('{rows[down].name}'); correct it, or rename that row if it is no total."
            )
