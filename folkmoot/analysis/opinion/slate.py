"""A few statements that speak for as many people as possible, in people's own votes.

Each next statement is the one that most of those agreed with who have none yet. A group large enough for
one of the places, united behind any statement, is therefore never left with nothing (justified
representation: Aziz and others 2017, Social Choice and Welfare 48(2); incomplete votes: Halpern and others
2023, AAAI). A vote that was not cast is never filled in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .votes import VoteTable


@dataclass(frozen=True, slots=True, eq=False)
class Slate:
    """`statements` in the order chosen, `added` how many people each brought in, `left_out` the people who
    agreed with none of them (sorted ids), `silent` how many of these agreed with no statement at all, and
    `covered` the share of all people who agreed with one."""

    statements: tuple[int, ...]
    added: tuple[int, ...]
    left_out: NDArray[np.int64]
    silent: int
    covered: float

    def explain(self) -> str:
        n = len(self.statements)
        what = f"{n} statement speaks" if n == 1 else f"{n} statements speak"
        return (
            f"{what} for {self.covered:.0%} of people: each of them agreed with at least one. "
            f"{len(self.left_out)} agreed with none of them, {self.silent} of these with no statement at all."
        )


def choose_slate(table: VoteTable, size: int) -> Slate:
    """At most `size` statements; fewer when no further one brings anybody in.

    Ties go to the statement with more agreement in all, then to the lower id. Raises ValueError unless
    `size` is a whole number from 1.

    >>> from folkmoot.analysis.opinion import read_votes
    >>> votes = read_votes([1, 2, 2, 3, 4], [10, 10, 11, 11, 10], [1, 1, 1, 1, -1])
    >>> slate = choose_slate(votes, 2)
    >>> slate.statements, slate.added, slate.covered, slate.left_out.tolist(), slate.silent
    ((10, 11), (2, 1), 0.75, [4], 1)
    """
    if isinstance(size, bool) or not isinstance(size, int | np.integer) or size < 1:
        raise ValueError(f"A slate of {size} statements cannot be chosen: ask for 1 or more.")
    in_all = np.bincount(table.indices[table.values == 1], minlength=table.n_statements)
    chosen: list[int] = []
    added: list[int] = []
    left = table
    while len(chosen) < size and left.n_people:
        agreed = np.flatnonzero(left.values == 1)
        counts = np.bincount(left.indices[agreed], minlength=table.n_statements)
        best = int(np.lexsort((np.arange(len(counts)), -in_all, -counts))[0]) if len(counts) else 0
        if not len(counts) or not counts[best]:
            break
        gone = np.searchsorted(left.indptr, agreed[left.indices[agreed] == best], side="right") - 1
        chosen.append(int(table.statements[best]))
        added.append(len(gone))
        left = left.take(np.delete(np.arange(left.n_people), gone))
    share = 1 - left.n_people / table.n_people if table.n_people else 0.0
    agreed = np.repeat(np.arange(left.n_people), np.diff(left.indptr))[left.values == 1]
    silent = left.n_people - len(np.unique(agreed))
    return Slate(tuple(chosen), tuple(added), left.people.copy(), silent, share)
