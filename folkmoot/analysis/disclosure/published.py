"""What a reader has before them: every number published once, its mark, and what adds up to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .tables import Cell, Rules, State, SuppressedTable

Category = tuple[str, str]  # a dimension and one of its labels: ("ward", "Priory")
Name = frozenset[Category]  # whom a number counts: those in all of these categories
Sum = tuple[tuple[Name, ...], Name]  # these add up to that


@dataclass(frozen=True, slots=True)
class Published:
    """Numbers by whom they count, and the sums that hold between them. `unsaid` are numbers that nobody
    prints and that a subtraction may give: only small ones among them are to be kept."""

    cells: Mapping[Name, Cell]
    sums: Sequence[Sum]
    rules: Rules
    unsaid: frozenset[Name] = frozenset()

    @property
    def hidden(self) -> tuple[Name, ...]:
        """Numbers that a reader should not find."""
        return tuple(
            name
            for name, cell in self.cells.items()
            if cell.is_suppressed and (name not in self.unsaid or cell.state is State.SMALL)
        )

    def known(self, name: Name, *, guessing: bool) -> tuple[int, int | None]:
        """The least and the most a number can be by its own mark; None where nothing limits it.

        A reader who is guessing takes every number that is not marked small for one that is not small.
        """
        cell, rules = self.cells[name], self.rules
        if name in self.unsaid:
            return 0, None
        if cell.state is State.SMALL:
            return rules.lowest, rules.threshold - 1
        if cell.value is None:
            return (rules.threshold if guessing else rules.lowest), None
        if cell.state is State.ROUNDED and rules.round_to:
            return _before_rounding(cell.value, rules.round_to, rules)
        return cell.value, cell.value


def _before_rounding(shown: int, step: int, rules: Rules) -> tuple[int, int]:
    """Zero is told from a number that may be shown only where those from the threshold on round to more."""
    lowest = max(shown - step // 2, 0)
    highest = shown - step // 2 + step - 1
    if shown or not rules.is_small(1):
        return (max(lowest, rules.threshold) if shown else 0), highest
    return 0, (highest if rules.threshold <= highest else 0)


def names_of(
    rows: Sequence[str], columns: Sequence[str], dimensions: tuple[str, str], only: Iterable[Category] = ()
) -> list[list[Name]]:
    """Whom each number of a table counts, totals last in each row and in the last row."""
    also = frozenset(only)
    down = [frozenset({(dimensions[0], row)}) for row in rows] + [frozenset[Category]()]
    across = [frozenset({(dimensions[1], column)}) for column in columns] + [frozenset[Category]()]
    return [[also | row | column for column in across] for row in down]


def sums_of(names: Sequence[Sequence[Name]]) -> list[Sum]:
    """What adds up to what in a table whose last row and column are totals."""
    return [(tuple(line[:-1]), line[-1]) for line in (*names, *zip(*names, strict=True))]


def published(table: SuppressedTable) -> Published:
    """One table as a reader has it."""
    names = names_of(table.rows, table.columns, ("row", "column"))
    if table.is_list:
        cells = dict(zip(names[0], (*table.cells[0], table.total), strict=True))
        return Published(cells, sums_of(names[:1])[:1], table.rules)
    return Published(cells_by_name(table, names), sums_of(names), table.rules)


def cells_by_name(table: SuppressedTable, names: Sequence[Sequence[Name]]) -> dict[Name, Cell]:
    """The cells of a table by whom they count; of a list those of its one row."""
    lines = [(*cells, total) for cells, total in zip(table.cells, table.row_totals, strict=True)]
    if not table.is_list:
        lines.append((*table.column_totals, table.total))
    pairs = zip(names, lines, strict=not table.is_list)
    return {name: cell for line, cells in pairs for name, cell in zip(line, cells, strict=True)}
