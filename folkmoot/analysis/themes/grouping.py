"""Themes and the wider themes they lie in, from the vectors of different texts.

Every text is in a theme: groups too small to be one join the nearest, and nothing is left over. With a limit
on their number the two groups whose joining blurs least become one, until they are few enough.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .communities import Graph, Labels, between, communities, n_neighbours, shared_neighbour_graph
from .neighbours import Vectors, nearest

# A theme finer than plain modularity (1) would have it, and a wider theme coarser, by the same factor.
THEMES, WIDER_THEMES = 2.0, 0.5
# There are at most this many wider themes for the square root of the number of themes: 7 for 20, 13 for 70.
WIDER_PER_ROOT = 1.5
# All pairs of so many groups are compared before the small and the like are joined.
MOST_GROUPS = 4_000
# Fewer different texts than this are one theme.
FEWEST_TEXTS = 4
SMALLEST, SMALLEST_SHARE = 5, 0.001
# Themes that point this much the same way are one, and so are those of which this share of links is common.
ALIKE, OVERLAP = 0.90, 0.70
ROUNDING = 1e-4


@dataclass(frozen=True, slots=True)
class Grouping:
    """`label`: theme of each row, numbered from 0 without gaps; `parent`: the wider theme of each theme."""

    label: Labels
    parent: Labels

    @property
    def n_themes(self) -> int:
        return len(self.parent)


def graph_of(vectors: Vectors, *, seed: int = 0) -> Graph | None:
    """The graph of shared neighbours of rows of length 1; None where they are too few, or all alike."""
    n = len(vectors)
    if n < FEWEST_TEXTS or not vectors.any():
        return None
    return shared_neighbour_graph(nearest(vectors, n_neighbours(n), seed=seed)[0])


def group(graph: Graph | None, vectors: Vectors, *, max_themes: int | None, seed: int = 0) -> Grouping:
    """Themes of the rows of `vectors` (length 1) that `graph` links; at most `max_themes` of them if given.

    Few rows (under 4) are one theme.
    """
    if graph is None:
        return Grouping(np.zeros(len(vectors), np.intp), np.zeros(min(1, len(vectors)), np.intp))
    label = themes_of(graph, vectors, max_themes=max_themes, seed=seed)
    return Grouping(label, _wider(label, graph, vectors, seed))


def themes_of(
    graph: Graph, vectors: Vectors, *, max_themes: int | None, seed: int, runs: int | None = None
) -> Labels:
    """The theme of each row, without the wider themes; `runs` as for `communities`."""
    label = _few_enough(communities(graph, THEMES, seed=seed, runs=runs), vectors, seed)
    label = _join_small(label, graph, vectors, smallest_theme(len(label)))
    if max_themes is not None:
        label = _join_down(label, vectors, max_themes)
    return _join_alike(label, graph, vectors)


def _few_enough(label: Labels, vectors: Vectors, seed: int) -> Labels:
    """Groups of groups, while there are more than all pairs of them can be compared."""
    while label.max() >= MOST_GROUPS:
        middle = _unit(middles(label, vectors)).astype(np.float32)
        wider = communities(graph_of(middle, seed=seed), THEMES, seed=seed, runs=1)
        label = _renumbered(wider[label])
    return label


def _wider(label: Labels, graph: Graph, vectors: Vectors, seed: int) -> Labels:
    """The wider theme of each theme: communities of themes, few enough to take in."""
    parent = communities(between(graph, label), WIDER_THEMES, seed=seed)
    at_most = round(WIDER_PER_ROOT * np.sqrt(len(parent)))
    of_rows = _join_down(parent[label], vectors, max(1, at_most))
    joined = np.zeros(len(parent), np.intp)
    joined[label] = of_rows
    return joined


def centre_rows(vectors: Vectors) -> Vectors:
    """Rows less their mean, of length 1 again: what all texts share tells none of them apart.

    A row that is the mean, but for rounding, becomes nothing.
    """
    apart = vectors - vectors.mean(axis=0)
    length = np.linalg.norm(apart, axis=1, keepdims=True)
    apart[length[:, 0] < ROUNDING] = 0
    return np.divide(apart, length, out=apart, where=length >= ROUNDING)


def smallest_theme(n: int) -> int:
    """How many different texts make a theme: 5, or one in a thousand; a quarter of all when they are few.

    >>> [smallest_theme(n) for n in (4, 8, 20, 4_000, 10_000)]
    [2, 2, 5, 5, 10]
    """
    return min(max(SMALLEST, int(np.ceil(n * SMALLEST_SHARE))), max(2, n // 4))


def middles(label: Labels, vectors: Vectors) -> NDArray[np.float64]:
    """The mean vector of each group: groups x width, not of length 1."""
    from scipy import sparse

    size = np.bincount(label)
    belongs = sparse.csr_matrix((np.ones(len(label), np.float32), label, np.arange(len(label) + 1)))
    return np.asarray(belongs.T @ vectors, dtype=np.float64) / size[:, None]


def _join_small(label: Labels, graph: Graph, vectors: Vectors, smallest: int) -> Labels:
    """Each group under the limit, smallest first, joins the one it has most links with for its size."""
    links = between(graph, label).toarray().astype(np.float64)
    np.fill_diagonal(links, 0)
    size = np.bincount(label).astype(np.float64)
    alike = _unit(middles(label, vectors)) @ _unit(middles(label, vectors)).T
    joined = np.arange(len(size))
    while (small := np.flatnonzero((size > 0) & (size < smallest))).size and (size > 0).sum() > 1:
        one = small[np.argmin(size[small])]
        closeness = np.where(size > 0, links[one] / np.maximum(size, 1) + 1e-6 * alike[one], -np.inf)
        closeness[one] = -np.inf
        other = int(np.argmax(closeness))
        joined[joined == one] = other
        links[other] += links[one]
        links[:, other] += links[:, one]
        links[other, other] = 0
        size[other], size[one] = size[other] + size[one], 0
    return _renumbered(joined[label])


def _join_down(label: Labels, vectors: Vectors, at_most: int) -> Labels:
    """Join the two groups whose joining adds least to the spread within groups, until there are few enough.

    Source: Ward (1963), Hierarchical grouping to optimize an objective function, JASA 58.
    """
    middle, size = middles(label, vectors), np.bincount(label).astype(np.float64)
    if len(size) <= at_most:
        return label
    joined = np.arange(len(size))
    cost = _cost(middle, size, middle, size)
    np.fill_diagonal(cost, np.inf)
    for _step in range(len(size) - at_most):
        one, other = np.unravel_index(int(np.argmin(cost)), cost.shape)
        middle[one] = (middle[one] * size[one] + middle[other] * size[other]) / (size[one] + size[other])
        size[one], size[other] = size[one] + size[other], 0
        joined[joined == other] = one
        cost[one] = cost[:, one] = _cost(middle[[one]], size[[one]], middle, size)[0]
        cost[one, size == 0] = cost[size == 0, one] = np.inf
        cost[one, one] = np.inf
        cost[other] = cost[:, other] = np.inf
    return _renumbered(joined[label])


def _join_alike(label: Labels, graph: Graph, vectors: Vectors) -> Labels:
    """Join, most alike first, until no two groups of all pairs are above the limits."""
    total = middles(label, vectors) * np.bincount(label)[:, None]
    links = between(graph, label).toarray().astype(np.float64)
    joined = np.arange(len(total))
    while len(total) > 1:
        one, other = sorted(_most_alike(total, links))
        if one == other:
            break
        joined[joined == other] = one
        joined[joined > other] -= 1
        links[one] += links[other]
        links[:, one] += links[:, other]
        total[one] += total[other]
        links = np.delete(np.delete(links, other, axis=0), other, axis=1)
        total = np.delete(total, other, axis=0)
    return _renumbered(joined[label])


def _most_alike(total: NDArray[np.float64], links: NDArray[np.float64]) -> tuple[int, int]:
    """The two groups that most exceed a limit; (0, 0) when none does."""
    unit = _unit(total)
    overlap = links / np.maximum(links.sum(axis=1, keepdims=True), 1e-9)
    excess = np.maximum(unit @ unit.T / ALIKE, np.maximum(overlap, overlap.T) / OVERLAP)
    np.fill_diagonal(excess, 0)
    one, other = np.unravel_index(int(np.argmax(excess)), excess.shape)
    return (int(one), int(other)) if excess[one, other] > 1 else (0, 0)


def _cost(
    some: NDArray[np.float64],
    sizes: NDArray[np.float64],
    others: NDArray[np.float64],
    of: NDArray[np.float64],
) -> NDArray[np.float64]:
    weight = sizes[:, None] * of[None, :] / np.maximum(sizes[:, None] + of[None, :], 1)
    squares = (some**2).sum(axis=1)[:, None] + (others**2).sum(axis=1)[None, :] - 2 * some @ others.T
    return np.asarray(weight * np.maximum(squares, 0))


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, length, out=np.zeros_like(rows), where=length > 0)


def _renumbered(label: Labels) -> Labels:
    return np.unique(label, return_inverse=True)[1].astype(np.intp)
