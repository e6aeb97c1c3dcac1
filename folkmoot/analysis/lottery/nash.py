"""Nash: the product of all chances as large as it can be (equally, their geometric mean).

One interior-point method for both reaches: maximise a sum of logarithms under equations and bounds, all in
dense arrays whose size is the number of equations. Source of the method: Mehrotra (1992), SIAM J.
Optimization 2(4), without its predictor; of the rule: Flanigan and others (2021), Nature 596, supplement.
"""

from __future__ import annotations

import numpy as np

from .pools import Pool
from .reach import Mixed
from .solving import Floats

ROUNDS = 200
SMALLEST = 1e-15  # product of a bound's room and its price, on average
STUCK = 1e-9
GAP = 1e-9


def nash_relaxed(pool: Pool, inside: np.ndarray) -> Floats:
    """The chance of each type where targets hold on average; types that are not inside have 0."""
    matrix, lower, upper = pool.constraints()
    size, n = pool.type_size[inside].astype(float), int(inside.sum())
    most = pool.type_most[inside].astype(float)
    room = (upper - lower).astype(float)
    ranged = np.flatnonzero(room > 0)
    slack = np.zeros((len(matrix), len(ranged)))
    slack[ranged, np.arange(len(ranged))] = -1.0
    equations = np.hstack([matrix[:, inside].astype(float), slack])
    found = most_logarithm(
        equations,
        lower.astype(float),
        np.concatenate([most, room[ranged]]),
        np.concatenate([size, np.zeros(len(ranged))]),
    )
    chances = np.zeros(len(inside))
    chances[inside] = np.minimum(found[:n] / size, most / size)
    return chances


def nash_mixed(reach: Mixed, inside: np.ndarray) -> tuple[Floats, Floats]:
    """Chances of each type and weights of the listed panels, with every panel that helps listed."""
    size = reach.size[inside]
    while True:
        panels = np.array(reach.panels)[:, inside].astype(float)
        weights = _best_weights(panels, size)
        seats = weights @ panels
        gradient = np.zeros(reach.types)
        gradient[inside] = size / seats
        if not reach.list_better(gradient, float(size.sum()) * (1 + GAP)):
            chances = np.zeros(reach.types)
            chances[inside] = seats / size
            return chances, weights


def _best_weights(panels: Floats, size: Floats) -> Floats:
    count, n = panels.shape
    equations = np.zeros((n + 1, n + count))
    equations[:n, :n], equations[:n, n:], equations[n, n:] = -np.eye(n), panels.T, 1.0
    values = np.append(np.zeros(n), 1.0)
    upper = np.append(panels.max(axis=0) + 1.0, np.full(count, 2.0))
    worth = np.append(size, np.zeros(count))
    found = most_logarithm(equations, values, upper, worth)[n:]
    shares: Floats = np.maximum(found, 0) / np.maximum(found, 0).sum()
    return shares


def most_logarithm(equations: Floats, values: Floats, upper: Floats, worth: Floats) -> Floats:
    """The x from 0 to `upper` with `equations @ x == values` and the largest `worth @ log(x)`.

    >>> most_logarithm(np.ones((1, 2)), np.array([3.0]), np.array([9.0, 9.0]), np.array([2.0, 1.0])).round(6)
    array([2., 1.])
    """
    worth = worth / max(worth.sum(), 1.0)
    x, room = upper / 2, upper / 2
    below, above = 1 / x, 1 / room
    price = np.zeros(len(values))
    for _each in range(ROUNDS):
        duality = float(below @ x + above @ room) / (2 * len(x))
        missed = values - equations @ x
        slope = -worth / x - equations.T @ price - below + above
        if duality < SMALLEST:
            break
        aim = 0.1 * duality
        curve = worth / x**2 + below / x + above / room
        right = -slope - (below - aim / x) + (above - aim / room)
        step, price_step = _newton(equations, curve, right, missed)
        below_step = aim / x - below - below / x * step
        above_step = aim / room - above + above / room * step
        length = _longest((x, step), (room, -step), (below, below_step), (above, above_step))
        if length < STUCK:
            break
        x, room, price = x + length * step, room - length * step, price + length * price_step
        below, above = below + length * below_step, above + length * above_step
    return x


def _newton(equations: Floats, curve: Floats, right: Floats, missed: Floats) -> tuple[Floats, Floats]:
    """Solve curve * step - equations.T @ price = right, equations @ step = missed."""
    from scipy.linalg import cho_factor, cho_solve

    scaled = equations / curve
    normal = scaled @ equations.T
    normal[np.diag_indices_from(normal)] += 1e-13 * np.trace(normal) / len(normal)
    factor = cho_factor(normal, lower=True, check_finite=False)
    wanted = missed - scaled @ right
    price = cho_solve(factor, wanted, check_finite=False)
    for _each in range(2):
        price += cho_solve(factor, wanted - scaled @ (equations.T @ price), check_finite=False)
    return (right + equations.T @ price) / curve, price


def _longest(*pairs: tuple[Floats, Floats]) -> float:
    """How far along each step its quantity stays positive, at most a whole step."""
    length = 1.0
    for value, step in pairs:
        falling = step < 0
        if falling.any():
            length = min(length, 0.995 * float((-value[falling] / step[falling]).min()))
    return length
