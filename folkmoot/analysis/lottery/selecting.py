"""Choosing a panel by lottery: everybody's chance as high as the targets allow, and who is drawn."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np

from .best import METHODS, ROUNDING, Best, best_lottery
from .drawn import draw
from .pools import Pool, Quotas, Volunteers, pool_of
from .reach import Allowed, NoPanelError
from .result import Lottery
from .spreading import spread
from .tickets import Tickets, equal_tickets

Progress = Callable[[int, int], None]
WHOLE = 1000  # steps of progress
GENEROUS = 120.0  # seconds


def select_panel(
    volunteers: Volunteers,
    quotas: Quotas,
    *,
    size: int,
    method: str = "leximin",
    households: Sequence[Hashable] | None = None,
    seed: str | int,
    tickets: int | None = None,
    progress: Progress | None = None,
    time_budget: float | None = GENEROUS,
) -> Lottery:
    """The best lottery over panels that meet every target exactly, and the panel that the seed draws from
    it.

    `volunteers` maps a feature to one value per person; `quotas` a feature to its values, each with the
    least and most seats; `households` is one key per person (None: shares none), of which a panel takes one
    member at most. `method` is "leximin" (the lowest chance as high as can be, then the next), "maximin"
    (the lowest, then the highest as low as can be), "nash" (the largest geometric mean) or "goldilocks"
    (lowest and highest in balance). The lottery does not depend on the seed, which only draws, nor chances
    on the order of people. `tickets` asks for so many equally likely panels and draws one of them. After
    `time_budget` seconds (None: never) the best lottery so far is given, with its bound and `exact` False.
    `progress(done, total)`.

    Raises ValueError, naming row and remedy, as `pool_of` does, for an unknown method, and when no panel
    meets the targets.

    >>> people = {"sex": ["f", "f", "f", "m"]}
    >>> found = select_panel(people, {"sex": {"f": (1, 1), "m": (1, 1)}}, size=2, seed="2 May")
    >>> found.chances.round(9).tolist(), round(found.bound, 6), found.certain
    ([0.333333333, 0.333333333, 0.333333333, 1.0], 0.333333, (3,))
    """
    if method not in METHODS:
        raise ValueError(f"There is no method '{method}': choose one of {', '.join(METHODS)}.")
    pool = pool_of(volunteers, quotas, size=size, households=households)
    tell = _telling(progress)
    try:
        best = best_lottery(pool, method, allowed=Allowed(time_budget), tell=tell)
    except NoPanelError:
        raise ValueError(_why_none(volunteers, quotas, size, households)) from None
    found = _lottery(pool, method, best, seed, tickets)
    tell(1.0)
    return found


def _lottery(pool: Pool, method: str, best: Best, seed: str | int, tickets: int | None) -> Lottery:
    panels, weights = spread(pool, best.panels, best.weights)
    if not pool.keep_rules(panels):
        raise AssertionError("a panel of the lottery breaks a rule")
    even = None if tickets is None else equal_tickets(panels, weights, tickets, pool=pool)
    drawn = draw(panels, weights.tolist(), seed) if even is None else draw(even.panels, [1] * even.m, seed)
    floor = min(1.0, float(best.floor) + ROUNDING)
    return Lottery(
        method=method,
        chances=best.chances[pool.type_of],
        able=best.able[pool.type_of],
        bound=floor if best.able.all() else 0.0,
        bound_of_possible=floor,
        shortfall=best.shortfall,
        exact=best.exact,
        gap=best.gap,
        panels=panels,
        weights=weights,
        panel=_drawn(panels, even, drawn.place),
        draw=drawn,
        tickets=even,
        pool=pool,
    )


def _drawn(panels: np.ndarray, even: Tickets | None, place: int) -> tuple[int, ...]:
    chosen = panels[place].tolist() if even is None else even.panels[place]
    return tuple(sorted(chosen))


def _telling(progress: Progress | None) -> Callable[[float], None]:
    """Shares of the work as steps that never fall."""
    furthest = [-1]

    def tell(share: float) -> None:
        done = round(share * WHOLE)
        if progress is not None and done > furthest[0]:
            furthest[0] = done
            progress(done, WHOLE)

    tell(0.0)
    return tell


def _why_none(
    volunteers: Volunteers, quotas: Quotas, size: int, households: Sequence[Hashable] | None
) -> str:
    from .diagnosing import diagnose

    return diagnose(volunteers, quotas, size=size, households=households).explain()
