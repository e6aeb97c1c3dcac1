"""The votes of a sample as two matrices: what was said, and whether anything was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .votes import VoteTable

DENSE_CELLS = 1 << 19
"""Up to so many cells a full matrix is quicker than one without its empty cells."""

DENSE_SHARE = 0.15


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """`voted` is 1 where a person voted; `said` is the vote. People x statements, full or sparse."""

    said: Any
    voted: Any
    rows: NDArray[np.int64]
    columns: NDArray[Any]
    shape: tuple[int, int]

    def first(self, n: int) -> Cells:
        """The first n people."""
        if n >= self.shape[0]:
            return self
        end = int(np.searchsorted(self.rows, n))
        return Cells(self.said[:n], self.voted[:n], self.rows[:end], self.columns[:end], (n, self.shape[1]))

    def fill(self, values: NDArray[np.float32]) -> Any:
        """A matrix that holds these values, one a vote in the order of the table, and nothing elsewhere."""
        if isinstance(self.voted, np.ndarray):
            filled = np.zeros(self.shape, np.float32)
            filled[self.rows, self.columns] = values
            return filled
        return type(self.voted)((values, self.voted.indices, self.voted.indptr), shape=self.shape)


def cells_of(table: VoteTable) -> Cells:
    """The table as matrices of float32."""
    shape = (table.n_people, table.n_statements)
    rows = table.rows()
    ones, values = np.ones(table.n_votes, np.float32), table.values.astype(np.float32)
    if shape[0] * shape[1] <= max(DENSE_CELLS, 1) or table.n_votes > DENSE_SHARE * shape[0] * shape[1]:
        said, voted = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        said[rows, table.indices], voted[rows, table.indices] = values, ones
    else:
        from scipy.sparse import csr_array

        indices, indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
        said = csr_array((values, indices, indptr), shape=shape)
        voted = csr_array((ones, indices, indptr), shape=shape)
    return Cells(said, voted, rows, table.indices, shape)
