"""How far each theme is there again when one text in ten is left out and everything is grouped anew."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .communities import Graph, Labels
from .grouping import themes_of
from .neighbours import Vectors

KEPT = 0.9
TIMES, TIMES_UP_TO = 5, 1_000_000
FEW_TIMES, FEW_TIMES_UP_TO = 2, 6_000_000


def stability(
    graph: Graph | None,
    vectors: Vectors,
    label: Labels,
    *,
    max_themes: int | None,
    seed: int = 0,
    step: Callable[[int], None] | None = None,
) -> NDArray[np.float64]:
    """For each theme, 0 (as good as chance) to 1 (always the same): the mean over subsamples of 90 %.

    In each subsample the theme is compared with the group that resembles it most: texts in both over texts in
    either (Jaccard), less what a group of that size would share by chance, of what it could be above chance.
    Five subsamples, two for very many texts, one beyond. Links are kept, so what is tested is the grouping.
    `step(done)` is called after each.

    Source: Hennig (2007), Cluster-wise assessment of cluster stability, Computational Statistics and Data
    Analysis 52; the correction for chance is ours.
    """
    n_themes = int(label.max()) + 1 if len(label) else 0
    if graph is None or n_themes == 1:
        return np.ones(n_themes)
    scores = []
    for done, rng in enumerate(np.random.default_rng(seed).spawn(n_subsamples(graph)), start=1):
        kept = np.sort(rng.choice(len(label), max(2, round(KEPT * len(label))), replace=False))
        part = graph[kept][:, kept]
        seed_again = int(rng.integers(1 << 31))
        again = themes_of(part, vectors[kept], max_themes=max_themes, seed=seed_again, runs=1)
        scores.append(found_again(label[kept], again, n_themes))
        if step:
            step(done)
    seen = ~np.isnan(scores)
    return np.asarray(np.nansum(scores, axis=0) / np.maximum(seen.sum(axis=0), 1))


def n_subsamples(graph: Graph | None) -> int:
    """How many times the grouping is repeated for a graph of this size."""
    if graph is None:
        return 0
    if graph.nnz <= TIMES_UP_TO:
        return TIMES
    return FEW_TIMES if graph.nnz <= FEW_TIMES_UP_TO else 1


def found_again(label: Labels, again: Labels, n_themes: int) -> NDArray[np.float64]:
    """For each theme the best agreement with a group of the second labelling, corrected for chance, 0 to 1.

    nan for a theme with no text in the sample.

    Ten texts; theme 0 has four, of which three are together in a group of three: 3 of 4 texts in either, .75.
    By chance 4 x 3 / 10 = 1.2 would be shared, of 5.8 in either: .207. So (.75 - .207) / (1 - .207) = .685.

    >>> themes, again = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1], [0, 0, 0, 1, 1, 1, 1, 1, 1, 1]
    >>> found_again(np.array(themes), np.array(again), 2).round(3).tolist()
    [0.685, 0.727]
    """
    pairs = np.zeros((n_themes, int(again.max()) + 1))
    np.add.at(pairs, (label, again), 1)
    size, other, n = pairs.sum(axis=1)[:, None], pairs.sum(axis=0)[None, :], len(label)
    chance = size * other / n
    by_chance = chance / np.maximum(size + other - chance, 1e-9)
    jaccard = pairs / np.maximum(size + other - pairs, 1e-9)
    room = 1 - by_chance
    corrected = np.divide(jaccard - by_chance, room, out=np.ones_like(room), where=room > 1e-9)
    best = np.clip(corrected.max(axis=1), 0, 1)
    return np.where(size[:, 0] > 0, best, np.nan)
