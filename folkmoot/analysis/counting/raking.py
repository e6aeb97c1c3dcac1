"""Weights by raking: everybody counts for more or less, until each margin has the shares of the population.

Each margin in turn is brought to its shares by one factor for each category, again and again (Deming and
Stephan 1940, Annals of Mathematical Statistics 11, 427-444). The result is the one among all weights that
meet the margins which departs least from the base weights (Ireland and Kullback 1968, Biometrika 55,
179-188), so it does not depend on the order of people or margins. Where weights must stay within bounds, or
where turns come nearer too slowly, `bounding` finds that one by Newton's method.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..threads import one_thread
from .bounding import Asked, Reached, compromise, within_bounds
from .cautions import cautions
from .margins import Margin, Margins, Sample, people_in, read_margins
from .turning import NEAR, in_turns
from .weights import Weights

BEYOND = 1e-5  # how much nearer than asked the margins are brought, so that weights are right to 1e-9
FINEST = 1e-14
LEAST_LEFT = 0.1  # of the weight of those who answered, where silence gives way


@one_thread()
def rake(
    sample: Sample,
    margins: Margins,
    *,
    base: Sequence[float] | np.ndarray | None = None,
    bounds: tuple[float, float] | None = None,
    tolerance: float = 1e-8,
) -> Weights:
    """Weights with which the sample has the shares of the margins.

    `sample` holds for each variable one category a person (a list or an array). `margins` holds for each
    variable the share of each category in the population, or its number of people; a key that is a tuple of
    variables is a margin of several crossed, its categories tuples too. Variables without a margin are left
    alone. `base` are weights to start from, such as one over the chance of being asked. `bounds` are the
    lowest and highest ratio of a weight to its base weight, such as (0.2, 5), both scaled to a mean of 1.

    Weights have a mean of 1 and are in the order of people. Who gave no answer to a variable (None, "" or
    NaN) is left out of its margin: among those who answered the shares are met, and those who did not
    together keep the share they had (unless other margins leave no room for that, which is warned of); their
    weights follow their other answers. A category that nobody in the sample has is warned of, and its share
    goes to the others. `converged` says whether every share is met to within `tolerance`; if not, `warnings`
    says why, and the weights are those that come nearest.

    Raises ValueError, naming variable and category or row, for a variable the sample lacks, a category that a
    margin lacks or gives no share to, sizes that are negative, no number or add up to 0, variables that
    differ in length, and base weights or bounds that cannot be.

    >>> sample = {"age": ["young", "young", "old", "old", "old", "old"], "sex": list("fmfmmm")}
    >>> found = rake(sample, {"age": {"young": 1, "old": 1}, "sex": {"f": 1, "m": 1}})
    >>> found.weights.round(3).tolist()
    [1.902, 1.098, 1.098, 0.634, 0.634, 0.634]
    >>> found.converged, round(found.effective_size, 1)
    (True, 5.0)
    """
    n = people_in(sample)
    start = _base(base, n)
    low, high = _bounds(bounds)
    if not 0 < tolerance < 1:
        raise ValueError(f"the tolerance is {tolerance!r}; give a share between 0 and 1, such as 0.00000001")
    read = read_margins(sample, margins)
    asked = Asked(start, tuple(margin.codes for margin in read), _targets(read, start), low, high)
    reached = _reach(asked, tolerance)
    errors = _errors(read, reached.weights)
    largest = max((abs(error) for each in errors.values() for error in each.values()), default=0.0)
    return Weights(
        weights=reached.weights,
        converged=largest <= tolerance,
        iterations=reached.steps,
        margin_errors=errors,
        warnings=cautions(read, asked, reached, tolerance, errors),
        base=start,
        bounds=bounds,
        margins=read,
    )


def _base(base: Sequence[float] | np.ndarray | None, n: int) -> np.ndarray:
    """The base weights with a mean of 1."""
    if base is None:
        return np.ones(n)
    try:
        given = np.array(base, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError("a base weight is no number; give a number above 0 for each person") from None
    if given.shape != (n,):
        raise ValueError(f"there are {given.size:,} base weights for {n:,} people; give one for each person")
    wrong = ~(np.isfinite(given) & (given > 0))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise ValueError(
            f"the base weight of person {row + 1:,} is {given[row]:g}; give a number above 0 for each person"
        )
    scaled: np.ndarray = given / given.max()
    return scaled / scaled.mean()


def _bounds(bounds: tuple[float, float] | None) -> tuple[float, float]:
    if bounds is None:
        return 0.0, math.inf
    try:
        low, high = map(float, bounds)
    except (TypeError, ValueError):
        low = high = math.nan
    if not 0 <= low < 1 < high:
        raise ValueError(
            f"the bounds are {bounds!r}; give the lowest ratio, below 1, and the highest, above 1, such as "
            "(0.2, 5)"
        )
    return low, high


def _targets(margins: tuple[Margin, ...], base: np.ndarray) -> tuple[np.ndarray, ...]:
    return tuple(margin.targets(base) for margin in margins)


def _reach(asked: Asked, tolerance: float) -> Reached:
    """In turns as long as that is quick; by Newton's method where it is not, or where bounds are passed."""
    goal = max(tolerance * BEYOND, FINEST)
    turned = in_turns(asked, goal)
    if turned.gap <= max(goal, min(tolerance, NEAR)) and asked.holds(turned.weights):
        return turned
    found = within_bounds(asked, goal, turned)
    if found.gap <= tolerance:
        return found
    if any(target[-1] > 0 for target in asked.targets):
        loose = in_turns(asked, goal, is_loose=True)
        if loose.gap <= tolerance and asked.holds(loose.weights) and _leaves_answers(asked, loose.weights):
            return loose
    nearest = compromise(asked)
    return Reached(nearest.weights, found.steps + nearest.steps, nearest.gap, nearest.levels)


def _leaves_answers(asked: Asked, weights: np.ndarray) -> bool:
    """Whether those who answered still count, in every margin, for a good part of what they did."""
    for codes, target in zip(asked.codes, asked.targets, strict=True):
        answered = codes < len(target) - 1
        if weights[answered].sum() < LEAST_LEFT * asked.base[answered].sum():
            return False
    return True


def _errors(margins: tuple[Margin, ...], weights: np.ndarray) -> dict[Any, dict[Any, float]]:
    """Share achieved minus share wanted, among those who answered."""
    found: dict[Any, dict[Any, float]] = {}
    for margin in margins:
        sums = np.bincount(margin.codes, weights, len(margin.labels) + 1)[: len(margin.labels)]
        achieved = sums / sums.sum()
        gaps: list[float] = (achieved - margin.shares).tolist()
        found[margin.name] = dict(zip(margin.labels, gaps, strict=True))
    return found
