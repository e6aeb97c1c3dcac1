"""Rules of law and practice with dates of validity: which is in force, and what period it gives."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from types import MappingProxyType
from typing import Any

from .calendars import ONE_DAY, USUAL, Calendar, ChangedDay, calendar_of, nation_name, spoken
from .holding import holding
from .lengths import END_OF_DAY, Length, Period, period_before, period_from
from .periods import Window

CLOCK = "clock"  # the kind of rules that set a deadline, or say how long something lasts
DUTY = "duty"
SHOWN = 5  # ids that a sentence names
WEEKEND = {"saturday", "sunday"}
HOW_SURE = {
    "V": "checked against the source",
    "K": "professional knowledge, not yet checked against the source",
    "U": "not confirmed",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a rule. `facts` is the whole record it was read from.

    `confidence` is V checked against the source, K professional knowledge, U not confirmed; `severity` is
    block, warn or inform. `length` is None where the law fixes none. `switch` names the set of rules that an
    administrator turns on once its commencement is confirmed.
    """

    id: str
    nation: str
    kind: str
    name: str
    name_cy: str
    valid_from: date
    valid_to: date | None
    severity: str
    source: str
    confidence: str
    length: Length | None = None
    counts_from: str = ""
    backwards: bool = False
    leaving_out: tuple[str, ...] = USUAL
    switch: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict, repr=False, hash=False, compare=False)

    @property
    def may_block(self) -> bool:
        """A rule that nobody checked against its source warns and never stops anybody."""
        return self.severity == "block" and self.confidence == "V"

    @property
    def waits(self) -> bool:
        """Whether something must wait until it is over: the day asked for is the one after it."""
        return bool(self.facts.get("waits"))

    @property
    def holds(self) -> str:
        """What it holds beside its length, in words: usual times, values, whom to ask."""
        return holding(self.facts)

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def explain(self) -> str:
        """One English sentence."""
        length = (
            f"{self.length.words()}, {self.length.how(self.backwards)}" if self.length else "no length fixed"
        )
        return (
            f"{self.id}, {self.name} ({self.nation}): {length}. {self.source}; {HOW_SURE[self.confidence]}."
        )


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules in force and waiting, one-off days and school holidays; see `read_rules`."""

    rules: tuple[Rule, ...]
    waiting: tuple[Rule, ...] = ()
    changed: tuple[ChangedDay, ...] = ()
    school_holidays: tuple[Window, ...] = ()

    def on(self, day: date, nation: str) -> tuple[Rule, ...]:
        """The rules in force for a nation on a day, one version each, by id.

        A nation's own rule goes before one it shares with another, and that before the whole kingdom's.
        """
        order = jurisdictions(nation)
        found: dict[str, Rule] = {}
        for rule in self.rules:
            if rule.nation in order and rule.is_valid_on(day):
                other = found.get(rule.id)
                if other is None or _comes_first(rule, other, order):
                    found[rule.id] = rule
        return tuple(found[key] for key in sorted(found))

    def get(self, id: str, *, on: date, nation: str = "E") -> Rule:
        """The version of a rule in force on a day. Raises ValueError in one sentence when there is none."""
        found = [rule for rule in self.on(on, nation) if rule.id == id]
        if not found:
            raise ValueError(self._which_one(id, on, nation) or self._why_none(id, on, nation))
        return found[0]

    def group(self, prefix: str, *, on: date, nation: str = "E") -> tuple[Rule, ...]:
        """The rules in force whose id begins with `prefix` and that count days, the shortest first.

        Raises ValueError when there is none, saying what the rules hold instead where they fix no time.
        """
        under = [rule for rule in self.on(on, nation) if _is_under(rule.id, prefix)]
        found = [rule for rule in under if rule.length and rule.length.unit != "working_hours"]
        if not found:
            raise ValueError(_without_length(under) if under else self._why_none(prefix, on, nation))
        start = date(2001, 1, 1)
        return tuple(sorted(found, key=lambda rule: (self._reach(rule, start), rule.id)))

    def period(self, id: str, start: date, *, nation: str = "E") -> Period:
        """The period a rule gives, from `start`; before it where the rule counts back (before a poll).

        The version in force on `start` decides. Raises ValueError for a rule that is not in force or that
        fixes no length.
        """
        return self.period_of(self.get(id, on=start, nation=nation), start, nation=nation)

    def period_of(self, rule: Rule, start: date, *, nation: str = "E") -> Period:
        """The period of one version of a rule; where something waits for its end, to the day after."""
        if rule.length is None:
            raise ValueError(_without_length([rule]))
        count = period_before if rule.backwards else period_from
        found = count(start, rule.length, self.calendar(rule, nation))
        waits = rule.waits and not rule.backwards and rule.length.basis != "clear"  # whose end is that day
        return replace(
            found,
            last=found.last + ONE_DAY if waits else found.last,
            waits=waits,
            rule=rule.id,
            name=rule.name,
            source=rule.source,
            confidence=rule.confidence,
            is_deadline=rule.kind == CLOCK,
        )

    def calendar(self, rule: Rule, nation: str = "E") -> Calendar:
        """The working days that a rule counts by, in a nation."""
        return calendar_of(nation, leaving_out=rule.leaving_out, changed=self.changed)

    def with_switch(self, switch: str, from_day: date) -> Rules:
        """The same rules with a waiting set in force from a day; what it replaces ends the day before.

        Raises ValueError when no rule waits for that switch.
        """
        turned = tuple(replace(rule, valid_from=from_day) for rule in self.waiting if rule.switch == switch)
        if not turned:
            known = ", ".join(sorted({rule.switch for rule in self.waiting})) or "none"
            raise ValueError(f"No rule waits for the switch '{switch}'; those that wait: {known}.")
        replaced = {(rule.id, rule.nation) for rule in turned}
        kept = [
            replace(rule, valid_to=from_day - ONE_DAY)
            if (rule.id, rule.nation) in replaced and rule.is_valid_on(from_day)
            else rule
            for rule in self.rules
        ]
        waiting = tuple(rule for rule in self.waiting if rule.switch != switch)
        return replace(self, rules=(*kept, *turned), waiting=waiting)

    def _reach(self, rule: Rule, start: date) -> int:
        period = self.period_of(rule, start)
        return (period.last - period.first).days

    def _which_one(self, prefix: str, on: date, nation: str) -> str:
        """That what was asked for is the beginning of several rules, "" where it is not."""
        ids = [rule.id for rule in self.on(on, nation) if _is_under(rule.id, prefix)]
        if not ids:
            return ""
        more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
        return f"'{prefix}' is the beginning of {', '.join(ids[:SHOWN])}{more}; name one rule."

    def _why_none(self, id: str, on: date, nation: str) -> str:
        same = [rule for rule in (*self.rules, *self.waiting) if _is_under(rule.id, id)]
        if not same:
            near = difflib.get_close_matches(id, sorted({rule.id for rule in self.rules}), n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}?" if near else "list the rules to see which there are."
            return f"There is no rule '{id}'; {hint}"
        ours = [rule for rule in same if rule.nation in jurisdictions(nation)]
        if not ours:
            where = ", ".join(sorted({nation_name(rule.nation) for rule in same}))
            return f"'{id}' is no rule of {nation_name(nation)}; it applies in {where}."
        if all(rule in self.waiting for rule in ours):
            return f"'{id}' is switched off until its commencement is confirmed ({ours[0].source})."
        first = min(rule.valid_from for rule in ours)
        return f"'{id}' is not in force on {spoken(on)}; it applies from {spoken(first)}{_until(ours)}."


def rule_of(record: Mapping[str, Any]) -> Rule:
    """A rule from a record that has no faults."""
    period = record.get("period")
    name = record["name"]
    return Rule(
        id=record["id"],
        nation=record["nation"],
        kind=record.get("kind", ""),
        name=name["en"],
        name_cy=name.get("cy", ""),
        valid_from=record["valid_from"],
        valid_to=record.get("valid_to"),
        severity=record["severity"],
        source=record["source"],
        confidence=record.get("confidence", "K"),
        length=length_of(record),
        counts_from=period.get("from", "") if period else "",
        backwards=bool(period and period.get("backwards")),
        leaving_out=_left_out(record),
        switch=record.get("switch", ""),
        facts=MappingProxyType(dict(record)),
    )


def length_of(record: Mapping[str, Any]) -> Length | None:
    """How long a rule's period is and how its days are counted; None where it fixes none."""
    period = record.get("period")
    if not period:
        return None
    closes = time.fromisoformat(str(period["closes"])) if "closes" in period else END_OF_DAY
    counted = period.get("basis", "calendar"), period.get("exclude_first_day", True)
    weekends = period["unit"] == "working_days" and not WEEKEND & set(_left_out(record))
    return Length(period["n"], period["unit"], *counted, closes=closes, with_weekends=weekends)


def _left_out(record: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(record.get("not_working_days") or USUAL)


def jurisdictions(nation: str) -> tuple[str, ...]:
    """Whose rules apply in a nation, its own first.

    >>> jurisdictions("W"), jurisdictions("S")
    (('W', 'EW', 'UK'), ('S', 'UK'))
    """
    return (nation, "EW", "UK") if nation in ("E", "W") else tuple(dict.fromkeys((nation, "UK")))


def _comes_first(rule: Rule, other: Rule, order: tuple[str, ...]) -> bool:
    """Whether a rule goes before another found before it; of two from one day the later is a standard."""
    ours, theirs = order.index(rule.nation), order.index(other.nation)
    return (ours, other.valid_from) <= (theirs, rule.valid_from)


def _without_length(rules: Iterable[Rule]) -> str:
    """That rules fix no length of time, and what each holds instead, in one sentence."""
    found = list(rules)
    held = [f"{rule.id}{f' ({rule.holds})' if rule.holds else ''}" for rule in found]
    if len(found) > 1:
        return f"None of these fixes a length of time: {', '.join(held)}."
    remedy = "; give one yourself" if found[0].kind == DUTY else ""
    return f"{found[0].id} fixes no length of time{held[0].removeprefix(found[0].id)}{remedy}."


def _is_under(id: str, prefix: str) -> bool:
    return id == prefix or id.startswith(f"{prefix}.")


def _until(rules: Iterable[Rule]) -> str:
    ends = [rule.valid_to for rule in rules]
    if None in ends:
        return ""
    return f" to {spoken(max(end for end in ends if end))}"
