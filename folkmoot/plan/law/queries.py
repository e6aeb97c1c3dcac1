"""What the rest of Folkmoot asks about the law: a rule in force, a value, a deadline, working days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from folkmoot.analysis import clocks
from folkmoot.plan.law.models import Period, Rule

ONE_DAY = dt.timedelta(days=1)
LONGEST_TERM = dt.timedelta(days=90)  # without a holiday; where none is known for longer, some are missing
CHANGES: dict[str, clocks.Change] = {
    Period.Kind.MOURNING: "mourning",
    Period.Kind.BANK_HOLIDAY: "bank_holiday",
    Period.Kind.WORKING_DAY: "working_day",
}


class NoRuleInForce(LookupError):
    """Nothing is in force under this key for this nation on this day."""

    def __init__(self, key: str, nation: str, on: dt.date) -> None:
        self.key, self.nation, self.on = key, nation, on
        super().__init__(
            f"No rule “{key}” is in force for nation {nation} on {on.isoformat()}. "
            "Load the rules with `folkmoot load_law`, or add a version of this rule that covers the day."
        )


def rules_in_force(*, nation: str, on: dt.date) -> QuerySet[Rule]:
    """Every rule in force for a nation on a day, the closest jurisdiction and latest version first.

    Of law and a council's standard that begin on one day the standard holds: it was checked against that law.
    """
    return (
        Rule.objects.filter(nation__in=_jurisdictions(nation), valid_from__lte=on)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        .annotate(closeness=_closeness(nation))
        .order_by("key", "closeness", "-valid_from", "-by_council")
    )


def rule(key: str, *, nation: str, on: dt.date) -> Rule:
    """The rule in force; its nation's own goes before one shared with other nations."""
    found = rules_in_force(nation=nation, on=on).filter(key=key).first()
    if found is None:
        raise NoRuleInForce(key, nation, on)
    return found


def value(key: str, name: str, *, nation: str, on: dt.date) -> Any:
    """One value of a rule, e.g. `value("disclosure.minimum_count", "value", nation="E", on=today)`."""
    found = rule(key, nation=nation, on=on)
    try:
        return found.value[name]
    except KeyError:
        raise NoRuleInForce(f"{key}: {name}", nation, on) from None


def duties(*, nation: str, on: dt.date) -> list[Rule]:
    """The duties to consult that a plan can name as its legal basis, one version each."""
    latest: dict[str, Rule] = {}
    for each in rules_in_force(nation=nation, on=on):
        if each.value.get("kind") == "duty":
            latest.setdefault(each.key, each)
    return list(latest.values())


def deadline(rule: Rule, start: dt.date, *, nation: str) -> dt.date:
    """The last day of a rule's period when it starts counting on `start`."""
    length = in_words_of_clocks(rule).length
    if length is None:
        raise ValueError(f"{rule.key} fixes no length of time.")
    calendar = working_days(nation, rule) if length.in_working_days else None  # which asks the database
    return clocks.last_day(start, length, calendar)


def school_days_over(rule: Rule, start: dt.date, *, nation: str) -> dt.date | None:
    """The day on which the school days that a rule asks for after `start` are over; None where nobody can
    count them, because the council's school holidays of that time are not loaded or leave too few days."""
    holidays = Period.objects.filter(
        kind=Period.Kind.SCHOOL_HOLIDAY, nation__in=_jurisdictions(nation), to_on__gte=start
    )
    breaks = [clocks.Window(each.from_on, each.to_on) for each in holidays]
    if not any(each.first - start <= LONGEST_TERM for each in breaks):
        return None
    try:
        return clocks.with_school_days(in_words_of_clocks(rule), start, working_days(nation), breaks)
    except ValueError:
        return None


def due_on(key: str, start: dt.date, *, nation: str) -> dt.date:
    """When something counted from `start` is due, under the rule in force on that day."""
    return deadline(rule(key, nation=nation, on=start), start, nation=nation)


def working_days(nation: str, rule: Rule | None = None) -> clocks.Calendar:
    """The working-day calendar of a nation, without the days that a rule leaves out beside bank holidays."""
    leaving_out = in_words_of_clocks(rule).leaving_out if rule else clocks.USUAL
    return clocks.calendar_of(nation, leaving_out=leaving_out, changed=_changed_days(nation))


def in_words_of_clocks(rule: Rule) -> clocks.Rule:
    """A stored rule as the plain library knows it."""
    names = ("nation", "valid_from", "valid_to", "severity", "source")
    columns = {name: getattr(rule, name) for name in names}
    name = {"en": rule.title.en, "cy": rule.title.cy}
    return clocks.rule_of(
        rule.value | columns | {"id": rule.key, "name": name, "confidence": rule.confidence}
    )


def before_poll(rule: Rule, poll_on: dt.date, *, nation: str) -> clocks.Period:
    """From the latest start of the pre-election period to the poll."""
    length = in_words_of_clocks(rule).length
    if length is None:
        raise ValueError(f"{rule.key} fixes no length of time.")
    return clocks.period_before(poll_on, length, working_days(nation, rule))


def restricted_periods(
    first: dt.date, last: dt.date, *, nation: str, areas: Iterable[int] = ()
) -> QuerySet[Period]:
    """Pre-election periods that touch these days and, where `areas` are given, these areas."""
    found = Period.objects.filter(
        kind=Period.Kind.PRE_ELECTION,
        nation__in=_jurisdictions(nation),
        from_on__lte=last,
        to_on__gte=first,
    ).order_by("from_on")
    if ours := list(areas):
        found = found.filter(Q(area__isnull=True) | Q(area__in=ours))
    return found


def _changed_days(nation: str) -> tuple[clocks.ChangedDay, ...]:
    """One-off days: extra bank holidays, moved ones, days of thanksgiving or mourning."""
    periods = Period.objects.filter(kind__in=CHANGES).order_by("from_on")  # the calendar takes its nation's
    return tuple(
        clocks.ChangedDay(each.from_on + ONE_DAY * n, CHANGES[each.kind], str(each.title), (each.nation,))
        for each in periods
        for n in range((each.to_on - each.from_on).days + 1)
    )


def _jurisdictions(nation: str) -> list[str]:
    """The nation's own rules, then those it shares, then those of the whole kingdom."""
    return list(clocks.jurisdictions(nation))


def _closeness(nation: str) -> Case:
    order = {code: place for place, code in enumerate(_jurisdictions(nation))}
    return Case(
        *(When(nation=code, then=Value(place)) for code, place in order.items()),
        default=Value(9),
        output_field=IntegerField(),
    )
