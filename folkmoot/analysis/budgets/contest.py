"""Who may win: the rules a council sets beside the count, and who is still in it after each purchase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from .amounts import Amount, exact
from .election import Election
from .outcome import (
    CATEGORY_FULL,
    EXCLUDED,
    FEW_VOTES,
    LOW_SCORE,
    LOW_SUPPORT,
    NO_VOTES,
    TOO_DEAR,
    WITHDRAWN,
    Reason,
)
from .ties import Ranking, Seed

FINEST = 10**60
"""Parts of the currency; with more, amounts are beyond what can be priced."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a council may set beside the rule; see `count`."""

    minimum_votes: int | None = None
    threshold: Amount | None = None
    minimum_support: Amount | None = None
    exclusive: str | Iterable[Iterable[str]] | None = None
    category_limits: Mapping[str, Amount] | None = None
    without: Sequence[str] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Contest:
    """An election made ready to count. Money is in whole numbers of 1/`scale` of the currency.

    `refused` holds the reason of each project that could not win whatever the votes; `rivals[j]` are the
    projects of which only one can win together with j, `shelves[j]` the limited categories that j is in.
    """

    election: Election
    scale: int
    costs: tuple[int, ...]
    budget: int
    votes: tuple[int, ...]
    ranking: Ranking
    refused: Mapping[int, Reason]
    rivals: Mapping[int, frozenset[int]]
    shelves: Mapping[int, tuple[str, ...]]
    limits: Mapping[str, int]

    @property
    def n(self) -> int:
        return len(self.costs)

    def money(self, amount: int | Fraction) -> Fraction:
        return Fraction(amount) / self.scale

    def open(self) -> list[int]:
        """The projects that can win, by their place in the list."""
        return [j for j in range(self.n) if j not in self.refused]


def contest_of(election: Election, terms: Terms, seed: Seed) -> Contest:
    """Raises ValueError, in one sentence, for terms that name projects or categories that do not exist, or
    that are no numbers."""
    limits = {
        name: exact(limit, f"The limit of {name}") for name, limit in (terms.category_limits or {}).items()
    }
    amounts = [election.budget, *limits.values(), *(project.cost for project in election.projects)]
    scale = lcm(*(each.denominator for each in amounts))
    if scale > FINEST:
        raise ValueError("The costs have too many different fractions to be counted; round them to decimals.")
    votes = tuple(election.supporters.votes.tolist())
    return Contest(
        election,
        scale,
        tuple(int(project.cost * scale) for project in election.projects),
        int(election.budget * scale),
        votes,
        Ranking(election, votes, seed),
        dict(_refusals(election, terms, votes)),
        _rivals(election, terms.exclusive),
        _shelves(election, limits),
        {name: int(limit * scale) for name, limit in limits.items()},
    )


def _refusals(election: Election, terms: Terms, votes: Sequence[int]) -> Iterator[tuple[int, Reason]]:
    withdrawn = {_place(election, each) for each in terms.without}
    least = terms.minimum_votes or 0
    score = None if terms.threshold is None else exact(terms.threshold, "The threshold")
    part = None if terms.minimum_support is None else exact(terms.minimum_support, "The minimum support")
    scores = election.scores
    for j, project in enumerate(election.projects):
        had = Fraction(votes[j])
        needed = None if part is None else part * election.n_voters * project.cost / election.budget
        if j in withdrawn:
            yield j, Reason(project.id, WITHDRAWN, project.cost)
        elif not votes[j]:
            yield j, Reason(project.id, NO_VOTES, project.cost)
        elif had < least:
            yield j, Reason(project.id, FEW_VOTES, project.cost, had=had, needed=Fraction(least))
        elif score is not None and scores[j] < score:
            yield j, Reason(project.id, LOW_SCORE, project.cost, had=scores[j], needed=score)
        elif needed is not None and had < needed:
            yield j, Reason(project.id, LOW_SUPPORT, project.cost, had=had, needed=needed)


def _rivals(election: Election, exclusive: str | Iterable[Iterable[str]] | None) -> dict[int, frozenset[int]]:
    groups = _groups(election, exclusive)
    rivals: dict[int, frozenset[int]] = {}
    for group in groups:
        for j in group:
            rivals[j] = rivals.get(j, frozenset()) | (group - {j})
    return rivals


def _groups(election: Election, exclusive: str | Iterable[Iterable[str]] | None) -> list[frozenset[int]]:
    if exclusive is None:
        return []
    if not isinstance(exclusive, str):
        return [frozenset(_place(election, each) for each in group) for group in exclusive]
    if election.project_columns and exclusive not in election.project_columns:
        raise ValueError(
            f"The projects have no column '{exclusive}'; they have {', '.join(election.project_columns)}."
        )
    by_site: dict[str, set[int]] = {}
    for j, project in enumerate(election.projects):
        site = project.fields.get(exclusive, "").strip()
        if site:
            by_site.setdefault(site, set()).add(j)
    return [frozenset(group) for group in by_site.values()]


def _shelves(election: Election, limits: Mapping[str, Fraction]) -> dict[int, tuple[str, ...]]:
    known = {each for project in election.projects for each in project.categories}
    for name in limits:
        if name not in known:
            listed = ", ".join(sorted(known)) or "no categories"
            raise ValueError(f"No project is in the category '{name}'; the projects have {listed}.")
    found = {
        j: tuple(each for each in project.categories if each in limits)
        for j, project in enumerate(election.projects)
    }
    return {j: names for j, names in found.items() if names}


def _place(election: Election, project: str) -> int:
    place = election.places.get(str(project))
    if place is None:
        raise ValueError(f"There is no project '{project}'; use the ids of the list of projects.")
    return place


class Standing:
    """Which projects are still in, while a rule buys one after another."""

    def __init__(self, contest: Contest) -> None:
        self.contest = contest
        self.out: dict[int, Reason] = dict(contest.refused)
        self.bought: list[int] = []
        self.spent = 0
        self._on = dict(contest.limits)
        for j in contest.open():
            self._check_shelves(j)

    @property
    def left(self) -> int:
        return self.contest.budget - self.spent

    def open(self) -> list[int]:
        bought = set(self.bought)
        return [j for j in range(self.contest.n) if j not in self.out and j not in bought]

    def buy(self, j: int) -> None:
        """Take project j; those that can no longer win beside it are out."""
        self.bought.append(j)
        self.spent += self.contest.costs[j]
        for other in self.contest.rivals.get(j, ()):
            if other not in self.out and other not in self.bought:
                self.out[other] = self._reason(other, EXCLUDED, other=self.contest.election.ids[j])
        for name in self.contest.shelves.get(j, ()):
            self._on[name] -= self.contest.costs[j]
        if j in self.contest.shelves:
            for other in self.open():
                self._check_shelves(other)

    def _check_shelves(self, j: int) -> None:
        for name in self.contest.shelves.get(j, ()):
            if self.contest.costs[j] > self._on[name]:
                left = self.contest.money(self._on[name])
                self.out[j] = self._reason(j, CATEGORY_FULL, other=name, left=left)
                return

    def _reason(self, j: int, kind: str, *, other: str | None = None, left: Fraction | None = None) -> Reason:
        project = self.contest.election.projects[j]
        return Reason(project.id, kind, project.cost, other=other, left=left)

    def refuse_too_dear(self) -> None:
        """Take out what costs more than the whole budget."""
        for j in self.open():
            if self.contest.costs[j] > self.contest.budget:
                self.out[j] = self._reason(j, TOO_DEAR, left=self.contest.election.budget)
