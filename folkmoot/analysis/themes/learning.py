"""From coded texts to the probability of each theme for each text: two steps, one on held-out texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .coded import Coded
from .likeness import Likeness, inner_products
from .logistic import AXES, Axes, fit_themes, logits
from .weighing import PRIOR, Floats, Seen, learn_weighing, weigh

Rows = NDArray[np.int64]

FOLDS = 5
# With fewer coded texts nothing is held out, and the first step is taken as it is.
ENOUGH_TO_HOLD_OUT = 10
# Held-out texts beyond these would not make five weights any surer.
HELD_OUT = 1_500


@dataclass(frozen=True, slots=True)
class Learnt:
    """`probabilities`: the texts asked for x themes. `held_out`: places of coded texts that were held out
    once, and `held_out_probabilities` what was then found for them."""

    probabilities: Floats
    held_out: Rows
    held_out_probabilities: Floats


def learn(likeness: Likeness, coded: Coded, names: Rows, asked: Rows, *, seed: int) -> Learnt:
    """`coded.table` and `names` (rows in `likeness` that hold the names) cover themes that were coded only.

    The name of a theme counts as one more text coded with it.
    """
    from threadpoolctl import threadpool_limits

    # The sums are many and small: threads would wait for each other.
    with threadpool_limits(1):
        return _learn(likeness, coded, names, asked, seed)


def _learn(likeness: Likeness, coded: Coded, names: Rows, asked: Rows, seed: int) -> Learnt:
    learner = _Learner(likeness, coded, names, seed)
    held_out, seen = learner.hold_out()
    weighing = PRIOR
    found = np.zeros((0, len(names)))
    if seen:
        weighing = learn_weighing(seen, [learner.table[fold] for fold in held_out])
        found = np.concatenate([weigh(each, weighing) for each in seen])
    places = np.concatenate(held_out) if held_out else np.zeros(0, np.int64)
    return Learnt(learner.probabilities(asked, weighing), places, found)


class _Learner:
    """The first step, on all coded texts or without some of them."""

    def __init__(self, likeness: Likeness, coded: Coded, names: Rows, seed: int) -> None:
        self._likeness, self._random = likeness, np.random.default_rng(seed)
        self.table = coded.table.astype(np.float64)
        self._n = len(coded.rows)
        taught = likeness.rows(np.concatenate([coded.rows, names]))
        spanning = _spanning(self._n, len(names), self._random)
        self._span = taught[spanning]
        products = inner_products(taught, self._span)
        self._axes = Axes(products[spanning])
        self._places = self._axes.of(products)
        self._like_name = inner_products(taught[: self._n], taught[self._n :])
        self._names = taught[self._n :]
        self._targets = np.vstack([self.table, np.eye(len(names))])
        self._weights = self._fit(np.ones(len(self._targets)), None)

    def _fit(self, weights: Floats, start: Floats | None) -> Floats:
        used = weights > 0
        return fit_themes(self._places[used], self._axes.sizes, self._targets[used], weights[used], start)

    def hold_out(self) -> tuple[list[Rows], list[Seen]]:
        """Each fold of the coded texts in turn, as seen by a learner who did not know it."""
        if self._n < ENOUGH_TO_HOLD_OUT:
            return [], []
        folds = np.array_split(self._random.permutation(self._n), FOLDS)
        enough = np.cumsum([len(fold) for fold in folds]) - len(folds[0]) < HELD_OUT
        kept = [np.sort(fold) for fold, wanted in zip(folds, enough, strict=True) if wanted]
        return kept, [self._without(fold) for fold in kept]

    def _without(self, fold: Rows) -> Seen:
        known = np.ones(len(self._targets))
        known[fold] = 0
        odds = logits(self._places[fold], self._fit(known, self._weights))
        times = known[: self._n] @ self.table
        return Seen(odds, times, self._n - len(fold), self._like_name[fold])

    def probabilities(self, asked: Rows, weighing: Floats) -> Floats:
        times = self.table.sum(0)
        found = np.zeros((len(asked), len(times)))
        pull = self._span.T @ (self._axes.turn @ self._weights[:-1])
        names = self._names.T.toarray().astype(np.float64)
        at = 0
        for rows, description in self._likeness.blocks(asked):
            odds = description @ pull + self._weights[-1]
            like_name = description @ names
            found[at : at + len(rows)] = weigh(Seen(odds, times, self._n, like_name), weighing)
            at += len(rows)
        return found


def _spanning(n: int, n_names: int, random: np.random.Generator) -> Any:
    """Places of the texts that span the axes: all, or of very many coded texts some at random; all names."""
    if n <= AXES:
        return np.arange(n + n_names)
    return np.concatenate([np.sort(random.choice(n, AXES, replace=False)), n + np.arange(n_names)])
