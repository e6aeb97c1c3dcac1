"""Who answered beside who lives there."""

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupShare:
    """One group. `n` and `share` are None when the count is suppressed; shares run from 0 to 1.

    `ratio` is share among those who answered over share in the population: 1 is in step, 0.5 is half as
    many as one would expect. None when suppressed, when the base is too small or when nobody lives there.
    """

    label: str
    n: int | None
    share: float | None
    population_share: float
    ratio: float | None

    @property
    def difference(self) -> float | None:
        return None if self.share is None else self.share - self.population_share


@dataclass(frozen=True, slots=True)
class Representation:
    """All groups, with how far to trust them.

    `gap_index` is half the sum of the absolute share differences: 0 in step, 1 nothing in common. With
    suppressed groups only their sum is known; then `gap_is_exact` is False and the index is a lower bound.
    """

    groups: tuple[GroupShare, ...]
    n: int
    missing: int
    gap_index: float | None
    gap_is_exact: bool

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        gap = "no index" if self.gap_index is None else f"{self.gap_index:.2f}"
        bound = "" if self.gap_is_exact else " at least"
        return f"{self.n} answered, {self.missing} did not say; gap{bound} {gap}"


def compare(
    answered: Mapping[str, int | None],
    population: Mapping[str, float],
    *,
    missing: int = 0,
    total: int | None = None,
    minimum_base: int = 30,
) -> Representation:
    """Compare who answered with who lives there, group by group in the order of `population`.

    `answered` counts people by group; None is a suppressed count and a group left out is 0. `population`
    holds numbers or shares by group (they are divided by their own sum). `total` is the number who
    answered the question, needed when a count is suppressed; `missing` did not answer it. Shares and
    ratios are given only from `minimum_base` answers.

    Raises ValueError when a group that answered is not in the population, when nobody lives there, when
    a number is negative, or when `total` is missing or too small.

    Measures: handbook of practice, representativeness ratio and representation gap index; the index is
    the dissimilarity index of Duncan and Duncan (1955), American Sociological Review 20(2).

    >>> result = compare({"Under 35": 20, "35 and over": 80}, {"Under 35": 400, "35 and over": 600})
    >>> result.groups[0].ratio, round(result.gap_index, 2)
    (0.5, 0.2)
    """
    _check(answered, population, missing)
    shown = sum(n for n in answered.values() if n is not None)
    hidden = {label for label, n in answered.items() if n is None}
    n = _base(shown, total, has_hidden=bool(hidden))
    whole = sum(population.values())
    shares = {label: size / whole for label, size in population.items()}
    groups = tuple(
        _group(label, answered.get(label, 0), share, n if n >= minimum_base else 0)
        for label, share in shares.items()
    )
    gap = _gap(groups, shares, hidden, n - shown, n) if n >= minimum_base else None
    return Representation(groups, n, missing, gap, gap_is_exact=not hidden)


def _check(answered: Mapping[str, int | None], population: Mapping[str, float], missing: int) -> None:
    strangers = [label for label in answered if label not in population]
    if strangers:
        raise ValueError(f"no population for {', '.join(strangers)}")
    if min([missing, *population.values(), *(n for n in answered.values() if n is not None)]) < 0:
        raise ValueError("numbers of people cannot be negative")
    wrong = next((label for label, size in population.items() if not math.isfinite(size)), None)
    if wrong is not None:
        raise ValueError(f"the population of '{wrong}' is {population[wrong]}; give a number of people")
    if sum(population.values()) <= 0:
        raise ValueError("nobody lives there: there is nothing to compare with")


def _base(shown: int, total: int | None, *, has_hidden: bool) -> int:
    if total is None and has_hidden:
        raise ValueError("give the total when a count is suppressed")
    base = shown if total is None else total
    if base < shown or (base > shown and not has_hidden):
        raise ValueError(f"the total {base} does not agree with the counts, which add up to {shown}")
    return base


def _group(label: str, n: int | None, population_share: float, base: int) -> GroupShare:
    share = n / base if n is not None and base else None
    ratio = share / population_share if share is not None and population_share else None
    return GroupShare(label, n, share, population_share, ratio)


def _gap(
    groups: tuple[GroupShare, ...], shares: Mapping[str, float], hidden: set[str], hidden_n: int, n: int
) -> float:
    known = sum(abs(group.difference) for group in groups if group.difference is not None)
    together = abs(hidden_n / n - sum(shares[label] for label in hidden)) if hidden else 0.0
    return (known + together) / 2
