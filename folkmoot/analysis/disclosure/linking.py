"""Tables that share numbers, as one system: whom each number counts, and what adds up to what.

Numbers that count the same people are one number, in whatever table they stand. What readers can take from
one another (all less those of one kind) is a number too, though nobody prints it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .counts import Counts, Table, counts_of
from .published import Category, Name, Sum, names_of, sums_of
from .tables import SuppressedTable

OTHERS = "(others)"


@dataclass(frozen=True, slots=True)
class Linked:
    """A table that is published with others. `rows` and `columns` say by what it counts, in the words that
    the other tables use for the same: "theme", "ward". A list has `rows` only. `only` says whom it counts if
    not everybody: {"sex": "women"}."""

    table: Table | SuppressedTable
    rows: str
    columns: str = ""
    only: Mapping[str, str] = field(default_factory=dict)

    def names(self, rows: Sequence[str], columns: Sequence[str]) -> list[list[Name]]:
        """Whom each number counts, totals last."""
        only = tuple(self.only.items())
        if tuple(rows) == ("",):
            labels = columns
            also = frozenset(only)
            return [[*(also | {(self.rows, label)} for label in labels), also]]
        if not self.columns or self.columns == self.rows:
            raise ValueError(f"A table by '{self.rows}' has rows and columns; say by what its columns count.")
        return names_of(rows, columns, (self.rows, self.columns), only)


@dataclass(frozen=True, slots=True)
class System:
    """All numbers of linked tables, those that only a subtraction gives (`unsaid`), and the sums."""

    values: dict[Name, int]
    unsaid: frozenset[Name]
    sums: tuple[Sum, ...]
    totals: frozenset[Name]
    tables: tuple[tuple[Counts, list[list[Name]]], ...]


def system_of(tables: Sequence[Linked], parts: Mapping[Category, Sequence[Category]]) -> System:
    """Numbers and sums of tables published together. Raises ValueError where they contradict each other."""
    values: dict[Name, int] = {}
    sums: list[Sum] = []
    totals: set[Name] = set()
    read = []
    for number, linked in enumerate(tables, 1):
        if isinstance(linked.table, SuppressedTable):
            raise ValueError(f"Table {number} was made safe before; give the original tables together.")
        counts = counts_of(linked.table)
        names = linked.names(counts.rows, counts.columns)
        _keep_values(values, counts, names, number)
        sums += _sums(names)
        totals |= {line[-1] for line in names} | (set() if counts.is_list else set(names[-1]))
        read.append((counts, names))
    unsaid: set[Name] = set()
    _add_parts(values, sums, parts)
    _add_kinds(values, sums, unsaid, {each for linked in tables for each in linked.only.items()})
    return System(values, frozenset(unsaid), tuple(dict.fromkeys(sums)), frozenset(totals), tuple(read))


def _sums(names: Sequence[Sequence[Name]]) -> list[Sum]:
    return sums_of(names)[:1] if len(names) == 1 else sums_of(names)


def _keep_values(values: dict[Name, int], counts: Counts, names: list[list[Name]], number: int) -> None:
    lines = [[*line, sum(line)] for line in counts.value.tolist()]
    if not counts.is_list:
        lines.append([sum(column) for column in zip(*lines, strict=True)] or [0])
    for line, said in zip(lines, names, strict=True):
        for value, name in zip(line, said, strict=True):
            if values.setdefault(name, value) != value:
                raise ValueError(
                    f"Table {number} counts {told(name)} differently from a table before it; count those who "
                    "gave no answer as a group of their own, so that both count the same people."
                )


def told(name: Name) -> str:
    """Whom a number counts, in words.

    >>> told(frozenset({("ward", "Priory"), ("age", "16 to 24")})), told(frozenset())
    ("'16 to 24' (age), 'Priory' (ward)", 'everybody')
    """
    return ", ".join(f"'{label}' ({dimension})" for dimension, label in sorted(name)) or "everybody"


def _add_parts(
    values: Mapping[Name, int], sums: list[Sum], parts: Mapping[Category, Sequence[Category]]
) -> None:
    """A district is the sum of its wards, in every table that has both."""
    for whole, those in parts.items():
        for name in [name for name in values if whole in name]:
            inside = tuple(name - {whole} | {part} for part in those)
            if not all(part in values for part in inside):
                continue
            if sum(values[part] for part in inside) != values[name]:
                raise ValueError(f"The parts of {told(name)} do not add up to it; give all of its parts.")
            sums.append((inside, name))


def _add_kinds(values: dict[Name, int], sums: list[Sum], unsaid: set[Name], only: set[Category]) -> None:
    """Tables of one kind of people beside tables of all: the kinds add up, or the others can be taken."""
    for dimension in sorted({each for each, _label in only}):
        labels = sorted(label for each, label in only if each == dimension)
        for name in [name for name in values if not any(each == dimension for each, _label in name)]:
            kinds = tuple(name | {(dimension, label)} for label in labels)
            there = tuple(kind for kind in kinds if kind in values)
            if not there:
                continue
            others = values[name] - sum(values[kind] for kind in there)
            if others < 0:
                raise ValueError(
                    f"More people are counted by {dimension} than in all of {told(name)}; check the tables."
                )
            if others or len(there) < len(kinds):
                rest = name | {(dimension, OTHERS)}
                values[rest] = others
                unsaid.add(rest)
                there = (*there, rest)
            sums.append((there, name))
