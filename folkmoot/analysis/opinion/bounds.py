"""What a share is at least, and whether groups differ by more than chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SURE = 1.6448536269514722
"""One-sided 95 %."""


def at_least(share_of: NDArray[np.int64], out_of: NDArray[np.int64]) -> Floats:
    """The lower bound of a share, wrong in at most about one of twenty; 0 of nobody.

    Wilson (1927), Journal of the American Statistical Association 22(158), one-sided. The smallest of the
    bounds of several groups is as sure a bound of the smallest share as each is of its own.

    >>> at_least(np.array([8, 80, 0]), np.array([10, 100, 0])).round(3).tolist()
    [0.541, 0.727, 0.0]
    """
    n = np.maximum(out_of, 1)
    share = share_of / n
    middle = share + SURE**2 / (2 * n)
    reach = SURE * np.sqrt(share * (1 - share) / n + SURE**2 / (4 * n**2))
    return np.where(out_of > 0, np.maximum(middle - reach, 0) / (1 + SURE**2 / n), 0.0)


def chance_of(counts: NDArray[np.int64]) -> Floats:
    """How often groups that think alike would differ as much: answers x groups x statements in, one number
    a statement out. Pearson's chi-square; 1 where there is nothing to compare.

    >>> counts = np.array([[[30, 30], [10, 29]], [[10, 10], [30, 11]]])
    >>> chance_of(counts).round(5).tolist()
    [1e-05, 0.79942]
    """
    from scipy.special import gammaincc

    by_answer, by_group = counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    expected = by_answer * by_group / np.maximum(by_group.sum(axis=1, keepdims=True), 1)
    squares = np.where(expected > 0, (counts - expected) ** 2 / np.maximum(expected, 1e-12), 0.0)
    freedom = (np.sum(by_answer > 0, axis=0) - 1) * (np.sum(by_group > 0, axis=1) - 1)
    degrees = np.maximum(freedom.ravel(), 1)
    found = gammaincc(degrees / 2, squares.sum(axis=(0, 1)) / 2)
    return np.where(freedom.ravel() > 0, found, 1.0)


def beyond_chance(chances: Floats, level: float = 0.05) -> NDArray[np.bool_]:
    """Which of many findings to keep so that at most a share `level` of those kept are chance.

    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57(1).

    >>> beyond_chance(np.array([0.001, 0.04, 0.03, 0.9])).tolist()
    [True, False, False, False]
    """
    order = np.argsort(chances, kind="stable")
    passed = chances[order] <= level * np.arange(1, len(chances) + 1) / max(len(chances), 1)
    kept = np.zeros(len(chances), bool)
    if passed.any():
        kept[order[: int(np.flatnonzero(passed)[-1]) + 1]] = True
    return kept
