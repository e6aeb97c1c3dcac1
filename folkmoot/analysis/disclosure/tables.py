"""What may be published: a table whose cells say whether they are shown, and if not, why."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

HIGHEST = 1000
Base = Literal["row", "column", "total"]


class State(StrEnum):
    """Why a cell looks as it does."""

    SHOWN = "shown"
    SMALL = "small"  # at least 1 and below the threshold: "fewer than 10"
    LINKED = "linked"  # hidden because another hidden cell could be worked out from it
    ROUNDED = "rounded"


@dataclass(frozen=True, slots=True)
class Cell:
    """A published cell. `value` is None exactly when it is suppressed."""

    value: int | None
    state: State = State.SHOWN

    @property
    def is_suppressed(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings a table was protected with; pages build "fewer than 10" from `threshold`.

    `secondary` is False where only the small numbers themselves were hidden, which protects nobody once
    totals are shown.
    """

    threshold: int
    minimum_base: int = 30
    show_zero: bool = True
    round_to: int | None = None
    secondary: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.threshold <= HIGHEST:
            raise ValueError(f"A threshold is a whole number from 1 (hide nothing) to {HIGHEST:,}.")
        if self.minimum_base < 1:
            raise ValueError("The base for a percentage is 1 person or more.")
        if self.round_to is not None and not 2 <= self.round_to <= HIGHEST:
            raise ValueError(f"Numbers are rounded to a multiple of 2 to {HIGHEST:,}, such as 5.")

    @property
    def lowest(self) -> int:
        """The least that a number marked small can be."""
        return 1 if self.show_zero else 0

    def is_small(self, value: int) -> bool:
        """Whether a count may not be shown for its own sake."""
        return self.lowest <= value < self.threshold

    def rounded(self, value: int) -> int:
        """A count as it is shown: to the nearest multiple of `round_to`, halves up.

        >>> Rules(10, round_to=5).rounded(12), Rules(10, round_to=5).rounded(13), Rules(10).rounded(12)
        (10, 15, 12)
        """
        step = self.round_to or 1
        return (value + step // 2) // step * step

    def words(self, cell: Cell) -> str:
        """A cell as a page says it.

        >>> shown, small, linked = Cell(1200), Cell(None, State.SMALL), Cell(None, State.LINKED)
        >>> [Rules(10).words(cell) for cell in (shown, small, linked)]
        ['1,200', 'fewer than 10', 'hidden']
        """
        if cell.value is not None:
            return f"{cell.value:,}"
        return f"fewer than {self.threshold}" if cell.state is State.SMALL else "hidden"

    def reason(self, cell: Cell) -> str:
        """Why a cell looks as it does, in a sentence."""
        if cell.state is State.SMALL:
            return f"Hidden because fewer than {self.threshold} people are counted here."
        if cell.state is State.LINKED:
            return "Hidden because another hidden number could be worked out from it."
        if cell.state is State.ROUNDED:
            return f"Rounded to the nearest {self.round_to}."
        return "Shown as counted."


@dataclass(frozen=True, slots=True)
class SuppressedTable:
    """Cells, totals and the rules applied. A list of counts is one row named "" without column totals."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    total: Cell
    missing: int
    rules: Rules

    @property
    def is_list(self) -> bool:
        """Whether this is one row of counts with its total, and no column totals beside."""
        return self.rows == ("",)

    def published(self) -> Iterator[Cell]:
        """Every number of the table, totals included, each once."""
        for row in self.cells:
            yield from row
        if not self.is_list:
            yield from self.row_totals
            yield from self.column_totals
        yield self.total

    @property
    def suppressed(self) -> int:
        """How many cells and totals are hidden."""
        return sum(cell.is_suppressed for cell in self.published())

    def hidden_by(self, state: State) -> int:
        """How many cells and totals are hidden for this reason."""
        return sum(cell.is_suppressed and cell.state is state for cell in self.published())

    def cell(self, column: str, row: str = "") -> Cell:
        return self.cells[self.rows.index(row)][self.columns.index(column)]

    def reason(self, column: str, row: str = "") -> str:
        """Why the cell looks as it does, in a sentence."""
        return self.rules.reason(self.cell(column, row))

    def values(self, row: str = "") -> dict[str, int | None]:
        """One row as column to value, None where suppressed."""
        cells = self.cells[self.rows.index(row)]
        return {column: cell.value for column, cell in zip(self.columns, cells, strict=True)}

    def share(self, column: str, row: str = "", *, of: Base = "row") -> float | None:
        """Share from 0 to 1 of a total, or None when either is hidden or the base is too small to divide.

        It is worked out from the two numbers as they are shown, rounded ones where they are rounded, so
        that it tells nothing that they do not tell.
        """
        bases = {
            "row": lambda: self.row_totals[self.rows.index(row)],
            "column": lambda: self.column_totals[self.columns.index(column)],
            "total": lambda: self.total,
        }
        part, base = self.cell(column, row).value, bases[of]().value
        if part is None or base is None or base < self.rules.minimum_base:
            return None
        return min(part / base, 1.0)

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        small, linked = self.hidden_by(State.SMALL), self.hidden_by(State.LINKED)
        said = (
            f"{small + linked} hidden: {small} below {self.rules.threshold}, "
            f"{linked} that would give another away"
        )
        return (
            f"{said}; the others rounded to the nearest {self.rules.round_to}"
            if self.rules.round_to
            else said
        )
