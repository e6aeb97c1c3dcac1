"""How evenly a lottery spreads its chances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True, slots=True)
class Evenness:
    """`gini` is 0 where all chances are equal and near 1 where few people have nearly all; `geometric_mean`
    is 0 as soon as one chance is."""

    lowest: float
    highest: float
    mean: float
    gini: float
    geometric_mean: float

    def explain(self) -> str:
        return (
            f"Chances run from {self.lowest:.4f} to {self.highest:.4f}; Gini {self.gini:.3f}, geometric mean "
            f"{self.geometric_mean:.4f}."
        )


def evenness(chances: ArrayLike) -> Evenness:
    """Lowest, highest and mean chance, Gini coefficient and geometric mean. Raises ValueError without people.

    Source: Flanigan, B. et al. (2021), "Fair algorithms for selecting citizens' assemblies", Nature 596,
    548-552, which compares lotteries by these figures.

    >>> found = evenness([0.1, 0.1, 0.4])
    >>> round(found.gini, 4), round(found.geometric_mean, 4)
    (0.3333, 0.1587)
    >>> evenness([0.2, 0.2]).gini
    0.0
    """
    share = np.sort(np.asarray(chances, dtype=np.float64))
    if not len(share):
        raise ValueError("There are no chances to compare; give one for each person.")
    n, mean = len(share), float(share.mean())
    gini = float((2 * np.arange(1, n + 1) - n - 1) @ share) / (n * n * mean) if mean else 0.0
    positive = share[0] > 0
    geometric = float(np.exp(np.log(share).mean())) if positive else 0.0
    return Evenness(float(share[0]), float(share[-1]), mean, max(gini, 0.0), geometric)
