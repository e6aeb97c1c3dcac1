"""From neighbours to groups: a graph of shared neighbours, and communities on which many runs agree.

Two texts are linked when one is among the other's nearest; the link weighs as much as their neighbourhoods
have in common. Communities are where links are dense (modularity). One run of the search is a matter of luck
at the edges, so several are made, each link is weighed by how often its ends stayed together, and the last
run decides.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .neighbours import in_threads

Labels = NDArray[np.intp]
Graph = Any  # scipy.sparse.csr_matrix, symmetric, float32

# Neighbours of a text: twice the logarithm of their number to base 2, since a graph of nearest neighbours
# falls apart when it has fewer than of that order; a quarter of all when they are few.
NEIGHBOURS_PER_DOUBLING = 2.0
FEWEST_NEIGHBOURS = 3
# Ten runs agree where that is quickly done; else as many as go through so many links, three at least, or one.
MOST_RUNS, LINKS_IN_ALL, FEWEST_RUNS = 10, 6_000_000, 3
ROWS_AT_ONCE = 4_096


def n_neighbours(n: int) -> int:
    """How many nearest texts are looked at, for n of them.

    >>> [n_neighbours(n) for n in (4, 20, 100, 10_000, 200_000)]
    [3, 5, 13, 27, 35]
    """
    return int(min(n - 1, round(NEIGHBOURS_PER_DOUBLING * np.log2(n)), max(FEWEST_NEIGHBOURS, n // 4)))


def shared_neighbour_graph(places: NDArray[np.int32]) -> Graph:
    """Link each row with its nearest; weight: what the two have in common of their neighbours and themselves.

    `places`: n x k as from `nearest`. The weight is shared / together (Jaccard), 0 to 1.

    Source: Jarvis and Patrick (1973), Clustering using a similarity measure based on shared near neighbors.

    Row 0 has the neighbourhood {0, 1}, row 1 {0, 1}, row 2 {1, 2}: 0 and 1 have all in common, 1 and 2 one of
    three; 0 and 2 are not among each other's nearest.

    >>> graph = shared_neighbour_graph(np.array([[1], [0], [1]], np.int32)).toarray()
    >>> [[round(float(each), 2) for each in row] for row in graph]
    [[0.0, 1.0, 0.0], [1.0, 0.0, 0.33], [0.0, 0.33, 0.0]]
    """
    from scipy import sparse

    n, k = places.shape
    to = sparse.csr_matrix(
        (np.ones(n * k, np.float32), places.ravel(), np.arange(0, n * k + 1, k)), shape=(n, n)
    )
    linked = to.maximum(to.T).tocsr()
    nearby = (to + sparse.identity(n, dtype=np.float32, format="csr")).tocsr()
    backwards = nearby.T.tocsr()

    def weigh(start: int) -> Graph:
        rows = slice(start, start + ROWS_AT_ONCE)
        return linked[rows].multiply(nearby[rows] @ backwards).tocsr()

    graph = sparse.vstack(in_threads(weigh, range(0, n, ROWS_AT_ONCE)), format="csr", dtype=np.float32)
    graph.data /= 2 * (k + 1) - graph.data
    graph.sort_indices()
    return graph


def communities(graph: Graph, resolution: float, *, seed: int, runs: int | None = None) -> Labels:
    """A number for each row: the community it is in, on which `runs` runs with seeds of their own agree.

    A higher `resolution` gives more and smaller communities; 1 is plain modularity. Without `runs` as many as
    the size allows: from ten for up to some 15,000 rows to one beyond 50,000.

    Sources: Blondel, Guillaume, Lambiotte and Lefebvre (2008), Fast unfolding of communities; Lancichinetti
    and Fortunato (2012), Consensus clustering in complex networks, Scientific Reports 2:336.
    """
    seeds = np.random.default_rng(seed).integers(1 << 31, size=(runs or _runs_for(graph)) + 1)
    if len(seeds) > 2:
        graph = _agreed_links(graph, [_louvain(graph, resolution, int(each)) for each in seeds[1:]])
    return _louvain(graph, resolution, int(seeds[0]))


def between(graph: Graph, labels: Labels) -> Graph:
    """The same links between groups instead of rows; links within a group lie on the diagonal."""
    from scipy import sparse

    belongs = sparse.csr_matrix((np.ones(len(labels), np.float32), labels, np.arange(len(labels) + 1)))
    return (belongs.T @ graph @ belongs).tocsr()


def _runs_for(graph: Graph) -> int:
    runs = min(MOST_RUNS, LINKS_IN_ALL // max(1, graph.nnz))
    return int(runs) if runs >= FEWEST_RUNS else 1


def _agreed_links(graph: Graph, runs: list[Labels]) -> Graph:
    """The links, each multiplied by the share of runs which left its two ends together."""
    row = np.repeat(np.arange(graph.shape[0]), np.diff(graph.indptr))
    together = np.zeros(graph.nnz, np.float32)
    for labels in runs:
        together += labels[row] == labels[graph.indices]
    agreed = graph.copy()
    agreed.data = graph.data * together / len(runs)
    agreed.eliminate_zeros()
    return agreed


def _louvain(graph: Graph, resolution: float, seed: int) -> Labels:
    from sknetwork.clustering import Louvain

    if not graph.nnz:
        return np.arange(graph.shape[0], dtype=np.intp)
    search = Louvain(
        resolution=resolution,
        modularity="newman",
        shuffle_nodes=True,
        return_probs=False,
        return_aggregate=False,
        random_state=seed,
    )
    return np.asarray(search.fit_predict(graph), dtype=np.intp)
