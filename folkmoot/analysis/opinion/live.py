"""A map that moves with every vote, and knows which statement to show a person next.

The model is that of the open recipe. Everything is learnt anew from an even sample of people whenever the
votes have grown by a third; in between each vote moves the person who cast it, the row of its statement
in the model, and how the person's group answers that statement. The work of a vote grows with the votes of
its person and, for the choice of the next statement, with the number of statements; not with people.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from numbers import Integral
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..threads import one_thread
from .factors import TRAITS, Model
from .learning import learn_openly
from .live_model import LiveModel
from .live_votes import LiveVotes
from .memory import check_fits
from .profiles import Profiles, groups_of, learn_profiles
from .routing import Choice, draw, explores, information_on_position
from .votes import VoteTable, read_votes

Progress = Callable[[int, int], None]
Floats = NDArray[np.float64]

SAMPLE = 750_000
"""Votes from which everything is learnt anew."""

GROWTH, FIRST = 1 / 3, 200
"""Learnt anew when so much has been added, but not before so many votes."""

EXPLORING = 0.2
BYTES_A_STATEMENT, BYTES_A_VOTE = 3_000, 16
MOST_STATEMENTS = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a person stands: `position` and its standard error a axis; `group` -1 for none, with the `chance`
    that it is this one; `lean` above 0 for people who agree more readily than most."""

    position: Floats
    spread: Floats
    group: int
    chance: float
    lean: float
    votes: int

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        answers = "1 answer" if self.votes == 1 else f"{self.votes:,} answers"
        if not self.votes:
            return "No answers yet: the person stands in the middle, and in no group."
        if self.group < 0:
            return f"After {answers} the person is not clearly in any group."
        which = f"group {self.group} (a chance of {self.chance:.0%})"
        return f"After {answers} the person is most likely in {which}."


@dataclass(frozen=True, slots=True, eq=False)
class LiveState:
    """The map as it stands. `axes` is statements x axes, `average` what people say to each statement (1 all
    agree, -1 all disagree); `agree` is groups x statements, of those in the group who did not pass."""

    n_people: int
    n_votes: int
    n_groups: int
    n_axes: int
    average: Floats
    axes: Floats
    group_shares: Floats
    agree: Floats
    votes_since: int

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        groups = f"{self.n_groups} groups" if self.n_groups else "no clear groups"
        return (
            f"{self.n_votes:,} votes by {self.n_people:,} people on {len(self.average):,} statements: "
            f"{groups}, {self.n_axes} axes that stand out of chance."
        )


class LiveMap:
    """Votes one by one. Statements are numbered from 0 to `n_statements` - 1, people by any number from 0 up.

    `exploring` is the share of draws kept for statements that few people have answered. Of two votes of a
    person on a statement the later counts. The same calls in the same order give the same results. Calls
    from several threads have to wait for one another.

    >>> live = LiveMap(3)
    >>> live.add_vote(7, 0, 1)
    >>> live.position_of(7).explain()
    'After 1 answer the person is not clearly in any group.'
    >>> live.next_statement(7, np.random.default_rng(0)) in (1, 2)
    True
    """

    def __init__(self, n_statements: int, *, exploring: float = EXPLORING, seed: int = 0) -> None:
        if not 1 <= n_statements <= MOST_STATEMENTS:
            raise ValueError(
                f"There are {n_statements} statements: a live map holds 1 to {MOST_STATEMENTS:,}; "
                "number them from 0 without gaps."
            )
        if not 0 <= exploring <= 1:
            raise ValueError(f"The share of draws for little-seen statements is {exploring}: give 0 to 1.")
        check_fits(n_statements * BYTES_A_STATEMENT, f"{n_statements:,} statements")
        self.exploring, self.seed = exploring, seed
        self._votes = LiveVotes()
        self._counts = np.zeros((n_statements, 3), np.int64)
        self._open = np.ones(n_statements, bool)
        self._model: LiveModel | None = None
        self._profiles: Profiles | None = None
        self._since = 0

    @classmethod
    def of(
        cls,
        person: ArrayLike,
        statement: ArrayLike,
        vote: ArrayLike,
        *,
        n_statements: int | None = None,
        exploring: float = EXPLORING,
        seed: int = 0,
        progress: Progress | None = None,
    ) -> LiveMap:
        """All votes so far at once: integer arrays, one entry a vote, 1 agree, -1 disagree, 0 pass.

        Without `n_statements` there are as many as the highest number says. Raises ValueError like
        `read_votes`, and for a statement beyond `n_statements`.
        """
        say = progress or (lambda done, total: None)
        check_fits(np.size(vote) * BYTES_A_VOTE, f"{np.size(vote):,} votes")
        table = read_votes(person, statement, vote)
        say(1, 3)
        highest = int(table.statements.max(initial=-1))
        live = cls(
            max(highest + 1, 1) if n_statements is None else n_statements, exploring=exploring, seed=seed
        )
        if highest >= live.n_statements:
            raise ValueError(live._unknown(highest))
        live._take_over(table)
        say(2, 3)
        live.refresh()
        say(3, 3)
        return live

    @property
    def n_statements(self) -> int:
        return len(self._counts)

    @property
    def n_people(self) -> int:
        return self._votes.n_people

    @property
    def n_votes(self) -> int:
        return self._votes.n_votes

    @property
    def due(self) -> bool:
        """Whether enough has been added for everything to be learnt anew at the next question."""
        before = self.n_votes - self._since
        return self._since >= max(FIRST, GROWTH * before)

    def add_vote(self, person: int, statement: int, vote: int) -> None:
        """Count a vote (1 agree, -1 disagree, 0 pass). It replaces an earlier one of this person.

        Raises ValueError for a statement that is not there, a vote that is none of the three, or a person
        below 0.
        """
        self._check(person, statement)
        if vote not in (1, 0, -1):
            raise ValueError(f"The vote is {vote!r}: give 1 for agree, -1 for disagree and 0 for pass.")
        vote = int(vote)
        before = self._votes.put(person, statement, vote)
        if before == vote:
            return
        self._counts[statement, vote + 1] += 1
        if before is not None:
            self._counts[statement, before + 1] -= 1
        self._since += 1
        self._learn(person, statement, vote, before)

    def take_back(self, person: int, statement: int) -> None:
        """Forget a vote. Raises ValueError when there is none."""
        self._check(person, statement)
        before = self._votes.take_back(person, statement)
        if before is None:
            raise ValueError(f"Person {person} has no vote on statement {statement} to take back.")
        self._counts[statement, before + 1] -= 1
        self._since += 1
        if self._profiles and before:
            self._profiles.add(statement, before, -self._chances(*self._said(person)).sum(axis=1))

    def add_statements(self, how_many: int = 1) -> int:
        """Make room for new statements; the number of the first."""
        first = self.n_statements
        if how_many < 1 or first + how_many > MOST_STATEMENTS:
            raise ValueError(f"{how_many} statements cannot be added: a live map holds {MOST_STATEMENTS:,}.")
        self._counts = np.pad(self._counts, ((0, how_many), (0, 0)))
        self._open = np.pad(self._open, (0, how_many), constant_values=True)
        for part in (self._model, self._profiles):
            if part:
                part.grow(first + how_many)
        return first

    def leave_out(self, statement: int) -> None:
        """A statement was moderated out: nobody is shown it, and votes on it count nowhere."""
        self._check(0, statement)
        self._open[statement] = False

    def take_in(self, statement: int) -> None:
        """A statement that was left out counts again."""
        self._check(0, statement)
        self._open[statement] = True

    def position_of(self, person: int) -> Place:
        """Where a person stands after their votes; someone without votes stands in the middle."""
        self._up_to_date()
        columns, values = self._said(person)
        if self._model is None:
            return Place(np.zeros(0), np.zeros(0), -1, 0.0, 0.0, len(values))
        mean, spread = self._model.traits(columns, values)
        group, chance = self._group(columns, values)
        error = np.sqrt(np.diag(spread))[TRAITS:]
        return Place(mean[TRAITS:], error, group, chance, float(mean[0]), len(values))

    def next_statement(self, person: int, rng: np.random.Generator) -> int | None:
        """The statement to show a person next; None when all are answered. `choose` gives the reason too."""
        choice = self.choose(person, rng)
        return None if choice is None else choice.statement

    def choose(self, person: int, rng: np.random.Generator) -> Choice | None:
        """The statement to show a person next, with the reason; None when all are answered."""
        self._up_to_date()
        columns, values = self._said(person)
        open_to = self._open.copy()
        open_to[columns] = False
        votes = self._counts.sum(axis=1)
        explore = explores(person, len(columns), self.exploring)
        if self._profiles:
            passing = (self._counts[:, 1] + 1) / (votes + 2)
            bits = self._profiles.information(self._chances(columns, values), passing)
            return draw(open_to, bits, votes, kind="group", explore=explore, rng=rng)
        told = self._told_of_position(columns, values)
        return draw(open_to, told, votes, kind="position", explore=explore, rng=rng)

    def map(self) -> LiveState:
        """The axes, the groups and how each statement is answered, as they stand after the last vote."""
        self._up_to_date()
        model, profiles = self._model, self._profiles
        return LiveState(
            self.n_people,
            self.n_votes,
            profiles.k if profiles else 0,
            model.n_axes if model else 0,
            model.average.copy() if model else self._averages(),
            model.axes.copy() if model else np.zeros((self.n_statements, 0)),
            profiles.weights.copy() if profiles else np.zeros(0),
            profiles.rates() if profiles else np.zeros((0, self.n_statements)),
            self._since,
        )

    def refresh(self) -> None:
        """Learn everything anew from an even sample. Happens by itself when `due`; a worker may call it."""
        left_out = np.flatnonzero(~self._open)
        table = self._votes.some(SAMPLE, left_out)
        self._since = 0
        if not table.n_votes:
            self._model = self._profiles = None
            return
        with one_thread():
            learnt = learn_openly(table, seed=self.seed)
        before, self._profiles = self._profiles, None
        wide = _on_all_statements(table, self.n_statements)
        if learnt.n_groups:
            group = learnt.group if before is None else _renamed(learnt.group, groups_of(before, wide))
            self._profiles = learn_profiles(
                wide, group, learnt.n_groups, float(np.sqrt(learnt.model.prior[0]))
            )
        model = learnt.model if self._model is None else _turned_alike(learnt.model, table, self._model)
        self._model = LiveModel(model, learnt.n_axes, table, self.n_statements)

    def _take_over(self, table: VoteTable) -> None:
        self._votes = LiveVotes(table)
        for vote in (-1, 0, 1):
            cast = np.bincount(table.indices[table.values == vote], minlength=table.n_statements)
            self._counts[table.statements, vote + 1] = cast

    def _up_to_date(self) -> None:
        if self.due:
            self.refresh()

    def _learn(self, person: int, statement: int, vote: int, before: int | None) -> None:
        """Let a vote move its statement's row of the model, and how the person's group answers it."""
        if self._model is None or not self._open[statement]:
            return
        columns, values = self._said(person)
        mean, spread = self._model.traits(columns, values)
        if before is None:
            self._model.learn(statement, vote, mean, spread)
        else:
            self._model.change(statement, vote - before, mean)
        if self._profiles:
            shares = self._chances(columns, values).sum(axis=1)
            self._profiles.add(statement, before or 0, -shares)
            self._profiles.add(statement, vote, shares)

    def _said(self, person: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """The votes of a person on statements that are not left out."""
        columns, values = self._votes.of(person)
        kept = self._open[columns]
        return (columns, values) if kept.all() else (columns[kept], values[kept])

    def _chances(self, columns: NDArray[Any], values: NDArray[Any]) -> Floats:
        assert self._profiles is not None
        return self._profiles.chances(columns, values)

    def _group(self, columns: NDArray[Any], values: NDArray[Any]) -> tuple[int, float]:
        """The likeliest group and its chance; -1 unless that is more than a half, or more than two in five
        and more than before any answer."""
        if not self._profiles or not len(columns):
            return -1, 0.0
        chances = self._chances(columns, values).sum(axis=1)
        group = int(chances.argmax())
        best = float(chances[group])
        clear = best > 0.5 or best > max(0.4, self._profiles.weights[group])
        return (group, best) if clear else (-1, best)

    def _told_of_position(self, columns: NDArray[Any], values: NDArray[Any]) -> Floats | None:
        model = self._model
        if model is None or not model.n_axes:
            return None
        known = slice(TRAITS, TRAITS + model.n_axes)
        spread = model.traits(columns, values)[1][known, known]
        return information_on_position(model.loadings[:, known], model.noise, spread)

    def _averages(self) -> Floats:
        votes = self._counts.sum(axis=1)
        found: Floats = (self._counts[:, 2] - self._counts[:, 0]) / np.maximum(votes, 1)
        return found

    def _check(self, person: int, statement: int) -> None:
        if not isinstance(statement, Integral) or not 0 <= statement < self.n_statements:
            raise ValueError(self._unknown(statement))
        if not isinstance(person, Integral) or not 0 <= person < 1 << 63:
            raise ValueError(f"The person is {person}: give each person a whole number from 0 up.")

    def _unknown(self, statement: int) -> str:
        return (
            f"There is no statement {statement}: they are numbered from 0 to {self.n_statements - 1}; "
            "call add_statements() to make room."
        )


def _on_all_statements(table: VoteTable, n_statements: int) -> VoteTable:
    """The same table with a column for every statement."""
    columns = table.statements[table.indices]
    return VoteTable(table.people, np.arange(n_statements), table.indptr, columns, table.values)


def _turned_alike(model: Model, table: VoteTable, before: LiveModel) -> Model:
    """The same model with axes that point where they pointed before, so that the map does not flip over."""
    n = min(model.n_axes, before.axes.shape[1])
    along = np.sum(model.axes[:, :n] * before.axes[table.statements, :n], axis=0)
    signs = np.ones(model.q)
    signs[TRAITS : TRAITS + n] = np.where(along < 0, -1.0, 1.0)
    return replace(model, loadings=model.loadings * signs)


def _renamed(group: NDArray[Any], before: NDArray[Any]) -> NDArray[np.int64]:
    """The same groups under numbers that keep as many people as can be under the number they had."""
    from scipy.optimize import linear_sum_assignment

    size = int(max(group.max(), before.max())) + 1
    shared = np.zeros((size, size))
    np.add.at(shared, (group[group >= 0], before[group >= 0]), 1)
    _old, new = linear_sum_assignment(-shared)
    n_groups = int(group.max()) + 1
    order = np.argsort(np.argsort(new[:n_groups]))
    return np.where(group >= 0, order[group], -1)
