"""Rows that are nearly the same, gathered without comparing every pair.

Each row is given a few draws of one of its values (minhash). Rows that draw alike meet in a bucket and are
compared with the head of that bucket only, exactly: 5,000 copies of a letter cost some 5,000 comparisons, and
a head that is no true copy, such as two letters sent as one, spoils one draw of many.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from folkmoot.analysis.themes.shingles import Rows, each_once, spread
from folkmoot.analysis.themes.wording import Numbers, Places, ends_of, stir, weights

# Rows that share 0.6 of the longer, each as long, miss one another in all draws once in 850: 0.57 to the
# 12th.
DRAWS = 12
# In 99 of 100 such pairs two draws or more are alike; most of the others are not looked at.
# over.
USUALLY_ALIKE, ALIKE_DRAWS = 0.6, 2
# Values compared at a time, so that memory does not grow with the number of pairs.
AT_A_TIME = 4_000_000


def gather(rows: Rows, lengths: Places, preferred: Places, *, alike: float, at_least: int) -> Places:
    """The group of each row: the smallest row number in it, itself where a row stands alone.

    Two rows are linked that share at least `at_least` values and `alike` of the longer; `lengths` may count
    values that are not in `rows`. The most `preferred` row of a bucket is its head, the first among equals.

    Source: minwise hashing, Broder, A. (1997), On the resemblance and containment of documents.

    >>> rows = Rows(np.array([0, 1, 2, 3, 0, 1, 2, 4, 5, 6]), np.array([0, 4, 8, 10]))
    >>> gather(rows, rows.counts(), np.ones(3, dtype=np.int64), alike=0.6, at_least=3).tolist()
    [0, 0, 2]
    """
    worth = np.flatnonzero(rows.counts() >= at_least)
    if not len(worth):
        return np.arange(rows.n)
    one, other = _met(rows, worth, preferred, ALIKE_DRAWS if alike >= USUALLY_ALIKE else 1)
    shared = in_common(rows, one, other)
    linked = (shared >= at_least) & (shared >= alike * np.maximum(lengths[one], lengths[other]))
    return _connected(one[linked], other[linked], rows.n)


def in_common(rows: Rows, one: Places, other: Places) -> Places:
    """How many values two rows share, pair by pair."""
    if not len(one):
        return np.zeros(0, dtype=np.int64)
    width = int(rows.values.max()) + 1
    known = rows.row_of_value() * np.int64(width) + rows.values
    steps = ends_of(rows.counts()[one])
    cuts = np.searchsorted(steps, np.arange(AT_A_TIME, steps[-1], AT_A_TIME))
    bounds = np.unique(np.concatenate([[0], cuts, [len(one)]]))
    parts = [
        _in_common(rows, known, width, one[start:stop], other[start:stop]) for start, stop in pairwise(bounds)
    ]
    return np.concatenate(parts)


def _in_common(rows: Rows, known: Places, width: int, one: Places, other: Places) -> Places:
    counts = rows.counts()[one]
    asked = np.repeat(other * np.int64(width), counts) + rows.values[spread(rows.first[one], counts)]
    place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    pair = np.repeat(np.arange(len(one)), counts)
    return np.bincount(pair[known[place] == asked], minlength=len(one))


def _met(rows: Rows, worth: Places, preferred: Places, least_draws: int) -> tuple[Places, Places]:
    """Pairs of a row and the head of one of its buckets, each once, that drew alike at least so many
    times."""
    order = worth[np.lexsort((worth, -preferred[worth]))]
    numbers = weights(int(rows.values.max()) + 1, 4)
    drawn = [_draw(rows, numbers, draw) for draw in weights(DRAWS, 5)]
    met = each_once(np.concatenate([_heads(each[order], order, rows.n) for each in drawn]))
    one, other = met % rows.n, met // rows.n
    alike = sum((each[one] == each[other]).astype(np.int8) for each in drawn)
    return one[alike >= least_draws], other[alike >= least_draws]


def _draw(rows: Rows, numbers: Numbers, draw: np.uint64) -> Numbers:
    """The smallest of the row's values, in an order of values that the draw decides."""
    mixed = stir(numbers * draw)[rows.values]
    starts = rows.first[:-1]
    full = rows.counts() > 0
    smallest = np.zeros(rows.n, dtype=np.uint64)
    smallest[full] = np.minimum.reduceat(mixed, starts[full])
    return smallest


def _heads(drawn: Numbers, order: Places, n: int) -> Places:
    """Each row with the first of those that drew the same, as head times n plus row."""
    _, first, bucket = np.unique(drawn, return_index=True, return_inverse=True)
    head = order[first[bucket]]
    return (head * n + order)[head != order]


def _connected(one: Places, other: Places, n: int) -> Places:
    """The smallest number in the part of the graph that each belongs to."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(n, n))
    _, part = connected_components(graph, directed=False)
    _, first = np.unique(part, return_index=True)
    return first[part]
