"""How long people should have: what the law sets or the size asks for, and what the people need on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .calendars import ONE_DAY, Calendar, LeftOut, calendar_of, spoken
from .checking import with_school_days
from .lengths import Length, last_day
from .periods import Window
from .rules import Rule, Rules

SIZES = ("light", "standard", "major", "strategic")
OPEN = "open"
EXTRA = "open.extra"
SCHOOL_SHARE = 1 / 3  # of the window, from which families have too little time


@dataclass(frozen=True, slots=True)
class Needs:
    """What an engagement asks for beside its size.

    `legal` is the id of the duty it meets, "" for none. `families` are affected, `meeting_cycle` is for
    organisations and parish councils that answer after a meeting, `intermediaries` for people who are reached
    through other organisations. `school_holidays` are the council's term breaks, beside those of the rules.
    """

    size: str = "standard"
    legal: str = ""
    families: bool = False
    meeting_cycle: bool = False
    intermediaries: bool = False
    school_holidays: tuple[Window, ...] = ()

    def __post_init__(self) -> None:
        if self.size not in SIZES:
            raise ValueError(f"'{self.size}' is not a size of engagement; give one of {', '.join(SIZES)}.")


@dataclass(frozen=True, slots=True)
class Part:
    """One reason for the length of the window: the rule, why it applies, and the days it adds."""

    rule: Rule
    days: int
    why: str


@dataclass(frozen=True, slots=True)
class AdequateTime:
    """From opening to the first closing date that gives everybody enough time. `legal_last` is the closing
    date below which the law is broken, where the law sets one."""

    first: date
    last: date
    parts: tuple[Part, ...]
    legal_last: date | None
    holidays: tuple[LeftOut, ...]

    @property
    def days(self) -> int:
        return (self.last - self.first).days

    def explain(self) -> str:
        """One English sentence."""
        parts = "; ".join(f"{part.why}: {_days(part.days)}" for part in self.parts)
        law = f" The law asks for {spoken(self.legal_last)} at least." if self.legal_last else ""
        return f"Open on {spoken(self.first)}, close on {spoken(self.last)} or later ({parts}).{law}"


def adequate_time(
    opens_on: date, rules: Rules, needs: Needs | None = None, *, nation: str = "E"
) -> AdequateTime:
    """The first closing date that gives adequate time to an engagement that opens on `opens_on`.

    The longer of the legal minimum and the usual time for the size (which alone counts where the duty fixes
    no length); then the extra weeks the people need:
    more than a third in school holidays where families are affected, meetings of organisations, people
    reached through others; then a day for each bank holiday in the window so far, those then met included.
    Every value comes from the rules (`open.standard`, `open.extra.*`). Source: the third of the Gunning
    criteria, R v Brent LBC ex p Gunning (1985) 84 LGR 168: adequate time to consider and respond.

    Raises ValueError when a rule that is needed is not in force.
    """
    needs = needs or Needs()
    usual = rules.get(f"{OPEN}.{needs.size}", on=opens_on, nation=nation)
    assert usual.length is not None
    last = last_day(opens_on, usual.length)
    parts = [Part(usual, (last - opens_on).days, f"usual for a {usual.name.lower()} exercise")]
    legal_last = None
    if needs.legal:
        duty = rules.get(needs.legal, on=opens_on, nation=nation)
        legal_last = _legal_last(duty, opens_on, rules, needs, nation)
        if legal_last and legal_last > last:
            last = legal_last
            parts = [Part(duty, (last - opens_on).days, f"legal minimum, {duty.source}")]
    for key in _extras(needs, rules, Window(opens_on, last)):
        extra = rules.get(f"{EXTRA}.{key}", on=opens_on, nation=nation)
        days = _added(extra)
        parts.append(Part(extra, days, extra.name.lower()))
        last += timedelta(days=days)
    each = rules.get(f"{EXTRA}.bank_holidays", on=opens_on, nation=nation)
    calendar = calendar_of(nation, changed=rules.changed)
    before, last = last, with_bank_holidays(opens_on, last, calendar, days=_added(each))
    if last > before:
        parts.append(Part(each, (last - before).days, each.name.lower()))
    return AdequateTime(opens_on, last, tuple(parts), legal_last, bank_holidays_in(opens_on, last, calendar))


def _legal_last(duty: Rule, opens_on: date, rules: Rules, needs: Needs, nation: str) -> date | None:
    """The first closing date that the duty allows, None where it fixes no length."""
    if duty.length is None:
        return None
    breaks = (*rules.school_holidays, *needs.school_holidays)
    calendar = calendar_of(nation, changed=rules.changed)
    last = rules.period_of(duty, opens_on, nation=nation).last
    return max(last, with_school_days(duty, opens_on, calendar, breaks))


def latest_opening(
    closes_on: date, rules: Rules, needs: Needs | None = None, *, nation: str = "E"
) -> AdequateTime:
    """The latest opening that still gives adequate time until `closes_on`: `adequate_time` undone."""
    opens_on = closes_on - timedelta(days=1)
    while (found := adequate_time(opens_on, rules, needs, nation=nation)).last > closes_on:
        opens_on -= max(ONE_DAY, (found.last - closes_on) // 2)
    while True:  # the steps above may have gone a few days too far
        later = adequate_time(found.first + ONE_DAY, rules, needs, nation=nation)
        if later.last > closes_on:
            return found
        found = later


def with_bank_holidays(first: date, last: date, calendar: Calendar, *, days: int = 1) -> date:
    """`last` moved on by `days` for each bank holiday from `first` on, holidays then met included.

    >>> with_bank_holidays(date(2026, 12, 14), date(2026, 12, 31), calendar_of("E"))  # 25, 28; then 1 January
    datetime.date(2027, 1, 3)
    """
    met = 0
    while (found := len(bank_holidays_in(first, last, calendar))) > met:
        last += timedelta(days=days * (found - met))
        met = found
    return last


def bank_holidays_in(first: date, last: date, calendar: Calendar) -> tuple[LeftOut, ...]:
    """Bank holidays on weekdays from `first` to `last`, both included, with their names."""
    return tuple(each for each in calendar.left_out(first, last) if each.day.weekday() < 5)


def share_in(window: Window, others: Sequence[Window]) -> float:
    """The share of a window's days that lie in any of the others.

    >>> share_in(Window(date(2026, 7, 1), date(2026, 7, 10)), [Window(date(2026, 7, 8), date(2026, 8, 31))])
    0.3
    """
    days = (window.first + ONE_DAY * n for n in range(window.days))
    return sum(any(other.first <= day <= other.last for other in others) for day in days) / window.days


def _extras(needs: Needs, rules: Rules, window: Window) -> list[str]:
    """Which extra times apply, by the last part of their rules' ids."""
    asked = []
    breaks = (*rules.school_holidays, *needs.school_holidays)
    if needs.families and share_in(window, breaks) > SCHOOL_SHARE:
        asked.append("school_holidays")
    if needs.meeting_cycle:
        asked.append("meeting_cycle")
    if needs.intermediaries:
        asked.append("intermediaries")
    return asked


def _added(extra: Rule) -> int:
    """The days that one rule of `open.extra` adds."""
    add = extra.facts["add"]
    return (last_day(date(2001, 1, 1), Length(add["n"], add["unit"])) - date(2001, 1, 1)).days


def _days(n: int) -> str:
    return f"{n} day" if n == 1 else f"{n} days"
