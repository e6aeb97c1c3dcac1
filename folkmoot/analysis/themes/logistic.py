"""One logistic regression a theme, all solved together, in the space that the coded texts span.

With some hundred coded texts and ten thousand features, the solution is a weighted sum of coded texts; so
the features are first brought to as many axes as there are coded texts, which changes nothing in the result.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# How far the coded texts may pull before the penalty holds: the inverse of its strength. From 10 to 100 the
# result hardly changes; the second step (`weighing`) brings the probabilities to what held-out texts show.
PULL = 30.0
# The base rate of a theme is hardly penalised.
BASE_PENALTY = 0.01
STEPS = 60
# Coded texts beyond these do not add axes, only rows to learn from.
AXES = 1_200
# Axes along which coded texts hardly differ are left out.
THIN = 1e-5


class Axes:
    """The axes that the first coded texts span; `of` brings inner products with them to the axes."""

    def __init__(self, likeness: Floats) -> None:
        sizes, turned = np.linalg.eigh(likeness)
        kept = sizes > THIN * max(sizes[-1], THIN)
        self.sizes: Floats = sizes[kept]
        self.turn: Floats = turned[:, kept] / np.sqrt(self.sizes)

    def of(self, likeness: Floats) -> Floats:
        """Texts x axes, from texts x spanning texts."""
        return likeness @ self.turn


def fit_themes(
    axes: Floats, sizes: Floats, table: Floats, weights: Floats, start: Floats | None = None
) -> Floats:
    """Weights (axes + 1) x themes of the logistic regressions of `table` (texts x themes, 0 or 1) on `axes`.

    The last row is the base rate. `weights`: how much each text counts. `start`: where to begin. The steps
    are counted, not timed, and stretched by the expected curvature, so the result is the same each time.

    Source: Cox (1958), JRSS B 20(2); solver: Byrd, Lu, Nocedal and Zhu (1995), SIAM J. Sci. Comput. 16(5).
    """
    from scipy.optimize import minimize

    share = np.clip(weights @ table / weights.sum(), 1e-3, 0.5)
    stretch = _stretch(sizes, share * (1 - share), float(weights.sum()))
    begin = np.zeros(stretch.shape) if start is None else start
    if start is None:
        begin[-1] = np.log(share / (1 - share))
    loss = _Loss(axes, table, weights, stretch)
    found = minimize(loss, (begin * stretch).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return np.asarray(found.x.reshape(stretch.shape) / stretch)


def logits(axes: Floats, weights: Floats) -> Floats:
    """Log odds, texts x themes."""
    return axes @ weights[:-1] + weights[-1]


def _stretch(sizes: Floats, curvature: Floats, n: float) -> Floats:
    along = PULL * sizes[:, None] * curvature + 1
    base = PULL * n * curvature + BASE_PENALTY
    return np.sqrt(np.vstack([along, base]))


class _Loss:
    """Penalised log loss of all themes together and its slope, in stretched weights."""

    def __init__(self, axes: Floats, table: Floats, weights: Floats, stretch: Floats) -> None:
        self._axes, self._table, self._stretch = axes, table, stretch
        self._weights = weights[:, None]
        self._penalty = np.ones(stretch.shape)
        self._penalty[-1] = BASE_PENALTY

    def __call__(self, stretched: Floats) -> tuple[float, Any]:
        weights = stretched.reshape(self._stretch.shape) / self._stretch
        odds = logits(self._axes, weights)
        small = np.exp(-np.abs(odds))
        losses = np.maximum(odds, 0) + np.log1p(small) - self._table * odds
        excess = self._weights * (np.where(odds >= 0, 1, small) / (1 + small) - self._table)
        slope = PULL * np.vstack([self._axes.T @ excess, excess.sum(0)]) + self._penalty * weights
        loss = PULL * float((self._weights * losses).sum()) + 0.5 * float((self._penalty * weights**2).sum())
        return loss, (slope / self._stretch).ravel()
