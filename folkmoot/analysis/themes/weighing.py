"""The second step: from log odds of single themes to probabilities that hold on texts nobody has coded.

Held-out coded texts show how far the first step can be trusted. Four things are weighed, the same for every
theme: the theme's own log odds, those of its strongest rival in the same text (most texts have one theme, so
a strong rival speaks against it), how often the theme was coded, and how alike the text is to its name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Before anything is seen: the log odds as they are, nothing else. The penalty is that of a unit normal.
PRIOR = np.array([1.0, 0.0, 0.0, 0.0, 0.0])
# The steps of Newton's method; five are enough, as the loss is convex in five weights.
STEPS = 25


@dataclass(frozen=True, slots=True)
class Seen:
    """Log odds (texts x themes), how often each of `n` texts had the theme, likeness to the themes' names."""

    odds: Floats
    times: Floats
    n: int
    like_name: Floats

    def evidence(self) -> Floats:
        """(texts x themes) x 5: own log odds, strongest rival's, log base rate, likeness to the name, one."""
        rate = np.broadcast_to(np.log((self.times + 0.5) / (self.n + 1)), self.odds.shape)
        columns = (self.odds, rivals(self.odds), rate, self.like_name, np.ones(self.odds.shape))
        return np.stack([column.ravel() for column in columns], axis=1)


def rivals(odds: Floats) -> Floats:
    """The highest log odds among the other themes of the same text; 0 where there is only one theme.

    >>> rivals(np.array([[3.0, 1.0, -2.0]])).tolist()
    [[1.0, 3.0, 3.0]]
    """
    if odds.shape[1] < 2:
        return np.zeros(odds.shape)
    first = odds.argmax(1)
    second, best = np.partition(odds, -2, axis=1)[:, -2:].T
    found = np.broadcast_to(best[:, None], odds.shape).copy()
    found[np.arange(len(odds)), first] = second
    return found


def learn_weighing(seen: list[Seen], tables: list[Floats]) -> Floats:
    """The five weights, by logistic regression over all held-out texts and themes.

    Source: stacking, Wolpert (1992), Neural Networks 5(2), and Platt (1999), with few weights shared by all
    themes so that some dozen coded texts suffice; solved by Newton's method.
    """
    evidence = np.concatenate([each.evidence() for each in seen])
    truth = np.concatenate([table.ravel() for table in tables])
    middle = evidence[:, 1:4].mean(0)
    evidence[:, 1:4] -= middle
    weights = PRIOR.copy()
    for _step in range(STEPS):
        weights, moved = _newton(evidence, truth, weights)
        if moved < 1e-9:
            break
    weights[4] -= middle @ weights[1:4]
    return weights


def _newton(evidence: Floats, truth: Floats, weights: Floats) -> tuple[Floats, float]:
    p = probability(evidence @ weights)
    slope = evidence.T @ (p - truth) + (weights - PRIOR)
    curvature = (evidence * (p * (1 - p))[:, None]).T @ evidence + np.eye(len(weights))
    move = np.linalg.solve(curvature, slope)
    # A step so long leaves the region where the curvature holds.
    move *= min(1.0, 2.0 / max(float(np.abs(move).max()), 1e-12))
    return weights - move, float(np.abs(move).max())


def weigh(seen: Seen, weights: Floats) -> Floats:
    """Probabilities, texts x themes."""
    return probability((seen.evidence() @ weights).reshape(seen.odds.shape))


def probability(odds: Floats) -> Floats:
    """From log odds.

    >>> probability(np.array([0.0, -800.0])).tolist()
    [0.5, 0.0]
    """
    small = np.exp(-np.abs(odds))
    return np.asarray(np.where(odds >= 0, 1, small) / (1 + small))
