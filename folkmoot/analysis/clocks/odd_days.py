"""Days on which a decision or a poll is hardly meant: a caution each, never a refusal."""

from __future__ import annotations

from datetime import date

from .calendars import Calendar, spoken

THURSDAY = 3


def odd_decision(day: date, calendar: Calendar) -> str:
    """A caution where a council would hardly meet, "" on a working day.

    >>> from .calendars import calendar_of
    >>> odd_decision(date(2026, 12, 25), calendar_of("E"))
    'Friday 25 December 2026 is a bank holiday (Christmas Day); councils do not decide then. Check the date.'
    """
    why = _day_off(day, calendar)
    return f"{spoken(day)} is {why}; councils do not decide then. Check the date." if why else ""


def odd_poll(day: date, calendar: Calendar) -> str:
    """A caution where a poll would hardly be held, "" on a Thursday that is a working day.

    >>> from .calendars import calendar_of
    >>> odd_poll(date(2027, 5, 8), calendar_of("E"))
    'Saturday 8 May 2027 is at a weekend; polls are not held then. Check the date.'
    >>> odd_poll(date(2027, 5, 4), calendar_of("E"))[:63]
    'Tuesday 4 May 2027 is no Thursday, on which polls are held by c'
    """
    if why := _day_off(day, calendar):
        return f"{spoken(day)} is {why}; polls are not held then. Check the date."
    if day.weekday() == THURSDAY:
        return ""
    return (
        f"{spoken(day)} is no Thursday, on which polls are held by custom; a by-election or a local "
        "referendum may be on another weekday. Check the date."
    )


def _day_off(day: date, calendar: Calendar) -> str:
    why = calendar.why_not(day)
    if why in ("Saturday", "Sunday"):
        return "at a weekend"
    return f"a bank holiday ({why})" if why else ""
