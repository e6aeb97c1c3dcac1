"""Statements as the report of opinions shows them: words, counts, and counts by group where many voted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..drawing.phrases import in_language, joined
from .wording import shortened

Counts = tuple[int, int, int]
"""People who agreed, passed and disagreed."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One statement. `groups` holds counts for each group, None where too few voted to show them;
    `unprotected` holds all of them, for files that nobody publishes.

    `agreed` and `rejected` are the lowest shares, over groups, that the votes support, and
    `agreed_is_told` and `rejected_is_told` whether they rest on votes enough to be shown: a bound that four
    votes make tells how each of the four fell. `division` is how far the groups are apart, and `divides`
    whether that is more than chance. Where there are no groups but a main line of difference, `ends` and
    `unprotected_ends` are the same for its two ends, and `agreed` and `rejected` the lowest shares there.
    `agreed_overall` and `rejected_overall` are the lowest shares of everybody. `language` is that of the text
    ("en", "cy", or "" where it cannot be told).
    """

    number: int
    label: str
    text: str
    everyone: Counts
    groups: tuple[Counts | None, ...]
    unprotected: tuple[Counts, ...]
    agreed: float
    rejected: float
    division: float
    divides: bool
    agreed_is_told: bool = True
    rejected_is_told: bool = True
    ends: tuple[Counts | None, ...] = ()
    unprotected_ends: tuple[Counts, ...] = ()
    agreed_overall: float = 0.0
    rejected_overall: float = 0.0
    language: str = ""

    @property
    def votes(self) -> int:
        return sum(self.everyone)

    def spoken(self, most: int) -> str:
        """The beginning of its text, marked where it is not in the language of the report."""
        return in_language(shortened(self.text, most), self.language)

    def named(self, most: int) -> str:
        """Its number and the beginning of its text, as tables say it."""
        return joined(f"{self.label}: ", self.spoken(most)) if self.text else self.label


def protected(
    groups: Sequence[Counts], everyone: Counts, threshold: int, *, few_outside: bool = False
) -> tuple[Counts | None, ...]:
    """Counts by group without those of fewer votes than `threshold`, nor any from which these follow.

    Once a group is hidden, what the groups shown leave of everyone's votes must come from two sides at least
    (another hidden group, or people in no group) and be `threshold` votes or more. The same holds as soon as
    people in no group voted at all, if they are `few_outside`: the same few on every statement, so that what
    the groups leave over would be one person's whole ballot.

    >>> protected([(9, 1, 0), (2, 0, 1), (7, 0, 7)], (18, 1, 8), 5)
    (None, None, (7, 0, 7))
    >>> protected([(9, 1, 0), (7, 0, 7)], (16, 1, 7), 5)
    ((9, 1, 0), (7, 0, 7))
    >>> protected([(9, 1, 0), (7, 0, 7)], (17, 1, 7), 5, few_outside=True)
    (None, (7, 0, 7))
    """
    shown = [sum(counts) >= threshold for counts in groups]
    outside = sum(everyone) - sum(map(sum, groups))
    by_size = sorted(range(len(groups)), key=lambda group: (sum(groups[group]), group))
    for group in by_size:
        hidden = [sum(groups[each]) for each in by_size if not shown[each]]
        parts = sum(n > 0 for n in hidden) + (outside > 0)
        is_open = any(hidden) or (few_outside and outside > 0)
        if not is_open or (parts > 1 and sum(hidden) + outside >= threshold):
            break
        shown[group] = False
    return tuple(counts if is_shown else None for counts, is_shown in zip(groups, shown, strict=True))
