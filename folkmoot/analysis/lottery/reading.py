"""Volunteers and targets from the CSV files that practitioners use; whatever is wrong is named by its row.

Targets come as feature, value, min, max or as category, name, min, max (category, feature, min, max too);
volunteers as a row each, with a column for every feature. Letters of another case and spaces more make no
difference between what volunteers and targets call a feature or a value, and a title may stand above the
names of columns.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..files import open_table, read_columns

Progress = Callable[[int, int], None]
Quotas = dict[str, dict[Hashable, tuple[int, int]]]
LAYOUTS = (("feature", "value"), ("category", "name"), ("category", "feature"))
BOUNDS = (("min", "minimum"), ("max", "maximum"))  # or one column that begins so: "Min seats"
SEATS = re.compile(r"([0-9]+)(?:[.,]0{1,2})?", re.ASCII)  # as spreadsheets write whole numbers too
TOTALS = ("total", "totals", "sum", "grand total", "cyfanswm")
TITLES = 8  # rows that are looked through for the names of columns
MOST_DIGITS = 9
IDS = ("id", "volunteer", "nationbuilder_id", "respondent_id", "person")


@dataclass(frozen=True, slots=True)
class TargetsFile:
    """`quotas` maps a feature to its values, each with the least and the most seats; `row_of` says in which
    row of the file each stands."""

    path: Path
    quotas: Quotas
    row_of: dict[tuple[str, str], int]

    def where(self, feature: str, value: str) -> str:
        return f"row {self.row_of[feature, value]} of {self.path.name}"


@dataclass(frozen=True, slots=True)
class VolunteersFile:
    """Everybody who volunteered, in the order of their ids (numbers first, by size), so that the order of
    rows in the file makes no difference. `values` holds one value a person for each feature, spelt as in the
    targets; `rows` where each stands; `households` a key a person, "" for none, or None without a column;
    `notes` say which columns were read under another name."""

    path: Path
    rows: tuple[int, ...]
    ids: tuple[str, ...]
    id_column: str
    values: dict[str, tuple[str, ...]]
    households: tuple[str, ...] | None
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)


def read_targets(path: Path | str, *, encoding: str = "utf-8") -> TargetsFile:
    """The targets. Raises ValueError, naming row and remedy, for bounds that are no whole numbers, a minimum
    above its maximum, a target that is there twice or has no name, and columns that are not there."""
    path = Path(path)
    names, names_row = _columns_of_targets(path, encoding)
    table = open_table(path, encoding=encoding, names=names, names_row=names_row)
    quotas: Quotas = {}
    row_of: dict[tuple[str, str], int] = {}
    plain: dict[tuple[str, str], int] = {}
    for row, cells in table.rows(names):
        feature, value = (" ".join(cell.split()) for cell in cells[:2])
        where = f"Row {row} of {path.name}"
        if not feature or not value:
            raise ValueError(
                f"{where} has no {names[0] if not feature else names[1]}; give one, or take the row out."
            )
        if _plain(value) in TOTALS:
            raise ValueError(f"{where} looks like a total ('{value}'); take it out: targets are of groups.")
        low, high = (_seats(cell, name, where) for cell, name in zip(cells[2:], names[2:], strict=True))
        if low > high:
            raise ValueError(f"{where} has the minimum {low} above the maximum {high}; swap or correct them.")
        before = plain.setdefault((_plain(feature), _plain(value)), row)
        if before != row:
            raise ValueError(
                f"{where} is a second target for {feature} {value} (row {before} is one); keep one."
            )
        feature = next((known for known in quotas if _plain(known) == _plain(feature)), feature)
        quotas.setdefault(feature, {})[value] = (low, high)
        row_of[feature, value] = row
    if not quotas:
        raise ValueError(
            f"{path.name} has column names and no targets below them; give a row for each value."
        )
    return TargetsFile(path, quotas, row_of)


def read_volunteers(
    path: Path | str,
    targets: TargetsFile,
    *,
    id: str = "",
    household: Sequence[str] = (),
    encoding: str = "utf-8",
    progress: Progress | None = None,
) -> VolunteersFile:
    """The volunteers, with the features that there are targets for.

    `id` is the column that names each person; without it a column of a usual name is taken, and without one
    people are named by their row. People share a household when they have the same words in all columns of
    `household` and not in all of them none. Raises ValueError, naming row and remedy, for a value that is
    missing or has no target, and for an id that is missing, there twice, or holds a semicolon.
    """
    path = Path(path)
    features = list(targets.quotas)
    names_row = _names_row(path, encoding, lambda names: {*map(_plain, features)} <= {*map(_plain, names)})
    there = open_table(path, encoding=encoding, names_row=names_row).columns
    id = _column(there, id) if id else _usual_id(there)
    household = [_column(there, name) for name in household]
    column_of = {name: _column(there, name) for name in features}
    names = list(dict.fromkeys((*((id,) if id else ()), *column_of.values(), *household)))
    columns = read_columns(path, names, encoding=encoding, names_row=names_row, progress=progress)
    ids = _ids(path, columns.rows, columns.values[id] if id else None, id)
    values = {
        name: _values(path, columns.rows, columns.values[column_of[name]], name, targets) for name in features
    }
    homes = [_home(words) for words in zip(*(columns.values[name] for name in household), strict=True)]
    order = sorted(range(len(ids)), key=lambda place: _natural(ids[place]) if id else (0, place, "", ""))
    return VolunteersFile(
        path,
        tuple(columns.rows[place] for place in order),
        tuple(ids[place] for place in order),
        id,
        {name: tuple(column[place] for place in order) for name, column in values.items()},
        tuple(homes[place] for place in order) if household else None,
        _notes(path, column_of, columns.table.first_row - 1 if names_row else 0),
    )


def read_ids(path: Path | str, known: VolunteersFile, *, encoding: str = "utf-8") -> tuple[int, ...]:
    """The people a file names by id, as places among the volunteers: panel.csv as it was written, or any file
    with the column of ids. Raises ValueError for an id that no volunteer has or that is there twice."""
    path = Path(path)
    name = known.id_column or "id"
    columns = read_columns(path, [name], encoding=encoding)
    place_of = {each: place for place, each in enumerate(known.ids)}
    found: dict[int, int] = {}
    for row, cell in zip(columns.rows, columns.values[name], strict=True):
        words = cell.strip().removeprefix("'")
        place = place_of.get(cell.strip(), place_of.get(words))
        if place is None:
            raise ValueError(
                f"Row {row} of {path.name} names '{words}', whom {known.path.name} does not have; "
                f"correct the id."
            )
        if place in found:
            raise ValueError(
                f"Rows {found[place]} and {row} of {path.name} name '{words}' twice; take one out."
            )
        found[place] = row
    return tuple(found)


def _names_row(path: Path, encoding: str, fits: Callable[[Sequence[str]], bool]) -> int:
    """The row with the names of columns, where a title stands above it; 0 for the first with words."""
    for row in (0, *range(2, TITLES + 1)):
        try:
            if fits(open_table(path, encoding=encoding, names_row=row).columns):
                return row
        except ValueError:
            if row == 0:
                raise
    return 0


def _column(there: Sequence[str], name: str) -> str:
    """A column by its name; letters of another case make no difference where only one has them."""
    if _spaced(name) in map(_spaced, there):
        return name
    alike = [each for each in there if _plain(each) == _plain(name)]
    return alike[0] if len(alike) == 1 else name


def _notes(path: Path, column_of: Mapping[str, str], names_row: int) -> tuple[str, ...]:
    said = [
        f"The column '{column}' of {path.name} is read as '{name}', which the targets name."
        for name, column in column_of.items()
        if _spaced(name) != _spaced(column)
    ]
    if names_row:
        said.append(f"The names of the columns of {path.name} are read from row {names_row}.")
    return tuple(said)


def _columns_of_targets(path: Path, encoding: str) -> tuple[tuple[str, str, str, str], int]:
    names_row = _names_row(path, encoding, lambda names: _target_columns(names) is not None)
    there = open_table(path, encoding=encoding, names_row=names_row).columns
    found = _target_columns(there)
    if found is None:
        raise ValueError(
            f"{path.name} needs the columns feature, value, min and max (or category, name, min and max); "
            f"it has {', '.join(there)}."
        )
    return found, names_row


def _target_columns(there: Sequence[str]) -> tuple[str, str, str, str] | None:
    columns = {_plain(column): column for column in there}
    named = next((pair for pair in LAYOUTS if all(name in columns for name in pair)), None)
    low, high = (_bound_column(columns, names) for names in BOUNDS)
    if named is None or not low or not high:
        return None
    return columns[named[0]], columns[named[1]], low, high


def _bound_column(columns: Mapping[str, str], names: Sequence[str]) -> str:
    exact = [columns[name] for name in names if name in columns]
    begun = [column for plain, column in columns.items() if plain.startswith(names[0])]
    return exact[0] if exact else begun[0] if len(begun) == 1 else ""


def _seats(cell: str, name: str, where: str) -> int:
    typed = SEATS.fullmatch(cell.strip())
    if typed is None:
        shown = f"'{cell.strip()}'" if cell.strip() else "nothing"
        raise ValueError(f"{where} has {shown} as {name}; give a whole number of seats, from 0.")
    words = typed[1]
    if len(words) > MOST_DIGITS:
        raise ValueError(
            f"{where} has {len(words)} digits as {name}; give a number of at most {MOST_DIGITS}."
        )
    return int(words)


def _usual_id(there: Sequence[str]) -> str:
    columns = {_plain(column): column for column in there}
    return next((columns[name] for name in IDS if name in columns), "")


def _ids(path: Path, rows: Sequence[int], cells: Sequence[str] | None, column: str) -> list[str]:
    if cells is None:
        return [f"row {row}" for row in rows]
    first: dict[str, int] = {}
    for row, cell in zip(rows, cells, strict=True):
        name = cell.strip()
        if not name:
            raise ValueError(
                f"Row {row} of {path.name} has nothing in '{column}'; give every volunteer an id."
            )
        if ";" in name or not name.isprintable():
            what = "';'" if ";" in name else "a sign that cannot be printed"
            raise ValueError(
                f"Row {row} of {path.name} has {what} in '{column}'; take it out, because the published list "
                "of panels sets ids side by side with ';' between."
            )
        if name in first:
            raise ValueError(
                f"Rows {first[name]} and {row} of {path.name} have the same {column} '{name}'; take "
                f"one row out "
                "if it is one person, otherwise give each an id of their own."
            )
        first[name] = row
    for name, row in first.items():
        if name.startswith("'") and name[1:] in first:
            raise ValueError(
                f"Rows {first[name[1:]]} and {row} of {path.name} have ids in '{column}' that differ by an "
                "apostrophe before them only, as spreadsheets put it there; give each an id of their own."
            )
    return list(first)


def _values(
    path: Path, rows: Sequence[int], cells: Sequence[str], feature: str, targets: TargetsFile
) -> list[str]:
    spelt = {_plain(str(value)): str(value) for value in targets.quotas[feature]}
    wrong: dict[str, list[int]] = defaultdict(list)
    for row, cell in zip(rows, cells, strict=True):
        if _plain(cell) not in spelt:
            wrong[" ".join(cell.split())].append(row)
    if wrong:
        raise _no_target(path, feature, targets, wrong)
    return [spelt[_plain(cell)] for cell in cells]


def _no_target(path: Path, feature: str, targets: TargetsFile, wrong: dict[str, list[int]]) -> ValueError:
    """The first row whose value has no target, and how many more there are."""
    value, rows = min(wrong.items(), key=lambda each: each[1][0])
    others = sum(map(len, wrong.values())) - 1
    more = (
        f" ({others} more {'row has' if others == 1 else 'rows have'} the same or a like fault)"
        if others
        else ""
    )
    where = f"Row {rows[0]} of {path.name}"
    if not value:
        return ValueError(f"{where} has nothing in '{feature}'{more}; fill it in, or take the row out.")
    known = {_plain(str(each)): each for each in targets.quotas[feature]}
    close = difflib.get_close_matches(_plain(value), known, n=1)
    meant = f" (did you mean '{known[close[0]]}'?)" if close else ""
    return ValueError(
        f"{where} has '{value}' in '{feature}'{meant}, for which {targets.path.name} has no "
        f"target{more}; correct "
        "it, or add a target with its minimum and maximum."
    )


def _home(words: Sequence[str]) -> str:
    plain = [_plain(each) for each in words]
    return " | ".join(plain) if any(plain) else ""


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).split()).casefold()


def _natural(name: str) -> tuple[int, int, str, str]:
    is_number = name.isascii() and name.isdigit()
    digits = name.lstrip("0") if is_number else ""
    return (0 if is_number else 1, len(digits), digits, name)
