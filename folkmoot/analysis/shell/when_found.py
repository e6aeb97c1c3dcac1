"""What `when` answers: one form for every question, so that terminal, files and page say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..clocks import LeftOut, Period, Rule, Rules, Timetable, calendar_of, odd_poll, spoken
from ..clocks.adequate import bank_holidays_in
from ..clocks.calendars import LAST_YEAR
from ..clocks.rules import HOW_SURE

CLEAR = "clear"
MANY = 12  # bank holidays that a sentence still names


@dataclass(frozen=True, slots=True)
class Line:
    """One dated line of an answer. `is_main` is what was asked for."""

    name: str
    first: date
    last: date
    why: str = ""
    rule: str = ""
    source: str = ""
    sure: str = ""
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A title, the answer in a sentence, its dated lines, the days left out, and what to look out for.

    `problems` are what cannot be; `cautions` what somebody should look at; `weekdays_off` are bank holidays
    within the time that was asked about; `figures` are the few dates to show large;
    `uncounted` are ends that do not count; `instead` is an answer that can be, where this one cannot.
    """

    title: str
    sentence: str
    lines: tuple[Line, ...]
    nation: str
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    weekdays_off: tuple[LeftOut, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    uncounted: tuple[date, ...] = ()
    instead: Answer | None = None

    @property
    def named_off(self) -> tuple[LeftOut, ...]:
        """The days left out that are no plain weekend."""
        return tuple(each for each in self.left_out if each.why not in ("Saturday", "Sunday"))


def of_period(
    period: Period, rules: Rules, nation: str, start_counts_back: bool, *, words: str = ""
) -> Answer:
    """A single period, from a rule or from a length; `words` say how long where its length is not all."""
    words = words or period.length.words()
    answer = main_day(period, start_counts_back)
    name = period.name or capital(words)
    line = Line(
        name,
        period.first,
        period.last,
        period.how,
        period.rule,
        period.source,
        HOW_SURE.get(period.confidence, ""),
        is_main=True,
    )
    uncounted = _uncounted(period)
    days = (period.last - period.first).days + 1 - len(uncounted)
    figures = [(plain(period.first), "from"), (plain(period.last), "to"), (f"{days:,}", "days")]
    if period.left_out:
        figures.append((f"{len(period.left_out):,}", "days left out"))
    return Answer(
        figures=tuple(figures),
        title=_title(period, start_counts_back, words),
        sentence=_sentence(period, start_counts_back, answer, words),
        lines=(line,),
        nation=nation,
        left_out=period.left_out,
        cautions=(*_cautions(period, rules, nation), *_noted(period, rules, nation)),
        weekdays_off=_marked(period, rules, nation),
        uncounted=uncounted,
    )


def of_group(rules: Rules, found: Sequence[Rule], start: date, nation: str) -> Answer:
    """Several clocks that start on the same day."""
    periods = [rules.period_of(rule, start, nation=nation) for rule in found]
    lines = tuple(
        Line(
            each.name,
            each.first,
            each.last,
            each.how,
            each.rule,
            each.source,
            HOW_SURE[each.confidence],
            is_main=True,
        )
        for each in periods
    )
    ends = "; ".join(_end_of(each) for each in periods)
    before = all(each.backwards for each in periods)
    return Answer(
        title=f"{len(periods)} clocks {'before' if before else 'from'} {plain(start)}",
        sentence=f"{'Before' if before else 'From'} {spoken(start)}: {ends}.",
        lines=lines,
        nation=nation,
        cautions=(*_notes(found), *_unsure(found)),
    )


def _end_of(period: Period) -> str:
    """One of several clocks in a few words."""
    if period.backwards:
        return f"{period.name} by {spoken(period.first)}"
    allows = period.waits or period.length.basis == CLEAR
    return f"{period.name} {'not before' if allows else 'until'} {spoken(period.last)}"


def of_poll(period: Period, rules: Rules, nation: str) -> Answer:
    """The weeks before a day of election."""
    found = of_period(period, rules, nation, True)
    sentence = (
        f"For the poll on {spoken(period.last)} the notice of election is published by "
        f"{spoken(period.first)} at the latest; the pre-election period starts then, or on the day the "
        "notice is truly published, and lasts to the close of poll."
    )
    if nation == "UK":
        sentence = (
            f"For a general election on {spoken(period.last)} Parliament is dissolved on "
            f"{spoken(period.first)}; the notices of election follow within days. Take that day "
            "as the latest start of the pre-election period, which lasts to the close of poll."
        )
    calendar = calendar_of(nation, changed=rules.changed)
    return Answer(
        title=f"Before the poll on {plain(period.last)}",
        sentence=sentence,
        lines=found.lines,
        nation=nation,
        left_out=found.left_out,
        weekdays_off=found.weekdays_off,
        figures=(
            (plain(period.first), "dissolution" if nation == "UK" else "latest start"),
            (plain(period.last), "polling day"),
        ),
        uncounted=found.uncounted,
        cautions=(
            *filter(None, [odd_poll(period.last, calendar)]),
            "Business as usual goes on. Ask: must it run now, is it controversial, can it start later? "
            "Public money must not be used to influence the vote.",
        ),
    )


def of_timetable(plan: Timetable, rules: Rules, instead: Timetable | None = None) -> Answer:
    """The steps back from a decision, and a timetable that can be kept where this one cannot."""
    lines = tuple(
        Line(
            step.name,
            step.first,
            step.last,
            capital(step.by),
            step.rule.id if step.rule else "",
            step.rule.source if step.rule else "",
            HOW_SURE[step.rule.confidence] if step.rule else "",
            is_main=step.key in ("open", "decision"),
        )
        for step in plan.steps
    )
    opened, first = plan.step("open"), plan.steps[0]
    problems = tuple(each.why for each in plan.failures if each.blocks)
    if problems:
        sentence = f"A decision on {spoken(plan.decision_on)} cannot be reached with enough time for people."
        if plan.earliest:
            sentence += f" {plan.earliest_in_words}"
    else:
        sentence = (
            f"For a decision on {spoken(plan.decision_on)}: {first.name.lower()} by {spoken(first.first)}, "
            f"open from {spoken(opened.first)} to {spoken(opened.last)}, agenda published by "
            f"{spoken(plan.step('agenda').first)}."
        )
    lighter = tuple(each.why for each in plan.failures if not each.blocks)
    return Answer(
        title=f"Timetable for a decision on {plain(plan.decision_on)}",
        sentence=sentence,
        lines=lines,
        nation=plan.nation,
        problems=problems,
        cautions=(*lighter, *plan.cautions, plan.open_time.explain()),
        instead=of_timetable(instead, rules) if instead else None,
        figures=(
            (plain(first.first), first.name.lower()),
            (plain(opened.first), "opens"),
            (plain(opened.last), "closes"),
            (plain(plan.decision_on), "decision"),
        )
        if not plan.earliest
        else ((plain(plan.decision_on), "asked for"), (plain(plan.earliest), "earliest realistic")),
        weekdays_off=bank_holidays_of(plan.steps[0].first, plan.decision_on, rules, plan.nation),
    )


def main_day(period: Period, counts_back: bool) -> date:
    return period.first if counts_back else period.last


def plain(day: date) -> str:
    """A date without its weekday.

    >>> plain(date(2026, 4, 13))
    '13 April 2026'
    """
    return f"{day.day} {day:%B %Y}"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _uncounted(period: Period) -> tuple[date, ...]:
    """The ends of a period that do not count."""
    if period.length.basis == CLEAR:
        return (period.first, period.last)
    if not period.length.exclude_first_day:
        return (period.last,) if period.waits else ()
    return (period.last,) if period.backwards else (period.first,)


def _title(period: Period, counts_back: bool, words: str) -> str:
    named = f"{period.name}: {words}" if period.name else capital(words)
    if counts_back:
        return f"{named} before {plain(period.last)}"
    return f"{named} from {plain(period.first)}"


def _sentence(period: Period, counts_back: bool, answer: date, words: str) -> str:
    under = f"{period.name}: " if period.name else ""
    if counts_back:
        last = "the latest day to start" if period.length.basis == CLEAR else "the day"
        return f"{under}{words} before {spoken(period.last)}, {last} is {spoken(answer)}."
    if period.length.basis == CLEAR:
        return f"{under}{words} after {spoken(period.first)}, the earliest day is {spoken(answer)}."
    if period.waits:
        return f"{under}{words} after {spoken(period.first)}, the earliest day is {spoken(answer)}."
    closes = f"it {'ends' if period.is_deadline else 'closes'} at {period.closes_at:%H:%M}"
    return f"{under}{words} from {spoken(period.first)}, the last day is {spoken(answer)}; {closes}."


def _cautions(period: Period, rules: Rules, nation: str) -> Iterable[str]:
    counts_days = not period.length.in_working_days and period.length.basis != CLEAR and not period.backwards
    if counts_days and not period.is_deadline:
        given = "To be on the safe side" if period.rule else "If people have this time to answer,"
        yield f"{given} give one spare day: {spoken(period.spare)}."
        if off := bank_holidays_of(period.first, period.last, rules, nation):
            named = ", ".join(f"{each.why} ({plain(each.day)})" for each in off[:MANY])
            names = named if len(off) <= MANY else f"{len(off):,}, the first of them {off[0].why}"
            yield f"Bank holidays within this time: {names}. People may need longer."
    if period.confidence in ("K", "U"):
        yield f"This rule is {HOW_SURE[period.confidence]}: ask the monitoring officer before relying on it."


def _noted(period: Period, rules: Rules, nation: str) -> Iterable[str]:
    """What the rule's record says beside its length."""
    found = _rule_of(period, rules, nation)
    note = found.facts.get("note") if found else None
    yield from [str(note)] if note else []


def _marked(period: Period, rules: Rules, nation: str) -> tuple[LeftOut, ...]:
    """Bank holidays that a picture of the period marks: none where they change nothing, or are too many."""
    if period.is_deadline and not period.length.in_working_days:
        return ()
    found = bank_holidays_of(period.first, period.last, rules, nation)
    return found if len(found) <= MANY else ()


def _notes(rules: Sequence[Rule]) -> Iterable[str]:
    """What the records of several rules say beside their lengths."""
    yield from (f"{rule.name}: {note}" for rule in rules if (note := rule.facts.get("note")))


def _rule_of(period: Period, rules: Rules, nation: str) -> Rule | None:
    on = period.last if period.backwards else period.first
    return rules.get(period.rule, on=on, nation=nation) if period.rule else None


def _unsure(rules: Sequence[Rule]) -> Iterable[str]:
    unsure = [rule.name for rule in rules if rule.confidence != "V"]
    if unsure:
        yield f"Not yet checked against the source: {', '.join(unsure)}."


def bank_holidays_of(first: date, last: date, rules: Rules, nation: str) -> tuple[LeftOut, ...]:
    """Bank holidays on weekdays, one-off days of the rules included, as far as they are known."""
    last = min(last, date(LAST_YEAR, 12, 31))
    return bank_holidays_in(first, last, calendar_of(nation, changed=rules.changed)) if first <= last else ()
