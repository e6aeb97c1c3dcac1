"""How much to let each voter begin with: one more for all, again and again, until the money is used.

Equal Shares with an equal part of the budget leaves much of it unspent, because supporters of what is left
have too little together. So everybody is given one unit more, in play money, and the count begins again.

"add1-exhaustive" stops when nothing more would fit into the budget, or else before the winners cost more than
it; "add1-overspend" goes on to the last endowment before the winners cost more. The second is what Wieliczka,
Swiecie and Assen used; the two can differ. Every endowment counts: runs are left out only where `same_run`
proves that they buy the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from .contest import Contest
from .equal_shares import Run, run, same_run
from .gains import Gains

Progress = Callable[[int, int], None]
IN_FULL = 1000
PATIENCE = 16
"""Runs at most between two tries to leave some out."""


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """The run that counts, the one after it if that spends too much, how many were run and left out."""

    chosen: Run
    next: Run | None
    runs: int
    skipped: int


def add_one(
    contest: Contest, gains: Gains, *, increment: Fraction, exhaustive: bool, progress: Progress | None = None
) -> Search:
    """The last endowment that counts, from an equal share of the budget on in steps of `increment` (in the
    contest's parts of the currency). `progress` counts thousandths of the budget that the winners cost.
    """
    begin = Fraction(contest.budget, contest.election.n_voters)
    enough = sum(contest.costs)  # with so much, nobody ever has too little
    return _Climb(contest, gains, begin, increment, enough, exhaustive, progress).search()


class _Climb:
    def __init__(
        self,
        contest: Contest,
        gains: Gains,
        begin: Fraction,
        increment: Fraction,
        enough: int,
        exhaustive: bool,
        progress: Progress | None,
    ) -> None:
        self._contest, self._gains, self._exhaustive = contest, gains, exhaustive
        self._begin, self._increment = begin, increment
        self._last = max(0, -((begin - enough) // increment))  # the first step that reaches `enough`
        self._progress, self._used = progress, 0
        self._runs = self._skipped = 0

    def search(self) -> Search:
        known, step = self._run(0), 0
        after: Run | None = None
        jump, wait, calm = 1, 1, 0
        while step < self._last and not self._done(known):
            far = min(2 * jump, self._last - step)
            if calm >= wait and far > 1:
                leapt = self._leap(step + far, known)
                if leapt is not None:
                    self._skipped += far - 1
                    known, step, jump, wait = leapt, step + far, far, 1
                    self._say(known)
                    continue
                jump = max(jump // 4, 1)
                calm, wait = 0, (min(2 * wait, PATIENCE) if jump == 1 else 0)
            after = self._run(step + 1, stop=True)
            if not after.whole or after.cost > self._contest.budget:
                break
            calm, jump = (calm + 1, jump) if after.projects == known.projects else (0, 1)
            known, step, after = after, step + 1, None
            self._say(known)
        if self._progress:
            self._progress(IN_FULL, IN_FULL)
        return Search(known, after and self._whole(step + 1), self._runs, self._skipped)

    def _say(self, known: Run) -> None:
        self._used = max(self._used, IN_FULL * known.cost // self._contest.budget)
        if self._progress:
            self._progress(self._used, IN_FULL)

    def _endowment(self, step: int) -> Fraction:
        return self._begin + step * self._increment

    def _run(self, step: int, *, stop: bool = False) -> Run:
        self._runs += 1
        above = self._contest.budget if stop else None
        return run(self._contest, self._gains, self._endowment(step), stop_above=above)

    def _whole(self, step: int) -> Run:
        return run(self._contest, self._gains, self._endowment(step))

    def _leap(self, step: int, known: Run) -> Run | None:
        self._runs += 1
        return same_run(self._contest, self._gains, self._endowment(step), known)

    def _done(self, known: Run) -> bool:
        """Whether no further endowment matters: all is bought that is worth something to somebody, or
        nothing more of it fits and that is enough."""
        won = set(known.projects)
        lost = [
            j
            for j in range(self._contest.n)
            if j not in won and j not in known.standing.out and self._gains.sums[j]
        ]
        if not lost:
            return True
        room = self._contest.budget - known.cost
        return self._exhaustive and all(self._contest.costs[j] > room for j in lost)
