"""Volunteers and targets from the CSV files that practitioners use; whatever is wrong is named by its row.

Targets come as feature, value, min, max or as category, name, min, max (category, feature, min, max too);
volunteers as a row each, with a column for every feature. Letters of another case and spaces more make no
difference between a volunteer's value and a target's.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..files import open_table, read_columns

Progress = Callable[[int, int], None]
Quotas = dict[str, dict[Hashable, tuple[int, int]]]
LAYOUTS = (("feature", "value"), ("category", "name"), ("category", "feature"))
BOUNDS = (("min", "max"), ("minimum", "maximum"))
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
    targets; `rows` where each stands; `households` a key a person, "" for none, or None without a column."""

    path: Path
    rows: tuple[int, ...]
    ids: tuple[str, ...]
    id_column: str
    values: dict[str, tuple[str, ...]]
    households: tuple[str, ...] | None

    def __len__(self) -> int:
        return len(self.ids)


def read_targets(path: Path | str, *, encoding: str = "utf-8") -> TargetsFile:
    """The targets. Raises ValueError, naming row and remedy, for bounds that are no whole numbers, a minimum
    above its maximum, a target that is there twice or has no name, and columns that are not there."""
    path = Path(path)
    names = _columns_of_targets(path, encoding)
    table = open_table(path, encoding=encoding, names=names)
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
    id = id or _usual_id(path, encoding)
    features = list(targets.quotas)
    names = list(dict.fromkeys((*((id,) if id else ()), *features, *household)))
    columns = read_columns(path, names, encoding=encoding, progress=progress)
    ids = _ids(path, columns.rows, columns.values[id] if id else None, id)
    values = {name: _values(path, columns.rows, columns.values[name], name, targets) for name in features}
    homes = [_home(words) for words in zip(*(columns.values[name] for name in household), strict=True)]
    order = sorted(range(len(ids)), key=lambda place: _natural(ids[place]) if id else (0, place, "", ""))
    return VolunteersFile(
        path,
        tuple(columns.rows[place] for place in order),
        tuple(ids[place] for place in order),
        id,
        {name: tuple(column[place] for place in order) for name, column in values.items()},
        tuple(homes[place] for place in order) if household else None,
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


def _columns_of_targets(path: Path, encoding: str) -> tuple[str, str, str, str]:
    columns = {column.casefold(): column for column in open_table(path, encoding=encoding).columns}
    named = next((pair for pair in LAYOUTS if all(name in columns for name in pair)), None)
    bounds = next((pair for pair in BOUNDS if all(name in columns for name in pair)), None)
    if named is None or bounds is None:
        raise ValueError(
            f"{path.name} needs the columns feature, value, min and max (or category, name, min and max); "
            f"it has {', '.join(columns.values())}."
        )
    first, second, low, high = (columns[name] for name in (*named, *bounds))
    return first, second, low, high


def _seats(cell: str, name: str, where: str) -> int:
    words = cell.strip().removesuffix(".0")
    if not (words.isascii() and words.isdigit()):
        raise ValueError(f"{where} has '{cell.strip()}' as {name}; give a whole number from 0.")
    if len(words) > MOST_DIGITS:
        raise ValueError(
            f"{where} has {len(words)} digits as {name}; give a number of at most {MOST_DIGITS}."
        )
    return int(words)


def _usual_id(path: Path, encoding: str) -> str:
    columns = {column.casefold(): column for column in open_table(path, encoding=encoding).columns}
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


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).split()).casefold()


def _natural(name: str) -> tuple[int, int, str, str]:
    is_number = name.isascii() and name.isdigit()
    digits = name.lstrip("0") if is_number else ""
    return (0 if is_number else 1, len(digits), digits, name)
