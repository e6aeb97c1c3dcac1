"""What weights are, how far they reach, and what they cost."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import numpy as np

from .margins import Margin, said


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A weight for each person, in their order, with a mean of 1.

    `margin_errors` is, by variable and category, the share achieved minus the share wanted (0.01 is one
    percentage point). `warnings` are sentences. `base` are the weights started from, with a mean of 1;
    `margins` is what `interval` needs of the margins.
    """

    weights: np.ndarray
    converged: bool
    iterations: int
    margin_errors: Mapping[Hashable, Mapping[Hashable, float]]
    warnings: tuple[str, ...]
    base: np.ndarray
    bounds: tuple[float, float] | None = None
    margins: tuple[Margin, ...] = field(default=(), repr=False)

    @property
    def n(self) -> int:
        return len(self.weights)

    @property
    def effective_size(self) -> float:
        """How many people weighted alike would tell as much: the square of the sum of weights over the sum
        of their squares (Kish 1965, Survey Sampling, section 11.2)."""
        return effective_size(self.weights)

    @property
    def design_effect(self) -> float:
        """How many times the weights widen what chance can do: people over effective size. 1 is the least."""
        return self.n / self.effective_size

    @property
    def largest_error(self) -> float:
        return max(
            (abs(error) for each in self.margin_errors.values() for error in each.values()), default=0.0
        )

    @property
    def at_bounds(self) -> int:
        """How many weights are held by a bound."""
        return 0 if self.bounds is None else n_at_bounds(self.weights / self.base, *self.bounds)

    def explain(self) -> str:
        """One English sentence for logs and tests; reports have their own words."""
        names = ", ".join(said(name) for name in self.margin_errors)
        met = "met" if self.converged else f"missed by up to {self.largest_error * 100:.2g} percentage points"
        return (
            f"{self.n} people weighted by {names}: margins {met} after {self.iterations} rounds, weights "
            "from "
            f"{self.weights.min():.2f} to {self.weights.max():.2f}, worth {self.effective_size:.0f} people "
            f"weighted alike (design effect {self.design_effect:.2f})"
        )


def effective_size(weights: np.ndarray) -> float:
    """Kish's effective size.

    >>> effective_size(np.array([1.0, 1.0, 2.0]))  # (1+1+2)^2 / (1+1+4)
    2.6666666666666665
    """
    squares = float(weights @ weights)
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def n_at_bounds(ratios: np.ndarray, low: float, high: float) -> int:
    return int(np.count_nonzero((ratios <= low * (1 + 1e-9)) | (ratios >= high * (1 - 1e-9))))
