"""How many agreed, disagreed and passed: by statement, and by statement and group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .votes import VoteTable

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """People who agreed, disagreed and passed; the last axis is the statements."""

    agree: Numbers
    disagree: Numbers
    passed: Numbers

    @property
    def votes(self) -> Numbers:
        return self.agree + self.disagree + self.passed


def codes(table: VoteTable, first: int, end: int) -> NDArray[np.int32]:
    """Votes of rows `first` to `end` as one number each: 3 x column, and 0 disagree, 1 pass, 2 agree."""
    start, stop = table.indptr[first], table.indptr[end]
    found = table.indices[start:stop].astype(np.int32)
    found *= 3
    found += table.values[start:stop]
    found += 1
    return found


def count(table: VoteTable) -> Counts:
    """Counts by statement."""
    cells = np.zeros(3 * table.n_statements, np.int64)
    for first, end in table.blocks():
        cells += np.bincount(codes(table, first, end), minlength=len(cells))
    return _split(cells.reshape(-1, 3))


def count_by_group(table: VoteTable, group: NDArray[Any], n_groups: int) -> Counts:
    """Counts by group and statement, of people whose group is not -1."""
    wide = 3 * table.n_statements
    cells = np.zeros((n_groups + 1) * wide, np.int64)
    offset = (group.astype(np.int32) + 1) * wide
    lengths = np.diff(table.indptr)
    for first, end in table.blocks():
        found = codes(table, first, end)
        found += np.repeat(offset[first:end], lengths[first:end])
        cells += np.bincount(found, minlength=len(cells))
    return _split(cells.reshape(n_groups + 1, -1, 3)[1:])


def _split(cells: Numbers) -> Counts:
    disagree, passed, agree = np.moveaxis(cells, -1, 0)
    return Counts(agree, disagree, passed)
