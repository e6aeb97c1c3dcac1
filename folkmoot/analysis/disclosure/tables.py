"""What may be published: a table whose cells say whether they are shown, and if not, why."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Base = Literal["row", "column", "total"]


class State(StrEnum):
    """Why a cell looks as it does."""

    SHOWN = "shown"
    SMALL = "small"  # at least 1 and below the threshold: "fewer than 5"
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
    """The settings a table was protected with; pages build "fewer than 5" from `threshold`."""

    threshold: int
    minimum_base: int = 30
    show_zero: bool = True
    round_to: int | None = None

    def __post_init__(self) -> None:
        if self.threshold < 1 or self.minimum_base < 1 or (self.round_to is not None and self.round_to < 2):
            raise ValueError("threshold and base are at least 1, rounding at least 2")


@dataclass(frozen=True, slots=True)
class ProtectedTable:
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
    def suppressed(self) -> int:
        """How many cells and totals are hidden."""
        every = [cell for row in self.cells for cell in row]
        ends = (self.total,) if self.rows == ("",) else (*self.row_totals, *self.column_totals, self.total)
        return sum(cell.is_suppressed for cell in (*every, *ends))

    def cell(self, column: str, row: str = "") -> Cell:
        return self.cells[self.rows.index(row)][self.columns.index(column)]

    def values(self, row: str = "") -> dict[str, int | None]:
        """One row as column to value, None where suppressed."""
        cells = self.cells[self.rows.index(row)]
        return {column: cell.value for column, cell in zip(self.columns, cells, strict=True)}

    def share(self, column: str, row: str = "", *, of: Base = "row") -> float | None:
        """Share from 0 to 1 of a total, or None when either is hidden or the base is too small to divide."""
        bases = {
            "row": lambda: self.row_totals[self.rows.index(row)],
            "column": lambda: self.column_totals[self.columns.index(column)],
            "total": lambda: self.total,
        }
        part, base = self.cell(column, row).value, bases[of]().value
        if part is None or base is None or base < self.rules.minimum_base:
            return None
        return part / base

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        if self.rules.round_to:
            return f"every count rounded to the nearest {self.rules.round_to}"
        small = sum(cell.state is State.SMALL for row in self.cells for cell in row)
        return f"{self.suppressed} hidden, {small} of them counts below {self.rules.threshold}"
