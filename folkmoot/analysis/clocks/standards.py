"""Council standards: a council's own version of a rule, from a day on. What cannot be one is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from .lengths import Length, last_day
from .rule_faults import Fault
from .rules import DUTY, Rule, rule_of

Record = Mapping[str, Any]
SOURCE = "Council standard"
ANY_DAY = date(2001, 1, 1)


def standard_of(facts: Record, standard: Record) -> dict[str, Any]:
    """The record of a rule with what a council standard sets in it.

    >>> facts = {"period": {"n": 12, "unit": "weeks"}, "kind": "clock"}
    >>> standard_of(facts, {"n": 10, "unit": "weeks"})["period"]
    {'n': 10, 'unit': 'weeks'}
    """
    if "value" in standard:
        return {**facts, "value": standard["value"]}
    return {**facts, "period": {**facts["period"], "n": standard["n"], "unit": standard["unit"]}}


def misfit(facts: Record, standard: Record) -> tuple[str, str] | None:
    """The field of a standard that does not fit the rule it names and why, None where all fits.

    >>> misfit({"value": 5, "choices": [5, 10]}, {"value": 7})
    ('value', 'must be one of 5, 10')
    >>> misfit({"kind": "duty", "period": {"n": 6, "unit": "weeks"}}, {"n": 5, "unit": "weeks"})
    ('n, unit', 'gives people less time than the law (6 weeks); a council may only give more')
    """
    if "value" in standard:
        return _misfit_of_value(facts, standard["value"])
    if not facts.get("period"):
        return "n, unit", "sets a length, which the rule does not have; name another rule"
    old, new = _length(facts), _length(standard_of(facts, standard))
    if facts.get("kind") == DUTY and last_day(ANY_DAY, new) < last_day(ANY_DAY, old):
        return "n, unit", f"gives people less time than the law ({old.words()}); a council may only give more"
    return None


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
    period = facts["period"]
    return Length(
        period["n"], period["unit"], period.get("basis", "calendar"), period.get("exclude_first_day", True)
    )
