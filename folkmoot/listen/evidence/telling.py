"""How many people are behind each theme, as it may be told: one rule for page, picture, table, file and API.

A number is not told where so few said a thing, or so few did not, that somebody could be picked out (H-33).
Findings are protected when they are stated (`figures.py`); the themes they rest on are counted by themselves,
and one count can be taken from another. So all counts of one engagement are looked at together:

1. `few`: neither those who said it nor those who did not may be few, out of everybody who took part.
2. Where one set of themes lies within another, those in the larger and not in the smaller may not be few.
3. What rests on exactly the themes of a hidden finding is hidden with it.
4. Where sets of themes make up a larger one, the sum of their numbers less the larger number says how many
   people are in more than one of them: for two sets, in both. That may not be few either.

Beside that, a number that still grows is told `roughly`: to the nearest ten.

The more important number comes first and keeps its place; the one that would give it away goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext

from folkmoot.listen.evidence.models import Finding

SHOWN, SMALL, LINKED, ROUGH = "shown", "small", "linked", "rough"
NEAREST = 10  # people: what a rough number is told to


@dataclass(frozen=True)
class Count:
    """A number as it may be shown, and the words that stand for it where it may not."""

    value: int | None
    state: str
    threshold: int = 0

    @property
    def hidden(self) -> bool:
        return self.value is None

    @property
    def rough(self) -> bool:
        return self.state == ROUGH

    def __str__(self) -> str:
        if self.value is not None:
            return gettext("about %(n)s") % {"n": f"{self.value:,}"} if self.rough else f"{self.value:,}"
        if self.state == "small":
            return gettext("fewer than %(n)s") % {"n": self.threshold}
        return gettext("not shown")


@dataclass(frozen=True)
class Behind:
    """The people behind any of these themes. `hidden`: their number was hidden where it was stated."""

    themes: frozenset[int]
    n: int
    hidden: bool = False


def few(n: int, threshold: int) -> bool:
    return 0 < n < threshold


def told(n: int, everybody: int, threshold: int) -> Count:
    """A number of people out of everybody: the number, or what stands for it.

    Out of one more than the threshold, "not shown" beside "fewer than 5" would say which it is; there both
    are not shown.
    """
    if not few(n, threshold) and not few(everybody - n, threshold):
        return Count(n, SHOWN, threshold)
    small = few(n, threshold) and everybody != threshold + 1
    return Count(None, SMALL if small else LINKED, threshold)


def told_whole(everybody: int, threshold: int) -> Count:
    """How many took part at all: the one number nothing is taken from."""
    return Count(None, SMALL, threshold) if few(everybody, threshold) else Count(everybody, SHOWN, threshold)


def told_together(behind: Sequence[Behind], everybody: int, threshold: int) -> list[Count]:
    """Numbers of one engagement that are shown side by side, the most important first."""
    found: list[Count] = []
    sums = _Sums(behind, threshold)
    for each in behind:
        count = told(each.n, everybody, threshold)
        if not count.hidden and (
            each.hidden
            or _gives_away(each, zip(behind, found, strict=False), threshold)
            or sums.give_away(each)
        ):
            count = Count(None, LINKED, threshold)
        if not count.hidden:
            sums.tell(each)
        found.append(count)
    return found


def _gives_away(each: Behind, earlier: Iterable[tuple[Behind, Count]], threshold: int) -> bool:
    for other, count in earlier:
        if count.hidden:
            if other.themes == each.themes:
                return True
        elif few(abs(other.n - each.n), threshold) and _nested(other, each):
            return True
    return False


def _nested(one: Behind, other: Behind) -> bool:
    return one.themes < other.themes or other.themes < one.themes


class _Sums:
    """What could be worked out by adding up the numbers told: from any two sets that make up a third, and
    from all single themes of a set. A set is held as bits, one for each theme with anybody behind it."""

    def __init__(self, behind: Sequence[Behind], threshold: int) -> None:
        themes = sorted(frozenset[int]().union(*(each.themes for each in behind)))
        bits = {theme: 1 << place for place, theme in enumerate(themes)}
        alone = {bits[theme]: each.n for each in behind if len(each.themes) == 1 for theme in each.themes}
        self._bits = {theme: bit if alone.get(bit) != 0 else 0 for theme, bit in bits.items()}
        self._small = sum(bit for bit, n in alone.items() if n < threshold)
        self._threshold = threshold
        self._told: dict[int, int] = {}
        self._singles: dict[int, int] = {}

    def tell(self, each: Behind) -> None:
        bits = self._as_bits(each)
        self._told[bits] = each.n
        if bits.bit_count() == 1:
            self._singles[bits] = each.n

    def give_away(self, each: Behind) -> bool:
        """Whether this number, with those told, says how few are in more than one set."""
        bits, n = self._as_bits(each), each.n
        if self._is_made_up(bits, n) or self._makes_up(bits, n):
            return True
        if bits.bit_count() != 1:
            return self._adds_up(bits, n, self._singles)
        singles = self._singles | {bits: n}
        return any(bits & whole and self._adds_up(whole, more, singles) for whole, more in self._told.items())

    def _is_made_up(self, bits: int, n: int) -> bool:
        """Of two told, that have few in common."""
        parts = [(part, k) for part, k in self._told.items() if part | bits == bits and part != bits]
        return any(
            one | other == bits and few(k + m - n, self._threshold)
            for (one, k), (other, m) in combinations(parts, 2)
        )

    def _makes_up(self, bits: int, n: int) -> bool:
        """Together with one told, another that was told."""
        return any(
            few(n + k - self._told[bits | other], self._threshold)
            for other, k in self._told.items()
            if bits | other in self._told and bits | other not in (bits, other)
        )

    def _adds_up(self, bits: int, n: int, singles: dict[int, int]) -> bool:
        """Of single themes told, but for those known to be small."""
        inside = [k for single, k in singles.items() if single & bits]
        left = bits & ~sum(singles) & ~self._small
        return len(inside) > 1 and not left and few(abs(sum(inside) - n), self._threshold)

    def _as_bits(self, each: Behind) -> int:
        return sum(self._bits[theme] for theme in each.themes)


def behind_finding(finding: Finding, threshold: int) -> Count:
    """How many are behind a finding: hidden where it was when the finding was stated."""
    cell = (finding.figures or {}).get("n")
    if cell is not None and cell["value"] is None:
        return Count(None, cell["state"], threshold)
    return told(finding.n, finding.base, threshold)


def roughly(count: Count, everybody: int) -> Count:
    """The number while it still grows. Whoever watched an exact one could see what the latest answer said."""
    if not count.value:
        return count
    tens = max(round(count.value / NEAREST), 1) * NEAREST
    return Count(min(tens, everybody), ROUGH, count.threshold)


def as_counted(n: int) -> Count:
    """A number for those who may read single answers, and so can count for themselves."""
    return Count(n, SHOWN)
