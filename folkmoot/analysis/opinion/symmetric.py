"""Many small symmetric matrices at once, each stored as its upper triangle: one row of numbers an entry.

A stack of n matrices of q x q is an array of q(q+1)/2 x n. Numpy then works along n, where its speed lies.
The sweep operator is that of Goodnight (1979), The American Statistician 33(3).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Stack = NDArray[np.float64]


@lru_cache
def place(q: int) -> dict[tuple[int, int], int]:
    """Where entry (a, b) of a q x q matrix is stored."""
    pairs = [(a, b) for a in range(q) for b in range(a, q)]
    return {pair: at for at, (a, b) in enumerate(pairs) for pair in ((a, b), (b, a))}


@lru_cache
def pairs(q: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row and column of each stored entry, in order."""
    return np.triu_indices(q)


def products(columns: NDArray[Any]) -> NDArray[Any]:
    """Of each row of n x q: all products of two entries, n x q(q+1)/2."""
    a, b = pairs(columns.shape[1])
    return columns[:, a] * columns[:, b]


def sweep(stack: Stack, pivots: int, q: int) -> NDArray[np.float64]:
    """Sweep the first `pivots` rows in place. All of them turn the stack into minus its inverse; fewer leave
    in the rest what remains when the first ones are taken out (the Schur complement). The determinants of the
    rows taken out come back."""
    at = place(q)
    size = np.ones(stack.shape[1])
    for k in range(pivots):
        size *= stack[at[k, k]]
        pivot = 1.0 / stack[at[k, k]]
        others = [a for a in range(q) if a != k]
        scaled = {a: stack[at[a, k]] * pivot for a in others}
        for i, a in enumerate(others):
            for b in others[i:]:
                stack[at[a, b]] -= scaled[a] * stack[at[b, k]]
        for a in others:
            stack[at[a, k]] = scaled[a]
        stack[at[k, k]] = -pivot
    return size


def times(stack: Stack, vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each matrix times its vector: vectors and result are q x n."""
    q, at = len(vectors), place(len(vectors))
    found = np.empty_like(vectors)
    for a in range(q):
        found[a] = stack[at[a, 0]] * vectors[0]
        for b in range(1, q):
            found[a] += stack[at[a, b]] * vectors[b]
    return found


def add_to_diagonal(stack: Stack, values: NDArray[Any], q: int) -> None:
    """Add one number (or one row of n numbers) to each diagonal entry, in place."""
    at = place(q)
    for a in range(len(values)):
        stack[at[a, a]] += values[a]


def diagonal(stack: Stack, q: int) -> NDArray[np.float64]:
    """The diagonal entries, q x n."""
    return stack[[place(q)[a, a] for a in range(q)]]
