"""Which margins cannot be met together, where every two of them can: the fewest that cannot.

A linear programme gives each profile of people, those who are alike in all the margins, a sum of weights, and
asks how near to all the margins at once any such sums can come. Where they miss, its prices name margins that
miss by themselves; of these every one is left out that need not be there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, prod
from typing import Any

import numpy as np

from .bounding import Asked
from .margins import Margin, said

NOTICED = 1e-9  # a share
PRICED = 1e-9
MOST_CELLS = 100_000
MOST_TRIED = 500  # sets of three: those of 15 margins
LONGEST = {"time_limit": 10.0}  # seconds


@dataclass(frozen=True, slots=True)
class Together:
    """Margins, by place, that no weights meet together, and by what share the nearest weights miss one."""

    places: tuple[int, ...]
    gap: float

    def names(self, margins: Sequence[Margin]) -> str:
        *names, last = [f"'{said(margins[place].name)}'" for place in self.places]
        return f"{', '.join(names)} and {last}" if names else last


def worst_that_miss(asked: Asked, size: int, *, within_bounds: bool = False) -> Together | None:
    """Of all sets of so many margins the one that weights miss by most; None if they can meet them all."""
    everything = range(len(asked.codes))
    if comb(len(everything), size) > MOST_TRIED:
        return None
    tried = (_missed(places, asked, within_bounds) for places in combinations(everything, size))
    return max((each for each in tried if each is not None), key=lambda each: each.gap, default=None)


def fewest_that_miss(asked: Asked, *, within_bounds: bool = False) -> Together | None:
    """The fewest margins, three or more, that no weights meet together: above 0, or within bounds. None if
    all can be met, or if that takes too long to say. Three are found by trying all."""
    three = worst_that_miss(asked, 3, within_bounds=within_bounds)
    if three is not None:
        return three
    everything = range(len(asked.codes))
    found = _missed(tuple(everything), asked, within_bounds)
    return found and _thinned(found, asked, within_bounds)


def fewest_that_empty(asked: Asked) -> Together | None:
    """The fewest margins that are met only if some people count nothing."""
    found = _emptying(tuple(range(len(asked.codes))), asked)
    if found is None:
        return None
    for place in found.places:
        rest = tuple(each for each in found.places if each != place)
        smaller = _emptying(rest, asked) if rest else None
        found = smaller or found
    return found


def _thinned(found: Together, asked: Asked, within_bounds: bool) -> Together:
    """The same without every margin that the others miss without."""
    for place in found.places:
        rest = tuple(each for each in found.places if each != place)
        smaller = _missed(rest, asked, within_bounds) if rest else None
        found = smaller if smaller is not None else found
    return found


def _missed(places: tuple[int, ...], asked: Asked, within_bounds: bool) -> Together | None:
    """How near to these margins weights can come, and the margins that keep them from coming nearer."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, hstack, vstack

    table, sums, of_row, wanted = _profiles(places, asked)
    slack = csr_array(-np.ones((len(wanted), 1)))
    low, high = (asked.low, asked.high) if within_bounds else (0.0, np.inf)
    found = linprog(
        np.append(np.zeros(len(sums)), 1.0),
        A_ub=vstack([hstack([table, slack]), hstack([-table, slack])]).tocsr(),
        b_ub=np.concatenate([wanted, -wanted]),
        bounds=np.column_stack([np.append(low * sums, 0.0), np.append(high * sums, np.inf)]),
        method="highs",
        options=LONGEST,
    )
    if found.status != 0 or found.fun <= NOTICED:
        return None
    prices = np.abs(found.ineqlin.marginals).reshape(2, -1).max(axis=0)
    priced = tuple(place for place in places if prices[of_row == place].max() > PRICED)
    return Together(priced if len(places) > 3 and priced else places, float(found.fun))


def _emptying(places: tuple[int, ...], asked: Asked) -> Together | None:
    """These margins, fewer if the prices say so, if the most even sums that meet them leave one at 0."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, hstack

    table, sums, of_row, wanted = _profiles(places, asked)
    even = csr_array((table @ sums)[:, None])
    found = linprog(
        np.append(np.zeros(len(sums)), -1.0),
        A_eq=hstack([table, even]).tocsr(),
        b_eq=wanted,
        method="highs",
        options=LONGEST,
    )
    if found.status != 0 or -found.fun > NOTICED:
        return None
    # A price that is the same for all categories of a margin says nothing: its shares add up to 1 anyway.
    prices = found.eqlin.marginals
    priced = tuple(place for place in places if np.ptp(prices[of_row == place]) > PRICED)
    return Together(priced or places, 0.0)


def _profiles(places: tuple[int, ...], asked: Asked) -> tuple[Any, np.ndarray, np.ndarray, np.ndarray]:
    """Which profile has which category (a row a category), the base weight of each profile as a share of
    all, the margin of each row, and the share wanted."""
    from scipy.sparse import csr_array

    whole = float(asked.base.sum())
    sizes = [len(asked.targets[place]) for place in places]
    if prod(sizes) <= MOST_CELLS:
        joint = np.ravel_multi_index([asked.codes[place] for place in places], sizes)
        there = np.flatnonzero(np.bincount(joint, minlength=prod(sizes)))
        sums = np.bincount(joint, asked.base, prod(sizes))[there] / whole
        profiles = np.column_stack(np.unravel_index(there, sizes))
    else:
        codes = np.column_stack([asked.codes[place] for place in places])
        profiles, of = np.unique(codes, axis=0, return_inverse=True)
        sums = np.bincount(of.ravel(), asked.base) / whole
    first = np.cumsum([0, *sizes[:-1]])
    rows = (profiles + first).ravel()
    columns = np.repeat(np.arange(len(profiles)), len(places))
    table = csr_array((np.ones(len(rows)), (rows, columns)), shape=(sum(sizes), len(profiles)))
    wanted = np.concatenate([asked.targets[place] for place in places]) / whole
    return table, sums, np.repeat(places, sizes), wanted
