"""The model of a vote, and how it is learnt.

    vote = what people say on average + lean + caution x (-average) + position . loading + chance

Lean is how readily a person agrees; caution, how readily they pass, which pulls every vote towards 0.
Both are taken out so that positions hold opinion. People's traits have a normal prior, so that few votes
leave a person in the middle; statements differ in how much of a vote is chance. Learnt by expectation and
maximisation on the votes that were cast: empty cells are unknown, not average.

Source: factor analysis with missing entries, Rubin and Thayer (1982), Psychometrika 47(1); Tipping and
Bishop (1999), Journal of the Royal Statistical Society B 61(3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .cells import Cells
from .counts import Counts
from .symmetric import Stack, add_to_diagonal, diagonal, pairs, place, products, sweep, times

TRAITS = 2
"""Lean and caution come before the axes."""

MEAN_PRIOR = 2.0
"""An average is drawn to 0 as if so many passes had been cast: matters for statements with few votes."""

NOISE_PRIOR = 5.0
"""The share of chance in a statement is drawn to that of all as if from so many votes."""

LOADING_PRIOR = 1.0

ROUNDS = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """`average` and `noise` (variance of chance) a statement; `loadings` statements x (2 traits, then axes);
    `prior` the variance of each trait and axis among people."""

    average: Floats
    noise: Floats
    loadings: Floats
    prior: Floats

    @property
    def q(self) -> int:
        return len(self.prior)

    @property
    def n_axes(self) -> int:
        return self.q - TRAITS

    @property
    def axes(self) -> Floats:
        return self.loadings[:, TRAITS:]


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """What a sample's votes say: `mean` q x n and `spread` (covariances, a stack of n)."""

    mean: Floats
    spread: Stack


def first_model(counts: Counts) -> Model:
    """Averages from everybody's votes, no axes yet."""
    votes = counts.votes
    average = (counts.agree - counts.disagree) / (votes + MEAN_PRIOR)
    everyone = max(int(votes.sum()), 1)
    squares = counts.agree + counts.disagree - 2 * average * (counts.agree - counts.disagree)
    noise = max(float(np.sum(squares + votes * average**2)) / everyone, 0.01)
    loadings = np.column_stack([np.ones(len(votes)), -average])
    return Model(average, np.full(len(votes), noise), loadings, np.full(TRAITS, 0.1))


def precisions(model: Model) -> Floats:
    """Of each statement what a vote on it adds to what is known of a person: m x q(q+1)/2."""
    return products(model.loadings) / model.noise[:, None]


def what_votes_say(cells: Cells, model: Model) -> tuple[Floats, Stack]:
    """Sums over each person's votes: towards the traits (q x n) and how much they tell (a stack)."""
    weighted = model.loadings / model.noise[:, None]
    right = np.hstack([model.average[:, None] * weighted, precisions(model)]).astype(np.float32)
    sums = np.ascontiguousarray((cells.voted @ right).T, dtype=np.float64)
    towards = np.ascontiguousarray((cells.said @ weighted.astype(np.float32)).T, dtype=np.float64)
    return towards - sums[: model.q], sums[model.q :]


def traits_from(towards: Floats, told: Stack, prior: Floats) -> Traits:
    """The posterior of each person's traits; `told` is used up."""
    q = len(prior)
    add_to_diagonal(told, 1 / prior, q)
    sweep(told, q, q)
    np.negative(told, out=told)
    return Traits(times(told, towards), told)


def find_traits(cells: Cells, model: Model) -> Traits:
    return traits_from(*what_votes_say(cells, model), model.prior)


def learn_traits(cells: Cells, model: Model, counts: Counts, rounds: int = 2) -> Model:
    """The spread of lean and caution among people, and averages with both taken out."""
    for _round in range(rounds):
        model = _improved(cells, model, counts)
    return model


def learn_axes(cells: Cells, model: Model, counts: Counts, start: Floats) -> Model:
    """A model with as many axes as `start` (statements x axes) has columns."""
    loadings = np.hstack([model.loadings[:, :TRAITS], start])
    prior = np.concatenate([model.prior[:TRAITS], np.full(start.shape[1], 0.25)])
    model = replace(model, loadings=loadings, prior=prior)
    for _round in range(ROUNDS):
        model = _improved(cells, model, counts)
    return turned(model, counts.votes)


def _improved(cells: Cells, model: Model, counts: Counts) -> Model:
    """One step: find the traits, then loadings, averages and noise that fit them best."""
    traits, q = find_traits(cells, model), model.q
    moments = products(traits.mean.T).T + traits.spread
    right = np.vstack([traits.mean, moments]).astype(np.float32)
    sums = np.asarray(cells.voted.T @ right.T, dtype=np.float64)
    met, moment = sums[:, :q], np.ascontiguousarray(sums[:, q:].T)
    said = np.asarray(cells.said.T @ right[:q].T, dtype=np.float64)
    n, first = counts.votes, counts.agree - counts.disagree
    loadings = _loadings(model, said - model.average[:, None] * met, moment)
    average = (first - np.sum(met * loadings, axis=1)) / (n + MEAN_PRIOR)
    second = counts.agree + counts.disagree
    noise = _noise(second, first, average, loadings, said, met, moment, n)
    loadings[:, 1] = -average
    prior = np.mean(diagonal(moments, q), axis=1)
    return Model(average, noise, loadings, np.maximum(prior, 1e-6))


def _loadings(model: Model, towards: Floats, moment: Stack) -> Floats:
    """The axes' loadings by ridge regression on the traits, statement by statement."""
    q, at = model.q, place(model.q)
    loadings = model.loadings.copy()
    if q == TRAITS:
        return loadings
    axes = range(TRAITS, q)
    left = np.array([moment[at[a, b]] for i, a in enumerate(axes) for b in list(axes)[i:]])
    right = towards[:, TRAITS:].T.copy()
    for i, a in enumerate(axes):
        for b in range(TRAITS):
            right[i] -= moment[at[a, b]] * loadings[:, b]
    size = np.maximum(np.mean(model.axes**2, axis=0), 1e-6)
    add_to_diagonal(left, LOADING_PRIOR * model.noise[None, :] / size[:, None], q - TRAITS)
    sweep(left, q - TRAITS, q - TRAITS)
    loadings[:, TRAITS:] = -times(left, right).T
    return loadings


def _noise(
    second: NDArray[np.int64],
    first: NDArray[np.int64],
    average: Floats,
    loadings: Floats,
    said: Floats,
    met: Floats,
    moment: Stack,
    n: NDArray[np.int64],
) -> Floats:
    """The expected square of what the model leaves of each vote, drawn to the mean over statements."""
    a, b = pairs(loadings.shape[1])
    twice = np.where(a == b, 1.0, 2.0)
    explained = np.sum(loadings * (said - average[:, None] * met), axis=1)
    squares = second - 2 * average * first + n * average**2
    squares += -2 * explained + np.sum(products(loadings) * twice * moment.T, axis=1)
    everyone = np.sum(squares) / max(int(n.sum()), 1)
    return np.maximum((squares + NOISE_PRIOR * everyone) / (n + NOISE_PRIOR), 0.01)


def turned(model: Model, votes: NDArray[np.int64]) -> Model:
    """The same model with axes at right angles, widest first, in units of a vote: along an axis, a step of 1
    changes a typical expected vote by 1. The sign makes the sum of cubed loadings positive."""
    if not model.n_axes:
        return model
    share = votes / max(int(votes.sum()), 1)
    size = (model.axes * share[:, None]).T @ model.axes
    values, vectors = np.linalg.eigh(size)
    root = vectors * np.sqrt(np.maximum(values, 1e-12))
    spread, turn = np.linalg.eigh(root.T @ (model.prior[TRAITS:, None] * root))
    order = np.argsort(-spread, kind="stable")
    turn, spread = turn[:, order], spread[order]
    axes = model.axes @ (vectors / np.sqrt(np.maximum(values, 1e-12))) @ turn
    axes = axes * np.where(np.sum(axes**3 * share[:, None], axis=0) < 0, -1.0, 1.0)
    loadings = np.hstack([model.loadings[:, :TRAITS], axes])
    return replace(
        model, loadings=loadings, prior=np.concatenate([model.prior[:TRAITS], np.maximum(spread, 1e-9)])
    )
