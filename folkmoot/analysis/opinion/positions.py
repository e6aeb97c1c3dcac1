"""Where every person lies on the axes, how surely, and which group is theirs: one pass over all votes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .cells import Cells
from .counts import codes
from .crowds import Crowds
from .factors import TRAITS, Floats, Model, precisions, traits_from, what_votes_say
from .mixture import People, blurred, chances
from .symmetric import Stack, add_to_diagonal, diagonal, pairs, place, sweep
from .votes import VoteTable

PASS = 1 << 20
"""Votes handled at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """One row a person: `traits` (lean, caution, then axes), the standard error of each, the group (-1 for
    none) and the chance that it is theirs."""

    traits: Floats
    spread: Floats
    group: NDArray[np.int32]
    chance: NDArray[np.float32]


def people_on(towards: Floats, told: Stack, model: Model, n_axes: int) -> People:
    """What votes say of the first `n_axes` axes once lean, caution and the other axes are taken out."""
    q, others = model.q, [*range(TRAITS), *range(TRAITS + n_axes, model.q)]
    order = [*others, *range(TRAITS, TRAITS + n_axes)]
    now, wide = place(q), place(q + 1)
    whole = np.zeros(((q + 1) * (q + 2) // 2, told.shape[1]))
    for a, old in enumerate(order):
        whole[wide[a, q]] = towards[old]
        for b in range(a, q):
            whole[wide[a, b]] = told[now[old, order[b]]]
    add_to_diagonal(whole, 1 / model.prior[others], q + 1)
    sweep(whole, len(others), q + 1)
    first = len(others)
    left = np.array([whole[wide[first + a, first + b]] for a, b in zip(*pairs(n_axes), strict=True)])
    return People(whole[[wide[first + a, q] for a in range(n_axes)]], left, np.zeros(whole.shape[1]))


def everyone(
    table: VoteTable,
    model: Model,
    crowds: Crowds | None,
    n_axes: int,
    progress: Callable[[int], None],
) -> Placed:
    """Place all people of the table; `progress` is told how many are done."""
    bags = _bags(model)
    parts = []
    for first, end in table.blocks(PASS):
        sums = _sums(table, first, end, bags)
        parts.append(_placed(sums[: model.q], sums[model.q :], model, crowds, n_axes))
        progress(end)
    return Placed(
        np.concatenate([part.traits for part in parts]),
        np.concatenate([part.spread for part in parts]),
        np.concatenate([part.group for part in parts]),
        np.concatenate([part.chance for part in parts]),
    )


def of_cells(cells: Cells, model: Model, crowds: Crowds | None, n_axes: int) -> Placed:
    """Place the people of a sample, in its order."""
    towards, told = what_votes_say(cells, model)
    return _placed(towards, told, model, crowds, n_axes)


def _placed(towards: Floats, told: Stack, model: Model, crowds: Crowds | None, n_axes: int) -> Placed:
    n = towards.shape[1]
    group, chance = np.full(n, -1, np.int32), np.ones(n, np.float32)
    if crowds is not None and crowds.n_groups > 1:
        group, chance = membership(people_on(towards, told, model, n_axes), crowds)
    traits = traits_from(towards, told, model.prior)
    certain = np.maximum(diagonal(traits.spread, model.q), 0)  # rounding can end below
    return Placed(traits.mean.T, np.sqrt(certain).T, group, chance)


def membership(people: People, crowds: Crowds) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The likeliest group of each person and its chance; -1 where all groups together with what the votes
    say leave none likelier than not."""
    share, _likely = chances(crowds.mixture, blurred(people, crowds.mixture.width))
    groups = np.zeros((crowds.n_groups, people.n))
    for crowd, group in enumerate(crowds.member):
        groups[group] += share[crowd]
    best, chance = groups.argmax(axis=0), groups.max(axis=0)
    return np.where(chance > 0.5, best, -1).astype(np.int32), chance.astype(np.float32)


def _bags(model: Model) -> NDArray[np.float32]:
    """What each of the three votes on each statement adds to the sums of `what_votes_say`."""
    weighted = model.loadings / model.noise[:, None]
    told = precisions(model)
    rows = [np.hstack([(vote - model.average)[:, None] * weighted, told]) for vote in (-1, 0, 1)]
    return np.stack(rows, axis=1).reshape(-1, rows[0].shape[1]).astype(np.float32)


def _sums(table: VoteTable, first: int, end: int, bags: NDArray[np.float32]) -> Floats:
    from scipy.sparse import csr_array

    found = codes(table, first, end)
    starts = (table.indptr[first : end + 1] - table.indptr[first]).astype(np.int32)
    ones = np.ones(len(found), np.float32)
    votes = csr_array((ones, found, starts), shape=(end - first, len(bags)))
    return np.ascontiguousarray((votes @ bags).T, dtype=np.float64)
