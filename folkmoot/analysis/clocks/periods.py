"""When a period of so many days, weeks or months ends, and windows in which something is restricted."""

import calendar
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from .working_days import ONE_DAY, add_working_days

Unit = Literal["days", "weeks", "months"]
LAST_MINUTE = time(23, 59)


def period_end(
    start: date, n: int, unit: Unit, *, exclude_first_day: bool = True, zone: tzinfo | None = None
) -> datetime:
    """The moment, 23:59 local time, at which a period of `n` days, weeks or months from `start` closes.

    `exclude_first_day` is the safe reading: the day of publication does not count. `zone` is the local
    time zone, Europe/London unless told. Months follow the corresponding date rule: a month from the
    31st ends on the last day of a shorter month (Dodds v Walker [1981] 1 WLR 1027).

    Raises ValueError when `n` is below 1 or the unit is not known.

    >>> period_end(date(2026, 3, 2), 6, "weeks").isoformat()
    '2026-04-13T23:59:00+01:00'
    >>> period_end(date(2026, 1, 31), 1, "months").date()
    datetime.date(2026, 2, 28)
    """
    if n < 1:
        raise ValueError(f"a period needs at least 1 of its unit, not {n}")
    last = _advance(start, n, unit)
    if not exclude_first_day:
        last -= ONE_DAY
    return datetime.combine(last, LAST_MINUTE, zone or ZoneInfo("Europe/London"))


def _advance(start: date, n: int, unit: Unit) -> date:
    if unit == "days":
        return start + timedelta(days=n)
    if unit == "weeks":
        return start + timedelta(weeks=n)
    if unit == "months":
        return _same_day_months_later(start, n)
    raise ValueError(f"a period is counted in days, weeks or months, not {unit!r}")


def _same_day_months_later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, longest))


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `first` to `last`, both included.

    >>> Window(date(2027, 3, 31), date(2027, 5, 6)).days
    37
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a window cannot end ({self.last}) before it starts ({self.first})")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def overlap(self, other: "Window") -> "Window | None":
        """The days both windows hold, or None."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Window(first, last) if first <= last else None


def pre_election_window(poll_on: date, *, working_days: int, excluded: Collection[date]) -> Window:
    """From the latest day the notice of election may appear to the close of poll.

    The latest start lies `working_days` before the poll (25 for English local elections), leaving out
    weekends and `excluded`: Christmas Eve, Christmas Day, Good Friday, bank holidays and days of national
    thanksgiving or mourning. Both are arguments because the rule belongs to the law in force, not to code.
    Source: Local Elections (Principal Areas) (England and Wales) Rules 2006, timetable and rule 2.

    >>> easter = {date(2024, 3, 29), date(2024, 4, 1)}
    >>> pre_election_window(date(2024, 5, 2), working_days=25, excluded=easter).first
    datetime.date(2024, 3, 26)
    """
    return Window(add_working_days(poll_on, -working_days, excluded), poll_on)


def restricted_by(window: Window, restrictions: Iterable[Window]) -> tuple[Window, ...]:
    """The parts of `window` that fall in a restricted period, earliest first.

    >>> may = Window(date(2027, 3, 31), date(2027, 5, 6))
    >>> restricted_by(Window(date(2027, 4, 12), date(2027, 5, 31)), [may])[0].days
    25
    """
    found = (window.overlap(restriction) for restriction in restrictions)
    return tuple(sorted((part for part in found if part), key=lambda part: (part.first, part.last)))
