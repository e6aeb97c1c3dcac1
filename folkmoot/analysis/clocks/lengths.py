"""How long, counted how: the day-count conventions, forwards from a start and backwards from an end."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from .calendars import ONE_DAY, Calendar, LeftOut, OutOfReachError, calendar_of, nation_name, spoken

Unit = Literal["days", "weeks", "months", "working_days", "working_hours"]
Basis = Literal["calendar", "clear", "working"]
UNITS: tuple[str, ...] = get_args(Unit)
BASES: tuple[str, ...] = get_args(Basis)
END_OF_DAY = time(23, 59)
YEAR = 12  # months
LOCAL_TIME = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time and how its days are counted.

    `unit` is days, weeks, months, working_days or working_hours. `exclude_first_day` is the safe reading: the
    day of publication does not count. With `basis` "clear" both ends are left out: the period ends on the
    first day on which the thing may happen. Months end on the corresponding date, or, where the first day
    counts, on the day before it; in a month without that date, on its last day. `closes` is the time of day
    at which the last day ends. `with_weekends` are working days that leave out public holidays only.

    Sources: Lester v Garland (1808) 15 Ves Jun 248 (the first day is excluded); Dodds v Walker [1981] 1 WLR
    1027 (corresponding date); R v Turner [1910] 1 KB 346 (clear days leave out both ends).

    Raises ValueError when `n` is below 1 or the unit or basis is not known.

    >>> Length(28, "days", "clear").words()
    '28 clear days'
    """

    n: int
    unit: Unit
    basis: Basis = "calendar"
    exclude_first_day: bool = True
    closes: time = END_OF_DAY
    with_weekends: bool = False

    def __post_init__(self) -> None:
        if self.n < 1:
            raise ValueError(f"a period needs at least 1 of its unit, not {self.n}.")
        if self.unit not in UNITS:
            raise ValueError(f"a period is counted in {', '.join(UNITS)}, not in '{self.unit}'.")
        if self.basis not in BASES:
            raise ValueError(f"days are counted as {', '.join(BASES)}, not as '{self.basis}'.")

    @property
    def in_working_days(self) -> bool:
        return self.unit in ("working_days", "working_hours")

    @property
    def _whole_years(self) -> int:
        """How many years it is, 0 where it is not several whole ones."""
        years, more = divmod(self.n, YEAR)
        whole = self.unit == "months" and self.basis != "clear" and years > 1 and not more
        return years if whole else 0

    def words(self) -> str:
        """In words; several whole years are called that.

        >>> Length(6, "weeks").words(), Length(1, "working_days").words(), Length(60, "months").words()
        ('6 weeks', '1 working day', '5 years')
        """
        if self._whole_years:
            return f"{self._whole_years} years"
        clear = "clear " if self.basis == "clear" else ""
        if self.with_weekends:
            return f"{self.n} {clear}day{'s' if self.n != 1 else ''} without public holidays"
        unit = self.unit.replace("_", " ")
        return f"{self.n} {clear}{unit if self.n != 1 else unit.removesuffix('s')}"

    def how(self, backwards: bool = False, waits: bool = False) -> str:
        """The convention, in words; `waits` where the day at the end is the one after the length."""
        if self.basis == "clear":
            return "clear days: the first day and the last day are not counted"
        first = "the first day is not counted" if self.exclude_first_day else "the first day is counted"
        before = "" if self.exclude_first_day else "day before the "
        month = f"; months end on the {before}same day of the month" if self.unit == "months" else ""
        if self._whole_years:
            month = f"; years end on the {before}same date"
        both = not (self.exclude_first_day or waits)
        back = "the first day and the last day are counted" if both else "the last day is not counted"
        return (f"counted back; {back}" if backwards else first) + month


def last_day(start: date, length: Length, calendar: Calendar | None = None) -> date:
    """The day on which a period from `start` ends; with clear days, the first day for the event itself.

    `calendar` is needed for working days only (England unless told). Raises ValueError for working hours,
    which need a moment: see `add_working_hours`.

    >>> last_day(date(2026, 3, 2), Length(6, "weeks"))
    datetime.date(2026, 4, 13)
    >>> last_day(date(1978, 9, 30), Length(4, "months"))
    datetime.date(1979, 1, 30)
    >>> last_day(date(2026, 8, 31), Length(6, "months", exclude_first_day=False))  # there is no 31 February
    datetime.date(2027, 2, 28)
    >>> last_day(date(2026, 12, 1), Length(28, "days", "clear"))
    datetime.date(2026, 12, 30)
    """
    try:
        return _last_day(start, length, calendar)
    except OverflowError:
        raise OutOfReachError(_out_of_reach(length, start)) from None


def _last_day(start: date, length: Length, calendar: Calendar | None) -> date:
    first_counts = not (length.exclude_first_day or length.basis == "clear")
    before = start - ONE_DAY if first_counts and length.unit != "months" else start
    last = _advanced(before, length, calendar)
    if first_counts and length.unit == "months" and last.day == start.day:
        last -= ONE_DAY  # where the corresponding day is missing, the shorter month has ended already
    return last + ONE_DAY if length.basis == "clear" else last


def first_day(end: date, length: Length, calendar: Calendar | None = None) -> date:
    """The latest day from which the whole length fits before `end`: `last_day` undone.

    Working days are counted back from `end`, which itself is not counted.

    >>> first_day(date(2027, 2, 25), Length(28, "days", "clear"))
    datetime.date(2027, 1, 27)
    >>> first_day(date(2024, 5, 2), Length(25, "working_days"))
    datetime.date(2024, 3, 26)
    """
    if length.in_working_days:
        _no_hours(length)
        extra = 1 if length.basis == "clear" else 0 if length.exclude_first_day else -1
        return (calendar or calendar_of("E")).add(end, -(length.n + extra))
    try:
        day = end - timedelta(days=length.n * {"days": 1, "weeks": 7, "months": 31}[length.unit] + 1)
        while _last_day(day + ONE_DAY, length, None) <= end:
            day += ONE_DAY
    except OverflowError:
        raise OutOfReachError(_out_of_reach(length, end)) from None
    return day


@dataclass(frozen=True, slots=True)
class Period:
    """From `first`, the day the clock starts, to `last`. `closes_at` is local time with its zone.

    `left_out` are the days between them that were not counted. `rule`, `name`, `source` and `confidence` are
    empty for a length that no rule sets. `is_deadline` says that somebody must be done by `last`, or that
    something lasts until then; otherwise people are given this time, and more of it does no harm. `waits`
    says that something waits for its end: `last` is the day after it, the first on which that may happen.
    """

    first: date
    last: date
    closes_at: datetime
    length: Length
    backwards: bool = False
    left_out: tuple[LeftOut, ...] = ()
    nation: str = ""
    rule: str = ""
    name: str = ""
    source: str = ""
    confidence: str = ""
    is_deadline: bool = False
    waits: bool = False

    @property
    def how(self) -> str:
        return self.length.how(self.backwards, self.waits)

    @property
    def spare(self) -> date:
        """The closing day with one spare day, which nobody can call too short; a deadline has none."""
        return self.last if self.is_deadline else self.last + ONE_DAY

    def explain(self) -> str:
        """One English sentence.

        >>> period_from(date(2026, 3, 2), Length(1, "weeks")).explain()
        '1 week from Monday 2 March 2026 ends on Monday 9 March 2026 at 23:59 (the first day is not counted).'
        """
        ends = "end" if self.length.n != 1 else "ends"
        if self.backwards:
            said = f"{self.length.words()} before {spoken(self.last)} is {spoken(self.first)}"
        elif self.length.basis == "clear" or self.waits:
            said = (
                f"{self.length.words()} after {spoken(self.first)} allow {spoken(self.last)} at the earliest"
            )
        else:
            said = f"{self.length.words()} from {spoken(self.first)} {ends} on {spoken(self.last)}"
            said += f" at {self.closes_at:%H:%M}"
        rule = f" under {self.rule}, {self.source}" if self.rule else ""
        return f"{said}{rule} ({self.how}{self._calendar()})."

    def _calendar(self) -> str:
        return f"; working days of {nation_name(self.nation)}" if self.length.in_working_days else ""


def period_from(start: date, length: Length, calendar: Calendar | None = None) -> Period:
    """The period of this length that starts on `start`."""
    calendar = calendar or calendar_of("E")
    return _period(start, last_day(start, length, calendar), length, calendar)


def period_before(end: date, length: Length, calendar: Calendar | None = None) -> Period:
    """The period of this length that `end` closes, counted back from it.

    >>> period_before(date(2027, 5, 6), Length(25, "working_days")).first
    datetime.date(2027, 3, 31)
    """
    calendar = calendar or calendar_of("E")
    found = _period(first_day(end, length, calendar), end, length, calendar)
    return replace(found, backwards=True)


def _period(first: date, last: date, length: Length, calendar: Calendar) -> Period:
    left_out = calendar.left_out(first, last) if length.in_working_days else ()
    closes_at = datetime.combine(last, length.closes, LOCAL_TIME)
    return Period(first, last, closes_at, length, left_out=left_out, nation=calendar.nation)


def _advanced(start: date, length: Length, calendar: Calendar | None) -> date:
    if length.unit == "months":
        return same_day_months_later(start, length.n)
    if length.in_working_days:
        _no_hours(length)
        return (calendar or calendar_of("E")).add(start, length.n)
    return start + timedelta(days=length.n * (7 if length.unit == "weeks" else 1))


def _out_of_reach(length: Length, day: date) -> str:
    return f"{length.words()} and {spoken(day)} reach beyond the years of the calendar; check both."


def _no_hours(length: Length) -> None:
    if length.unit == "working_hours":
        raise ValueError("working hours are counted from a moment, not from a day; use add_working_hours.")


def same_day_months_later(start: date, n: int) -> date:
    """The corresponding date `n` months later (earlier when negative), or the last day of a shorter month.

    >>> same_day_months_later(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError("date value out of range")  # as adding days says it
    longest = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, longest))
