"""The open recipe: from a table of votes to positions, groups and findings.

1. count the votes; take people in an order that their votes decide, up to `LEARNT_FROM` votes;
2. take out averages, lean and caution; learn as many axes as stand out of chance (`factors`, `axes`);
3. lay out crowds and keep apart those with a gap between them (`crowds`, `gaps`);
4. place everybody in one pass, then count by group or, where there is none, at both ends of the first axis.

Nothing depends on the order of rows or on how people are numbered: every sum over people runs in the order
that their votes decide, or is a sum of whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .axes import supported
from .cells import Cells, cells_of
from .counts import Counts, count, count_by_group
from .crowds import Crowds, find_crowds, reweighed
from .ends import ends_of
from .evidence import NEEDED, Evidence
from .factors import (
    TRAITS,
    Floats,
    Model,
    find_traits,
    first_model,
    learn_axes,
    learn_traits,
    what_votes_say,
)
from .positions import Placed, everyone, of_cells, people_on
from .result import AxisFinding, OpinionMap
from .sampling import in_order_of_content, mixed, person_keys, vote_keys
from .statements import find_statements
from .votes import VoteTable

LEARNT_FROM = 700_000
"""Votes from which axes are learnt: then a loading is known far better than any person's place."""

GROUPED_FROM, FEWEST, TELLING = 6_000, 600, 0.8
"""Groups are sought among those who voted most, until they hold this share of the votes: others tell little
of where a gap is. At most and at least so many people."""

END_NUMBER = np.array([0, -1, 1], np.int8)
"""Low, middle and high as numbers to count by."""

DRAWN = 2
STEPS = 100

Say = Callable[[int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """A sample of people in the order of their votes, the model learnt from it and how many axes count."""

    rows: NDArray[np.int64]
    cells: Cells
    model: Model
    n_axes: int


def open_map(table: VoteTable, seed: int, say: Say) -> OpinionMap:
    """The map of a table with at least one vote; `say` is told how many of `STEPS` are done."""
    counts = count(table)
    say(5)
    learnt = learn(table, counts, seed, say)
    crowds = crowds_of(learnt, seed) if learnt.n_axes else None
    say(45)
    placed = _place(table, learnt, crowds, say)
    say(90)
    found = _map(table, counts, learnt, crowds, placed)
    say(STEPS)
    return found


def learn(table: VoteTable, counts: Counts, seed: int, say: Say) -> Learnt:
    """The model, from as many people as `LEARNT_FROM` votes allow."""
    rows = in_order_of_content(table, counts, seed, LEARNT_FROM)
    sample = table.take(rows)
    own = count(sample)
    cells = cells_of(sample)
    model = learn_traits(cells, first_model(own), own)
    say(15)
    start, n_axes = _directions(sample, cells, model, counts, seed)
    say(25)
    wanted = max(n_axes, min(DRAWN, start.shape[1]))
    model = learn_axes(cells, model, own, start[:, :wanted])
    say(40)
    return Learnt(rows, cells, model, n_axes)


def _directions(
    sample: VoteTable, cells: Cells, model: Model, counts: Counts, seed: int
) -> tuple[Floats, int]:
    keys = vote_keys(counts, seed)
    traits = find_traits(cells, model)
    return supported(cells, model, traits, person_keys(sample, keys), keys[::3])


def crowds_of(learnt: Learnt, seed: int) -> Crowds:
    towards, told = what_votes_say(learnt.cells, learnt.model)
    people = people_on(towards, told, learnt.model, learnt.n_axes)
    scale = learnt.model.prior[TRAITS : TRAITS + learnt.n_axes]
    numbers = mixed(np.arange(64, dtype=np.uint64) + np.uint64(seed % (1 << 63))).astype(np.float64) / 2.0**64
    votes = np.bincount(learnt.cells.rows, minlength=people.n)
    crowds = find_crowds(people.some(_most_telling(votes)), scale, numbers, NEEDED)
    return reweighed(crowds, people) if crowds.n_groups > 1 else crowds


def _most_telling(votes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The people who voted most, in the order of the sample."""
    order = np.argsort(-votes, kind="stable")
    enough = int(np.searchsorted(np.cumsum(votes[order]), TELLING * votes.sum())) + 1
    return np.sort(order[: min(max(enough, FEWEST), GROUPED_FROM)])


def _place(table: VoteTable, learnt: Learnt, crowds: Crowds | None, say: Say) -> Placed:
    if len(learnt.rows) < table.n_people:
        return everyone(
            table,
            learnt.model,
            crowds,
            learnt.n_axes,
            lambda done: say(45 + 45 * done // table.n_people),
        )
    placed = of_cells(learnt.cells, learnt.model, crowds, learnt.n_axes)
    back = np.empty(table.n_people, np.int64)
    back[learnt.rows] = np.arange(table.n_people)
    return Placed(placed.traits[back], placed.spread[back], placed.group[back], placed.chance[back])


def _map(
    table: VoteTable, counts: Counts, learnt: Learnt, crowds: Crowds | None, placed: Placed
) -> OpinionMap:
    model = learnt.model
    n_groups = crowds.n_groups if crowds is not None and crowds.n_groups > 1 else 0
    group = _by_size(placed.group, n_groups, crowds)
    by_group = count_by_group(table, group, n_groups) if n_groups else None
    end = np.zeros(table.n_people, np.int8)
    if learnt.n_axes and not n_groups:
        end = ends_of(placed.traits[:, TRAITS], placed.spread[:, TRAITS], float(model.prior[TRAITS]))
    by_end = count_by_group(table, END_NUMBER[end + 1], 2) if end.any() else None
    by_position = np.sqrt(np.sum(model.axes**2 * model.prior[TRAITS:], axis=1))
    evidence = Evidence(
        n_groups,
        crowds.gap if crowds is not None else 0.0,
        crowds.mixture.k if crowds is not None else 1,
        learnt.n_axes,
        table.n_people,
        int(np.sum(group < 0)) if n_groups else table.n_people,
    )
    return OpinionMap(
        "open",
        table.people,
        table.statements,
        _wide(placed.traits[:, TRAITS:]),
        _wide(placed.spread[:, TRAITS:]),
        group,
        placed.chance.astype(np.float64) * (group >= 0),
        n_groups,
        evidence,
        placed.traits[:, 0].copy(),
        placed.traits[:, 1].copy(),
        find_statements(table.statements, counts, by_group, by_position, by_end),
        _axes(model, counts, table, learnt.n_axes),
        table,
        model.average,
        model.noise,
        end,
    )


def _by_size(group: NDArray[np.int32], n_groups: int, crowds: Crowds | None) -> NDArray[np.int64]:
    """Groups numbered by size; of two as large the one whose first centre lies lower comes first."""
    if not n_groups or crowds is None:
        return np.full(len(group), -1, np.int64)
    sizes = np.bincount(group[group >= 0], minlength=n_groups)
    first = [tuple(crowds.mixture.centres[crowds.member == each][0]) for each in range(n_groups)]
    order = sorted(range(n_groups), key=lambda each: (-sizes[each], first[each]))
    number = np.full(n_groups + 1, -1, np.int64)
    number[order] = np.arange(n_groups)
    return number[group]


def _wide(columns: Floats) -> Floats:
    """At least as many columns as are drawn."""
    missing = DRAWN - columns.shape[1]
    if missing <= 0:
        return np.ascontiguousarray(columns)
    return np.hstack([columns, np.zeros((len(columns), missing))])


def _axes(model: Model, counts: Counts, table: VoteTable, n_axes: int) -> tuple[AxisFinding, ...]:
    share = counts.votes / max(int(counts.votes.sum()), 1)
    explained = model.prior[TRAITS:] * (share @ model.axes**2)
    left = share @ model.noise
    traits = float(model.prior[0] + model.prior[1] * (share @ model.average**2))
    whole = float(explained.sum() + left + traits)
    return tuple(
        AxisFinding(
            float(explained[at] / whole),
            at < n_axes,
            model.axes[:, at].copy(),
            strongest_on(model.axes[:, at], counts.votes, table.statements),
        )
        for at in range(model.n_axes)
    )


def strongest_on(
    loadings: Floats, votes: NDArray[np.int64], statements: NDArray[np.int64], n: int = 10
) -> tuple[int, ...]:
    """The statements whose votes an axis moves most, each as surely as the root of its votes."""
    pull = np.abs(loadings) * np.sqrt(votes)
    return tuple(statements[np.lexsort((statements, -pull))[:n]].tolist())


def nothing(table: VoteTable, method: str) -> OpinionMap:
    """The map of a conversation in which nobody voted."""
    none, rows = np.zeros(0), np.zeros((0, DRAWN))
    evidence = replace(Evidence(0, 0.0, 1, 0, 0, 0), sentence="No clear groups: nobody has voted yet.")
    return OpinionMap(
        method,
        table.people,
        table.statements,
        rows,
        rows.copy(),
        np.zeros(0, np.int64),
        none,
        0,
        evidence,
        none.copy(),
        none.copy(),
        (),
        (),
        table,
        none.copy(),
        none.copy(),
    )
