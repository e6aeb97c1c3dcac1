"""The best lottery by each method, in panels by type, with its proof.

First the best chances if targets had only to hold on average; no lottery of real panels can do better. Then
a lottery of real panels with exactly these chances. Where there is proof that none exists, the method is
carried out over real panels alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..threads import one_thread
from .goldilocks import goldilocks
from .leximin import leave_out_the_impossible, leximin
from .maximin import maximin
from .mixing import Mixture, mix
from .nash import nash_mixed, nash_relaxed
from .pools import Pool
from .reach import Allowed, Mixed, OutOfTimeError, Panel, Relaxed
from .solving import Floats

METHODS = ("leximin", "maximin", "nash", "goldilocks")
PROVED = 1e-6
MANY = 600  # types
ROUNDING = 1e-9  # what the solver may be off by: a bound lies so much above what was found


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """Panels (rows: counts of each type), their weights, the chance of each type, and which types are
    `able` to be on a panel. `floor` is the highest chance that all who can be on a panel can have at once,
    `shortfall` how far the chance of any type lies below the proved best of the method, `exact` whether
    that is at most 1e-6, `gap` whether targets on average promised more than real panels can keep."""

    panels: NDArray[np.int64]
    weights: Floats
    chances: Floats
    able: NDArray[np.bool_]
    floor: float
    shortfall: float
    exact: bool
    gap: bool


def best_lottery(
    pool: Pool, method: str, *, allowed: Allowed, tell: Callable[[float], None] = lambda share: None
) -> Best:
    """The best lottery, or the best found when the time is over. Raises NoPanelError when there is no
    panel."""
    import scipy.linalg  # noqa: F401  # before its threads are told

    with one_thread():
        return _best_lottery(pool, method, allowed, tell)


def _best_lottery(pool: Pool, method: str, allowed: Allowed, tell: Callable[[float], None]) -> Best:
    reach = Relaxed(pool)
    floor = leave_out_the_impossible(reach)
    able = reach.chances > 0
    wanted = _relaxed(reach, method, floor)
    tell(0.05)
    mixture = mix(pool, wanted * reach.size, allowed=allowed, tell=lambda share: tell(0.05 + 0.85 * share))
    if not mixture.met and not mixture.gap:
        mixture = _as_far(pool, list(mixture.panels), mixture)
    if not mixture.gap:
        return _best(pool, mixture, wanted, able, floor, gap=False)
    return _over_panels(pool, method, mixture, wanted, able, floor, allowed, tell)


def _relaxed(reach: Relaxed, method: str, floor: float) -> Floats:
    if method == "nash":
        return nash_relaxed(reach.pool, reach.chances > 0)
    _by_program(reach, method, floor)
    return reach.chances


def _by_program(reach: Relaxed, method: str, floor: float) -> None:
    """Bring the reach to the answer of the method."""
    if method == "leximin":
        leximin(reach)
    elif method == "maximin":
        maximin(reach, floor)
    else:
        goldilocks(reach, floor, reach.pool.size / reach.pool.people)


def _over_panels(
    pool: Pool,
    method: str,
    mixture: Mixture,
    wanted: Floats,
    able: NDArray[np.bool_],
    floor: float,
    allowed: Allowed,
    tell: Callable[[float], None],
) -> Best:
    done, listed = [0.9], list(mixture.panels)

    def on_panel() -> None:
        done[0] += (1 - done[0]) / 50
        tell(done[0])

    try:
        reach = Mixed(pool, listed, allowed=allowed, on_panel=on_panel)
        listed = reach.panels
        floor = leave_out_the_impossible(reach)
        able = reach.chances > 0
        if method == "nash":
            wanted, weights = nash_mixed(reach, able)
        else:
            _by_program(reach, method, floor)
            wanted, weights = reach.chances, reach.weights
    except OutOfTimeError:
        return _best(pool, _as_far(pool, listed, mixture), wanted, able, floor, gap=True)
    kept = weights > 1e-13
    real = Mixture(np.array(reach.panels)[kept], weights[kept] / weights[kept].sum(), True, True)
    return _best(pool, real, wanted, able, floor, gap=True)


def _as_far(pool: Pool, panels: list[Panel], mixture: Mixture) -> Mixture:
    """When the time is over: LEXIMIN over the panels listed so far; for very many types what is at hand."""
    if pool.types > MANY or not panels:
        return mixture
    reach = Mixed(pool, panels, adding=False)
    leave_out_the_impossible(reach)
    leximin(reach)
    kept = reach.weights > 1e-13
    return Mixture(
        np.array(reach.panels)[kept], reach.weights[kept] / reach.weights[kept].sum(), False, mixture.gap
    )


def _best(
    pool: Pool, mixture: Mixture, wanted: Floats, able: NDArray[np.bool_], floor: float, *, gap: bool
) -> Best:
    chances = (mixture.weights @ mixture.panels) / pool.type_size
    shortfall = float(np.maximum(wanted - chances, 0.0).max())
    return Best(
        mixture.panels,
        mixture.weights,
        chances,
        able,
        floor,
        shortfall,
        mixture.met and shortfall <= PROVED,
        gap,
    )
