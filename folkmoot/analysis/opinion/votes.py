"""Votes as one compact table: who said what about which statement, the last word of each kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .columns import BLOCK, as_ids, as_votes, distinct, same_length
from .memory import check_fits
from .ordering import order_by

Ids = NDArray[np.int64]

BYTES_TO_SORT = 30
"""Memory that sorting takes, a vote."""


@dataclass(frozen=True, slots=True, eq=False)
class VoteTable:
    """Votes in rows of people and columns of statements, stored without the empty cells.

    Row i belongs to `people[i]`, column j to `statements[j]`; both are sorted. The votes of row i are
    `values[indptr[i]:indptr[i + 1]]` (1 agree, -1 disagree, 0 pass) on the columns
    `indices[indptr[i]:indptr[i + 1]]`, which rise. Every person and every statement has a vote.
    """

    people: Ids
    statements: Ids
    indptr: Ids
    indices: NDArray[Any]
    values: NDArray[np.int8]

    @property
    def n_people(self) -> int:
        return len(self.people)

    @property
    def n_statements(self) -> int:
        return len(self.statements)

    @property
    def n_votes(self) -> int:
        return len(self.values)

    def rows(self) -> NDArray[np.int64]:
        """The row of every vote."""
        return np.repeat(np.arange(self.n_people), np.diff(self.indptr))

    def blocks(self, size: int = BLOCK) -> Iterator[tuple[int, int]]:
        """Row ranges (first, end) that hold about `size` votes each, never less than one row."""
        first = 0
        while first < self.n_people:
            end = int(np.searchsorted(self.indptr, self.indptr[first] + size, side="right")) - 1
            end = min(max(end, first + 1), self.n_people)
            yield first, end
            first = end

    def take(self, rows: NDArray[Any]) -> VoteTable:
        """The votes of these rows, in the order given; the columns stay as they are."""
        lengths = np.diff(self.indptr)[rows]
        indptr = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        where = np.repeat(self.indptr[rows] - indptr[:-1], lengths) + np.arange(indptr[-1])
        return VoteTable(self.people[rows], self.statements, indptr, self.indices[where], self.values[where])


def read_votes(person: ArrayLike, statement: ArrayLike, vote: ArrayLike) -> VoteTable:
    """Votes as a table. Arrays of whole numbers of the same length, one entry a vote.

    `person` and `statement` are any ids from 0 up, with gaps or without; `vote` is 1 agree, -1 disagree
    or 0 pass. Where a person voted twice on a statement the later vote counts. Nobody and nothing (three
    empty arrays) is a table without rows. Votes that come sorted by person and statement are taken
    over without sorting.

    Raises ValueError, naming the row (the first is row 0), for lengths that differ, for anything that is
    not a whole number, for an id below 0 and for a vote that is not 1, 0 or -1; and where memory would not
    do for sorting.

    >>> table = read_votes([7, 7, 3, 7], [20, 10, 10, 20], [1, -1, 0, -1])
    >>> table.people.tolist(), table.statements.tolist()
    ([3, 7], [10, 20])
    >>> table.indptr.tolist(), table.indices.tolist(), table.values.tolist()
    ([0, 1, 3], [0, 0, 1], [0, -1, -1])
    """
    people, statements = as_ids(person, "person"), as_ids(statement, "statement")
    votes = as_votes(vote)
    same_length(person=people, statement=statements, vote=votes)
    known, columns = distinct(statements)
    starts = _sorted_starts(people, columns)
    if starts is not None:
        ends = np.append(starts, len(votes))
        return VoteTable(people[starts].astype(np.int64), known, ends, columns, votes)
    return _sorted(people, known, columns, votes)


def _sorted_starts(people: NDArray[Any], columns: NDArray[Any]) -> NDArray[np.int64] | None:
    """Where each person's votes begin; None unless rows are sorted by person and statement, once each."""
    found = [np.zeros(min(1, len(people)), np.int64)]
    for first in range(0, len(people) - 1, BLOCK):
        one, two = people[first : first + BLOCK], people[first + 1 : first + BLOCK + 1]
        left, right = columns[first : first + BLOCK], columns[first + 1 : first + BLOCK + 1]
        one, left = one[: len(two)], left[: len(right)]
        new = two > one
        if not (new | ((two == one) & (right > left))).all():
            return None
        found.append(np.flatnonzero(new) + (first + 1))
    return np.concatenate(found)


def _sorted(
    people: NDArray[Any], statements: Ids, columns: NDArray[Any], votes: NDArray[np.int8]
) -> VoteTable:
    check_fits(len(votes) * BYTES_TO_SORT, f"{len(votes):,} votes that are not sorted by person")
    known, rows = distinct(people)
    order = order_by(rows, columns)
    rows, columns, votes = rows[order], columns[order], votes[order]
    last = np.append((rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1]), True)
    if not last.all():
        rows, columns, votes = rows[last], columns[last], votes[last]
    ends = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(known)))]).astype(np.int64)
    return VoteTable(known, statements, ends, columns, votes)
