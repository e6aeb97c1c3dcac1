"""The open recipe on a sample of a running conversation: the model, and who is in which group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .counts import count
from .factors import Model
from .open_map import crowds_of, learn
from .positions import of_cells
from .votes import VoteTable


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """`group` follows the people of the table, 0 for the largest, -1 for none; the first `n_axes` axes of the
    model count."""

    model: Model
    n_axes: int
    n_groups: int
    group: NDArray[np.int64]


def learn_openly(table: VoteTable, *, seed: int) -> Learnt:
    """The model and the groups of a table with at least one vote."""
    learnt = learn(table, count(table), seed, lambda done: None)
    crowds = crowds_of(learnt, seed) if learnt.n_axes else None
    group = np.full(table.n_people, -1, np.int64)
    if crowds is None or crowds.n_groups < 2:
        return Learnt(learnt.model, learnt.n_axes, 0, group)
    group[learnt.rows] = of_cells(learnt.cells, learnt.model, crowds, learnt.n_axes).group
    sizes = np.bincount(group[group >= 0], minlength=crowds.n_groups)
    number = np.append(np.argsort(np.argsort(-sizes, kind="stable")), -1)
    return Learnt(learnt.model, learnt.n_axes, crowds.n_groups, number[group])
