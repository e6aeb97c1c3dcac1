"""Whether a stage as somebody entered it is as long as its rule asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .calendars import ONE_DAY, Calendar, calendar_of, spoken
from .lengths import first_day
from .periods import Window
from .rules import Rule, Rules

LONGEST_BREAK = 120  # days in which school days must begin again


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a stage from `first` to `last` is long enough, and if not, what to change.

    `earliest_last` is the first closing date that the rule allows; `latest_first` the last opening date that
    leaves the closing date as it is. `blocks` says that the stage must not go ahead as it stands. `misfits`
    are what else the rule asks and the stage does not give, such as a time of the year. `uncounted` is the
    number of school days that it asks for where no school holidays are known: then nobody can say yes.
    """

    rule: Rule
    first: date
    last: date
    earliest_last: date
    latest_first: date
    misfits: tuple[str, ...] = ()
    uncounted: int = 0

    @property
    def is_long_enough(self) -> bool:
        """Whether it is known to be long enough."""
        return self.last >= self.earliest_last and not self.uncounted

    @property
    def days_missing(self) -> int:
        return max(0, (self.earliest_last - self.last).days)

    @property
    def blocks(self) -> bool:
        return self.days_missing > 0 and self.rule.may_block

    @property
    def words(self) -> str:
        """How long the rule asks for: its length, and its school days where they were counted."""
        assert self.rule.length is not None
        asked = 0 if self.uncounted else school_days_asked(self.rule)
        return f"{self.rule.length.words()} and {asked} school days" if asked else self.rule.length.words()

    def explain(self) -> str:
        """One English sentence that names the rule, the days missing and the earliest closing date."""
        asked = f"{self.rule.name} ({self.rule.id}, {self.rule.source}) asks for {self.words}"
        stage = f"{spoken(self.first)} to {spoken(self.last)}"
        if self.is_long_enough:
            return " ".join([f"{asked}: {stage} is long enough.", *self.misfits])
        if not self.days_missing:
            return " ".join([f"{asked}: {stage} has them. {self._unknown()}", *self.misfits])
        days = "1 day" if self.days_missing == 1 else f"{self.days_missing} days"
        weight = (
            "This blocks the stage." if self.blocks else "This is a warning: the rule is not yet confirmed."
        )
        if self.rule.severity != "block" and self.rule.confidence == "V":
            weight = "This is a warning."
        return (
            f"{asked}: {stage} is {days} too short. The earliest closing date is "
            f"{spoken(self.earliest_last)}. {' '.join([*self._unknowns(), *self.misfits, weight])}"
        )

    def _unknowns(self) -> tuple[str, ...]:
        return (self._unknown(),) if self.uncounted else ()

    def _unknown(self) -> str:
        return (
            f"Whether it also has the {self.uncounted} school days asked for cannot be said without the "
            "school holidays; give them."
        )


def check_period(
    rules: Rules,
    id: str,
    first: date,
    last: date,
    *,
    nation: str = "E",
    school_holidays: Sequence[Window] = (),
) -> Check:
    """Check a stage that opens on `first` and closes at the end of `last` against a rule.

    The version in force on `first` decides. Where the rule also asks for a number of school days, they are
    weekdays that are no bank holidays and lie in no school holiday, of the rules or of `school_holidays`;
    where no school holidays are known, the check says that it could not count them.

    Raises ValueError when the stage ends before it begins, or the rule is not in force or fixes no length.
    """
    if last < first:
        raise ValueError(
            f"The stage ends ({spoken(last)}) before it begins ({spoken(first)}); change one of them."
        )
    rule = rules.get(id, on=first, nation=nation)
    period = rules.period_of(rule, first, nation=nation)
    over_by = last - ONE_DAY if period.waits and last > first else last
    latest = first_day(over_by, period.length, rules.calendar(rule, nation))
    breaks = (*rules.school_holidays, *school_holidays)
    asked = school_days_asked(rule)
    calendar = calendar_of(nation, changed=rules.changed)
    earliest = max(period.last, with_school_days(rule, first, calendar, breaks))
    uncounted = 0 if breaks else asked
    return Check(rule, first, last, earliest, min(first, latest), _season(rule, first, last), uncounted)


def with_school_days(rule: Rule, first: date, calendar: Calendar, breaks: Sequence[Window]) -> date:
    """The day on which the school days that a rule asks for are over; the first day counts among them where
    it counts in the rule's length. `first` where it asks for none, or where no school holidays are known."""
    asked = school_days_asked(rule)
    if not asked or not breaks:
        return first
    counts = rule.length is not None and not rule.length.exclude_first_day
    on_first = counts and _is_school_day(first, calendar, breaks)
    return _school_day_reached(first, asked - on_first, calendar, breaks)


def before_school_days(rule: Rule, last: date, calendar: Calendar, breaks: Sequence[Window]) -> date:
    """The latest day from which the school days that a rule asks for are over on `last`: `with_school_days`
    undone. `last` where it asks for none, or where no school holidays are known."""
    asked = school_days_asked(rule)
    if not asked or not breaks:
        return last
    counts = rule.length is not None and not rule.length.exclude_first_day
    day = last
    for _ in range(asked * 2 + LONGEST_BREAK):
        asked -= _is_school_day(day, calendar, breaks)
        if not asked:
            return day if counts else day - ONE_DAY
        day -= ONE_DAY
    raise ValueError(f"There are too few school days before {spoken(last)}; check the school holidays.")


def school_days(first: date, last: date, calendar: Calendar, breaks: Sequence[Window]) -> int:
    """School days from `first` to `last`, both included.

    >>> half_term = Window(date(2027, 2, 15), date(2027, 2, 19))
    >>> school_days(date(2027, 2, 8), date(2027, 2, 26), calendar_of("E"), [half_term])
    10
    """
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(_is_school_day(day, calendar, breaks) for day in days)


def _is_school_day(day: date, calendar: Calendar, breaks: Sequence[Window]) -> bool:
    return calendar.is_working(day) and not any(each.first <= day <= each.last for each in breaks)


def _school_day_reached(first: date, asked: int, calendar: Calendar, breaks: Sequence[Window]) -> date:
    """The day on which that many school days, the first day not counted, are over."""
    day, left = first, asked
    for _ in range(asked * 2 + LONGEST_BREAK):
        if not left:
            return day
        day += ONE_DAY
        left -= _is_school_day(day, calendar, breaks)
    raise ValueError(f"There are too few school days after {spoken(first)}; check the school holidays.")


def school_days_asked(rule: Rule) -> int:
    """How many school days a rule asks for beside its length."""
    also = rule.facts.get("also") or {}
    return int(also["n"]) if also.get("unit") == "school_days" else 0


def _season(rule: Rule, first: date, last: date) -> tuple[str, ...]:
    """What is wrong when the rule wants a time of the year and the stage is not within it."""
    within = rule.facts.get("within")
    if not within:
        return ()
    opens, closes = (tuple(int(part) for part in within[end].split("-")) for end in ("from", "to"))
    begins = date(first.year, *opens)
    if begins > first:
        begins = date(first.year - 1, *opens)
    ends = date(begins.year + (closes < opens), *closes)
    if begins <= first and last <= ends:
        return ()
    return (f"It must lie between {spoken(begins)} and {spoken(ends)}, and does not.",)
