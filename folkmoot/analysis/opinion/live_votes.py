"""Votes of a running conversation: what was there at the start in one table, what came later beside it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .sampling import mixed
from .votes import VoteTable, read_votes


class LiveVotes:
    """Each person's last vote on each statement. A person who votes is moved out of the table: the statements
    and the votes of those who were are in `moved`."""

    def __init__(self, start: VoteTable | None = None) -> None:
        self.start = read_votes([], [], []) if start is None else start
        self.moved: dict[int, tuple[NDArray[Any], NDArray[np.int8]]] = {}
        self.n_people, self.n_votes = self.start.n_people, self.start.n_votes

    def of(self, person: int) -> tuple[NDArray[Any], NDArray[np.int8]]:
        """The statements a person answered, and their votes."""
        moved = self.moved.get(person)
        if moved is not None:
            return moved
        row = self._row(person)
        if row < 0:
            return np.zeros(0, np.int32), np.zeros(0, np.int8)
        part = slice(self.start.indptr[row], self.start.indptr[row + 1])
        return self.start.statements[self.start.indices[part]].astype(np.int32), self.start.values[part]

    def put(self, person: int, statement: int, vote: int) -> int | None:
        """Keep a vote; the one it replaces, if any."""
        statements, votes = self.of(person)
        at = np.flatnonzero(statements == statement)
        if len(at):
            before = int(votes[at[0]])
            votes = votes.copy()
            votes[at[0]] = vote
            self.moved[person] = statements, votes
            return before
        self.n_people += not len(votes)
        self.n_votes += 1
        self.moved[person] = np.append(statements, np.int32(statement)), np.append(votes, np.int8(vote))
        return None

    def take_back(self, person: int, statement: int) -> int | None:
        """Forget a vote; what it was, None if there was none."""
        statements, votes = self.of(person)
        others = statements != statement
        if others.all():
            return None
        before = int(votes[~others][0])
        self.moved[person] = statements[others], votes[others]
        self.n_votes -= 1
        self.n_people -= not others.any()
        return before

    def some(self, most_votes: int, left_out: NDArray[np.int64]) -> VoteTable:
        """A table of people drawn evenly, as many as hold about so many votes, without some statements."""
        people = self._everybody()
        share = most_votes / max(self.n_votes, 1)
        if share < 1:
            people = people[mixed(people.astype(np.uint64)) < np.uint64(share * 2**63) * np.uint64(2)]
        table = self._table(people)
        if not np.isin(table.statements, left_out).any():
            return table
        kept = ~np.isin(table.statements[table.indices], left_out)
        rows = table.people[table.rows()[kept]]
        return read_votes(rows, table.statements[table.indices[kept]], table.values[kept])

    def _table(self, people: NDArray[np.int64]) -> VoteTable:
        moved = np.array([person in self.moved for person in people.tolist()], bool)
        old = self.start.take(np.searchsorted(self.start.people, people[~moved]))
        new = [(person, self.of(person)) for person in people[moved].tolist()]
        rows = np.concatenate(
            [old.people[old.rows()], *(np.full(len(votes), person) for person, (_at, votes) in new)]
        )
        statements = np.concatenate([old.statements[old.indices], *(at for _person, (at, _votes) in new)])
        return read_votes(
            rows, statements, np.concatenate([old.values, *(votes for _p, (_at, votes) in new)])
        )

    def _everybody(self) -> NDArray[np.int64]:
        new = np.fromiter(self.moved, np.int64, len(self.moved))
        return np.union1d(self.start.people, new)

    def _row(self, person: int) -> int:
        people = self.start.people
        row = int(np.searchsorted(people, person))
        return row if row < len(people) and people[row] == person else -1
