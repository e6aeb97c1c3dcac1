"""Answers and margins as a data officer has them; what is wrong is said with file, row and remedy."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..counting.margins import said
from ..files import read_columns
from ..files.tables import Columns, Progress, columns_listed, open_table

NUMBER_COLUMNS = ("people", "share", "number", "population", "residents", "count", "percent")
CROSSED = re.compile(r"\s+[×*]\s+")
GROUPED = re.compile(r"[1-9]\d{0,2}(?:[,\s]\d{3})+(?:\.\d+)?")
TOTAL = re.compile(r"(?:sub-?|grand )?totals?\b|all\b|every(?:body|one)\b", re.IGNORECASE)
SHARE_COLUMNS = ("share", "percent")
SHOWN = 8  # categories in a refusal
MOST_KINDS = 60  # answers to a question, or groups to count it by


@dataclass(frozen=True, slots=True)
class MarginsFile:
    """Variables with their categories and sizes; a crossed one has tuples for both."""

    path: Path
    margins: Mapping[Any, Mapping[Any, float]]

    @property
    def variables(self) -> tuple[str, ...]:
        """The columns that the answers need, each once."""
        names = (part for name in self.margins for part in (name if isinstance(name, tuple) else (name,)))
        return tuple(dict.fromkeys(names))

    def categories(self, variable: str) -> tuple[str, ...]:
        """The categories of a column, from whatever margins name it."""
        found: list[str] = []
        for name, sizes in self.margins.items():
            if name == variable:
                found += sizes
            elif isinstance(name, tuple) and variable in name:
                found += [label[name.index(variable)] for label in sizes]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Survey:
    """What was read: for each person row, id (empty without) and answers, by column."""

    path: Path
    rows: tuple[int, ...]
    ids: tuple[str, ...]
    sample: Mapping[str, Sequence[str]]
    margins: Mapping[Any, Mapping[Any, float]]
    questions: Mapping[str, Sequence[str]]
    by: Mapping[str, Sequence[str]]
    base: Sequence[float] | None


def read_margins_file(path: Path, *, encoding: str = "utf-8") -> MarginsFile:
    """Read the margins. Raises ValueError naming the row that is not right."""
    table = open_table(path, encoding=encoding)
    plain = {column.strip().casefold(): column for column in table.columns}
    named = [plain.get(name, name) for name in ("variable", "category")]
    size = next((plain[name] for name in NUMBER_COLUMNS if name in plain), "")
    if not size:
        raise ValueError(
            f"{path.name} has no column 'people' or 'share'; its columns are {columns_listed(table.columns)}."
        )
    names = [*named, size]
    columns = read_columns(path, names, encoding=encoding)
    return MarginsFile(path, _margins(columns, names, path.name))


def _margins(columns: Columns, names: Sequence[str], file: str) -> dict[Any, dict[Any, float]]:
    found: dict[Any, dict[Any, float]] = {}
    size = names[-1]
    for row, variable, category, words in zip(
        columns.rows, *(columns.values[name] for name in names), strict=True
    ):
        if not variable.strip() or not category.strip():
            raise ValueError(f"Row {row} of {file} has no variable or no category; name both.")
        name, label = _parts(variable), _parts(category)
        if isinstance(name, tuple) != isinstance(label, tuple) or (
            isinstance(name, tuple) and len(name) != len(label)
        ):
            raise ValueError(
                f"Row {row} of {file} has the variable '{variable}' and the category '{category}'; where "
                "variables are crossed with *, the category needs one part for each."
            )
        sizes = found.setdefault(name, {})
        if label in sizes:
            raise ValueError(f"Row {row} of {file} gives '{variable}: {category}' a second time; leave one.")
        sizes[label] = _size(words, row, size, file)
    for name, sizes in found.items():
        if not sum(sizes.values()) > 0:
            raise ValueError(f"The sizes of '{said(name)}' in {file} add up to 0; give at least one above 0.")
        _check_sum(said(name), sizes, size, file)
    return found


def _check_sum(name: str, sizes: Mapping[Any, float], column: str, file: str) -> None:
    """Raises ValueError for a row that is the sum of the others, and for shares of which some are missing."""
    whole = sum(sizes.values())
    for label, size in sizes.items():
        if TOTAL.match(said(label)) and math.isclose(size, whole - size, rel_tol=0.01):
            raise ValueError(
                f"'{name}: {said(label)}' in {file} is the sum of the other categories; leave that row out."
            )
    rounding = (len(sizes) + 1) * 0.005
    if column.strip().casefold() in SHARE_COLUMNS and min(abs(whole - 1), abs(whole / 100 - 1)) > rounding:
        raise ValueError(
            f"The shares of '{name}' in {file} add up to {whole:g}, and neither to 100 nor to 1; give every "
            "category its share, or name the column 'people' if these are numbers of people."
        )


def _parts(words: str) -> str | tuple[str, ...]:
    parts = tuple(" ".join(part.split()) for part in CROSSED.split(words.strip()))
    return parts if len(parts) > 1 else parts[0]


def _size(words: str, row: int, column: str, file: str) -> float:
    number = _number(words.strip().removesuffix("%"))
    if not (number >= 0 and math.isfinite(number)):
        raise ValueError(
            f"Row {row} of {file} has '{words.strip()}' in the column '{column}'; give a number of people, "
            "or a share, with a point before decimals."
        )
    return number


def _number(words: str) -> float:
    """A number as people write it, thousands apart by commas or blanks; NaN for what is none or could be two.

    >>> _number("12,345"), _number("1 234 567.5"), _number("0.3"), _number("0,3")
    (12345.0, 1234567.5, 0.3, nan)
    """
    plain = words.strip()
    if GROUPED.fullmatch(plain):
        plain = re.sub(r"[,\s]", "", plain)
    try:
        return float(plain)
    except ValueError:
        return math.nan


def read_survey(arguments: argparse.Namespace, margins: MarginsFile, *, progress: Progress) -> Survey:
    """Read the columns that are asked for. Raises ValueError for a cell that cannot be."""
    single = [name for name in margins.margins if isinstance(name, str)]
    by = arguments.by or (single or list(margins.variables))
    own = [name for name in (arguments.id, arguments.base) if name]
    names = list(dict.fromkeys([*margins.variables, *arguments.questions, *by, *own]))
    columns = read_columns(arguments.file, names, encoding=arguments.encoding, progress=progress)
    silent = {_folded(words) for words in arguments.not_said}
    answers = {name: _said(columns.values[name], silent) for name in names if name not in own}
    sample = {
        name: _known(name, answers[name], columns.rows, margins, arguments.file) for name in margins.variables
    }
    answers |= sample
    _check_kinds([*arguments.questions, *by], answers, arguments.file.name)
    return Survey(
        path=arguments.file,
        rows=columns.rows,
        ids=columns.values[arguments.id] if arguments.id else (),
        sample=sample,
        margins=margins.margins,
        questions={name: answers[name] for name in arguments.questions},
        by={name: answers[name] for name in by},
        base=_base(arguments.base, columns, arguments.file.name) if arguments.base else None,
    )


def _check_kinds(names: Sequence[str], said: Mapping[str, Sequence[str]], file: str) -> None:
    """Raises ValueError for a column of words in which hardly two people say the same."""
    for name in names:
        kinds = len(set(said[name]) - {""})
        if kinds > MOST_KINDS:
            raise ValueError(
                f"The column '{name}' of {file} has {kinds:,} different values, more than {MOST_KINDS}; give "
                "a "
                "column of a few answers or groups, or use find-themes for what people wrote."
            )


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _said(cells: Iterable[str], silent: set[str]) -> list[str]:
    """Cells without needless blanks; those that are no answer are empty."""
    plain = {cell: " ".join(cell.split()) for cell in set(cells)}
    known = {cell: "" if words.casefold() in silent else words for cell, words in plain.items()}
    return [known[cell] for cell in cells]


def _known(
    name: str, cells: Sequence[str], rows: Sequence[int], margins: MarginsFile, file: Path
) -> list[str]:
    """Cells as the margins write them; capitals make no difference."""
    categories = margins.categories(name)
    by_letters = {_folded(category): category for category in reversed(categories)}
    exact = dict.fromkeys(categories, "")
    meant = {
        cell: cell if cell in exact or not cell else by_letters.get(_folded(cell)) for cell in set(cells)
    }
    strange = {cell for cell, category in meant.items() if category is None}
    if strange:
        row, cell = next((row, cell) for row, cell in zip(rows, cells, strict=True) if cell in strange)
        raise ValueError(
            f"Row {row} of {file.name} has '{_short(cell)}' in the column '{name}', which "
            f"{margins.path.name} does "
            f"not have (it has {_listed(categories)}); mend the cell, add the category to the margins, or "
            "name it "
            "with --not-said if it is no answer."
        )
    return [meant[cell] or "" for cell in cells]


def _short(cell: str) -> str:
    return cell if len(cell) <= 40 else cell[:39] + "…"


def _listed(categories: Sequence[str]) -> str:
    more = len(categories) - SHOWN
    return ", ".join(categories[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _base(column: str, columns: Columns, file: str) -> list[float]:
    found = []
    for row, cell in zip(columns.rows, columns.values[column], strict=True):
        number = _number(cell)
        if not (number > 0 and math.isfinite(number)):
            raise ValueError(
                f"Row {row} of {file} has '{_short(cell.strip())}' in the column '{column}'; a weight to "
                "start from is a number above 0, with a point before decimals."
            )
        found.append(number)
    return found
