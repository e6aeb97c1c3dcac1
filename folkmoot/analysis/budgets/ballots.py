"""Ballots as compact arrays, checked: what is odd is told, what cannot be counted is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .amounts import Amount, exact, money, written
from .election import CHOOSE_ONE, KNAPSACK, ORDINAL, SCORING, VOTE_TYPES, WITH_POINTS, Election, Project

Place = Callable[[int], str]
"""What to call the ballot or the project at a place: "line 17 of votes.pb"."""
Ints = NDArray[np.int64]
Limit = Fraction | int | None
MOST_POINTS = 1 << 40
FINEST = 10**6


@dataclass(frozen=True, slots=True)
class Votes:
    """The ballots of a file or a page as flat lists: `lengths[i]` ids belong to ballot i."""

    lengths: Ints
    ids: Sequence[str]
    points: Sequence[Amount] | None = None


def election_of(
    projects: Mapping[str, Amount] | Iterable[Project],
    ballots: Iterable[Iterable[str]] | Iterable[Mapping[str, Amount]],
    budget: Amount,
    *,
    vote_type: str = "approval",
    voters: Sequence[str] = (),
    meta: Mapping[str, str] | None = None,
) -> Election:
    """An election from plain values, checked as a file is.

    `projects` are `Project`s, or costs by id, exact: 1200, "1200.50" or a Fraction. Each ballot is a list of
    ids (ranked ballots: the best first), or ids with points. `vote_type` is one of "approval", "choose-1",
    "knapsack", "cumulative", "scoring" and "ordinal"; `voters` are ids of the ballots, 1, 2, 3 ... if left
    out; `meta` are further lines of a Pabulib header such as `currency` and `max_length`.

    Raises ValueError in one sentence for no ballots, no projects, an id twice, a cost below nothing, a
    budget of nothing, points that are no numbers, and ballots that name mostly projects that do not exist.

    >>> election = election_of({"park": 300, "pool": "450.50"}, [["park"], ["park", "pool"]], 600)
    >>> election.explain()
    '2 ballots (approval) on 2 projects and 600.'
    >>> election.supporters.votes.tolist()
    [2, 1]
    """
    if isinstance(projects, Mapping):
        projects = [Project(str(each), exact(cost, f"The cost of {each}")) for each, cost in projects.items()]
    cast = [dict(each) if isinstance(each, Mapping) else list(each) for each in ballots]
    lengths = np.fromiter(map(len, cast), np.int64, len(cast))
    ids = [str(each) for each in chain.from_iterable(cast)]
    mapped = any(isinstance(each, dict) for each in cast)
    points = list(chain.from_iterable(_values(each, place) for place, each in enumerate(cast, 1)))
    return assemble(
        tuple(projects),
        exact(budget, "The budget"),
        vote_type,
        Votes(lengths, ids, points if mapped else None),
        voters=tuple(map(str, voters)) or tuple(map(str, range(1, len(cast) + 1))),
        meta=meta or {},
    )


def _values(ballot: dict[Any, Any] | list[Any], place: int) -> Iterator[Any]:
    if isinstance(ballot, dict):
        return iter(ballot.values())
    return iter([1] * len(ballot))


def assemble(
    projects: tuple[Project, ...],
    budget: Fraction,
    vote_type: str,
    votes: Votes,
    *,
    voters: tuple[str, ...],
    meta: Mapping[str, str],
    project_at: Place = lambda place: f"project {place + 1}",
    ballot_at: Place = lambda place: f"ballot {place + 1}",
    **more: Any,
) -> Election:
    """The election, after every check that does not depend on where it came from. `more` are further values
    of `Election`. Raises ValueError in one sentence."""
    _check_projects(projects, project_at)
    _check_money(budget, vote_type)
    if not len(votes.lengths):
        raise ValueError(
            "There are no ballots, so there is nothing to count; check that the votes are there."
        )
    if len(voters) != len(votes.lengths):
        raise ValueError(
            f"There are {len(voters):,} voters and {len(votes.lengths):,} ballots; give one each."
        )
    places = {project.id: place for place, project in enumerate(projects)}
    warnings = [*_too_dear(projects, budget), *_twice(voters, ballot_at)]
    choices = np.fromiter((places.get(each, -1) for each in votes.ids), np.int32, len(votes.ids))
    points, unit = _points(votes, vote_type, ballot_at, below_nothing=_below_nothing(meta, vote_type))
    ballots = _Ballots(votes.lengths, choices, points, ballot_at)
    warnings += ballots.leave_out_unknown()
    warnings += ballots.leave_out_repeated(projects)
    made = Election(
        projects,
        budget,
        vote_type,
        ballots.starts,
        ballots.choices,
        _ranked(ballots, meta, vote_type),
        unit,
        voters,
        meta,
        **more,
    )
    return _with_warnings(made, [*warnings, *over_limits(made, ballot_at)])


def _with_warnings(election: Election, warnings: Sequence[str]) -> Election:
    object.__setattr__(election, "warnings", (*election.warnings, *warnings))
    return election


def _check_projects(projects: tuple[Project, ...], at: Place) -> None:
    if not projects:
        raise ValueError("There are no projects, so there is nothing to fund; check that the list is there.")
    seen: dict[str, int] = {}
    for place, project in enumerate(projects):
        if not project.id:
            raise ValueError(f"{_upper(at(place))} has no id; give each project one of its own.")
        if project.id in seen:
            raise ValueError(
                f"The project id '{project.id}' is used twice, in {at(seen[project.id])} and {at(place)}; "
                "give each project one of its own."
            )
        if project.cost < 0:
            raise ValueError(
                f"{_upper(at(place))} (project {project.id}) costs {money(project.cost)}, less than nothing; "
                "correct the cost."
            )
        seen[project.id] = place


def _check_money(budget: Fraction, vote_type: str) -> None:
    if budget <= 0:
        raise ValueError(
            f"The budget is {money(budget)}, so nothing can be funded; give the sum to be spent."
        )
    if vote_type not in VOTE_TYPES:
        raise ValueError(f"There is no vote type '{vote_type}'; it is one of {', '.join(VOTE_TYPES)}.")


def _too_dear(projects: Sequence[Project], budget: Fraction) -> Iterator[str]:
    dear = [project.explain() for project in projects if project.cost > budget]
    if dear:
        yield (
            f"{_listed(dear)} {'costs' if len(dear) == 1 else 'cost'} more than the whole budget of "
            f"{money(budget)} and cannot win; check the cost or the budget."
        )


def _twice(voters: Sequence[str], at: Place) -> Iterator[str]:
    if len(set(voters)) == len(voters):
        return
    seen: dict[str, int] = {}
    again = [(place, seen[v]) for place, v in enumerate(voters) if seen.setdefault(v, place) != place]
    place, first = again[0]
    yield (
        f"{_count(len(again), 'ballot')} {'carries' if len(again) == 1 else 'carry'} a voter id that another "
        f"has, first in {at(first)} and {at(place)}; all are counted, so take out any cast twice."
    )


def _below_nothing(meta: Mapping[str, str], vote_type: str) -> bool:
    """Whether voters may take points away: only on ballots with scores whose header says so."""
    return vote_type == SCORING and meta.get("min_points", "").strip().startswith(("-", "\u2212"))


def _points(votes: Votes, vote_type: str, at: Place, *, below_nothing: bool = False) -> tuple[Ints, Fraction]:
    """The points as whole numbers, and what one of them is worth."""
    if votes.points is None or vote_type not in WITH_POINTS:
        if vote_type in WITH_POINTS:
            raise ValueError(f"Ballots of the type '{vote_type}' need points; give them, or use 'approval'.")
        return np.ones(len(votes.ids), np.int64), Fraction(1)
    owner = np.repeat(np.arange(len(votes.lengths)), votes.lengths)
    found, unit = _whole_points(votes.points), Fraction(1)
    if found is None:
        found, unit = _decimal_points(votes.points, lambda place: at(int(owner[place])))
    least = -MOST_POINTS if below_nothing else 0
    for place in (place for place, each in enumerate(found) if not least <= each <= MOST_POINTS):
        what = "a project less than nothing" if found[place] < 0 else "more points than can be counted"
        raise ValueError(f"{_upper(at(int(owner[place])))} gives {what}; correct the points.")
    return np.array(found, np.int64), unit


def _decimal_points(points: Sequence[Amount], at: Place) -> tuple[list[int], Fraction]:
    """Points with decimals as whole numbers of their common part."""
    read = [exact(each, f"The number of points in {at(place)}") for place, each in enumerate(points)]
    for place in (place for place, each in enumerate(read) if each.denominator > FINEST):
        raise ValueError(f"{_upper(at(place))} gives points with too many decimals; give at most six.")
    unit = Fraction(1, lcm(*{each.denominator for each in read}))
    return [int(each / unit) for each in read], unit


def _whole_points(points: Sequence[Amount]) -> list[int] | None:
    """All points if every one is a whole number, else None: the quick way for the usual file."""
    if all(isinstance(each, int) for each in points):
        return [int(each) for each in points]
    if all(isinstance(each, str) and each.isascii() and each.isdigit() for each in points):
        return list(map(int, points))
    return None


class _Ballots:
    """Ballots while they are checked: each check takes out what cannot be counted and says so."""

    def __init__(self, lengths: Ints, choices: NDArray[np.int32], points: Ints, at: Place) -> None:
        self.n = len(lengths)
        self.owner = np.repeat(np.arange(self.n), lengths)
        self.choices, self.points, self.at = choices, points, at

    @property
    def starts(self) -> Ints:
        ends = np.cumsum(np.bincount(self.owner, minlength=self.n))
        return np.concatenate([[0], ends]).astype(np.int64)

    def leave_out_unknown(self) -> Iterator[str]:
        unknown = np.flatnonzero(self.choices < 0)
        if not len(unknown):
            return
        where = self.at(int(self.owner[unknown[0]]))
        if 2 * len(unknown) > len(self.choices):
            raise ValueError(
                f"Most votes are for projects that are not on the list, first in {where}; "
                "check that the ids of projects and ballots are the same."
            )
        self._keep(self.choices >= 0)
        yield (
            f"{_count(len(unknown), 'vote')} for projects that are not on the list {_was(len(unknown))} left "
            f"out, first in {where}; add the project or correct its id."
        )

    def leave_out_repeated(self, projects: Sequence[Project]) -> Iterator[str]:
        key = self.owner * len(projects) + self.choices
        _known, first = np.unique(key, return_index=True)
        if len(first) == len(key):
            return
        kept = np.zeros(len(key), bool)
        kept[first] = True
        again = np.flatnonzero(~kept)
        owner, project = int(self.owner[again[0]]), projects[int(self.choices[again[0]])].id
        self._keep(kept)
        yield (
            f"{_count(len(again), 'vote')} for a project that the same ballot names already "
            f"{_was(len(again))} left out, first for '{project}' in {self.at(owner)}; each counts once."
        )

    def _keep(self, kept: NDArray[np.bool_]) -> None:
        self.owner, self.choices, self.points = self.owner[kept], self.choices[kept], self.points[kept]


def _ranked(ballots: _Ballots, meta: Mapping[str, str], vote_type: str) -> Ints:
    """Points of ranked ballots by place: `max_length` for the first, or as many as the longest ballot has."""
    if vote_type != ORDINAL:
        return ballots.points
    starts = ballots.starts
    place = np.arange(len(ballots.choices)) - np.repeat(starts[:-1], np.diff(starts))
    longest = int(np.diff(starts).max(initial=0))
    top = _length_said(meta)
    top = longest if top is None else top
    return np.maximum(top - place, 0).astype(np.int64)


def _length_said(meta: Mapping[str, str]) -> int | None:
    """How many projects a ballot may rank; None if the header says none, or no number."""
    try:
        return int(exact(meta.get("max_length", ""), "The header line max_length"))
    except ValueError:
        return None


def over_limits(election: Election, at: Place) -> Iterator[str]:
    """A sentence for each limit of the header that ballots break, or that is no number."""
    for key in election.unread_limits:
        yield f"The header line {key} is no number, so no ballot was held against it; correct it."
    lengths = np.diff(election.starts)
    owner = np.repeat(np.arange(election.n_voters), lengths)
    named = "names {} projects"
    yield from _broken(lengths, election.max_length, at, named, "more than the {} allowed")
    fewer = np.where(lengths == 0, np.iinfo(np.int64).max, lengths)
    yield from _broken(-fewer, _negative(election.min_length), at, named, "fewer than the {} required")
    if election.vote_type in WITH_POINTS:
        yield from _over_points(election, owner, at)
    if election.max_sum_cost is not None and election.vote_type != CHOOSE_ONE:
        yield from _over_costs(election, owner, at)


def _over_points(election: Election, owner: Ints, at: Place) -> Iterator[str]:
    sums = np.zeros(election.n_voters, np.int64)
    np.add.at(sums, owner, election.points)
    most = np.zeros(election.n_voters, np.int64)
    np.maximum.at(most, owner, election.points)
    unit = election.point_unit
    yield from _broken(sums, election.max_sum_points, at, "gives {} points", "more than the {} allowed", unit)
    one = "gives one project {} points"
    yield from _broken(most, election.max_points, at, one, "more than the {} allowed", unit)
    enough = np.iinfo(np.int64).max
    named = np.diff(election.starts) > 0
    too_few = np.where(named, sums, enough)
    least = np.full(election.n_voters, enough)
    np.minimum.at(least, owner, election.points)
    required = "fewer than the {} required"
    yield from _broken(-too_few, _negative(election.min_sum_points), at, "gives {} points", required, unit)
    yield from _broken(-least, _negative(election.min_points), at, one, required, unit)


def _over_costs(election: Election, owner: Ints, at: Place) -> Iterator[str]:
    scale = lcm(*(project.cost.denominator for project in election.projects))
    costs = np.array([int(project.cost * scale) for project in election.projects], object)
    sums = np.bincount(owner, costs.astype(float)[election.choices], minlength=election.n_voters)
    limit = election.max_sum_cost
    assert limit is not None
    near = np.flatnonzero(sums > float(limit * scale) * (1 - 1e-9))
    chosen = [election.choices[election.starts[i] : election.starts[i + 1]] for i in near.tolist()]
    wrong = [
        (i, sum(costs[c]))
        for i, c in zip(near.tolist(), chosen, strict=True)
        if sum(costs[c]) > limit * scale
    ]
    if wrong:
        which = "knapsack " if election.vote_type == KNAPSACK else ""
        yield _too_much(
            len(wrong),
            f"{at(wrong[0][0])} names projects of {money(Fraction(wrong[0][1], scale))}",
            f"more than the {money(limit)} a {which}ballot may spend",
        )


def _broken(
    values: Ints, limit: Fraction | int | None, at: Place, said: str, why: str, unit: Fraction = Fraction(1)
) -> Iterator[str]:
    """A sentence if any value, in units of `unit`, is above the limit. Negative values are least ones."""
    if limit is None:
        return
    over = np.flatnonzero(values > int(limit / unit // 1))
    if len(over):
        value = abs(int(values[over[0]]) * unit)
        words = (
            said.format(written(value)).replace(" 1 projects", " 1 project").replace(" 1 points", " 1 point")
        )
        yield _too_much(len(over), f"{at(int(over[0]))} {words}", why.format(written(abs(Fraction(limit)))))


def _too_much(n: int, first: str, why: str) -> str:
    return (
        f"{_count(n, 'ballot')} {'breaks' if n == 1 else 'break'} a limit and {_was(n)} counted as "
        f"{'it stands' if n == 1 else 'they stand'}: {first}, {why}; take {'it' if n == 1 else 'them'} out "
        "if the rules say so."
    )


def _negative(limit: Limit) -> Limit:
    return None if limit is None else -limit


def _listed(names: Sequence[str], most: int = 3) -> str:
    shown = [*names[:most], *([f"{len(names) - most} more"] if len(names) > most else [])]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def _was(n: int) -> str:
    return "was" if n == 1 else "were"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
