"""How many people are behind each theme, as it may be told: one rule for page, picture, table, file and API.

A number is not told where so few said a thing, or so few did not, that somebody could be picked out (H-33).
Findings are protected when they are stated (`figures.py`); the themes they rest on are counted by themselves,
and one count can be taken from another. So all counts of one engagement are looked at together:

1. `few`: neither those who said it nor those who did not may be few, out of everybody who took part.
2. Where one set of themes lies within another, those in the larger and not in the smaller may not be few.
3. What rests on exactly the themes of a hidden finding is hidden with it.

The more important number comes first and keeps its place; the one that would give it away goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from folkmoot.listen.evidence.models import Finding

SHOWN, SMALL, LINKED = "shown", "small", "linked"


@dataclass(frozen=True)
class Count:
    """A number as it may be shown, and the words that stand for it where it may not."""

    value: int | None
    state: str
    threshold: int = 0

    @property
    def hidden(self) -> bool:
        return self.value is None

    def __str__(self) -> str:
        if self.value is not None:
            return f"{self.value:,}"
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
    for each in behind:
        count = told(each.n, everybody, threshold)
        if not count.hidden and (
            each.hidden or _gives_away(each, zip(behind, found, strict=False), threshold)
        ):
            count = Count(None, LINKED, threshold)
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


def behind_finding(finding: Finding, threshold: int) -> Count:
    """How many are behind a finding: hidden where it was when the finding was stated."""
    cell = (finding.figures or {}).get("n")
    if cell is not None and cell["value"] is None:
        return Count(None, cell["state"], threshold)
    return told(finding.n, finding.base, threshold)


def as_counted(n: int) -> Count:
    """A number for those who may read single answers, and so can count for themselves."""
    return Count(n, SHOWN)
