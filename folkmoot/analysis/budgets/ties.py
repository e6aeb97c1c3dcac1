"""Which of several level projects goes first: the cheapest, then the one with most votes, then a lot.

The lot is drawn once, from the seed: the project whose SHA-256 of "seed:id" is smallest goes first. So
anybody can draw it again with any program that computes SHA-256, it does not depend on the order of the file,
and it is the same in every run of a count. Without a seed the order of the list decides, and says so. The
order of cost, votes and lot is that recommended on equalshares.net.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from .election import Election
from .outcome import Tie

Seed = int | str | None


def lot(seed: int | str, project: str) -> str:
    """The lot of a project as 64 hexadecimal digits; the smallest goes first.

    >>> lot("town hall, 3 May", "park")[:8], lot("town hall, 3 May", "pool")[:8]  # the pool goes first
    ('60c7da66', '50d7eee9')
    """
    return hashlib.sha256(f"{seed}:{project}".encode()).hexdigest()


class Ranking:
    """The order in which level projects go; `place[j]` is that of project j, the same in every run."""

    def __init__(self, election: Election, votes: Sequence[int], seed: Seed) -> None:
        self._ids, self._votes, self._seed = election.ids, votes, seed
        self._costs = [project.cost for project in election.projects]
        lots = range(election.n_projects) if seed is None else [lot(seed, each) for each in election.ids]
        order = sorted(
            range(election.n_projects), key=lambda j: (self._costs[j], -votes[j], lots[j], self._ids[j])
        )
        self.place = [0] * len(order)
        for place, j in enumerate(order):
            self.place[j] = place

    def first(self, level: Sequence[int]) -> int:
        return min(level, key=self.place.__getitem__)

    def tie(self, level: Sequence[int]) -> Tie | None:
        """The tie to log; None if there is none."""
        if len(level) < 2:
            return None
        order = sorted(level, key=self.place.__getitem__)
        one, two = order[:2]
        if self._costs[one] != self._costs[two]:
            by = "cost"
        elif self._votes[one] != self._votes[two]:
            by = "votes"
        else:
            by = "order" if self._seed is None else "lot"
        return Tie(tuple(self._ids[j] for j in order), self._ids[one], by)
