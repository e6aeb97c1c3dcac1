"""Weights for listed panels that give every type its target: the middle of all weights that do.

Newton's method on the sum of logarithms of the weights, starting with any weights at all and closing in on
the target step by step (infeasible start: Boyd and Vandenberghe 2004, Convex Optimization, 10.3). When the
target is out of reach of the list, the steps shrink, and their multipliers say which types the list serves
too little.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .solving import Floats

ROUNDS = 30
SHORT = 0.03  # a step shorter than this will not arrive
RIGHT = 1e-11  # in seats


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """`weights` sum to about 1. `exact` when they meet the target; else `lacking` points to what is
    missing."""

    weights: Floats
    exact: bool
    lacking: Floats


def weigh(panels: Floats, target: Floats, weights: Floats) -> Weighing:
    """Weights of panels (rows: counts of each type) whose mean is the target, beginning with these.

    >>> found = weigh(np.eye(2), np.array([0.25, 0.75]), np.array([0.5, 0.5]))
    >>> found.exact, found.weights.round(9).tolist()
    (True, [0.25, 0.75])
    """
    vary = panels.max(axis=0) > panels.min(axis=0)
    rows = np.ascontiguousarray(np.vstack([panels[:, vary].T, np.ones(len(panels))]))
    aim = np.append(target[vary], 1.0)
    lacking = np.zeros(panels.shape[1])
    still_right = not np.any(np.abs(panels[0] - target)[~vary] > 1e-9)
    for _each in range(ROUNDS):
        try:
            multipliers, step = _step(rows, aim, weights)
        except np.linalg.LinAlgError:
            break
        length = min(1.0, 0.95 / max(1e-300, float(-step.min())))
        weights = weights * (1 + length * step)
        if np.abs(aim - rows @ weights).max() < RIGHT:
            return Weighing(weights, still_right, lacking)
        lacking[vary] = -multipliers[:-1]
        if length < SHORT:
            break
    return Weighing(weights, False, lacking)


def _step(rows: Floats, aim: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Multipliers, and the step of each weight as a share of it."""
    from scipy.linalg import cho_factor, cho_solve

    scaled = rows * weights
    normal = scaled @ scaled.T
    normal[np.diag_indices_from(normal)] += 1e-11 * np.trace(normal) / len(normal)
    factor = cho_factor(normal, lower=True, overwrite_a=True, check_finite=False)
    right = 2 * scaled.sum(axis=1) - aim
    found = cho_solve(factor, right, check_finite=False)
    for _each in range(2):
        found += cho_solve(factor, right - scaled @ (weights * (found @ rows)), check_finite=False)
    return found, 1 - weights * (found @ rows)
