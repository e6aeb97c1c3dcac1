"""Maximin support for budgets: each purchase keeps the heaviest load of any voter as light as it can be.

The cost of all that is bought may be spread anew over supporters at every step. With W bought, project c
would leave as the heaviest load the largest of cost(T) / voters of T over groups T of W and c; the project
with the lightest goes first, among those that fit into what is left, until none fits.

Source: Aziz, Lee and Talmon (2018), Proportionally Representative Participatory Budgeting, AAMAS (there as
generalised sequential Phragmen); Sanchez-Fernandez, Fernandez-Garcia, Fisteus and Brill (2022). The largest
ratio is found by Dinkelbach's method: with the best group so far as the limit, a flow either shows that no
voter need carry more or gives a better group. All loads are exact fractions. They only rise, so the last one
known is a lower bound, and a better one is looked for (`groups`) before a flow is made (`spreading`), so that
there is hardly more than one flow for each purchase; its time grows with the number of different ballots.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .contest import Standing
from .groups import Groups
from .outcome import DID_NOT_FIT, Reason, Step
from .purses import NEAR
from .spreading import Basket, spread

Progress = Callable[[int, int], None]
IN_FULL = 1000


def buy_by_support(
    standing: Standing, progress: Progress | None = None
) -> tuple[list[Step], dict[int, Reason]]:
    """Buys what is open in `standing` until nothing fits; and why each of the others did not. `progress`
    counts thousandths of the budget that are spent."""
    return _Support(standing).run(progress)


class _Support:
    def __init__(self, standing: Standing) -> None:
        contest = standing.contest
        self._standing, self._contest = standing, contest
        self._supporters = contest.election.supporters
        self._reasons: dict[int, Reason] = {}
        self._heaviest = Fraction(0)
        self._found: dict[int, NDArray[np.float64]] = {}  # loads of all voters with the project too
        self._basket = Basket(self._supporters, contest.costs, contest.election.n_voters)
        self._groups = Groups(self._basket)
        self._loads = np.zeros(contest.election.n_voters)
        self._bounds = {j: Fraction(contest.costs[j], contest.votes[j]) for j in standing.open()}

    def run(self, progress: Progress | None = None) -> tuple[list[Step], dict[int, Reason]]:
        steps = []
        while level := self._lightest():
            steps.append(self._buy(level))
            if progress:
                progress(IN_FULL * self._standing.spent // self._contest.budget, IN_FULL)
        if progress:
            progress(IN_FULL, IN_FULL)
        return steps, self._reasons

    def _lightest(self) -> list[int]:
        """The projects that fit and leave the lightest load, exactly; empty if none fits."""
        self._drop()
        queue = [(float(max(self._bounds[j], self._heaviest)), j) for j in self._bounds]
        heapq.heapify(queue)
        best: Fraction | None = None
        level: list[int] = []
        looked: set[int] = set()
        self._found.clear()
        while queue and (best is None or queue[0][0] <= best * (1 + NEAR)):
            _bound, j = heapq.heappop(queue)
            if j not in looked:
                looked.add(j)
                self._bounds[j] = max(self._bounds[j], self._groups.heaviest(j))
                heapq.heappush(queue, (float(max(self._bounds[j], self._heaviest)), j))
                continue
            load = self._bounds[j] = self._load(j)
            if best is None or load < best:
                best, level = load, [j]
            elif load == best:
                level.append(j)
        return level

    def _drop(self) -> None:
        """Take out of the race what no longer fits, and say what was left."""
        contest, standing = self._contest, self._standing
        for j in list(self._bounds):
            if j in standing.out:
                del self._bounds[j]
            elif contest.costs[j] > standing.left:
                del self._bounds[j]
                project, left = contest.election.projects[j], contest.money(standing.left)
                self._reasons[j] = Reason(project.id, DID_NOT_FIT, project.cost, left=left)

    def _load(self, j: int) -> Fraction:
        """The heaviest load with j bought too."""
        least = max(self._bounds[j], self._heaviest)
        level = self._poured(j)
        if level < float(least) * (1 - NEAR) or not self._loads[self._supporters.of(j)].any():
            return least
        load, self._found[j] = spread(self._basket, j, least)
        return load

    def _poured(self, j: int) -> float:
        """The load of j's supporters if j is poured over them and nothing bought before is moved."""
        loads = np.sort(self._loads[self._supporters.of(j)])
        levels = (np.cumsum(loads) + self._contest.costs[j]) / np.arange(1, len(loads) + 1)
        above = np.flatnonzero(levels[:-1] <= loads[1:])
        return float(levels[above[0]] if len(above) else levels[-1])

    def _buy(self, level: list[int]) -> Step:
        contest = self._contest
        j = contest.ranking.first(level)
        tie = contest.ranking.tie(level)
        self._heaviest = self._bounds.pop(j)
        self._reload(j)
        self._basket.add(j)
        self._standing.buy(j)
        project, left = contest.election.projects[j], contest.money(self._standing.left)
        load = float(contest.money(self._heaviest))
        score = contest.election.scores[j]
        return Step(
            project.id,
            project.cost,
            contest.votes[j],
            score,
            left,
            "maximin-support",
            load,
            tie=tie,
            exact=True,
        )

    def _reload(self, j: int) -> None:
        """Spread the costs so that nobody carries more than the heaviest load."""
        voters = self._supporters.of(j)
        if j in self._found:
            self._loads = self._found[j]
            return
        level = self._poured(j)
        if level <= float(self._heaviest) * (1 - NEAR) or not self._loads[voters].any():
            self._loads[voters] = np.maximum(self._loads[voters], level)
        else:
            self._loads = spread(self._basket, j, self._heaviest)[1]
