"""`map_opinions`: where people agree and where they differ, from their votes alone."""

from __future__ import annotations

from collections.abc import Callable, Sized

from numpy.typing import ArrayLike

from ..threads import one_thread
from .memory import check_fits
from .open_map import STEPS, nothing, open_map
from .result import OpinionMap
from .votes import VoteTable, read_votes

Progress = Callable[[int, int], None]

BYTES_A_VOTE, BYTES_TO_START = 8, 1 << 26
BYTES_A_PERSON = 480


def map_opinions(
    person: ArrayLike,
    statement: ArrayLike,
    vote: ArrayLike,
    *,
    method: str = "open",
    seed: int = 0,
    progress: Progress | None = None,
) -> OpinionMap:
    """A map of a conversation. Three arrays of whole numbers, one entry a vote: 1 agree, -1 disagree, 0 pass.

    Leave out the votes on statements that were moderated out. Where a person voted twice on a statement the
    later vote counts. `method` is "open" (see `open_map.py`) or "polis", the published recipe for comparison.
    The same votes and seed give the same map, whatever their order.

    Raises ValueError with one sentence for input that cannot be right (see `read_votes`), for an unknown
    method and when memory would not suffice.

    >>> import numpy as np
    >>> people = np.repeat(np.arange(200), 10)
    >>> statements = np.tile(np.arange(10), 200)
    >>> votes = np.where((people < 120) == (statements < 5), 1, -1)
    >>> votes = np.where(np.random.default_rng(1).random(2000) < 0.2, -votes, votes)
    >>> found = map_opinions(people, statements, votes)
    >>> found.n_groups, found.group_sizes
    (2, (118, 82))
    >>> found.statements[0].by_group[0].agree, found.statements[0].by_group[1].agree
    (99, 19)
    """
    if method not in ("open", "polis"):
        raise ValueError(f"There is no method {method!r}: use 'open' or 'polis'.")
    say = _teller(progress)
    with one_thread():
        table = _read(person, statement, vote)
        if not table.n_votes:
            say(STEPS)
            return nothing(table, method)
        if method == "polis":
            from .polis_map import polis_map

            return polis_map(table, say)
        return open_map(table, seed, say)


def _read(person: ArrayLike, statement: ArrayLike, vote: ArrayLike) -> VoteTable:
    n = len(vote) if isinstance(vote, Sized) else 0
    check_fits(n * BYTES_A_VOTE + BYTES_TO_START, f"{n:,} votes")
    table = read_votes(person, statement, vote)
    what = f"{table.n_votes:,} votes of {table.n_people:,} people"
    check_fits(table.n_people * BYTES_A_PERSON + BYTES_TO_START, what)
    return table


def _teller(progress: Progress | None) -> Callable[[int], None]:
    if progress is None:
        return lambda done: None
    return lambda done: progress(done, STEPS)
