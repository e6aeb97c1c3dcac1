"""The rule most councils use: whoever has most votes first, as long as the money lasts.

"greedy" passes over a project that does not fit and goes on; "greedy-stop" ends at the first that does not;
"greedy-threshold" is "greedy" among those with a least score. Order: votes (or points), then as in `ties`.
"""

from __future__ import annotations

from .contest import Standing
from .outcome import DID_NOT_FIT, STOPPED, Reason, Step


def buy_by_votes(standing: Standing, *, stop: bool = False) -> tuple[list[Step], dict[int, Reason]]:
    """Buys what is still open in `standing`, most votes first; and why each of the others did not fit."""
    contest = standing.contest
    scores = contest.election.scores
    steps: list[Step] = []
    reasons: dict[int, Reason] = {}
    blocker: str | None = None
    for j in sorted(standing.open(), key=lambda j: (-scores[j], contest.ranking.place[j])):
        if j in standing.out:
            continue
        if blocker is None and contest.costs[j] <= standing.left:
            steps.append(_bought(standing, j, reasons))
            continue
        reasons[j] = _passed_over(standing, j, blocker)
        if stop and blocker is None:
            blocker = contest.election.ids[j]
    return steps, reasons


def _bought(standing: Standing, j: int, passed: dict[int, Reason]) -> Step:
    contest = standing.contest
    project, scores = contest.election.projects[j], contest.election.scores
    level = [k for k in standing.open() if scores[k] == scores[j] and k not in passed]
    standing.buy(j)
    left, tie = contest.money(standing.left), contest.ranking.tie(level)
    return Step(project.id, project.cost, contest.votes[j], scores[j], left, "greedy", tie=tie)


def _passed_over(standing: Standing, j: int, blocker: str | None) -> Reason:
    project, left = standing.contest.election.projects[j], standing.contest.money(standing.left)
    kind = DID_NOT_FIT if blocker is None else STOPPED
    return Reason(project.id, kind, project.cost, left=left, other=blocker)
