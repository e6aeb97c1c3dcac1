"""An election on a budget: what could be funded, what there is to spend, and every ballot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .amounts import exact, money

Ints = NDArray[np.int64]

APPROVAL, CUMULATIVE, SCORING, ORDINAL = "approval", "cumulative", "scoring", "ordinal"
CHOOSE_ONE, KNAPSACK = "choose-1", "knapsack"
VOTE_TYPES = (APPROVAL, CHOOSE_ONE, KNAPSACK, CUMULATIVE, SCORING, ORDINAL)
LIMITS = (
    "min_length", "max_length", "min_sum_points", "max_sum_points", "min_points", "max_points",
    "max_sum_cost",
)  # fmt: skip
"""Lines of the header that say what a ballot may hold."""
WITH_POINTS = (CUMULATIVE, SCORING)
"""Ballots on which voters write numbers."""


SELECTED = ("1", "1.0", "true", "yes", "y", "x", "tak", "ja", "oui")
NOT_SELECTED = ("0", "0.0", "2", "2.0", "3", "3.0", "false", "no", "n", "nie", "nee", "nein", "non")


def mark_of(said: str) -> bool | None:
    """Whether a mark in the column `selected` is that of a winner; None if it does not say.

    >>> mark_of("1.0"), mark_of("False"), mark_of("")
    (True, False, None)
    """
    word = said.strip().lower()
    return True if word in SELECTED else False if word in NOT_SELECTED else None


@dataclass(frozen=True, slots=True)
class Project:
    """One project. `fields` are all its columns as the file had them; empty if it came from no file."""

    id: str
    cost: Fraction
    name: str = ""
    categories: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)

    def explain(self) -> str:
        """One English phrase for logs and reasons."""
        return f"{self.id} ({self.name})" if self.name and self.name != self.id else self.id


@dataclass(frozen=True, slots=True, eq=False)
class Supporters:
    """The same votes by project: project j has `voters[starts[j]:starts[j + 1]]`, which rise, and what each
    of them gave it in `points`. Votes of no points are not in it."""

    starts: Ints
    voters: Ints
    points: Ints

    def of(self, project: int) -> Ints:
        return self.voters[self.starts[project] : self.starts[project + 1]]

    def points_of(self, project: int) -> Ints:
        return self.points[self.starts[project] : self.starts[project + 1]]

    @property
    def votes(self) -> Ints:
        """How many voters support each project."""
        return np.diff(self.starts)


@dataclass(frozen=True, eq=False)
class Election:
    """Ballot i names the projects `choices[starts[i]:starts[i + 1]]` (their places in `projects`) in the
    voter's own order and gives them `points`, whole numbers of `point_unit`: 1 on ballots with crosses, the
    number written on ballots with points, and on ranked ballots `max_length` for the first, one less for
    each that follows. `voters` are the ids and `voter_fields` the further columns of the ballots. Every line
    of the header is in `meta`; `warnings` are sentences on what is odd and was counted all the same.
    """

    projects: tuple[Project, ...]
    budget: Fraction
    vote_type: str
    starts: Ints
    choices: NDArray[np.int32]
    points: Ints
    point_unit: Fraction = Fraction(1)
    voters: tuple[str, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    voter_fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    project_columns: tuple[str, ...] = ()
    voter_columns: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def n_voters(self) -> int:
        return len(self.starts) - 1

    @property
    def n_projects(self) -> int:
        return len(self.projects)

    @property
    def n_votes(self) -> int:
        """How many crosses, numbers or ranks stand on all the ballots."""
        return len(self.choices)

    @property
    def currency(self) -> str:
        return self.meta.get("currency", "")

    @property
    def title(self) -> str:
        return self.meta.get("description", "")

    @property
    def official_rule(self) -> str:
        """The rule that the file says was used; empty if it says none."""
        return self.meta.get("rule", "")

    @property
    def min_length(self) -> int | None:
        return self._whole("min_length")

    @property
    def max_length(self) -> int | None:
        """How many projects a ballot may name; 1 for choose-1."""
        return 1 if self.vote_type == CHOOSE_ONE else self._whole("max_length")

    @property
    def min_sum_points(self) -> Fraction | None:
        return self._limit("min_sum_points")

    @property
    def max_sum_points(self) -> Fraction | None:
        return self._limit("max_sum_points")

    @property
    def min_points(self) -> Fraction | None:
        return self._limit("min_points")

    @property
    def max_points(self) -> Fraction | None:
        return self._limit("max_points")

    @property
    def default_score(self) -> Fraction:
        """What a project gets from a ballot that does not name it, when voters score."""
        return (self.vote_type == SCORING and self._amount("default_score")) or Fraction(0)

    @property
    def max_sum_cost(self) -> Fraction | None:
        """What the projects of one ballot may cost together; the budget on knapsack ballots."""
        found = self._limit("max_sum_cost")
        return self.budget if found is None and self.vote_type == KNAPSACK else found

    @property
    def score_threshold(self) -> Fraction | None:
        """The least score with which the file says that a project can win."""
        return self._amount("min_project_score_threshold")

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(project.id for project in self.projects)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each id stands in `projects`."""
        return {each: place for place, each in enumerate(self.ids)}

    @cached_property
    def official_winners(self) -> tuple[str, ...] | None:
        """The ids marked `selected` in the file, as it was decided then; None if the file does not say.
        Projects marked 2 or 3 were funded in part or from other money, and are not among them."""
        marks = [mark_of(project.fields.get("selected", "")) for project in self.projects]
        won = tuple(each for each, mark in zip(self.ids, marks, strict=True) if mark)
        return won if any(mark is not None for mark in marks) else None

    @cached_property
    def supporters(self) -> Supporters:
        return self.supporters_by(self.points)

    def supporters_by(self, points: Ints) -> Supporters:
        """The votes by project, if they were worth these `points` (as many as `choices`)."""
        given = points > 0
        voter = np.repeat(np.arange(self.n_voters), np.diff(self.starts))[given]
        choices, points = self.choices[given], points[given]
        order = np.argsort(choices, kind="stable")
        ends = np.cumsum(np.bincount(choices, minlength=self.n_projects))
        return Supporters(np.concatenate([[0], ends]), voter[order], points[order])

    @cached_property
    def scores(self) -> tuple[Fraction, ...]:
        """The sum of each project's points over all ballots: its votes, on ballots with crosses."""
        sums = _sums(self.choices, self.points, self.n_projects)
        if not self.default_score:
            return tuple(self.point_unit * each for each in sums)
        named = np.bincount(self.choices, minlength=self.n_projects).tolist()
        return tuple(
            self.point_unit * each + self.default_score * (self.n_voters - n)
            for each, n in zip(sums, named, strict=True)
        )

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        return (
            f"{self.n_voters:,} ballots ({self.vote_type}) on {self.n_projects:,} projects and "
            f"{money(self.budget)} {self.currency}".rstrip()
            + "."
        )

    @property
    def unread_limits(self) -> tuple[str, ...]:
        """The limits of the header that are no numbers, so that no ballot is held against them."""
        return tuple(key for key in LIMITS if self.meta.get(key, "").strip() and self._limit(key) is None)

    def _whole(self, key: str) -> int | None:
        found = self._limit(key)
        return None if found is None else int(found)

    def _limit(self, key: str) -> Fraction | None:
        """A limit of ballots; None also for words such as "none", since it changes no count."""
        try:
            return self._amount(key)
        except ValueError:
            return None

    def _amount(self, key: str) -> Fraction | None:
        said = self.meta.get(key, "").strip()
        return exact(said, f"The header line {key}") if said else None


def _sums(choices: NDArray[Any], points: Ints, n_projects: int) -> list[int]:
    """Whole sums; exact, where numpy's own weights would be rounded."""
    sums = np.zeros(n_projects, np.int64)
    np.add.at(sums, choices, points)
    return [int(each) for each in sums]
