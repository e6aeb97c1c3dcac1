"""Maximin support for budgets: each purchase keeps the heaviest load of any voter as light as it can be.

The cost of all that is bought may be spread anew over supporters at every step. With W bought, project c
would leave as the heaviest load the largest of cost(T) / voters of T over groups T of W and c; the project
with the lightest goes first, among those that fit into what is left, until none fits.

Source: Aziz, Lee and Talmon (2018), Proportionally Representative Participatory Budgeting, AAMAS (there as
generalised sequential Phragmen); Sanchez-Fernandez, Fernandez-Garcia, Fisteus and Brill (2022). The largest
ratio is found by Dinkelbach's method: with the best group so far as the limit, a flow either shows that no
voter need carry more or gives a better group. All loads are exact fractions. They only rise, so the last one
known is a lower bound. It takes one to three flows for each candidate that is looked at; time grows with the
number of different ballots times the purchases.
"""

from __future__ import annotations

import heapq
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .contest import Standing
from .flows import Network
from .outcome import DID_NOT_FIT, Reason, Step
from .purses import NEAR

Ints = NDArray[np.int64]


def buy_by_support(standing: Standing) -> tuple[list[Step], dict[int, Reason]]:
    """Buys what is open in `standing` until nothing fits; and why each of the others did not."""
    return _Support(standing).run()


class _Support:
    def __init__(self, standing: Standing) -> None:
        contest = standing.contest
        self._standing, self._contest = standing, contest
        self._supporters = contest.election.supporters
        self._reasons: dict[int, Reason] = {}
        self._heaviest = Fraction(0)
        self._loads = np.zeros(contest.election.n_voters)
        self._class = np.zeros(contest.election.n_voters, np.int64)
        self._members = np.zeros((1, 0), bool)
        self._bounds = {j: Fraction(contest.costs[j], contest.votes[j]) for j in standing.open()}

    def run(self) -> tuple[list[Step], dict[int, Reason]]:
        steps = []
        while level := self._lightest():
            steps.append(self._buy(level))
        return steps, self._reasons

    def _lightest(self) -> list[int]:
        """The projects that fit and leave the lightest load, exactly; empty if none fits."""
        self._drop()
        queue = [(float(max(self._bounds[j], self._heaviest)), j) for j in self._bounds]
        heapq.heapify(queue)
        best: Fraction | None = None
        level: list[int] = []
        while queue and (best is None or queue[0][0] <= best * (1 + NEAR)):
            _bound, j = heapq.heappop(queue)
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
        return self._spread(j, least)[0]

    def _poured(self, j: int) -> float:
        """The load of j's supporters if j is poured over them and nothing bought before is moved."""
        loads = np.sort(self._loads[self._supporters.of(j)])
        levels = (np.cumsum(loads) + self._contest.costs[j]) / np.arange(1, len(loads) + 1)
        above = np.flatnonzero(levels[:-1] <= loads[1:])
        return float(levels[above[0]] if len(above) else levels[-1])

    def _spread(self, j: int, limit: Fraction) -> tuple[Fraction, NDArray[np.float64]]:
        """The heaviest load with j too, and loads of all voters of which none is heavier."""
        with_j = np.zeros(len(self._class), np.int64)
        with_j[self._supporters.of(j)] = 1
        kinds, place, sizes = np.unique(2 * self._class + with_j, return_inverse=True, return_counts=True)
        members = np.column_stack([self._members[kinds // 2], kinds % 2 == 1])
        costs = [self._contest.costs[i] for i in (*self._standing.bought, j)]
        classes, projects = np.nonzero(members)
        network = Network(len(costs), len(sizes), projects, classes)
        voters = sizes.tolist()
        while True:
            top, bottom = limit.numerator, limit.denominator
            found = network.carry([each * bottom for each in costs], [n * top for n in voters])
            if not found.missing:
                return limit, (found.carried / (sizes * float(bottom)))[place]
            limit = Fraction(
                sum(cost for cost, cut in zip(costs, found.cut.tolist(), strict=True) if cut),
                int(sizes[members[:, found.cut].any(axis=1)].sum()),
            )

    def _buy(self, level: list[int]) -> Step:
        contest = self._contest
        j = contest.ranking.first(level)
        tie = contest.ranking.tie(level)
        self._heaviest = self._bounds.pop(j)
        self._reload(j)
        self._join(j)
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
        level = self._poured(j)
        if level <= float(self._heaviest) * (1 - NEAR) or not self._loads[voters].any():
            self._loads[voters] = np.maximum(self._loads[voters], level)
        else:
            self._loads = self._spread(j, self._heaviest)[1]

    def _join(self, j: int) -> None:
        with_j = np.zeros(len(self._class), np.int64)
        with_j[self._supporters.of(j)] = 1
        kinds, self._class = np.unique(2 * self._class + with_j, return_inverse=True)
        self._members = np.column_stack([self._members[kinds // 2], kinds % 2 == 1])
