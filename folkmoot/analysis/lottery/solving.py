"""Linear and whole-number programs on HiGHS (MIT licence), kept warm from one solve to the next.

One thread, fixed seed, tight tolerances: the same program gives the same answer to the bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FREE = float("inf")
OPTIONS: dict[str, Any] = {
    "threads": 1,
    "random_seed": 1,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
}
WHOLE: dict[str, Any] = {"mip_rel_gap": 0.0, "mip_abs_gap": 1e-9, "mip_feasibility_tolerance": 1e-9}


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The least cost, where it is reached, and the dual values of rows and columns (none for whole
    numbers).

    `bound` is what no solution can go below; it differs from `value` only where whole numbers are asked
    for."""

    value: float
    at: Floats
    rows: Floats
    columns: Floats
    steps: int
    bound: float


class Program:
    """Minimise `cost @ x` with `lower <= matrix @ x <= upper` and `least <= x <= most`.

    >>> program = Program(np.array([[1.0, 1.0]]), [1.0], [1.0], [0.0, 0.0], [1.0, 1.0], [1.0, 2.0])
    >>> program.solve().value
    1.0
    """

    def __init__(
        self,
        matrix: Floats,
        lower: Sequence[float] | Floats,
        upper: Sequence[float] | Floats,
        least: Sequence[float] | Floats,
        most: Sequence[float] | Floats,
        cost: Sequence[float] | Floats,
        *,
        whole: bool = False,
        **options: Any,
    ) -> None:
        import highspy

        self._library = highspy
        self._solver = highspy.Highs()
        self._solver.silent()
        for name, value in {**OPTIONS, **(WHOLE if whole else {}), **options}.items():
            self._solver.setOptionValue(name, value)
        self.columns, self.is_sure = matrix.shape[1], True
        self._solver.passModel(self._model(matrix, lower, upper, least, most, cost, whole))

    def _model(
        self, matrix: Floats, lower: Any, upper: Any, least: Any, most: Any, cost: Any, whole: bool
    ) -> Any:
        model = self._library.HighsLp()
        model.num_row_, model.num_col_ = matrix.shape
        model.row_lower_, model.row_upper_ = np.asarray(lower, float), np.asarray(upper, float)
        model.col_lower_, model.col_upper_ = np.asarray(least, float), np.asarray(most, float)
        model.col_cost_ = np.asarray(cost, float)
        row, column = np.nonzero(matrix)
        in_row = np.bincount(row, minlength=matrix.shape[0])
        model.a_matrix_.format_ = self._library.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(in_row)]).astype(np.int32)
        model.a_matrix_.index_ = column.astype(np.int32)
        model.a_matrix_.value_ = matrix[row, column]
        if whole:
            model.integrality_ = [self._library.HighsVarType.kInteger] * matrix.shape[1]
        return model

    def solve(self) -> Answer | None:
        """The answer, None when nothing meets the rows. KeyboardInterrupt passes through.

        `is_sure` is False after a None that is no proof: rounding kept the solver from ending."""
        self._solver.run()
        status, known = self._solver.getModelStatus(), self._library.HighsModelStatus
        none = (known.kInfeasible, known.kUnboundedOrInfeasible)
        if status not in (known.kOptimal, *none):
            self._solver.clearSolver()
            self._solver.run()
            status = self._solver.getModelStatus()
        self.is_sure = status in (known.kOptimal, *none)
        if status != known.kOptimal:
            return None
        info, found = self._solver.getInfo(), self._solver.getSolution()
        return Answer(
            info.objective_function_value,
            np.array(found.col_value),
            np.array(found.row_dual),
            np.array(found.col_dual),
            info.simplex_iteration_count,
            info.mip_dual_bound,
        )

    def set_costs(self, cost: Floats) -> None:
        places = np.arange(len(cost), dtype=np.int32)
        self._solver.changeColsCost(len(cost), places, cost)

    def set_cost(self, column: int, cost: float) -> None:
        self._solver.changeColCost(column, cost)

    def set_columns(self, least: Floats, most: Floats) -> None:
        places = np.arange(len(least), dtype=np.int32)
        self._solver.changeColsBounds(len(least), places, least, most)

    def set_column(self, column: int, least: float, most: float) -> None:
        self._solver.changeColBounds(column, least, most)

    def set_row(self, row: int, lower: float, upper: float) -> None:
        self._solver.changeRowBounds(row, lower, upper)

    def set_coefficient(self, row: int, column: int, value: float) -> None:
        self._solver.changeCoeff(row, column, value)

    def add_row(self, lower: float, upper: float, columns: Sequence[int], values: Sequence[float]) -> None:
        self._solver.addRow(lower, upper, len(columns), np.array(columns, np.int32), np.array(values, float))

    def add_column(self, cost: float, rows: NDArray[Any], values: Floats) -> None:
        """A column from 0 upwards."""
        self._solver.addCol(cost, 0.0, FREE, len(rows), rows.astype(np.int32), values.astype(np.float64))
        self.columns += 1
