"""The weeks or months that a stretch of days is told by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .wording import MONTHS, in_words

Every = Literal["week", "month"]
ONE_DAY = timedelta(days=1)
MOST_YEARS = 50


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `first` to `last`, both included: a week from Monday or a month."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def explain(self) -> str:
        """
        >>> Span(date(2027, 2, 1), date(2027, 2, 28)).explain()
        'February 2027'
        >>> Span(date(2027, 2, 1), date(2027, 2, 7)).explain()
        'the week of 1 February 2027'
        """
        if self.days > 7:
            return f"{MONTHS[self.first.month - 1]} {self.first.year}"
        return f"the week of {in_words(self.first)}"


def spans(first: date, last: date, every: Every) -> tuple[Span, ...]:
    """The whole weeks (from Monday) or calendar months that hold the days from `first` to `last`.

    Raises ValueError when the last day comes first, when they lie more than 50 years apart, and for another
    word than "week" or "month".

    >>> [span.explain() for span in spans(date(2026, 12, 31), date(2027, 1, 4), "week")]
    ['the week of 28 December 2026', 'the week of 4 January 2027']
    """
    if last < first:
        raise ValueError(f"the last day ({last}) comes before the first ({first}): mend one of them")
    if last.year - first.year > MOST_YEARS:
        raise ValueError(
            f"{first} and {last} lie over {MOST_YEARS} years apart: mend the year, or give first and last"
        )
    if every not in ("week", "month"):
        raise ValueError(f'a burden is told by "week" or "month", not {every!r}')
    found = []
    begins = _begin(first, every)
    while begins <= last:
        after = _begin(begins + timedelta(days=7 if every == "week" else 32), every)
        found.append(Span(begins, after - ONE_DAY))
        begins = after
    return tuple(found)


def _begin(day: date, every: Every) -> date:
    return day - timedelta(days=day.weekday()) if every == "week" else day.replace(day=1)
