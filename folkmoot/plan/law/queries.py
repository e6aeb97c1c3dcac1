"""What the rest of Folkmoot asks about the law: a rule in force, a value, a deadline, working days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from folkmoot.analysis.clocks import add_working_days, is_working_day, period_end, working_days_between
from folkmoot.foundation.council.queries import bank_holidays
from folkmoot.plan.law.models import Period, Rule

ONE_DAY = dt.timedelta(days=1)


class NoRuleInForce(LookupError):
    """Nothing is in force under this key for this nation on this day."""

    def __init__(self, key: str, nation: str, on: dt.date) -> None:
        self.key, self.nation, self.on = key, nation, on
        super().__init__(
            f"No rule “{key}” is in force for nation {nation} on {on.isoformat()}. "
            "Load the rules with `folkmoot load_law`, or add a version of this rule that covers the day."
        )


def rules_in_force(*, nation: str, on: dt.date) -> QuerySet[Rule]:
    """Every rule in force for a nation on a day, the closest jurisdiction and latest version first."""
    return (
        Rule.objects.filter(nation__in=_jurisdictions(nation), valid_from__lte=on)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        .annotate(closeness=_closeness(nation))
        .order_by("key", "closeness", "-valid_from")
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
    period = rule.value["period"]
    n, unit, excludes = period["n"], period["unit"], period.get("exclude_first_day", True)
    if unit == "working_days":
        return working_days(nation).add(start, n if excludes else n - 1)
    last = period_end(start, n, unit, exclude_first_day=excludes).date()
    return last + ONE_DAY if period.get("basis") == "clear" else last


def due_on(key: str, start: dt.date, *, nation: str) -> dt.date:
    """When something counted from `start` is due, under the rule in force on that day."""
    return deadline(rule(key, nation=nation, on=start), start, nation=nation)


@dataclass(frozen=True)
class WorkingDays:
    """The working-day calendar of a nation: weekends, bank holidays and days of mourning do not count."""

    nation: str

    def excluded(self, first: dt.date, last: dt.date) -> frozenset[dt.date]:
        """Weekdays from `first` to `last` that are not working days."""
        days = {
            day
            for year in range(first.year, last.year + 1)
            for day in bank_holidays(self.nation, year) | {dt.date(year, 12, 24)}
        }
        for period in Period.objects.filter(
            kind=Period.Kind.MOURNING,
            from_on__lte=last,
            to_on__gte=first,
            nation__in=_jurisdictions(self.nation),
        ):
            days |= {period.from_on + ONE_DAY * n for n in range((period.to_on - period.from_on).days + 1)}
        return frozenset(day for day in days if first <= day <= last)

    def add(self, start: dt.date, days: int) -> dt.date:
        reach = dt.timedelta(days=abs(days) * 2 + 30)
        return add_working_days(start, days, self.excluded(start - reach, start + reach))

    def between(self, start: dt.date, end: dt.date) -> int:
        return working_days_between(start, end, self.excluded(min(start, end), max(start, end)))

    def includes(self, day: dt.date) -> bool:
        return is_working_day(day, self.excluded(day, day))


def working_days(nation: str) -> WorkingDays:
    """The working-day calendar of a nation."""
    return WorkingDays(nation)


def bank_holidays_in(first: dt.date, last: dt.date, *, nation: str) -> list[dt.date]:
    """Bank holidays on weekdays from `first` to `last`, both included."""
    years = range(first.year, last.year + 1)
    days = (day for year in years for day in bank_holidays(nation, year))
    return sorted(day for day in days if first <= day <= last and is_working_day(day))


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


def _mourning(nation: str, first: dt.date, last: dt.date) -> QuerySet[Period]:
    return Period.objects.filter(
        kind=Period.Kind.MOURNING, from_on__lte=last, to_on__gte=first, nation__in=_jurisdictions(nation)
    )


def _jurisdictions(nation: str) -> list[str]:
    """The nation's own rules, then those it shares, then those of the whole kingdom."""
    return [nation, "EW", "UK"] if nation in ("E", "W") else [nation, "UK"]


def _closeness(nation: str) -> Case:
    order = {code: place for place, code in enumerate(_jurisdictions(nation))}
    return Case(
        *(When(nation=code, then=Value(place)) for code, place in order.items()),
        default=Value(9),
        output_field=IntegerField(),
    )
