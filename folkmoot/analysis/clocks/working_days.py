"""Working days: Monday to Friday, less the days the caller says are not."""

from collections.abc import Collection
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def is_working_day(day: date, excluded: Collection[date] = ()) -> bool:
    """Whether `day` is a Monday to Friday that is not in `excluded`.

    >>> is_working_day(date(2026, 12, 25), {date(2026, 12, 25)})
    False
    """
    return day.weekday() < SATURDAY and day not in excluded


def add_working_days(start: date, days: int, excluded: Collection[date] = ()) -> date:
    """The working day that lies `days` working days after `start`, or before it when `days` is negative.

    `start` itself is never counted. With 0 the answer is `start`, working day or not.
    `excluded` holds dates that do not count: bank holidays and whatever else the rule in force leaves out.

    >>> add_working_days(date(2026, 12, 24), 1, {date(2026, 12, 25), date(2026, 12, 28)})
    datetime.date(2026, 12, 29)
    >>> add_working_days(date(2026, 12, 1), -1)
    datetime.date(2026, 11, 30)
    """
    step = ONE_DAY if days > 0 else -ONE_DAY
    day, left = start, abs(days)
    off = frozenset(excluded)
    while left:
        day += step
        left -= is_working_day(day, off)
    return day


def working_days_between(start: date, end: date, excluded: Collection[date] = ()) -> int:
    """Working days after `start` up to and including `end`; negative when `end` comes first.

    It undoes `add_working_days`: counting to the day that was reached gives the number back.

    >>> working_days_between(date(2026, 12, 1), date(2026, 12, 8))
    5
    >>> working_days_between(date(2026, 12, 8), date(2026, 12, 1))
    -5
    """
    off = frozenset(excluded)
    if end < start:
        days = (end + ONE_DAY * n for n in range((start - end).days))
        return -sum(is_working_day(day, off) for day in days)
    days = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, off) for day in days)


def clear_days_between(first: date, last: date) -> int:
    """Days strictly between two dates: "clear days" leave out both ends. Never negative.

    >>> clear_days_between(date(2026, 12, 1), date(2026, 12, 8))
    6
    """
    return max(0, (last - first).days - 1)
