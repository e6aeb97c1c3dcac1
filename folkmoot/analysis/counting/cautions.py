"""What a reader must be told of weights, each in one sentence with what to do.

Limits: a category of fewer than 30 people or 5 % should be joined with another; a design effect above 3, an
effective size below 100, or more than 5 % of weights at a bound mean that too much is asked of the sample.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from itertools import pairwise

import numpy as np

from .bounding import Asked, Reached
from .margins import Margin, level, said
from .weights import effective_size, n_at_bounds

FEWEST, SMALLEST_SHARE = 30, 0.05
HIGHEST_EFFECT, LOWEST_SIZE = 3.0, 100.0
MOST_AT_BOUNDS = 0.05
LOST = 0.01  # a weight below this counts as good as nothing
NOTHING = 1e-6
ROUNDED = 1.01  # shares rounded to whole percentages may add up to so much
ANOTHER_UNIT = 2.0  # beyond it one is in percentages and another in people
NAMED = 6
Errors = Mapping[Hashable, Mapping[Hashable, float]]


def cautions(
    margins: tuple[Margin, ...], asked: Asked, reached: Reached, tolerance: float, errors: Errors
) -> tuple[str, ...]:
    """All sentences that apply, the gravest first."""
    return (
        *_not_met(margins, asked, reached, tolerance, errors),
        *_other_wholes(margins),
        *_absent(margins),
        *_spread(reached.weights),
        *_at_bounds(asked, reached.weights),
        *_lost(margins, asked, reached.weights),
        *_few(margins),
        *_silent(margins, is_loose=reached.is_loose),
    )


def _not_met(
    margins: tuple[Margin, ...], asked: Asked, reached: Reached, tolerance: float, errors: Errors
) -> Iterator[str]:
    if reached.gap <= tolerance:
        return
    from .contradictions import contradiction, contradiction_of_several

    why = (
        contradiction(margins, asked)
        or _held_by_bounds(margins, asked, errors, (1, 2))
        or contradiction_of_several(margins, asked)
        or _held_by_bounds(margins, asked, errors, ())
    )
    if why:
        yield why
    elif asked.is_bounded:
        yield (
            f"The margins cannot be met with every weight between {asked.low:g} and {asked.high:g} times its "
            f"base: {_furthest(margins, errors)}; widen the bounds, join categories, or leave a margin out."
        )
    else:
        yield (
            "Weights come nearer to the margins only very slowly, as hardly anybody is of some groups that "
            f"they ask for: {_furthest(margins, errors)}; join categories, or leave a margin out."
        )


def _held_by_bounds(margins: tuple[Margin, ...], asked: Asked, errors: Errors, sizes: tuple[int, ...]) -> str:
    """A sentence on the fewest margins that cannot be met within the bounds: so many, or without sizes three
    or more."""
    from .together import fewest_that_miss, worst_that_miss

    if not asked.is_bounded:
        return ""
    tried = (worst_that_miss(asked, size, within_bounds=True) for size in sizes)
    found = next(filter(None, tried), None) if sizes else fewest_that_miss(asked, within_bounds=True)
    if found is None:
        return ""
    one = len(found.places) == 1
    which = tuple(margins[place] for place in found.places)
    return (
        f"The margin{'' if one else 's'} {found.names(margins)} cannot be met{'' if one else ' together'} "
        f"with every weight between {asked.low:g} and {asked.high:g} times its base: "
        f"{_furthest(which, errors)}; widen the bounds, join categories, or leave "
        f"{'it' if one else 'one of them'} out."
    )


def _furthest(margins: tuple[Margin, ...], errors: Errors) -> str:
    """The category that is missed by most."""
    found = [
        (abs(errors[margin.name][label]), place, margin, label)
        for place, margin in enumerate(margins)
        for label in margin.labels
        if label not in margin.absent
    ]
    _gap, _place, margin, label = max(found, key=lambda each: (each[0], -each[1]))
    wanted = float(margin.shares[margin.labels.index(label)])
    got = wanted + errors[margin.name][label]
    return f"{level(margin.name, label)} comes to {got:.1%} in place of {wanted:.1%}"


def _other_wholes(margins: tuple[Margin, ...]) -> Iterator[str]:
    """Shares that do not add up to 1, and margins that count different numbers of people."""
    for margin in margins:
        if margin.whole < ANOTHER_UNIT and _apart(margin.whole, 1.0) >= ROUNDED:
            yield (
                f"The shares of '{said(margin.name)}' add up to {margin.whole:.4g} and were taken in "
                "proportion; check that no category is missing or given twice."
            )
    by_size = sorted((each for each in margins if each.whole >= ANOTHER_UNIT), key=lambda each: each.whole)
    for one, other in pairwise(by_size):
        if ROUNDED <= _apart(one.whole, other.whole) < ANOTHER_UNIT:
            yield (
                f"The margin '{said(one.name)}' adds up to {one.whole:,.10g} and '{said(other.name)}' to "
                f"{other.whole:,.10g}; each was taken in proportion: check that both count the same people."
            )


def _apart(one: float, other: float) -> float:
    """How many times the larger is the smaller, rounding aside."""
    return max(one, other) / min(one, other) + NOTHING


def _absent(margins: tuple[Margin, ...]) -> Iterator[str]:
    for margin in margins:
        if margin.absent:
            one = len(margin.absent) == 1
            who = " and ".join(level(margin.name, label) for label in margin.absent[:NAMED])
            more = f" and {len(margin.absent) - NAMED} more" if len(margin.absent) > NAMED else ""
            places = [margin.labels.index(label) for label in margin.absent]
            yield (
                f"Nobody in the sample is {who}{more}, though {margin.shares[places].sum():.1%} of the "
                "population "
                f"{'is' if one else 'are'}: no weight can speak for them; join the category with another, or "
                "say "
                "that these people are missing."
            )


def _spread(weights: np.ndarray) -> Iterator[str]:
    size = effective_size(weights)
    effect = len(weights) / size
    if effect > HIGHEST_EFFECT:
        yield (
            f"The design effect is {effect:.1f}, above {HIGHEST_EFFECT:.0f}: a few people count for very "
            "many; "
            "use fewer margins, join categories, or set bounds."
        )
    if size < LOWEST_SIZE:
        yield (
            f"After weighting, {len(weights):,} people tell as much as {size:.0f} weighted alike, which is "
            "fewer "
            f"than {LOWEST_SIZE:.0f}: show no weighted figures."
        )


def _at_bounds(asked: Asked, weights: np.ndarray) -> Iterator[str]:
    if not asked.is_bounded:
        return
    n = n_at_bounds(weights / asked.base, asked.low, asked.high)
    if n > MOST_AT_BOUNDS * len(weights):
        yield (
            f"{n / len(weights):.0%} of the weights are held by a bound, which is more than "
            f"{MOST_AT_BOUNDS:.0%}: the sample is too far from the margins; use fewer margins or join "
            "categories."
        )


def _lost(margins: tuple[Margin, ...], asked: Asked, weights: np.ndarray) -> Iterator[str]:
    if np.any(weights < NOTHING * asked.base):
        from .contradictions import emptied, emptied_by_several

        yield from filter(None, [emptied(margins, asked) or emptied_by_several(margins, asked)])
    n = int(np.count_nonzero(weights < LOST * asked.base))
    if n:
        yield (
            f"{n:,} {'person counts' if n == 1 else 'people count'} for less than a hundredth: the margins "
            "leave "
            "hardly any room for them; join categories, or set bounds."
        )


def _few(margins: tuple[Margin, ...]) -> Iterator[str]:
    """Categories of too few people, all in one sentence."""
    few = [
        f"{level(margin.name, label)} ({n:,})"
        for margin in margins
        for label, n in zip(margin.labels, margin.counts, strict=True)
        if 0 < n < max(FEWEST, SMALLEST_SHARE * margin.counts.sum())
    ]
    if few:
        more = f" and {len(few) - NAMED} more" if len(few) > NAMED else ""
        yield (
            f"Fewer than {FEWEST} people or {SMALLEST_SHARE:.0%} are behind {', '.join(few[:NAMED])}{more}: "
            "their "
            "weights rest on few; join them with a neighbouring category."
        )


def _silent(margins: tuple[Margin, ...], *, is_loose: bool) -> Iterator[str]:
    silent = [f"'{said(margin.name)}' ({margin.missing:,})" for margin in margins if margin.missing]
    if silent:
        kept = (
            "other margins leave no room for the share they had, so it has changed"
            if is_loose
            else "together they keep the share they had"
        )
        yield (
            f"Some people gave no answer to {', '.join(silent)}: they are left out of that margin, and "
            f"{kept}; "
            "their weights follow their other answers."
        )
