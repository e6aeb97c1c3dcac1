"""The answer to each question of `when`."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date

from ..clocks import (
    Length,
    Needs,
    Rule,
    Rules,
    Window,
    before_school_days,
    calendar_of,
    check_period,
    clear_days_between,
    period_before,
    period_from,
    school_days_asked,
    spoken,
    timetable,
)
from ..clocks.calendars import ONE_DAY
from ..clocks.lengths import Period
from ..clocks.rules import HOW_SURE
from . import when_found
from .when_asked import LENGTHS
from .when_found import Answer, Line
from .wording import count

PRE_ELECTION, DISSOLUTION = "restricted.pre_election", "restricted.dissolution"


def counted(arguments: argparse.Namespace, rules: Rules) -> Answer:
    """From a day on: by a rule or several, by a length, or up to a day."""
    start, nation = arguments.start, arguments.nation
    if arguments.end and arguments.rule:
        return _checked(arguments, rules)
    if arguments.end:
        return _between(start, arguments.end, rules, nation)
    if not arguments.rule:
        return when_found.of_period(_by_length(arguments, rules, start, False), rules, nation, False)
    group = rules.group(arguments.rule, on=start, nation=nation) if _is_group(arguments, rules) else ()
    if len(group) > 1:
        return when_found.of_group(rules, group, start, nation)
    rule = group[0] if group else rules.get(arguments.rule, on=start, nation=nation)
    _refuse_hours(rule)
    period = rules.period_of(rule, start, nation=nation)
    if asked := school_days_asked(rule):
        return _with_school_days(arguments, rules, period, asked)
    return when_found.of_period(period, rules, nation, period.backwards)


def counted_back(arguments: argparse.Namespace, rules: Rules) -> Answer:
    """Back from a day, by a rule or a length."""
    end, nation = arguments.before, arguments.nation
    if not arguments.rule:
        return when_found.of_period(_by_length(arguments, rules, end, True), rules, nation, True)
    rule = rules.get(arguments.rule, on=end, nation=nation)
    _refuse_hours(rule)
    found = rules.period_of(rule, end, nation=nation)  # says so when the rule fixes no length
    calendar = rules.calendar(rule, nation)
    over_by = end - ONE_DAY if found.waits else end
    back = found if rule.backwards else period_before(over_by, found.length, calendar)
    named = Period(
        back.first,
        end,
        back.closes_at,
        back.length,
        backwards=True,
        left_out=back.left_out,
        nation=nation,
        rule=rule.id,
        name=rule.name,
        source=rule.source,
        confidence=rule.confidence,
        is_deadline=found.is_deadline,
        waits=found.waits,
    )
    asked = 0 if rule.backwards else school_days_asked(rule)
    return _back_with_school_days(arguments, rules, rule, named, asked)


def for_poll(arguments: argparse.Namespace, rules: Rules) -> Answer:
    """The pre-election period; for the Parliament of the United Kingdom, from its dissolution."""
    nation, poll = arguments.nation, arguments.poll[0]
    if nation == "UK":
        return when_found.of_poll(rules.period(DISSOLUTION, poll, nation=nation), rules, nation)
    return when_found.of_poll(rules.period(PRE_ELECTION, poll, nation=nation), rules, nation)


def for_decision(arguments: argparse.Namespace, rules: Rules, today: date) -> Answer:
    """The timetable back from a decision."""
    if arguments.nation == "UK":
        raise ValueError("A council's decision is in one nation; give --nation E, W, S or NI.")
    needs = Needs(
        arguments.size,
        legal=arguments.rule or "",
        families=arguments.families,
        meeting_cycle=arguments.meeting_cycle,
        intermediaries=arguments.intermediaries,
        school_holidays=tuple(Window(first, last) for first, last in arguments.school_holiday),
    )
    on = arguments.today or today
    shared = {
        "nation": arguments.nation,
        "key_decision": arguments.key_decision,
        "today": on,
        "polls": tuple(arguments.poll),
    }
    plan = timetable(
        arguments.decision,
        rules,
        needs,
        **shared,
        opens_on=arguments.opens,
        closes_on=arguments.closes,
        meetings=arguments.meeting,
    )
    if not plan.earliest:
        return when_found.of_timetable(plan, rules)
    kept = {"opens_on": arguments.opens, "closes_on": arguments.closes} if plan.keeps_dates else {}
    return when_found.of_timetable(plan, rules, timetable(plan.earliest, rules, needs, **shared, **kept))


def _checked(arguments: argparse.Namespace, rules: Rules) -> Answer:
    _refuse_hours(rules.get(arguments.rule, on=arguments.start, nation=arguments.nation))
    check = check_period(
        rules,
        arguments.rule,
        arguments.start,
        arguments.end,
        nation=arguments.nation,
        school_holidays=[Window(first, last) for first, last in arguments.school_holiday],
    )
    rule, said = check.rule, check.explain()
    about = (rule.id, rule.source, HOW_SURE[rule.confidence])
    asked = Line("As planned", check.first, check.last, "as it was given", *about, check.is_long_enough)
    why = f"{check.words} at least"
    needed = Line("As long as it must be", check.first, check.earliest_last, why, *about, is_main=True)
    lines = (asked,) if check.is_long_enough else (asked, needed)
    short = count(check.days_missing, "day")
    sentence = "Long enough." if check.is_long_enough else f"Too short by {short}."
    if check.uncounted and not check.days_missing:
        sentence, lines = "School days not counted.", (asked,)
    return Answer(
        title=f"{rule.name}: {sentence[:-1].lower()}",
        sentence=said,
        lines=lines,
        nation=arguments.nation,
        problems=(said,) if check.blocks else (),
        cautions=() if check.is_long_enough or check.blocks else (said,),
        weekdays_off=when_found.bank_holidays_of(check.first, check.earliest_last, rules, arguments.nation),
    )


def _with_school_days(arguments: argparse.Namespace, rules: Rules, period: Period, asked: int) -> Answer:
    """A period that must also hold a number of school days: a later day, or what is missing to say it."""
    nation = arguments.nation
    breaks = [Window(first, last) for first, last in arguments.school_holiday]
    check = check_period(rules, period.rule, period.first, period.last, nation=nation, school_holidays=breaks)
    if check.uncounted:
        answer = when_found.of_period(period, rules, nation, False)
        return replace(answer, sentence=f"{answer.sentence} {_give_holidays('later', asked)}")
    closes_at = period.closes_at + (check.earliest_last - period.last)
    longer = replace(period, last=check.earliest_last, closes_at=closes_at)
    words = f"{period.length.words()} and {count(asked, 'school day')}"
    return when_found.of_period(longer, rules, nation, False, words=words)


def _back_with_school_days(
    arguments: argparse.Namespace, rules: Rules, rule: Rule, period: Period, asked: int
) -> Answer:
    """A period counted back that must also hold school days: an earlier start, or what is missing."""
    nation = arguments.nation
    breaks = [*rules.school_holidays, *(Window(*each) for each in arguments.school_holiday)]
    if not asked:
        return when_found.of_period(period, rules, nation, True)
    if not breaks:
        answer = when_found.of_period(period, rules, nation, True)
        return replace(answer, sentence=f"{answer.sentence} {_give_holidays('earlier', asked)}")
    first = before_school_days(rule, period.last, calendar_of(nation, changed=rules.changed), breaks)
    longer = replace(period, first=min(period.first, first))
    words = f"{period.length.words()} and {count(asked, 'school day')}"
    return when_found.of_period(longer, rules, nation, True, words=words)


def _give_holidays(other: str, asked: int) -> str:
    return (
        f"It is {other} if these days hold fewer than {count(asked, 'school day')}: give the school "
        "holidays with --school-holiday FIRST..LAST."
    )


def _between(start: date, end: date, rules: Rules, nation: str) -> Answer:
    if end < start:
        raise ValueError(f"{spoken(end)} comes before {spoken(start)}; change one of them.")
    calendar = calendar_of(nation, changed=rules.changed)
    working, clear = calendar.between(start, end), clear_days_between(start, end)
    days = (end - start).days
    sentence = (
        f"From {spoken(start)} to {spoken(end)}, without the first day, are {count(days, 'day')}, "
        f"{count(working, 'working day')}; {count(clear, 'clear day')} lie between."
    )
    line = Line(count(working, "working day"), start, end, "the first day is not counted", is_main=True)
    title = f"From {when_found.plain(start)} to {when_found.plain(end)}"
    return Answer(title, sentence, (line,), nation, left_out=calendar.left_out(start, end))


def _by_length(arguments: argparse.Namespace, rules: Rules, day: date, backwards: bool) -> Period:
    name = next(name for name in LENGTHS if getattr(arguments, name))
    unit, basis, _ = LENGTHS[name]
    first_counts = arguments.count_first_day
    if first_counts and basis == "clear":
        raise ValueError("Clear days never count the first day; leave out --count-first-day.")
    length = Length(getattr(arguments, name), unit, basis, not first_counts)  # type: ignore[arg-type]
    calendar = calendar_of(arguments.nation, changed=rules.changed)
    return (period_before if backwards else period_from)(day, length, calendar)


def _refuse_hours(rule: Rule) -> None:
    if rule.length and rule.length.unit == "working_hours":
        raise ValueError(
            f"{rule.id} counts {rule.length.words()} from a moment; dates alone cannot answer it, so ask for "
            "a rule that counts days."
        )


def _is_group(arguments: argparse.Namespace, rules: Rules) -> bool:
    ids = [rule.id for rule in rules.on(arguments.start, arguments.nation)]
    return arguments.rule not in ids and any(id.startswith(f"{arguments.rule}.") for id in ids)
