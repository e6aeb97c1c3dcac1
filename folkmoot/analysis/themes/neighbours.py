"""The nearest texts of every text: all pairs compared up to 20,000, beyond that the pairs of neighbouring
cells.

Blocks of the comparison are spread over two threads and each is computed on its own, so that the result does
not depend on how many threads there are.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Places = NDArray[np.int32]

EXACT_UP_TO = 20_000
THREADS = 2
BLOCK = 512
# A cell has about this many texts, and is compared with this many nearest cells: nine in ten true neighbours.
CELL, CELLS_COMPARED = 250, 12
ROUNDS, SAMPLE_OF_A_CELL = 4, 30
# The k-th best of one column in eight is a bar that every one of the true k best clears.
LOOKED_AT_FIRST = 8
NEVER = np.float32(-9)


def nearest(vectors: Vectors, k: int, *, seed: int = 0) -> tuple[Places, Vectors]:
    """The `k` nearest rows of each row by inner product, itself left out, in no order: (places, likeness).

    `vectors`: n x d, rows of length 1. Both results are n x k; `k` is at most n - 1. Up to 20,000 rows exact;
    above, rows are put into cells (k-means, three rounds on a sample) and compared within the twelve nearest
    cells, which finds about 97 in 100 of them.

    Source: cells after the inverted file of Jegou, Douze and Schmid (2011), Product quantization, IEEE TPAMI.

    >>> places, likeness = nearest(np.eye(3, dtype=np.float32)[[0, 0, 1, 1]], 1)
    >>> places.ravel().tolist(), likeness.ravel().tolist()
    ([1, 0, 3, 2], [1.0, 1.0, 1.0, 1.0])
    """
    n = len(vectors)
    if not 0 < k < n:
        raise ValueError(f"{n} texts have at most {n - 1} neighbours each; {k} were asked for.")
    found = np.empty((n, k), np.int32), np.empty((n, k), np.float32)
    if n <= EXACT_UP_TO:
        in_threads(lambda start: _compare_block(vectors, start, found), range(0, n, BLOCK))
    else:
        _compare_cells(vectors, found, seed)
    return found


def in_threads(work: Callable[[int], Any], items: Iterable[int]) -> list[Any]:
    """The results in order of items; two at a time, each computed by one thread alone."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1), ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, items))


def _compare_block(vectors: Vectors, start: int, found: tuple[Places, Vectors]) -> None:
    rows = slice(start, min(start + BLOCK, len(vectors)))
    likeness = vectors[rows] @ vectors.T
    own = np.arange(len(likeness))
    likeness[own, start + own] = NEVER
    found[0][rows], found[1][rows] = best_columns(likeness, found[0].shape[1])


def best_columns(likeness: Vectors, k: int) -> tuple[Places, Vectors]:
    """The k largest columns of each row, and their values, in no order.

    >>> best_columns(np.array([[0.1, 0.9, 0.5]], np.float32), 1)[0].tolist()
    [[1]]
    """
    columns: NDArray[Any] | None = None
    if likeness.shape[1] > 4 * LOOKED_AT_FIRST * k:
        columns, likeness = _above_the_bar(likeness, k)
    best = np.argpartition(-likeness, k - 1, axis=1)[:, :k]
    places = best if columns is None else np.take_along_axis(columns, best, 1)
    return places.astype(np.int32), np.take_along_axis(likeness, best, 1)


def _above_the_bar(likeness: Vectors, k: int) -> tuple[Places, Vectors]:
    """The columns and values of each row that could be among its k best, filled up to equal width."""
    bar = -np.partition(-likeness[:, ::LOOKED_AT_FIRST], k - 1, axis=1)[:, k - 1]
    flat = np.flatnonzero(likeness >= bar[:, None])
    row, column = np.divmod(flat, likeness.shape[1])
    count = np.bincount(row, minlength=len(likeness))
    position = np.arange(len(flat)) - np.repeat(np.cumsum(count) - count, count)
    columns = np.zeros((len(likeness), int(count.max())), np.int32)
    values = np.full(columns.shape, NEVER, np.float32)
    columns[row, position] = column
    values[row, position] = likeness.ravel()[flat]
    return columns, values


def _compare_cells(vectors: Vectors, found: tuple[Places, Vectors], seed: int) -> None:
    centres = _centres(vectors, len(vectors) // CELL, np.random.default_rng(seed))
    cell = _nearest_centre(vectors, centres)
    members = np.argsort(cell, kind="stable")
    ends = np.searchsorted(cell[members], np.arange(len(centres) + 1))
    cells = [members[ends[each] : ends[each + 1]] for each in range(len(centres))]
    close = np.argsort(-(centres @ centres.T), axis=1, kind="stable")

    def compare(number: int) -> None:
        if len(cells[number]):
            others = _enough(cells, number, close[number], found[0].shape[1])
            _compare_with(vectors, cells[number], others, found)

    in_threads(compare, range(len(cells)))


def _enough(cells: list[NDArray[np.intp]], number: int, close: NDArray[np.intp], k: int) -> NDArray[np.intp]:
    """The members of a cell, first, and of its nearest cells: twelve, or more until there are k others."""
    order = [number, *(int(each) for each in close if each != number)]
    taken = CELLS_COMPARED
    while sum(len(cells[each]) for each in order[:taken]) <= k:
        taken += CELLS_COMPARED
    return np.concatenate([cells[each] for each in order[:taken]])


def _compare_with(
    vectors: Vectors, rows: NDArray[np.intp], others: NDArray[np.intp], found: tuple[Places, Vectors]
) -> None:
    those = vectors[others]
    for start in range(0, len(rows), BLOCK):
        these = rows[start : start + BLOCK]
        likeness = vectors[these] @ those.T
        own = np.arange(len(these))
        likeness[own, start + own] = NEVER
        columns, found[1][these] = best_columns(likeness, found[0].shape[1])
        found[0][these] = others[columns]


def _centres(vectors: Vectors, n_cells: int, rng: np.random.Generator) -> Vectors:
    """Middles of cells: some rounds of k-means on a sample, from rows drawn at random."""
    from scipy import sparse

    size = min(len(vectors), n_cells * SAMPLE_OF_A_CELL)
    sample = vectors[np.sort(rng.choice(len(vectors), size, replace=False))]
    centres = sample[np.sort(rng.choice(size, n_cells, replace=False))]
    for _round in range(ROUNDS):
        cell = _nearest_centre(sample, centres)
        belongs = sparse.csr_matrix(
            (np.ones(size, np.float32), cell, np.arange(size + 1)), shape=(size, n_cells)
        )
        total = np.asarray(belongs.T @ sample)
        length = np.linalg.norm(total, axis=1, keepdims=True)
        centres = np.where(length > 0, total / np.maximum(length, 1e-9), centres)
    return centres


def _nearest_centre(vectors: Vectors, centres: Vectors) -> NDArray[np.intp]:
    def block(start: int) -> NDArray[np.intp]:
        return np.argmax(vectors[start : start + 4 * BLOCK] @ centres.T, axis=1)

    return np.concatenate(in_threads(block, range(0, len(vectors), 4 * BLOCK)))
