"""Who will have answered by the closing day if answers come in as so far, and who will be missing.

Each group's answers a day are taken as drawn by chance around a rate of its own, more scattered than a
Poisson number by as much as the days so far were (an overdispersed gamma-Poisson forecast). What it cannot
know is whether something will happen: a reminder, a newspaper, the rush of the last evening.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FEWEST_DAYS = 7  # the days of a week differ
DRAWS = 4000
UNSTEADY = 2.5  # standard errors between the first half of the days and the second
SHORT = 0.8


@dataclass(frozen=True, slots=True)
class GroupForecast:
    """One group at closing. `n` have answered so far; `low` to `high` is where the count will lie.

    `ratio` is share among those who will have answered over share in the population, with its range; None
    when the base is too small or nobody lives there. `needed` are answers from this group, beyond those
    expected, that would bring its share level with the population's; 0 where it is level.
    """

    label: str
    n: int
    low: int
    expected: float
    high: int
    population_share: float
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    needed: int

    @property
    def is_short(self) -> bool:
        """Whether the group is expected to have less than four fifths of its share."""
        return self.ratio is not None and self.ratio < SHORT

    @property
    def is_surely_short(self) -> bool:
        """Whether that is so even if as many come as may."""
        return self.ratio_high is not None and self.ratio_high < SHORT

    def explain(self) -> str:
        if self.ratio is None:
            return f"{self.label}: {self.n} so far, too few answers altogether to compare"
        where = "level" if not self.needed else f"{about(self.needed)} more answers would bring it level"
        surely = ", and short it will be unless something is done" if self.is_surely_short else ""
        return (
            f"{self.label}: {self.n} so far, {self.low} to {self.high} at closing, "
            f"{self.ratio:.1f} times its share of residents; {where}{surely}"
        )


@dataclass(frozen=True, slots=True)
class Forecast:
    """All groups at closing. `window` are the last days the rate is taken from, fewer than `days` where
    answers came in unsteadily; `scatter` is how many times a Poisson number's variance the days had."""

    groups: tuple[GroupForecast, ...]
    n: int
    expected: float
    days: int
    days_left: int
    window: int
    scatter: float
    level: float

    @property
    def short(self) -> tuple[GroupForecast, ...]:
        """Groups expected to be short, the shortest first."""
        return tuple(sorted((g for g in self.groups if g.is_short), key=lambda g: (g.ratio or 0, g.label)))

    def explain(self) -> str:
        """One English sentence for logs and tests."""
        since = "so far" if self.window == self.days else f"in the last {self.window} days"
        who = (
            "; ".join(f"{group.label} {about(group.needed)} more to be level" for group in self.short)
            or "no group would be short"
        )
        return (
            f"{self.n} answers in {self.days} days; if they come in as {since}, "
            f"{about(round(self.expected))} in "
            f"{self.days_left} days' time; {who}"
        )


def forecast(
    answered: Mapping[str, Sequence[int]],
    population: Mapping[str, float],
    *,
    days_left: int,
    level: float = 0.8,
    minimum_base: int = 30,
    seed: int = 0,
) -> Forecast:
    """Forecast who will have answered at closing, group by group in the order of `population`.

    `answered` holds for each group its answers on each day so far, the first day first, days without any as
    0. `population` holds numbers or shares by group. `days_left` are the days still to come, 0 on the last
    evening. Ranges hold `level` of what chance may do; ratios are given from `minimum_base` answers. Where
    the second half of the days differs clearly from the first, the rate is that of the second half.

    Raises ValueError for fewer than 7 days, groups with different numbers of days, a group without a
    population, negative numbers, or days left that are no whole number.

    >>> so_far = {"Under 35": [1, 0, 2, 1, 1, 0, 2], "35 and over": [9, 12, 8, 11, 10, 9, 11]}
    >>> found = forecast(so_far, {"Under 35": 300, "35 and over": 700}, days_left=21)
    >>> [(group.label, group.n, group.is_short) for group in found.groups]
    [('Under 35', 7, True), ('35 and over', 70, False)]
    >>> found.groups[0].needed  # about 28 and 280 at closing; with 92 more, 120 of 400
    92
    """
    days = _check(answered, population, days_left, level)
    window = _window(answered, days)
    scatter = _scatter(answered, window)
    lately = {label: sum(answered.get(label, [0])[-window:]) for label in population}
    so_far = {label: sum(answered.get(label, [0])) for label in population}
    drawn = _drawn(lately, so_far, window, days_left, scatter, seed)
    expected = {label: so_far[label] + lately[label] / window * days_left for label in population}
    n = sum(so_far.values())
    whole, people = sum(expected.values()), sum(population.values())
    total = sum(drawn.values())
    groups = tuple(
        _group(label, so_far[label], expected[label], whole, size / people, drawn[label], total, level,
               has_base=n >= minimum_base)
        for label, size in population.items()
    )  # fmt: skip
    return Forecast(groups, n, whole, days, days_left, window, scatter, level)


def about(number: int) -> str:
    """A number without false precision: two figures at most, from twenty on in steps.

    >>> about(7), about(23), about(118), about(1860)
    ('7', 'about 25', 'about 120', 'about 1,900')
    """
    if number < 20:
        return f"{number:,}"
    step = 5 if number < 100 else 10 ** (len(str(number)) - 2)
    return f"about {math.floor(number / step + 0.5) * step:,}"


def _check(
    answered: Mapping[str, Sequence[int]], population: Mapping[str, float], days_left: int, level: float
) -> int:
    strangers = [label for label in answered if label not in population]
    if strangers:
        raise ValueError(f"no population for {', '.join(strangers)}; give its number, or leave the group out")
    if min([0.0, *population.values()]) < 0 or not sum(population.values()) > 0:
        raise ValueError("the population must be numbers of 0 or more, at least one of them above 0")
    lengths = {label: len(days) for label, days in answered.items()}
    days = max(lengths.values(), default=0)
    for label, length in lengths.items():
        if length != days:
            raise ValueError(
                f"'{label}' has {length} days and another group {days}; give 0 for days without any"
            )
        if min([0, *answered[label]]) < 0:
            raise ValueError(f"'{label}' has a day with fewer than 0 answers; give how many came in")
    if days < FEWEST_DAYS:
        raise ValueError(
            f"{days} days are too few to forecast from, as the days of a week differ; wait for 7"
        )
    if days_left != int(days_left) or days_left < 0:
        raise ValueError(f"{days_left!r} days are left; give a whole number of 0 or more")
    if not 0 < level < 1:
        raise ValueError(f"the level is {level!r}; give a share between 0 and 1, such as 0.8")
    return days


def _window(answered: Mapping[str, Sequence[int]], days: int) -> int:
    """The last days that the rate is taken from: all, or the second half where it clearly differs."""
    late = max(days // 2, FEWEST_DAYS)
    if late >= days:
        return days
    by_day = [sum(each) for each in zip(*answered.values(), strict=True)]
    first, second = by_day[: days - late], by_day[-late:]
    rates = sum(first) / len(first), sum(second) / len(second)
    spread = max(1.0, _dispersion([first, second]))
    error = math.sqrt(spread * (rates[0] / len(first) + rates[1] / len(second)))
    return late if abs(rates[0] - rates[1]) > UNSTEADY * error else days


def _scatter(answered: Mapping[str, Sequence[int]], window: int) -> float:
    return max(1.0, _dispersion([each[-window:] for each in answered.values()]))


def _dispersion(series: Sequence[Sequence[int]]) -> float:
    """Pearson's statistic over its degrees of freedom: 1 for days that scatter as chance alone makes them."""
    sums = 0.0
    free = 0
    for days in series:
        mean = sum(days) / len(days)
        if mean > 0 and len(days) > 1:
            sums += sum((n - mean) ** 2 for n in days) / mean
            free += len(days) - 1
    return sums / free if free else 1.0


def _drawn(
    lately: Mapping[str, int], so_far: Mapping[str, int], window: int, left: int, scatter: float, seed: int
) -> dict[str, Any]:
    """Counts at closing, many times over. Each group has draws of its own, so that their order is no
    matter."""
    import numpy as np

    found = {}
    for place, label in enumerate(sorted(lately)):
        rng = np.random.default_rng([seed, place])
        if left:
            shape = (lately[label] + 0.5) / scatter
            more = scatter * rng.negative_binomial(shape, window / (window + left), DRAWS)
        else:
            more = np.zeros(DRAWS)
        found[label] = so_far[label] + more
    return found


def _group(
    label: str, n: int, expected: float, whole: float, share: float, drawn: Any, total: Any, level: float,
    *, has_base: bool,
) -> GroupForecast:  # fmt: skip
    import numpy as np

    tails = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(drawn, tails)
    ratio = ratio_low = ratio_high = None
    if has_base and share > 0:
        ratio = expected / whole / share
        ratio_low, ratio_high = (float(each) for each in np.quantile(drawn / total / share, tails))
    lacking = (share * whole - expected) / (1 - share) if share < 1 else 0.0
    needed = math.ceil(lacking - 1e-9) if has_base and lacking > 0 else 0
    return GroupForecast(
        label, n, math.floor(low), expected, math.ceil(high), share, ratio, ratio_low, ratio_high, needed
    )
