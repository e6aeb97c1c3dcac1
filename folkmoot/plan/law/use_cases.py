"""Loading the rules and periods of law and practice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from folkmoot.analysis import clocks
from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.places.models import Area
from folkmoot.foundation.records.use_cases import record
from folkmoot.plan.law import queries
from folkmoot.plan.law.models import Period, Rule
from folkmoot.plan.law.reading import Record, read
from folkmoot.plan.law.refusals import NOT_YOURS, RECORD_WRONG, UNKNOWN_AREA, UNKNOWN_RULE
from folkmoot.plan.law.rules import may_load_rules
from folkmoot.words.bilingual import bilingual
from folkmoot.words.refusals import Refused, refuse_if_any

SHIPPED = Path(__file__).parent / "data"
PRE_ELECTION_RULE = "restricted.pre_election"
COLUMNS = {"id", "nation", "name", "valid_from", "valid_to", "severity", "basis", "source", "confidence"}
COLUMNS |= {"checked_on", "switched_on"}
KINDS = {
    "election": Period.Kind.PRE_ELECTION,
    "school_holiday": Period.Kind.SCHOOL_HOLIDAY,
    "mourning": Period.Kind.MOURNING,
    "bank_holiday": Period.Kind.BANK_HOLIDAY,
    "working_day": Period.Kind.WORKING_DAY,
}


@dataclass(frozen=True)
class Loaded:
    """How many rules and periods, the versions that no longer ship, and standards without a law."""

    rules: int
    periods: int
    replaced: tuple[str, ...] = ()
    standards_dropped: tuple[str, ...] = ()


def load_rules(
    actor: Person | str | None, source: Path | str | Mapping[str, Any] = SHIPPED, *, at: dt.datetime
) -> Loaded:
    """Load rules and periods from a folder, a file or records already read; all of them or none.

    Loading again changes what changed and doubles nothing. What ships replaces what shipped before, and
    leaves alone what a council loaded itself. Council standards (a tighter clock, a larger
    smallest count) become a version of the rule they name; those loaded before stand on the new law, or are
    named where they give people less time than a duty now asks.
    """
    if not may_load_rules(actor):
        raise Refused(NOT_YOURS())
    found = read(source)
    with transaction.atomic():
        shipped = _is_shipped(source)
        for each in found["rules"]:
            _write_rule(each, shipped=shipped)
        replaced = _drop_replaced(found["rules"]) if shipped else []
        keys = {each["id"] for each in found["rules"]} | {rule.key for rule in replaced}
        _refuse_overlaps(keys)
        for number, each in enumerate(found["standards"], 1):
            _write_standard(f"standards {number}", each)
        dropped = _rebase_standards(keys)
        periods = sum(_write_period(each) for each in found["periods"])
        loaded = Loaded(
            len(found["rules"]) + len(found["standards"]),
            periods,
            tuple(_named(rule) for rule in replaced),
            tuple(_named(standard) for standard in dropped),
        )
        record(
            actor,
            "rules of law loaded",
            subject="law",
            at=at,
            after={
                "rules": loaded.rules,
                "periods": loaded.periods,
                "replaced": list(loaded.replaced),
                "standards_dropped": list(loaded.standards_dropped),
            },
        )
    return loaded


def _is_shipped(source: Path | str | Mapping[str, Any]) -> bool:
    return not isinstance(source, Mapping) and Path(source).resolve() == SHIPPED.resolve()


def _named(rule: Rule) -> str:
    return f"{rule.key} {rule.nation} {rule.valid_from}"


def _write_rule(each: Record, *, shipped: bool) -> None:
    version = {"key": each["id"], "nation": each["nation"], "valid_from": each["valid_from"]}
    if shipped and Rule.objects.filter(**version, by_council=False, shipped=False).exists():
        return  # a council loaded its own in its place
    Rule.objects.update_or_create(
        **version,
        by_council=False,
        defaults={
            "shipped": shipped,
            "title": bilingual(each["name"]),
            "valid_to": each.get("valid_to"),
            "value": {name: fact for name, fact in each.items() if name not in COLUMNS},
            "severity": each["severity"],
            "basis": each.get("basis", ""),
            "source": each["source"],
            "confidence": each.get("confidence", "K"),
            "checked_on": each.get("checked_on"),
        },
    )


def _drop_replaced(rules: list[Record]) -> list[Rule]:
    """Versions that shipped before and do not ship any more: a mended first day makes another version."""
    held = {(each["id"], each["nation"], each["valid_from"]) for each in rules}
    gone = [
        rule
        for rule in Rule.objects.filter(shipped=True).order_by("key", "nation", "valid_from")
        if (rule.key, rule.nation, rule.valid_from) not in held
    ]
    Rule.objects.filter(pk__in=[rule.pk for rule in gone]).delete()
    return gone


def _refuse_overlaps(keys: set[str]) -> None:
    """Versions of the law that were loaded at different times and are in force on the same day."""
    fields = ("key", "nation", "valid_from", "valid_to")
    rules = Rule.objects.filter(key__in=keys, by_council=False).values(*fields)
    faults = clocks.overlaps_in([("rules already loaded", {"id": each["key"], **each}) for each in rules])
    refuse_if_any(
        RECORD_WRONG(record=f"{fault.place} ({fault.key})", named=fault.field, problem=fault.problem)
        for fault in faults
    )


def _write_standard(place: str, each: Record) -> None:
    rule = _law_behind(each)
    if rule is None:
        raise Refused(UNKNOWN_RULE(rule=each["rule"]))
    if wrong := _ended(rule, each["valid_from"]) or clocks.misfit(rule.value, each):
        field, problem = wrong
        raise Refused(RECORD_WRONG(record=f"{place} ({rule.key})", named=field, problem=problem))
    Rule.objects.update_or_create(
        key=rule.key,
        nation=rule.nation,
        valid_from=each["valid_from"],
        by_council=True,
        defaults={
            "title": rule.title,
            "valid_to": rule.valid_to,
            "value": clocks.standard_of(rule.value, each),
            "severity": rule.severity,
            "source": each.get("source") or "Council standard",
            "confidence": each.get("confidence", "K"),
        },
    )


def _ended(rule: Rule, day: dt.date) -> tuple[str, str] | None:
    """That a standard begins when the law it is a version of has ended."""
    if rule.valid_to is None or day <= rule.valid_to:
        return None
    return "valid_from", f"is a day on which the rule is no longer in force; it ended on {rule.valid_to}"


def _rebase_standards(keys: set[str]) -> list[Rule]:
    """Standards loaded before stand on the law as it is now; one that gives less than it does is named.

    Returned are those that went, because the law is gone or now ends before they would have begun.
    """
    dropped = []
    for standard in Rule.objects.filter(key__in=keys, by_council=True).order_by("key", "valid_from"):
        each = _record_of(standard)
        rule = _law_behind(each)
        if rule and not _ended(rule, standard.valid_from):
            _write_standard(f"the council's standard from {standard.valid_from}", each)
        else:
            dropped.append(standard)
    Rule.objects.filter(pk__in=[standard.pk for standard in dropped]).delete()
    return dropped


def _record_of(standard: Rule) -> Record:
    """A stored standard as a file gives it."""
    period = standard.value.get("period")
    sets = {name: period[name] for name in ("n", "unit")} if period else {"value": standard.value["value"]}
    names = ("valid_from", "source", "confidence")
    return sets | {"rule": standard.key} | {name: getattr(standard, name) for name in names}


def _law_behind(each: Record) -> Rule | None:
    """The rule that a standard is a version of: the council's nation first, the latest by the standard's day;
    never another standard, so that a council can go back to what the law asks."""
    versions = list(Rule.objects.filter(key=each["rule"], by_council=False))
    order = clocks.jurisdictions(profile().nation)
    versions.sort(key=lambda rule: _place(rule.nation, order))
    closest = [rule for rule in versions if rule.nation == versions[0].nation]
    begun = [rule for rule in closest if rule.valid_from <= each["valid_from"]]
    if begun:
        return max(begun, key=lambda rule: rule.valid_from)
    return min(closest, key=lambda rule: rule.valid_from, default=None)


def _place(nation: str, order: tuple[str, ...]) -> int:
    return order.index(nation) if nation in order else len(order)


def _write_period(each: Record) -> int:
    first, last = _days(each)
    areas = _areas(each)
    for area in areas:
        Period.objects.update_or_create(
            key=each["id"],
            area=area,
            defaults={
                "kind": KINDS[each["kind"]],
                "nation": each["nation"],
                "title": bilingual(each["name"]),
                "from_on": first,
                "to_on": last,
                "source": each.get("source", ""),
            },
        )
    return len(areas)


def _days(each: Record) -> tuple[dt.date, dt.date]:
    """From and to. The start before an election is counted back from the poll unless the file gives it."""
    if each["kind"] != "election":
        return each["from_on"], each["to_on"]
    if each.get("latest_start_on"):
        return each["latest_start_on"], each["poll_on"]
    poll = each["poll_on"]
    nation = "E" if each["nation"] == "EW" else each["nation"]  # both vote by the same calendar
    rule = queries.rule(PRE_ELECTION_RULE, nation=nation, on=poll)
    return queries.before_poll(rule, poll, nation=nation).first, poll


def _areas(each: Record) -> list[Area | None]:
    """The areas a period covers; [None] is the whole council."""
    codes = each.get("areas") or []
    found = {area.code: area for area in Area.objects.filter(code__in=codes).order_by("valid_from")}
    if unknown := [code for code in codes if code not in found]:
        raise Refused([UNKNOWN_AREA(period=each["id"], area=code) for code in unknown])
    if not codes or any(area.kind == Area.Kind.AUTHORITY for area in found.values()):
        return [None]
    return list(found.values())
