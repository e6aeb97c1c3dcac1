"""People in an order that their votes decide, not their numbers: the ground of every sample and start.

Each vote on a statement has a 64-bit key made from how everybody voted on that statement; a person's key is
the sum of theirs. People who voted alike have the same key, whatever they or the statements are called.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .counts import Counts, codes
from .votes import VoteTable

Keys = NDArray[np.uint64]


def mixed(values: NDArray[np.uint64]) -> Keys:
    """Well-stirred bits: the finisher of Steele, Lea and Flood (2014), Fast splittable generators."""
    with np.errstate(over="ignore"):
        values = values + np.uint64(0x9E3779B97F4A7C15)
        values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def vote_keys(counts: Counts, seed: int) -> Keys:
    """A key for each of the three votes on each statement, three in a row a statement."""
    keys: Keys = np.full(len(counts.agree), seed % (1 << 64), dtype=np.uint64)
    for number in (counts.agree, counts.disagree, counts.passed):
        keys = mixed(keys ^ number.astype(np.uint64))
    return mixed(np.repeat(keys, 3) + np.tile(np.arange(1, 4, dtype=np.uint64), len(keys)))


def person_keys(table: VoteTable, keys: Keys) -> Keys:
    """The key of each person, in the order of the table's rows."""
    found = np.empty(table.n_people, np.uint64)
    for first, end in table.blocks():
        starts = table.indptr[first:end] - table.indptr[first]
        found[first:end] = np.add.reduceat(keys[codes(table, first, end)], starts)
    return found


def in_order_of_content(table: VoteTable, counts: Counts, seed: int, most_votes: int) -> NDArray[np.int64]:
    """Rows in the order of their keys, as many as hold `most_votes` votes together (at least one)."""
    keys = mixed(person_keys(table, vote_keys(counts, seed)))
    order = np.argsort(keys, kind="stable")
    together = np.cumsum(np.diff(table.indptr)[order])
    return order[: max(1, int(np.searchsorted(together, most_votes, side="right")))]
