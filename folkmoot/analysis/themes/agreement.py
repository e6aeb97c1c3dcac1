"""How far two people who coded the same texts without seeing each other's codes agree.

Krippendorff's alpha corrects for the agreement that chance alone would bring; F1 says how much of the themes
is shared, text by text, and is what most consultations publish. Both come with an interval from resampling.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Label = str | int
Codes = frozenset[Label]
Coded = Label | Collection[Label] | None
Bounds = tuple[float, float]
Floats = NDArray[np.float64]

# Fewer texts than this say too little for an interval.
ENOUGH_FOR_INTERVAL = 30
RESAMPLES = 1_000
LEVEL = 95
# Resamples held in memory at a time, by the number of different pairs of codes in them.
HELD_AT_ONCE = 2_000_000
# With more different sets of themes than this a resample's expected disagreement is taken to first order.
EXACT_SETS = 1_000
BLOCK = 1_000
# Krippendorff (2004), Content Analysis, 2nd edition, page 241: rely on .800; tentative conclusions from .667.
RELIABLE, TENTATIVE = 0.8, 2 / 3


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """One theme: to how many texts the first, the second and both people gave it.

    `alpha` None: both gave it to every text or neither to any; `f1` None: nobody gave it.
    """

    theme: Label
    n_first: int
    n_second: int
    n_both: int
    alpha: float | None
    f1: float | None

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        alpha = "no alpha" if self.alpha is None else f"alpha {self.alpha:.2f}"
        f1 = "no F1" if self.f1 is None else f"F1 {self.f1:.2f}"
        return (
            f"{self.theme}: {self.n_first} by the first, {self.n_second} by the second, "
            f"{self.n_both} by both; {alpha}, {f1}."
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """`n` texts were coded by both people; `left_out` by one of them or nobody, and count for nothing.

    `alpha` is 1 for full agreement, 0 for what chance would bring, below 0 for less than that; None when all
    codes are the same, because then nothing could have differed. `f1` runs from 0 to 1. The intervals hold
    95 % of the resamples; None under 30 texts. `themes` in order of name.
    """

    n: int
    left_out: int
    alpha: float | None
    alpha_interval: Bounds | None
    f1: float | None
    f1_interval: Bounds | None
    themes: tuple[ThemeAgreement, ...]

    def explain(self) -> str:
        """Plain English for logs and tests; pages have their own words."""
        if not self.n:
            return "No text was coded by both people, so nothing can be said about their agreement."
        return " ".join([self._figures(), *self._cautions()])

    def _figures(self) -> str:
        alpha = "no alpha" if self.alpha is None else f"alpha {self.alpha:.2f}{_words(self.alpha_interval)}"
        one = "1 text was" if self.n == 1 else f"{self.n:,} texts were"
        return f"{one} coded by both people: {alpha}, F1 {self.f1:.2f}{_words(self.f1_interval)}."

    def _cautions(self) -> Iterator[str]:
        if self.alpha is None:
            yield "Every code is the same, so alpha is not defined: nothing could have differed."
        elif self.alpha < TENTATIVE:
            yield "Under 0.67 the codes are not reliable enough to draw conclusions from."
        elif self.alpha < RELIABLE:
            yield "From 0.67 to 0.80 only tentative conclusions can be drawn."
        if self.n < ENOUGH_FOR_INTERVAL:
            yield f"Under {ENOUGH_FOR_INTERVAL} texts no interval is given."
        if self.left_out:
            yield f"{self.left_out:,} that were not coded by both are left out."


def agreement(coder_a: Sequence[Coded], coder_b: Sequence[Coded], *, seed: int = 0) -> Agreement:
    """Compare two people's codes of the same texts, text by text.

    Each sequence holds, for every text in the same order, one theme (text or number), a collection of themes
    (empty: this person says that none fits) or None (this person did not code the text).

    Give only codes made blind: each person coded the text without seeing the other's codes or the machine's
    proposal. A proposal that was read and not edited is not agreement and must be None here, or the figures
    flatter.

    - alpha: Krippendorff's, with the distance MASI between sets of themes, which for single themes is the
      nominal distance: 0 for the same, 1 for different.
    - F1: of each text, twice the themes shared over the themes given by both together; averaged over texts.
      Two empty sets agree (1).
    - intervals: percentiles of 1,000 resamples of texts, the same for the same `seed` in any order of texts
      and of people. A resample in which all codes are the same has no alpha and is left out.

    ValueError when the two differ in length, or for a code that is no name, with its row.

    Sources: Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, University of Pennsylvania;
    Passonneau, R. (2006), Measuring Agreement on Set-valued Items (MASI), LREC; Efron and Tibshirani (1993),
    An Introduction to the Bootstrap, chapter 13.

    >>> result = agreement(["bins", "bins", "buses", None], ["bins", "buses", "buses", "bins"])
    >>> result.n, round(result.alpha, 3), round(result.f1, 3), result.alpha_interval
    (3, 0.444, 0.667, None)
    >>> result.explain()[:60]
    '3 texts were coded by both people: alpha 0.44, F1 0.67. Unde'
    """
    first, second = _both(coder_a, coder_b)
    n, left_out = len(first), len(coder_a) - len(first)
    if not n:
        return Agreement(0, left_out, None, None, None, None, ())
    pairs = _Pairs(first, second)
    alpha, f1 = pairs.alpha(pairs.times[None, :]), pairs.f1(pairs.times[None, :])
    alphas, f1s = _intervals(pairs, seed)
    return Agreement(n, left_out, _defined(alpha), alphas, float(f1[0]), f1s, _by_theme(first, second))


def _both(coder_a: Sequence[Coded], coder_b: Sequence[Coded]) -> tuple[list[Codes], list[Codes]]:
    if len(coder_a) != len(coder_b):
        raise ValueError(
            f"the first person has {len(coder_a)} rows and the second {len(coder_b)}: "
            "give one row a text for both, with None where a person did not code it"
        )
    rows = [
        (_codes(a, row), _codes(b, row))
        for row, (a, b) in enumerate(zip(coder_a, coder_b, strict=True))
        if a is not None and b is not None
    ]
    return [a for a, _ in rows], [b for _, b in rows]


def _codes(given: Coded, row: int) -> Codes:
    is_many = isinstance(given, Collection) and not isinstance(given, str | bytes)
    codes: tuple[Any, ...] = tuple(given) if is_many else (given,)  # type: ignore[arg-type]
    for code in codes:
        if not _is_name(code):
            raise ValueError(
                f"row {row}: {code!r} is not a theme; give a name or a number, "
                "and None where this person did not code the text"
            )
    return frozenset(code.item() if isinstance(code, np.generic) else code for code in codes)


def _is_name(code: object) -> bool:
    return bool(code.strip()) if isinstance(code, str) else isinstance(code, int | np.integer)


class _Pairs:
    """Each different pair of codes once, and how often it occurs; who said which does not matter."""

    def __init__(self, first: Sequence[Codes], second: Sequence[Codes]) -> None:
        sets = sorted({*first, *second}, key=_in_order)
        place = {each: number for number, each in enumerate(sets)}
        met = Counter(tuple(sorted((place[a], place[b]))) for a, b in zip(first, second, strict=True))
        ordered = sorted(met)
        self.left = np.array([a for a, _ in ordered])
        self.right = np.array([b for _, b in ordered])
        self.times = np.array([met[each] for each in ordered], np.float64)
        self._sets = _table(sets)
        self._apart, self._overlap = _compare(self._sets[self.left], self._sets[self.right], paired=True)
        everything = self._count_sets(self.times[None, :])[0]
        self._exact = len(sets) <= EXACT_SETS
        self._distances = self._all_distances() if self._exact else None
        self._distance_to_all = self._sum_distances(everything)
        self._expected = float(everything @ self._distance_to_all)

    def f1(self, times: Floats) -> Floats:
        """One figure for each row of `times`: how often each pair occurs."""
        return (times @ self._overlap) / times.sum(1)

    def alpha(self, times: Floats) -> Floats:
        """One minus observed over expected disagreement for each row of `times`; not a number where nothing
        differs. With N texts there are n = 2 N values, and n (n - 1) pairs of values."""
        n = 2 * times.sum(1)
        observed = (times @ self._apart) * 2 / n
        expected = self._expected_in(self._count_sets(times)) / (n * (n - 1))
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(expected > 1e-12, 1 - observed / expected, np.nan)

    def _expected_in(self, counts: Floats) -> Floats:
        if self._distances is not None:
            return np.einsum("rs,rs->r", counts @ self._distances, counts)
        return np.asarray(2 * counts @ self._distance_to_all - self._expected)

    def _count_sets(self, times: Floats) -> Floats:
        counts = np.zeros((len(times), len(self._sets)))
        for row, weights in enumerate(times):
            counts[row] = np.bincount(self.left, weights, len(self._sets))
            counts[row] += np.bincount(self.right, weights, len(self._sets))
        return counts

    def _all_distances(self) -> Floats:
        return _compare(self._sets, self._sets, paired=False)[0]

    def _sum_distances(self, counts: Floats) -> Floats:
        """Of each set, the sum of its distances to all values given; in blocks, to bound the memory."""
        starts = range(0, len(self._sets), BLOCK)
        blocks = (
            _compare(self._sets[at : at + BLOCK], self._sets, paired=False)[0] @ counts for at in starts
        )
        return np.concatenate(list(blocks))


def _in_order(codes: Codes) -> tuple[int, list[tuple[str, str]]]:
    return len(codes), sorted(_name_order(code) for code in codes)


def _name_order(code: Label) -> tuple[str, str]:
    return (type(code).__name__, f"{code:020d}" if isinstance(code, int) else str(code))


def _table(sets: Sequence[Codes]) -> NDArray[np.float32]:
    """Sets x themes: 1 where the theme is in the set."""
    themes = sorted({code for each in sets for code in each}, key=_name_order)
    place = {theme: number for number, theme in enumerate(themes)}
    table = np.zeros((len(sets), len(themes)), np.float32)
    for row, each in enumerate(sets):
        table[row, [place[code] for code in each]] = 1
    return table


def _compare(a: NDArray[np.float32], b: NDArray[np.float32], *, paired: bool) -> tuple[Floats, Floats]:
    """Distance MASI and F1 of sets: row with row when `paired`, else each row of `a` with each of `b`.

    MASI is 1 - J M: J the share of the union that is shared; M 1 for equal sets, 2/3 when one holds the
    other, 1/3 when they overlap otherwise, 0 when they share nothing.
    """
    shared = np.asarray((a * b).sum(1) if paired else a @ b.T, np.float64)
    of_a, of_b = (a.sum(1), b.sum(1)) if paired else (a.sum(1)[:, None], b.sum(1)[None, :])
    union = of_a + of_b - shared
    equal = shared == union
    nested = (shared == of_a) | (shared == of_b)
    kind = np.select([equal, nested, shared > 0], [1.0, 2 / 3, 1 / 3], 0.0)
    jaccard = np.where(equal, 1.0, shared / np.maximum(union, 1))
    f1 = np.where(equal, 1.0, 2 * shared / np.maximum(of_a + of_b, 1))
    return 1 - jaccard * kind, f1


def _intervals(pairs: _Pairs, seed: int) -> tuple[Bounds | None, Bounds | None]:
    n = int(pairs.times.sum())
    if n < ENOUGH_FOR_INTERVAL:
        return None, None
    random = np.random.default_rng(seed)
    step = max(1, HELD_AT_ONCE // len(pairs.times))
    alphas, f1s = [], []
    for at in range(0, RESAMPLES, step):
        many = min(step, RESAMPLES - at)
        times = random.multinomial(n, pairs.times / n, size=many).astype(np.float64)
        alphas.append(pairs.alpha(times))
        f1s.append(pairs.f1(times))
    return _bounds(np.concatenate(alphas)), _bounds(np.concatenate(f1s))


def _bounds(figures: Floats) -> Bounds | None:
    known = figures[~np.isnan(figures)]
    if not len(known):
        return None
    low, high = np.percentile(known, [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    return float(low), float(high)


def _by_theme(first: Sequence[Codes], second: Sequence[Codes]) -> tuple[ThemeAgreement, ...]:
    by_first = Counter(code for codes in first for code in codes)
    by_second = Counter(code for codes in second for code in codes)
    by_both = Counter(code for a, b in zip(first, second, strict=True) for code in a & b)
    themes = sorted({*by_first, *by_second}, key=_name_order)
    n = len(first)
    return tuple(_of_theme(each, by_first[each], by_second[each], by_both[each], n) for each in themes)


def _of_theme(theme: Label, n_first: int, n_second: int, n_both: int, n: int) -> ThemeAgreement:
    """Alpha of "has it or not": 1 - (n - 1) o / (n1 n0), with o the texts that differ and n = 2 N values."""
    given = n_first + n_second
    differ, without = given - 2 * n_both, 2 * n - given
    alpha = 1 - (2 * n - 1) * differ / (given * without) if given and without else None
    return ThemeAgreement(theme, n_first, n_second, n_both, alpha, 2 * n_both / given if given else None)


def _defined(figures: Floats) -> float | None:
    return None if np.isnan(figures[0]) else float(figures[0])


def _words(interval: Bounds | None) -> str:
    return "" if interval is None else f" ({interval[0]:.2f} to {interval[1]:.2f})"
