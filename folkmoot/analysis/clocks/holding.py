"""What a rule holds beside a length of time: values, thresholds, usual times, whom to ask, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

LISTS = {
    "consultees": "ask",
    "asks": "ask about",
    "notice": "the notice says",
    "documents": "publish",
    "parts": "with",
    "who_may": "open to",
    "needs": "needs",
}


def holding(facts: Mapping[str, Any]) -> str:
    """What the record of a rule holds, "" where it holds nothing but its name and source.

    >>> holding({"value": 5, "choices": [5, 10]})
    'the value 5; it may be 5 or 10'
    >>> holding({"usual": {"n": 6, "most": 12, "unit": "weeks"}, "consultees": ["business_ratepayers"]})
    'usual 6 to 12 weeks; ask business ratepayers'
    >>> holding({"before": {"event": "council_tax_set", "day": "03-11"}})
    'before council tax set, by 11 March'
    >>> holding({"thresholds": [{"electors_to": 499, "percent": 37.5}, {"percent": 7.5}]})
    'signatures 37.5% of electors (up to 499 electors), 7.5% of electors (of more than that)'
    """
    return "; ".join(_parts(facts))


def length_words(length: Mapping[str, Any]) -> str:
    """A length of a record in words, with its range where it has one.

    >>> length_words({"n": 6, "most": 12, "unit": "weeks"}), length_words({"n": 1, "unit": "working_days"})
    ('6 to 12 weeks', '1 working day')
    """
    n, most = length["n"], length.get("most", length["n"])
    unit = str(length["unit"]).replace("_", " ")
    return f"{n} to {most} {unit}" if most != n else f"{n} {unit.removesuffix('s') if n == 1 else unit}"


def _parts(facts: Mapping[str, Any]) -> Iterator[str]:
    if "value" in facts:
        yield _value(facts)
    for field, word in (("usual", "usual"), ("add", "adds"), ("longest_life", "lasts at most")):
        if facts.get(field):
            yield f"{word} {length_words(facts[field])}"
    if facts.get("before"):
        yield _before(facts["before"])
    if facts.get("thresholds"):
        several = len(facts["thresholds"]) > 1
        yield f"signatures {', '.join(_threshold(each, several) for each in facts['thresholds'])}"
    for field, word in LISTS.items():
        if facts.get(field):
            yield f"{word} {', '.join(_plain(each) for each in _several(facts[field]))}"
    for field in ("when", "review", "output"):
        if facts.get(field):
            yield _plain(facts[field])
    if facts.get("delay_results"):
        yield "results wait"


def _value(facts: Mapping[str, Any]) -> str:
    value = facts["value"]
    if isinstance(value, bool):
        return "switched on" if value else "switched off"
    choices = [str(each) for each in _several(facts.get("choices") or [])]
    more = f"; it may be {' or '.join(choices)}" if len(choices) > 1 else ""
    return f"the value {value}{more}"


def _before(before: Mapping[str, Any]) -> str:
    by = ""
    if before.get("day"):
        day = date.fromisoformat(f"2001-{before['day']}")
        by = f", by {day.day} {day:%B}"
    return f"before {_plain(before.get('event', ''))}{by}"


def _threshold(each: Mapping[str, Any], several: bool) -> str:
    many = f"{each.get('signatures', 0):,}"
    if "percent" in each:
        many = f"{each['percent']:g}% of {each.get('of', 'electors')}"
    if "electors_to" in each:
        return f"{many} (up to {each['electors_to']:,} electors)"
    return f"{many} (of more than that)" if several else many


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _plain(word: Any) -> str:
    return str(word).replace("_", " ")
