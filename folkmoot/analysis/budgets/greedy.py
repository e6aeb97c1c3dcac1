"""The rule most councils use: whoever has most votes first, as long as the money lasts.

"greedy" passes over a project that does not fit and goes on; "greedy-stop" ends at the first that does not;
"greedy-threshold" is "greedy" among those with a least score. Order: votes (or points), then as in `ties`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from .contest import Standing
from .outcome import DID_NOT_FIT, STOPPED, Reason, Step


def buy_by_votes(standing: Standing, *, stop: bool = False) -> tuple[list[Step], dict[int, Reason]]:
    """Buys what is still open in `standing`, most votes first; and why each of the others did not fit."""
    contest = standing.contest
    scores = contest.election.scores
    steps: list[Step] = []
    reasons: dict[int, Reason] = {}
    blocker: str | None = None
    order = sorted(standing.open(), key=lambda j: (-scores[j], contest.ranking.place[j]))
    for place, j in enumerate(order):
        if j in standing.out:
            continue
        if blocker is None and contest.costs[j] <= standing.left:
            level = [k for k in _level(order[place:], scores) if k not in standing.out]
            steps.append(_bought(standing, j, level))
            continue
        reasons[j] = _passed_over(standing, j, blocker)
        if stop and blocker is None:
            blocker = contest.election.ids[j]
    return steps, reasons


def _level(order: Sequence[int], scores: Sequence[Fraction]) -> Iterator[int]:
    """The first of the order and those after it with the same score."""
    return takewhile(lambda k: scores[k] == scores[order[0]], order)


def _bought(standing: Standing, j: int, level: list[int]) -> Step:
    contest = standing.contest
    project, scores = contest.election.projects[j], contest.election.scores
    standing.buy(j)
    left, tie = contest.money(standing.left), contest.ranking.tie(level)
    return Step(project.id, project.cost, contest.votes[j], scores[j], left, "greedy", tie=tie)


def _passed_over(standing: Standing, j: int, blocker: str | None) -> Reason:
    project, left = standing.contest.election.projects[j], standing.contest.money(standing.left)
    kind = DID_NOT_FIT if blocker is None else STOPPED
    return Reason(project.id, kind, project.cost, left=left, other=blocker)
