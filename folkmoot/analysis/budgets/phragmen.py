"""Phragmen's rule for budgets: money comes to all voters at the same pace, and supporters buy together.

Everybody receives money at the same speed. As soon as the supporters of a project together have what it costs
they pay with all they have and it is bought. The count stops when a project is to be bought that does not fit
into what is left of the budget. Told in loads: a project gives its supporters the load
(cost + sum of their loads) / number of supporters, the same for each, and the lowest goes first.

Source: Los, Christoff and Grossi (2022), Proportional Budget Allocations: Towards a Systematization, IJCAI;
after Phragmen (1899). A load can only rise, so the last one known is a lower bound.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .contest import Standing
from .outcome import OVERSPENDS, SHORT, Reason, Step, told
from .purses import NEAR


@dataclass(frozen=True, slots=True)
class _Purchase:
    """How many supporters of a project had which load before it was bought, by the number of the purchase
    that gave it to them; 0 is no load."""

    project: int
    counts: NDArray[np.int64]


def buy_by_load(standing: Standing) -> tuple[list[Step], dict[int, Reason]]:
    """Buys what is open in `standing` until one that is next does not fit; and why the others lost."""
    return _Loads(standing).run()


class _Loads:
    def __init__(self, standing: Standing) -> None:
        contest = standing.contest
        self._standing, self._contest = standing, contest
        self._supporters = contest.election.supporters
        self._last = np.zeros(contest.election.n_voters, np.int32)
        self._loads = np.zeros(contest.election.n_voters)
        self._exact_levels = [Fraction(0)]
        self._purchases: list[_Purchase] = []
        self._queue = [(contest.costs[j] / contest.votes[j], j) for j in standing.open()]
        heapq.heapify(self._queue)

    def run(self) -> tuple[list[Step], dict[int, Reason]]:
        steps: list[Step] = []
        while (level := self._next()) is not None:
            near, projects = level
            if any(self._contest.costs[j] > self._standing.left for j in projects):
                return steps, self._stopped(projects)
            steps.append(self._buy(projects, exact=near > 1))
        return steps, {}

    def _next(self) -> tuple[int, list[int]] | None:
        """How many stood near the lowest load, and those exactly at it; None if nothing is left."""
        found: list[tuple[float, int]] = []
        best = float("inf")
        while self._queue and self._queue[0][0] <= best * (1 + NEAR):
            _bound, j = heapq.heappop(self._queue)
            if j not in self._standing.out:
                found.append((self._load(j), j))
                best = min(best, found[-1][0])
        near = level = [j for load, j in found if load <= best * (1 + NEAR)]
        if len(near) > 1:
            loads = {j: self._exact_load(j) for j in near}
            level = [j for j in near if loads[j] == min(loads.values())]
        for each in found:
            if not level or each[1] != self._contest.ranking.first(level):
                heapq.heappush(self._queue, each)
        return (len(near), level) if near else None

    def _counts(self, j: int) -> NDArray[np.int64]:
        return np.bincount(self._last[self._supporters.of(j)])

    def _load(self, j: int) -> float:
        return (self._carried(j) + self._contest.costs[j]) / self._contest.votes[j]

    def _carried(self, j: int) -> float:
        """The load of all its supporters together."""
        return float(np.add.reduce(self._loads.take(self._supporters.of(j))))

    def _exact_load(self, j: int) -> Fraction:
        for each in self._purchases[len(self._exact_levels) - 1 :]:
            self._exact_levels.append(self._summed(each.project, each.counts))
        return self._summed(j, self._counts(j))

    def _summed(self, j: int, counts: NDArray[np.int64]) -> Fraction:
        levels = self._exact_levels
        carried = sum((n * levels[k] for k, n in enumerate(counts.tolist()) if n), Fraction(0))
        return (carried + self._contest.costs[j]) / self._contest.votes[j]

    def _buy(self, level: list[int], *, exact: bool) -> Step:
        contest = self._contest
        j = contest.ranking.first(level)
        tie = contest.ranking.tie(level)
        counts = self._counts(j)
        load = self._load(j)
        self._purchases.append(_Purchase(j, counts))
        self._loads[self._supporters.of(j)] = load
        self._last[self._supporters.of(j)] = len(self._purchases)
        self._standing.buy(j)
        project, left = contest.election.projects[j], contest.money(self._standing.left)
        score = contest.election.scores[j]
        load = told(load / contest.scale)
        return Step(
            project.id, project.cost, contest.votes[j], score, left, "phragmen", load, tie=tie, exact=exact
        )

    def _stopped(self, level: list[int]) -> dict[int, Reason]:
        """Who was next and did not fit, and how near the others were."""
        contest, standing = self._contest, self._standing
        reached, left = self._load(level[0]), contest.money(standing.left)
        reasons = {}
        for j in standing.open():
            project = contest.election.projects[j]
            if j in level and contest.costs[j] > standing.left:
                reasons[j] = Reason(project.id, OVERSPENDS, project.cost, left=left)
            else:
                reasons[j] = Reason(project.id, SHORT, project.cost, share=self._share(j, reached))
        return reasons

    def _share(self, j: int, reached: float) -> float:
        """What the supporters had when the count stopped, as a share of what the project costs."""
        cost = self._contest.costs[j]
        return told(min((reached * self._contest.votes[j] - self._carried(j)) / cost, 1.0)) if cost else 1.0
