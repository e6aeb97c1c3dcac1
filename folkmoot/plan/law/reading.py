"""Reading rules and periods from YAML. Every record is checked before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from folkmoot.plan.law.models import Rule
from folkmoot.plan.law.refusals import FILE_UNREADABLE, RECORD_WRONG
from folkmoot.words.refusals import Refusal, refuse_if_any

NATIONS = ("E", "W", "S", "NI", "EW", "UK")
UNITS = ("days", "weeks", "months", "working_days", "working_hours")
PERIOD_KINDS = ("election", "school_holiday", "mourning")
CONFIDENCE = ("V", "K", "U")
SECTIONS = ("rules", "periods", "standards")
Record = dict[str, Any]


def read(source: Path | str | Mapping[str, Any]) -> dict[str, list[Record]]:
    """The checked records of a folder of YAML files, one file, or a mapping already read.

    Raises `Refused` naming every wrong record and field; nothing is half read.
    """
    found: dict[str, list[Record]] = {section: [] for section in SECTIONS}
    faults: list[Refusal] = []
    for name, content in _contents(source, faults):
        for section in SECTIONS:
            for number, record in enumerate(content.get(section) or [], 1):
                faults += _faults(f"{name}, {section} {number}", section, record)
                if isinstance(record, Mapping):
                    found[section].append({"checked_on": content.get("checked_on"), **record})
    refuse_if_any(faults)
    return found


def _contents(source: Any, faults: list[Refusal]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(source, Mapping):
        yield "records", source
        return
    path = Path(source)
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        faults.append(FILE_UNREADABLE(file=path.name, problem="there is no .yaml file in the folder"))
    for file in files:
        try:
            content = yaml.safe_load(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
            faults.append(FILE_UNREADABLE(file=file.name, problem=str(problem).splitlines()[0]))
            continue
        if isinstance(content, Mapping):
            yield file.name, content
        else:
            faults.append(FILE_UNREADABLE(file=file.name, problem="it is not a list of rules or periods"))


def _faults(place: str, section: str, record: Any) -> list[Refusal]:
    if not isinstance(record, Mapping):
        return [RECORD_WRONG(record=place, named="-", problem="is not a record with named fields")]
    problems = {"rules": _rule, "periods": _period, "standards": _standard}[section](record)
    key = record.get("id") or record.get("rule") or "without a name"
    return [RECORD_WRONG(record=f"{place} ({key})", named=name, problem=why) for name, why in problems]


def _rule(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _shared(record)
    yield from _dates(record, "valid_from", "valid_to", open_ended=True)
    if record.get("severity") not in Rule.Severity.values:
        yield "severity", "must be block, warn or inform"
    if not record.get("source"):
        yield "source", "is missing"
    if record.get("confidence", "K") not in CONFIDENCE:
        yield "confidence", "must be V, K or U"
    if record.get("period") is not None:
        yield from _length("period", record["period"])


def _period(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _shared(record)
    if record.get("kind") not in PERIOD_KINDS:
        yield "kind", f"must be one of {', '.join(PERIOD_KINDS)}"
    elif record["kind"] == "election":
        if not _is_date(record.get("poll_on")):
            yield "poll_on", "must be a date such as 2027-05-06"
        elif record.get("latest_start_on") is not None:
            yield from _dates(record, "latest_start_on", "poll_on")
    else:
        yield from _dates(record, "from_on", "to_on")


def _standard(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not record.get("rule"):
        yield "rule", "must name the rule it sets"
    if not _is_date(record.get("valid_from")):
        yield "valid_from", "must be a date such as 2027-05-06"
    if "value" not in record:
        yield from _length("n, unit", record)


def _shared(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not isinstance(record.get("id"), str) or len(record["id"]) > 80:
        yield "id", "must be a short name such as clock.final_feedback"
    if record.get("nation") not in NATIONS:
        yield "nation", f"must be one of {', '.join(NATIONS)}"
    name = record.get("name")
    if not isinstance(name, Mapping) or not name.get("en"):
        yield "name", "must have English words"


def _dates(
    record: Mapping[str, Any], first: str, last: str, *, open_ended: bool = False
) -> Iterator[tuple[str, str]]:
    start, end = record.get(first), record.get(last)
    if not _is_date(start):
        yield first, "must be a date such as 2027-05-06"
    if not (_is_date(end) or (open_ended and end is None)):
        yield last, "must be a date such as 2027-05-06"
    elif end is not None and _is_date(start) and end < start:
        yield last, f"comes before {first}"


def _length(name: str, period: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(period, Mapping):
        yield name, "must say n and unit"
        return
    n = period.get("n")
    if not isinstance(n, int) or isinstance(n, bool) or n < 1:
        yield name, "n must be a whole number of 1 or more"
    if period.get("unit") not in UNITS:
        yield name, f"unit must be one of {', '.join(UNITS)}"


def _is_date(value: Any) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
