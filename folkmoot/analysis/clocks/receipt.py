"""Moments rather than days: when something counts as received, and working hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .calendars import Calendar, calendar_of, spoken

OFFICE_HOURS = (time(9), time(17))


@dataclass(frozen=True, slots=True)
class Receipt:
    """When something truly came, and the day on which it counts as received."""

    received_at: datetime
    counts_on: date
    why: str

    def explain(self) -> str:
        """One English sentence."""
        when = f"{self.received_at:%H:%M} on {spoken(self.received_at.date())}"
        return f"Received at {when}, it counts as received on {spoken(self.counts_on)}: {self.why}."


def receipt_of(
    received_at: datetime, calendar: Calendar | None = None, *, hours: tuple[time, time] = OFFICE_HOURS
) -> Receipt:
    """The day on which an electronic representation counts as received.

    Within office hours of a working day it is that day; outside them, the next working day. The true time is
    kept beside it. `received_at` is local time. Sources: SI 2012/637 reg 4; SI 2026/186 reg 3.

    Raises ValueError for office hours that end before they begin.

    >>> receipt_of(datetime(2026, 4, 2, 18, 30)).counts_on  # Maundy Thursday in the evening
    datetime.date(2026, 4, 7)
    """
    calendar = calendar or calendar_of("E")
    opens, closes = _checked(hours)
    day = received_at.date()
    why = calendar.why_not(day)
    if why:
        return Receipt(received_at, calendar.add(day, 1), f"that day is no working day ({why})")
    if not opens <= received_at.time() <= closes:
        said = f"outside office hours ({opens:%H:%M} to {closes:%H:%M})"
        return Receipt(received_at, calendar.add(day, 1), said)
    return Receipt(received_at, day, "within office hours of a working day")


def add_working_hours(
    start: datetime, n: int, calendar: Calendar | None = None, *, hours: tuple[time, time] = OFFICE_HOURS
) -> datetime:
    """The moment `n` working hours after `start`: only office hours of working days count.

    `start` is local time. Raises ValueError for less than 1 hour, or hours that end before they begin.

    >>> add_working_hours(datetime(2026, 12, 24, 16, 30), 1).isoformat()
    '2026-12-29T09:30:00'
    """
    if n < 1:
        raise ValueError(f"a period needs at least 1 of its unit, not {n}.")
    calendar = calendar or calendar_of("E")
    opens, closes = _checked(hours)
    now, left = start, timedelta(hours=n)
    while True:
        begins = max(now, datetime.combine(now.date(), opens, now.tzinfo))
        room = datetime.combine(now.date(), closes, now.tzinfo) - begins
        if calendar.is_working(now.date()) and left <= room:
            return begins + left
        if calendar.is_working(now.date()):
            left -= max(room, timedelta(0))
        now = datetime.combine(calendar.add(now.date(), 1), opens, now.tzinfo)


def _checked(hours: tuple[time, time]) -> tuple[time, time]:
    if hours[1] <= hours[0]:
        raise ValueError(f"office hours cannot end ({hours[1]:%H:%M}) before they begin ({hours[0]:%H:%M}).")
    return hours
