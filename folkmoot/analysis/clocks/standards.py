"""Council standards: a council's own version of a rule, from a day on. What cannot be one is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from .calendars import ONE_DAY, USUAL, calendar_of
from .lengths import Length, last_day
from .rule_faults import Fault
from .rules import DUTY, Rule, length_of, rule_of

Record = Mapping[str, Any]
SOURCE = "Council standard"
HOURS = "working_hours"
FROM_DAY, A_YEAR = date(2021, 7, 1), 365  # a February of 28 days, and a Christmas that leaves out six
MANY = 100  # of a unit


def standard_of(facts: Record, standard: Record) -> dict[str, Any]:
    """The record of a rule with what a council standard sets in it.

    >>> facts = {"period": {"n": 12, "unit": "weeks"}, "kind": "clock"}
    >>> standard_of(facts, {"n": 10, "unit": "weeks"})["period"]
    {'n': 10, 'unit': 'weeks'}
    """
    if "value" in standard:
        facts = {**facts, "value": standard["value"]}
    if "n" not in standard:
        return dict(facts)
    return {**facts, "period": {**facts["period"], "n": standard["n"], "unit": standard["unit"]}}


def misfit(facts: Record, standard: Record) -> tuple[str, str] | None:
    """The field of a standard that does not fit the rule it names and why, None where all fits.

    >>> misfit({"value": 5, "choices": [5, 10]}, {"value": 7})
    ('value', 'must be one of 5, 10')
    >>> misfit({"kind": "duty", "period": {"n": 6, "unit": "weeks"}}, {"n": 5, "unit": "weeks"})
    ('n, unit', 'gives people less time than the law (6 weeks); a council may only give more')
    """
    if "value" in standard and (wrong := _misfit_of_value(facts, standard["value"])):
        return wrong
    if "n" not in standard:
        return None
    if not facts.get("period"):
        return "n, unit", "sets a length, which the rule does not have; name another rule"
    old, new = _length(facts), _length(standard_of(facts, standard))
    if HOURS in (old.unit, new.unit) and old.unit != new.unit:
        return (
            "n, unit",
            f"counts otherwise than the law ({old.words()}): hours from a moment, days from a day",
        )
    if facts.get("kind") == DUTY and _is_ever_shorter(facts, old, new):
        return "n, unit", f"gives people less time than the law ({old.words()}); a council may only give more"
    return None


def _is_ever_shorter(facts: Record, old: Length, new: Length) -> bool:
    """Whether a length ends before another one from any day: a month is shorter than 30 days in February."""
    if old.unit == new.unit:
        return new.n < old.n
    calendar = calendar_of("E", leaving_out=facts.get("not_working_days") or USUAL)
    step = 1 + max(old.n, new.n) // MANY  # what is many times longer is longer from any day
    starts = (FROM_DAY + ONE_DAY * n for n in range(0, A_YEAR, step))
    return any(last_day(day, new, calendar) < last_day(day, old, calendar) for day in starts)


def with_standards(rules: Iterable[Rule], placed: Iterable[tuple[str, Record]]) -> tuple[Rule, ...]:
    """The rules and, as versions that go before them, the standards. `placed`: places in files, and records.

    Raises ValueError for a standard that names no rule in force on its day, or that does not fit it.
    """
    law = tuple(rules)
    return (*law, *(version for place, standard in placed for version in _versions(law, place, standard)))


def _versions(law: tuple[Rule, ...], place: str, standard: Record) -> Iterator[Rule]:
    named = [rule for rule in law if rule.id == standard["rule"] and rule.is_valid_on(standard["valid_from"])]
    latest = {rule.nation: rule for rule in sorted(named, key=lambda rule: rule.valid_from)}
    if not latest:
        why = f"names no rule of these files that is in force on {standard['valid_from']}; check both"
        raise ValueError(Fault(place, str(standard["rule"]), "rule", why).explain())
    for rule in latest.values():
        if wrong := misfit(rule.facts, standard):
            raise ValueError(Fault(place, rule.id, *wrong).explain())
        source = standard.get("source") or SOURCE
        changed = rule_of({**standard_of(rule.facts, standard), "source": source})
        yield replace(changed, valid_from=standard["valid_from"], confidence=standard.get("confidence", "K"))


def _misfit_of_value(facts: Record, value: Any) -> tuple[str, str] | None:
    if "value" not in facts:
        return "value", "sets a value, which the rule does not have; name another rule"
    if choices := facts.get("choices"):
        if value not in choices:
            return "value", f"must be one of {', '.join(str(each) for each in choices)}"
    elif type(value) is not type(facts["value"]):
        return "value", f"must be of the kind of {str(facts['value']).lower()}, which the rule has"
    return None


def _length(facts: Record) -> Length:
    found = length_of(facts)
    assert found is not None
    return found
