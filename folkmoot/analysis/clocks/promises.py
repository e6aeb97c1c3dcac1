"""Whether a dated promise was kept, and how much time is left before something closes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Standing(StrEnum):
    """Where a promise stands on a given day."""

    KEPT = "kept"
    KEPT_LATE = "kept late"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class PromiseState:
    """`days` is never negative: early when kept, late when kept late, left when due, over when overdue."""

    standing: Standing
    days: int
    promised_on: date
    actual_on: date | None

    @property
    def is_kept(self) -> bool:
        return self.standing in {Standing.KEPT, Standing.KEPT_LATE}

    @property
    def is_late(self) -> bool:
        return self.standing in {Standing.KEPT_LATE, Standing.OVERDUE}

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        done = f"done {self.actual_on}" if self.actual_on else "not done"
        return f"promised {self.promised_on}, {done}: {self.standing}, {self.days} days"


def promise_state(promised_on: date, actual_on: date | None, today: date) -> PromiseState:
    """Where a promise made for `promised_on` stands on `today`.

    Doing it on the promised day is keeping it. An `actual_on` after `today` has not happened yet.

    >>> promise_state(date(2026, 12, 5), None, date(2026, 12, 8)).explain()
    'promised 2026-12-05, not done: overdue, 3 days'
    >>> promise_state(date(2026, 7, 14), date(2026, 7, 10), date(2026, 12, 1)).standing
    <Standing.KEPT: 'kept'>
    """
    happened = actual_on if actual_on and actual_on <= today else None
    late = ((happened or today) - promised_on).days
    return PromiseState(promise_standing(promised_on, actual_on, today), abs(late), promised_on, happened)


def promise_standing(promised_on: date, actual_on: date | None, today: date) -> Standing:
    """Only where it stands, for those who count thousands.

    >>> promise_standing(date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 8))
    <Standing.KEPT_LATE: 'kept late'>
    """
    if actual_on and actual_on <= today:
        return Standing.KEPT_LATE if actual_on > promised_on else Standing.KEPT
    return Standing.OVERDUE if today > promised_on else Standing.DUE


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Whole days, then whole hours and minutes. All zero once closed."""

    closed: bool
    days: int
    hours: int
    minutes: int
    last_day: bool


def time_left(closes_at: datetime, now: datetime) -> TimeLeft:
    """Time from `now` until `closes_at`; both must carry a time zone (ValueError if not).

    A day is 24 hours of real time, so the night the clocks change is counted right. The closing moment
    itself is still open; `last_day` says that the closing moment falls on the local date of `now`.

    >>> from datetime import UTC
    >>> time_left(datetime(2026, 12, 4, 12, tzinfo=UTC), datetime(2026, 12, 1, 10, tzinfo=UTC))
    TimeLeft(closed=False, days=3, hours=2, minutes=0, last_day=False)
    """
    if closes_at.tzinfo is None or now.tzinfo is None:
        raise ValueError("both moments need a time zone")
    left = timedelta(seconds=closes_at.timestamp() - now.timestamp())
    if left < timedelta(0):
        return TimeLeft(True, 0, 0, 0, False)
    hours, seconds = divmod(left.seconds, 3600)
    last_day = now.astimezone(closes_at.tzinfo).date() == closes_at.date()
    return TimeLeft(False, left.days, hours, seconds // 60, last_day)
