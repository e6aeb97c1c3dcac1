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
    """How many rules and periods, and which versions went or stayed otherwise than the file has them:
    `replaced` no longer ship, `kept` a council loaded in the place of what ships, `standards_moved` begin or
    end on other days than before, `standards_dropped` have no law any more."""

    rules: int
    periods: int
    replaced: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    standards_moved: tuple[str, ...] = ()
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
    ships, whole = _ships(source)
    with transaction.atomic():
        kept = [each for each in found["rules"] if not _write_rule(each, shipped=ships)]
        replaced = _drop_replaced(found["rules"]) if whole else []
        keys = {each["id"] for each in found["rules"]} | {rule.key for rule in replaced}
        _refuse_overlaps(keys)
        for number, each in enumerate(found["standards"], 1):
            _write_standard(f"standards {number}", each)
        moved, dropped = _rebase_standards(keys)
        periods = sum(_write_period(each) for each in found["periods"])
        loaded = Loaded(
            len(found["rules"]) - len(kept) + len(found["standards"]),
            periods,
            replaced=tuple(_named(rule) for rule in replaced),
            kept=tuple(f"{each['id']} {each['nation']} {each['valid_from']}" for each in kept),
            standards_moved=tuple(moved),
            standards_dropped=tuple(_named(standard) for standard in dropped),
        )
        told = {name: held if isinstance(held, int) else list(held) for name, held in vars(loaded).items()}
        record(actor, "rules of law loaded", subject="law", at=at, after=told)
    return loaded


def _ships(source: Path | str | Mapping[str, Any]) -> tuple[bool, bool]:
    """Whether a source is of what ships with Folkmoot, and whether it is all of it."""
    if isinstance(source, Mapping):
        return False, False
    path, data = Path(source).resolve(), SHIPPED.resolve()
    return data in (path, path.parent), path == data


def _named(rule: Rule) -> str:
    return f"{rule.key} {rule.nation} {rule.valid_from}"


def _write_rule(each: Record, *, shipped: bool) -> bool:
    """Whether it is held now as it was given: what ships leaves alone what a council loaded in its place.

    What a council loads just as it ships stays what ships; else a copy of all rules, of which it changed
    one, would keep the next law away.
    """
    version = {"key": each["id"], "nation": each["nation"], "valid_from": each["valid_from"]}
    facts = {
        "title": bilingual(each["name"]),
        "valid_to": each.get("valid_to"),
        "value": {name: fact for name, fact in each.items() if name not in COLUMNS},
        "severity": each["severity"],
        "basis": each.get("basis", ""),
        "source": each["source"],
        "confidence": each.get("confidence", "K"),
        "checked_on": each.get("checked_on"),
    }
    held = Rule.objects.filter(**version, by_council=False).first()
    if held and all(getattr(held, name) == fact for name, fact in facts.items()):
        shipped = shipped or held.shipped
    elif held and shipped and not held.shipped:
        return False
    Rule.objects.update_or_create(**version, by_council=False, defaults=facts | {"shipped": shipped})
    return True


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
    fields = ("key", "nation", "valid_from", "valid_to", "shipped")
    rules = Rule.objects.filter(key__in=keys, by_council=False).values(*fields)
    whose = {True: "that ships", False: "that the council loaded"}
    faults = clocks.overlaps_in(
        [
            (f"the version {whose[each['shipped']]}, from {each['valid_from']}", {"id": each["key"], **each})
            for each in rules
        ]
    )
    refuse_if_any(
        RECORD_WRONG(record=f"{fault.place} ({fault.key})", named=fault.field, problem=fault.problem)
        for fault in faults
    )


def _write_standard(place: str, each: Record) -> Rule:
    rule = _law_behind(each)
    if rule is None:
        raise Refused(UNKNOWN_RULE(rule=each["rule"]))
    if wrong := _out_of_force(rule, each["valid_from"]) or clocks.misfit(rule.value, each):
        field, problem = wrong
        raise Refused(RECORD_WRONG(record=f"{place} ({rule.key})", named=field, problem=problem))
    standard, _ = Rule.objects.update_or_create(
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
    return standard


def _out_of_force(rule: Rule, day: dt.date) -> tuple[str, str] | None:
    """That a standard begins when the law it is a version of has ended, or before it has begun: from then on
    the law would go before it."""
    if day < rule.valid_from:
        return "valid_from", f"is a day on which the rule is not yet in force; it begins on {rule.valid_from}"
    if rule.valid_to and day > rule.valid_to:
        return "valid_from", f"is a day on which the rule is no longer in force; it ended on {rule.valid_to}"
    return None


def _rebase_standards(keys: set[str]) -> tuple[list[str], list[Rule]]:
    """Standards loaded before stand on the law as it is now; one that gives less than it does is named.

    Returned are, in words, those that now begin with a law that begins after them or end with one that ends,
    and those that went, because the law is gone or now ends before they would have begun.
    """
    moved, dropped = [], []
    order = clocks.jurisdictions(profile().nation)
    standards = list(Rule.objects.filter(key__in=keys, by_council=True).order_by("key", "valid_from"))
    standards.sort(key=lambda each: (each.key, each.valid_from, -_place(each.nation, order)))
    for standard in standards:
        each = _record_of(standard)
        rule = _law_behind(each)
        if rule and rule.valid_from > standard.valid_from:
            each["valid_from"] = rule.valid_from
        if rule is None or _out_of_force(rule, each["valid_from"]):
            dropped.append(standard)
            continue
        now = _write_standard(f"the council's standard from {standard.valid_from}", each)
        if now.pk != standard.pk:
            moved.append(f"{_named(standard)} is now {_named(now)}, as the law begins")
            Rule.objects.filter(pk=standard.pk).delete()
        elif now.valid_to and (standard.valid_to is None or now.valid_to < standard.valid_to):
            moved.append(f"{_named(standard)} ends on {now.valid_to}, as the law does")
    Rule.objects.filter(pk__in=[standard.pk for standard in dropped]).delete()
    return moved, dropped


def _record_of(standard: Rule) -> Record:
    """A stored standard as a file gives it."""
    period = standard.value.get("period") or {}
    sets = {name: period[name] for name in ("n", "unit") if period}
    sets |= {name: standard.value[name] for name in ("value",) if name in standard.value}
    names = ("valid_from", "source", "confidence")
    return sets | {"rule": standard.key} | {name: getattr(standard, name) for name in names}


def _law_behind(each: Record) -> Rule | None:
    """The rule that a standard is a version of: in force on its day, the council's nation first; else the
    next to begin, else the last. Never another standard, so that a council can go back to the law."""
    order = clocks.jurisdictions(profile().nation)
    versions = list(Rule.objects.filter(key=each["rule"], by_council=False).order_by("valid_from"))
    ours = [rule for rule in versions if rule.nation in order] or versions
    first, last = (sorted(found, key=lambda rule: _place(rule.nation, order)) for found in (ours, ours[::-1]))
    in_force = [rule for rule in first if not _out_of_force(rule, each["valid_from"])]
    later = [rule for rule in first if rule.valid_from > each["valid_from"]]
    return next(iter([*in_force, *later, *last]), None)


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
    try:
        rule = queries.rule(PRE_ELECTION_RULE, nation=nation, on=poll)
        return queries.before_poll(rule, poll, nation=nation).first, poll
    except queries.NoRuleInForce:
        why = "no rule says when the weeks before this poll begin; load the rules first"
    except ValueError as found:
        why = str(found).rstrip(".")
    said = f"cannot be counted back from: {why}, or give latest_start_on"
    raise Refused(RECORD_WRONG(record=f"the period {each['id']}", named="poll_on", problem=said))


def _areas(each: Record) -> list[Area | None]:
    """The areas a period covers; [None] is the whole council."""
    codes = each.get("areas") or []
    found = {area.code: area for area in Area.objects.filter(code__in=codes).order_by("valid_from")}
    if unknown := [code for code in codes if code not in found]:
        raise Refused([UNKNOWN_AREA(period=each["id"], area=code) for code in unknown])
    if not codes or any(area.kind == Area.Kind.AUTHORITY for area in found.values()):
        return [None]
    return list(found.values())
