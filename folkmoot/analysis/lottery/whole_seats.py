"""Integer programs over seats, solved by HiGHS: is there a panel under these bounds, which costs least?"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
WITHOUT_END = 1e30  # HiGHS takes this and more for no bound


class WholeSeats:
    """Whole numbers from 0 to `most`, of least `cost`, with `lower <= matrix @ numbers <= upper`.

    Bounds of rows and columns can be changed and the program solved again. One thread and a fixed seed, so
    that the same program gives the same answer."""

    def __init__(
        self, matrix: ArrayLike, lower: ArrayLike, upper: ArrayLike, most: ArrayLike, cost: ArrayLike = ()
    ) -> None:
        import highspy

        rows = np.asarray(matrix, dtype=np.float64)
        self.n_rows, self.n = rows.shape
        self.lower, self.upper = np.array(lower, dtype=np.float64), np.array(upper, dtype=np.float64)
        self._solver = highspy.Highs()
        for name, value in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0)):
            self._solver.setOptionValue(name, value)
        self._solver.passModel(self._model(highspy, rows, np.asarray(most, dtype=np.float64), cost))
        self._optimal = highspy.HighsModelStatus.kOptimal

    def _model(self, highspy: Any, rows: Floats, most: Floats, cost: ArrayLike) -> Any:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.n, self.n_rows
        costs = np.zeros(self.n)
        costs[: len(np.atleast_1d(cost))] = cost
        model.col_cost_, model.col_lower_, model.col_upper_ = costs, np.zeros(self.n), most
        model.row_lower_, model.row_upper_ = self.lower, self.upper
        model.integrality_ = [highspy.HighsVarType.kInteger] * self.n
        column, row = np.nonzero(rows.T)
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = np.searchsorted(column, np.arange(self.n + 1)).astype(np.int32)
        model.a_matrix_.index_ = row.astype(np.int32)
        model.a_matrix_.value_ = rows[row, column]
        return model

    def bind(self, row: int, lower: float, upper: float) -> None:
        """Give a row other bounds."""
        self.lower[row], self.upper[row] = lower, upper
        self._solver.changeRowBounds(row, lower, upper)

    def limit(self, column: int, lowest: float, most: float) -> None:
        """Give a number other bounds."""
        self._solver.changeColBounds(column, lowest, most)

    def add_row(self, row: ArrayLike, lower: float, upper: float) -> None:
        """One more row of the matrix with its bounds."""
        numbers = np.asarray(row, dtype=np.float64)
        places = np.flatnonzero(numbers).astype(np.int32)
        self._solver.addRow(lower, upper, len(places), places, numbers[places])

    def charge(self, cost: ArrayLike) -> None:
        """Give every number another cost."""
        costs = np.asarray(cost, dtype=np.float64)
        self._solver.changeColsCost(self.n, np.arange(self.n, dtype=np.int32), costs)

    def solve(self) -> Ints | None:
        """The numbers, or None where there are none."""
        self._solver.run()
        if self._solver.getModelStatus() != self._optimal:
            return None
        return np.rint(np.asarray(self._solver.getSolution().col_value)).astype(np.int64)

    @property
    def can_be(self) -> bool:
        return self.solve() is not None
