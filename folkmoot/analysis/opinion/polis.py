"""The map as the published recipe of Polis draws it, to compare with: same numbers, without its chances.

Empty cells take the statement's average and averages are taken out, so that an empty cell is exactly 0 and
stays unwritten. Two components; a person stands at the sum over their votes of (vote - average) x loading,
times the root of (statements / votes cast). k-means into two to five groups, the best silhouette decides.

What the recipe leaves to chance is decided here by the votes: where k-means starts, and the sign of the
axes. Its steps in between (a hundred small clusters, a number of groups that waits for four updates) serve
speed and calm in a running conversation and are left out: they make the result depend on who came first.

Source: Small et al. (2021), Polis: Scaling deliberation by mapping high dimensional opinion spaces, Recerca
26(2). Facts of the recipe only; positions agree with red-dwarf 0.4.0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .plane_groups import best_groups
from .votes import VoteTable

Progress = Callable[[int, int], None]
Floats = NDArray[np.float64]

VOTES_TO_COUNT = 7
PEOPLE_AT_LEAST = 15
MOST_GROUPS = 5
SMALL = 48
"""Up to so many statements the components come from the whole table of products."""


@dataclass(frozen=True, slots=True, eq=False)
class PolisPlane:
    """Rows follow the people, columns of `loadings` the two axes, its rows the statements.

    `group` is -1 for people with too few votes to be grouped; `silhouettes` stand for 2, 3 ... groups.
    `share` is the part of all variance that each axis holds. `spread` is the standard error of a position,
    as each answer might by chance have fallen otherwise. It is much the same after few votes as after many:
    the recipe stretches few votes outwards, and what they lack does not show. `noise` is the variance of the
    votes on each statement; a `step` of 1 along an axis changes the expected vote by that times the loading.
    """

    average: Floats
    noise: Floats
    loadings: Floats
    step: Floats
    share: Floats
    positions: Floats
    spread: Floats
    group: NDArray[np.int64]
    silhouettes: tuple[float, ...]

    @property
    def n_groups(self) -> int:
        return int(self.group.max(initial=-1)) + 1

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        if not self.n_groups:
            return "Fewer than three people, or all stand in one place: the recipe of Polis finds no groups."
        scores = ", ".join(f"{score:.2f} for {k}" for k, score in enumerate(self.silhouettes, 2))
        return (
            f"The recipe of Polis finds {self.n_groups} groups; it always finds at least two. "
            f"Silhouettes: {scores}."
        )


def polis_plane(table: VoteTable, *, progress: Progress | None = None) -> PolisPlane:
    """The published recipe on a table of votes.

    Deterministic; neither the order of rows nor the numbers of people and statements matter beyond rounding.

    >>> from .votes import read_votes
    >>> people, statements = np.repeat(np.arange(6), 2), np.tile([0, 1], 6)
    >>> plane = polis_plane(read_votes(people, statements, [1, 1, 1, 0, 1, 1, -1, -1, -1, -1, 0, -1]))
    >>> plane.n_groups, plane.group.tolist()
    (2, [0, 0, 0, 1, 1, 1])
    """
    say = progress or (lambda done, total: None)
    centred, average = _centred(table)
    say(1, 4)
    loadings, share = _components(centred)
    say(2, 4)
    noise = _noise(table, centred)
    positions, spread, step = _place(table, centred, loadings, noise)
    say(3, 4)
    group, silhouettes = _groups(table, positions)
    say(4, 4)
    return PolisPlane(average, noise, loadings, step, share, positions, spread, group, silhouettes)


def _centred(table: VoteTable) -> tuple[Any, Floats]:
    """Votes less the average of their statement, as a sparse matrix; and the averages."""
    from scipy.sparse import csr_array

    votes = np.bincount(table.indices, minlength=table.n_statements)
    sums = np.bincount(table.indices, table.values, minlength=table.n_statements)
    average = sums / np.maximum(votes, 1)
    kind = np.float64 if table.n_votes < 1 << 22 else np.float32
    values = table.values - average.astype(kind)[table.indices]
    wide = np.int32 if table.n_votes < 1 << 31 else np.int64
    cells = (values, table.indices.astype(wide), table.indptr.astype(wide))
    return csr_array(cells, shape=(table.n_people, table.n_statements)), average


def _components(centred: Any) -> tuple[Floats, Floats]:
    """The two strongest axes (statements x 2) and the part of the variance each holds."""
    n_statements = centred.shape[1]
    whole = float(np.square(centred.data, dtype=np.float64).sum())
    if whole < 1e-9:
        return np.zeros((n_statements, 2)), np.zeros(2)
    values, vectors = _whole(centred) if n_statements <= SMALL else _strongest(centred)
    found = np.zeros((n_statements, 2))
    kept = values[:2] > 1e-9 * whole
    found[:, : len(kept)] = np.where(kept, vectors[:, :2], 0)
    share = np.zeros(2)
    share[: len(kept)] = np.where(kept, values[:2], 0) / whole
    heaviest = found[np.argmax(np.abs(found), axis=0), [0, 1]]
    return found * np.where(heaviest < 0, -1.0, 1.0), share


def _whole(centred: Any) -> tuple[Floats, Floats]:
    values, vectors = np.linalg.eigh(np.asarray((centred.T @ centred).todense(), np.float64))
    return values[::-1], vectors[:, ::-1]


def _strongest(centred: Any) -> tuple[Floats, Floats]:
    """By Lanczos steps on products with the sparse matrix; the start is fixed."""
    from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh

    size, kind = centred.shape[1], centred.dtype
    turned = centred.T.tocsr() if centred.nnz < 1 << 24 else centred.T
    products = LinearOperator(
        (size, size), matvec=lambda vector: turned @ (centred @ vector.astype(kind)), dtype=kind
    )
    start = np.random.default_rng(0).standard_normal(size).astype(kind)
    try:
        values, vectors = eigsh(products, k=2, v0=start, tol=1e-10 if kind == np.float64 else 1e-6)
    except ArpackNoConvergence:
        return _whole(centred)
    return values[::-1].astype(np.float64), vectors[:, ::-1].astype(np.float64)


def _noise(table: VoteTable, centred: Any) -> Floats:
    """The variance of the votes on each statement."""
    cast = np.bincount(table.indices, minlength=table.n_statements)
    squares = np.bincount(table.indices, np.square(centred.data), minlength=table.n_statements)
    return squares / np.maximum(cast, 1)


def _place(table: VoteTable, centred: Any, loadings: Floats, noise: Floats) -> tuple[Floats, Floats, Floats]:
    """Positions and their standard errors, both people x 2, and how far a step along each axis carries a
    vote: the slope of all votes on positions times loadings."""
    kind, stretch = centred.dtype, np.sqrt(table.n_statements / np.diff(table.indptr))[:, None]
    sums = np.asarray(centred @ loadings.astype(kind), np.float64)
    voted = type(centred)((np.ones_like(centred.data), centred.indices, centred.indptr), shape=centred.shape)
    squares = np.hstack([noise[:, None] * loadings**2, loadings**2])
    chance, reach = np.hsplit(np.asarray(voted @ squares.astype(kind), np.float64), 2)
    positions = sums * stretch
    met = (positions**2 * reach).sum(axis=0)
    step = (positions * sums).sum(axis=0) / np.where(met > 0, met, 1)
    return positions, np.sqrt(chance) * stretch, step


def _groups(table: VoteTable, positions: Floats) -> tuple[NDArray[np.int64], tuple[float, ...]]:
    """Groups of those with enough votes; -1 for the others."""
    counted = who_counts(np.diff(table.indptr), table.n_statements)
    found, silhouettes = best_groups(positions[counted], MOST_GROUPS)
    group = np.full(table.n_people, -1, np.int64)
    group[counted] = found
    return group, silhouettes


def who_counts(votes: NDArray[np.int64], n_statements: int) -> NDArray[np.bool_]:
    """People with at least seven votes, or one on each statement where there are fewer; if these are fewer
    than fifteen people, those with most votes until they are, all who are equal with the last among them.

    >>> who_counts(np.array([9, 7, 6]), 100).tolist(), who_counts(np.array([8] * 15 + [6]), 100).sum()
    ([True, True, True], np.int64(15))
    """
    enough = min(VOTES_TO_COUNT, n_statements)
    if np.sum(votes >= enough) < PEOPLE_AT_LEAST and len(votes):
        enough = min(enough, int(np.sort(votes)[::-1][:PEOPLE_AT_LEAST][-1]))
    return votes >= enough
