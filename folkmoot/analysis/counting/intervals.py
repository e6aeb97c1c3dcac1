"""How far chance may have moved a share or a mean: for samples drawn by chance, and for no others.

The error of a weighted mean is that of a sum of residuals (Taylor linearisation). Raking explains part of
what people answered: what the margins explain cannot vary, so that residuals are taken from a regression on
all margins, fitted with the base weights, and multiplied by the final weights (Deville and Särndal 1992,
Journal of the American Statistical Association 87, 376-382). Limits of a share are Wilson's (1927) with the
sample size that would give this error, and Student's quantile (Franco, Little, Louis and Slud 2019, Journal
of Survey Statistics and Methodology 7, 334-364); limits of a mean are Student's.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..threads import one_thread
from .categories import coded, length_of
from .margins import Margin
from .weights import Weights, effective_size

NOT_BY_CHANCE = (
    "people chose whether to take part, so chance has no part in who answered and an interval would mislead; "
    "give design='probability' only for a sample drawn by chance, and otherwise show hidden_selection"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate, its standard error, and from where to where it may lie.

    `n` people answered; `degrees` of freedom are units drawn less strata. `is_share` says that `low` and
    `high` are Wilson's and lie between 0 and 1.
    """

    estimate: float
    standard_error: float
    low: float
    high: float
    level: float
    n: int
    degrees: int
    is_share: bool

    def explain(self) -> str:
        shown = (lambda x: f"{x:.1%}") if self.is_share else (lambda x: f"{x:.4g}")
        return (
            f"{shown(self.estimate)} of {self.n} people drawn by chance, {self.level:.0%} interval "
            f"{shown(self.low)} to {shown(self.high)}; it does not cover who refused or could not be reached"
        )


@one_thread()
def interval(
    answers: Sequence[Any] | np.ndarray,
    weights: Weights | Sequence[float] | np.ndarray,
    *,
    design: str,
    of: Hashable = None,
    among: Sequence[bool] | np.ndarray | None = None,
    clusters: Sequence[Hashable] | np.ndarray | None = None,
    strata: Sequence[Hashable] | np.ndarray | None = None,
    population: int | Mapping[Hashable, int] | None = None,
    level: float = 0.95,
) -> Interval:
    """The interval of a weighted share or mean in a probability sample.

    `answers` are one a person, in the order of the weights; None, "" and NaN are no answer. With `of` the
    share who gave that answer is estimated, without it the mean of numbers. `weights` from `rake` know their
    margins; plain numbers are taken as weights known beforehand. `among` marks the people of a subgroup.
    `clusters` name what was drawn (a household, a school) where it was not people, `strata` the parts drawn
    from separately; `population` is how many units there were to draw from, by stratum if there are strata.

    Raises ValueError unless `design` is "probability", for columns that differ in length, answers that are no
    numbers where a mean is asked for, nobody who answered, or only one unit drawn in a stratum.

    >>> found = interval(["yes"] * 60 + ["no"] * 40, [1.0] * 100, design="probability", of="yes")
    >>> round(found.standard_error, 4), round(found.low, 3), round(found.high, 3)
    (0.0492, 0.5, 0.692)
    """
    if design != "probability":
        raise ValueError(NOT_BY_CHANCE)
    if not 0 < level < 1:
        raise ValueError(f"the level is {level!r}; give a share between 0 and 1, such as 0.95")
    raked = weights if isinstance(weights, Weights) else None
    each = np.asarray(raked.weights if raked else weights, dtype=np.float64)
    _check_lengths(each, answers=answers, among=among, clusters=clusters, strata=strata)
    values, there = _numbers(answers, of)
    if among is not None:
        there &= np.asarray(among, dtype=bool)
    if not each[there].sum() > 0:
        raise ValueError("nobody answered, or all who did weigh nothing; there is no figure to give")
    counted = np.where(there, each, 0.0)
    whole = counted.sum()
    estimate = float(counted @ values / whole)
    scores = np.where(there, values - estimate, 0.0) / whole
    if raked:
        scores = _residuals(scores, raked.base, raked.margins)
    error, degrees = _error(each * scores, clusters, strata, population)
    low, high = (
        _wilson(estimate, error, degrees, level, effective_size(each[there]))
        if of is not None
        else _student(estimate, error, degrees, level)
    )
    return Interval(estimate, error, low, high, level, int(there.sum()), degrees, of is not None)


def _check_lengths(weights: np.ndarray, **columns: Any) -> None:
    for name, values in columns.items():
        if values is not None and length_of(values) != len(weights):
            raise ValueError(
                f"{name} has {length_of(values):,} entries for {len(weights):,} weights; give one for each "
                "person"
            )


def _numbers(answers: Any, of: Hashable) -> tuple[np.ndarray, np.ndarray]:
    """Numbers to average, 0 where there is no answer, and who answered."""
    found = coded(answers)
    if of is not None:
        if of not in found.labels:
            raise ValueError(
                f"nobody answered {of!r}; the answers are {', '.join(map(str, found.labels[:8]))}"
            )
        return (found.codes == found.labels.index(of)).astype(float), found.answered
    try:
        numbers = np.array([*map(float, found.labels), 0.0])  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ValueError(
            "an answer is no number, so that there is no mean; name the answer whose share is wanted with of="
        ) from None
    return numbers[found.codes], found.answered


def _residuals(scores: np.ndarray, base: np.ndarray, margins: tuple[Margin, ...]) -> np.ndarray:
    """What the margins do not explain, by least squares weighted with the base weights."""
    sizes = [len(margin.labels) + 1 for margin in margins]
    ends = np.cumsum([0, *sizes])
    table, sums = np.zeros((ends[-1], ends[-1])), np.zeros(ends[-1])
    for a, first in enumerate(margins):
        rows = slice(ends[a], ends[a + 1])
        sums[rows] = np.bincount(first.codes, base * scores, sizes[a])
        for b, second in enumerate(margins):
            joint = first.codes.astype(np.intp) * sizes[b] + second.codes
            both = np.bincount(joint, base, sizes[a] * sizes[b])
            table[rows, ends[b] : ends[b + 1]] = both.reshape(sizes[a], sizes[b])
    fitted = np.linalg.lstsq(table, sums, rcond=1e-12)[0]
    left = scores.copy()
    for a, margin in enumerate(margins):
        left -= fitted[ends[a] : ends[a + 1]][margin.codes]
    return left


def _error(sums: np.ndarray, clusters: Any, strata: Any, population: Any) -> tuple[float, int]:
    """The standard error of a total from what was drawn, with its degrees of freedom."""
    units = np.arange(len(sums)) if clusters is None else coded(clusters).codes.astype(np.intp)
    parts = np.zeros(len(sums), dtype=np.intp) if strata is None else coded(strata).codes.astype(np.intp)
    names = [None] if strata is None else [*coded(strata).labels, None]
    both, where = np.unique(np.column_stack([parts, units]), axis=0, return_inverse=True)
    totals = np.bincount(where.ravel(), sums)
    variance, degrees = 0.0, 0
    for part in np.unique(parts):
        drawn = totals[both[:, 0] == part]
        n = len(drawn)
        if n < 2:
            where_ = f" in the stratum '{names[part]}'" if strata is not None else ""
            raise ValueError(f"only one unit was drawn{where_}; an error needs at least two, so join strata")
        left = _left_to_draw(n, names[part], population)
        variance += left * n / (n - 1) * float(((drawn - drawn.mean()) ** 2).sum())
        degrees += n - 1
    return math.sqrt(variance), degrees


def _left_to_draw(n: int, stratum: Hashable, population: Any) -> float:
    """The share of units that was not drawn: what is fully counted cannot vary."""
    if population is None:
        return 1.0
    of = population.get(stratum) if isinstance(population, Mapping) else population
    if of is None or of < n:
        raise ValueError(f"{n} units were drawn of a population given as {of}; give how many there were")
    return 1 - n / float(of)


def _student(estimate: float, error: float, degrees: int, level: float) -> tuple[float, float]:
    reach = _quantile(degrees, level) * error
    return estimate - reach, estimate + reach


def _wilson(share: float, error: float, degrees: int, level: float, size: float) -> tuple[float, float]:
    """Where nobody or everybody says so the error is 0, and the effective size stands in."""
    between = share * (1 - share)
    if between <= 1e-12:
        share = round(share)
        between = 0.0
        n = size
    elif error < 1e-12:
        return share, share  # a share that is itself a margin is known
    else:
        n = between / error**2
    square = _quantile(degrees, level) ** 2
    middle = (share + square / (2 * n)) / (1 + square / n)
    reach = math.sqrt(square * between / n + square**2 / (4 * n * n)) / (1 + square / n)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def _quantile(degrees: int, level: float) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(degrees, (1 + level) / 2))
