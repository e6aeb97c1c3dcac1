"""What can be wrong with records of rules, periods and standards; each fault names field and remedy."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .calendars import KINDS_OF_DAY, NATIONS, SHARED
from .lengths import BASES, UNITS

Record = Mapping[str, Any]
Problem = tuple[str, str]
SECTIONS = ("rules", "periods", "standards")
SEVERITIES = ("block", "warn", "inform")
CONFIDENCE = ("V", "K", "U")
PERIOD_KINDS = ("election", "school_holiday", "mourning", "bank_holiday", "working_day")
RULE_NATIONS = (*NATIONS, *SHARED)
KINDS = (
    "clock",
    "open_period",
    "open_period_extra",
    "restricted",
    "disclosure",
    "threshold",
    "publication",
    "duty",
)
OF_LAW = ("duty", "publication", "restricted")  # kinds that may block only once somebody checked the source
MOST = 10_000  # of a unit; 10,000 days are 27 years
LONGEST_SOURCE = 300  # characters: as many as the table of rules keeps
DATED = ("valid_from", "valid_to", "checked_on", "from_on", "to_on", "poll_on", "latest_start_on")
LONGEST_CHANGE = 31  # days of mourning, or of bank holidays added or moved, in one record
MONTH_AND_DAY = re.compile(r"\d\d-\d\d", re.ASCII)
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
A_DATE = "must be a date such as 2027-05-06"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one field of one record. `place` is such as "rules.yaml, rules 3"."""

    place: str
    key: str
    field: str
    problem: str

    def explain(self) -> str:
        """One English sentence.

        >>> Fault("rules.yaml, rules 3", "eng.ctrs", "source", "is missing; say which law").explain()
        'rules.yaml, rules 3 (eng.ctrs): “source” is missing; say which law.'
        """
        return f"{self.place} ({self.key}): “{self.field}” {self.problem}."


def faults_in(name: str, content: Mapping[str, Any]) -> Iterator[Fault]:
    """Everything wrong in the records of one file. `name` is how the file is called in a sentence."""
    if not isinstance(content.get("checked_on"), dt.date | None):
        yield Fault(name, "-", "checked_on", _no_date(content["checked_on"]))
    for section in SECTIONS:
        records = content.get(section) or []
        if not isinstance(records, Sequence) or isinstance(records, str):
            yield Fault(name, "-", section, "must be a list of records")
            continue
        for number, record in enumerate(records, 1):
            yield from _record_faults(f"{name}, {section} {number}", section, record)


def overlaps_in(placed: Sequence[tuple[str, Record]]) -> Iterator[Fault]:
    """Versions of one rule for one nation that are in force on the same day. `placed`: places and records."""
    versions: dict[tuple[str, str], list[tuple[str, Record]]] = defaultdict(list)
    for place, record in placed:
        if record.get("switched_on", True) and is_date(record.get("valid_from")):
            versions[str(record.get("id")), str(record.get("nation"))].append((place, record))
    for (key, nation), found in versions.items():
        found.sort(key=lambda each: (each[1]["valid_from"], each[0]))
        for (_, earlier), (place, later) in pairwise(found):
            end = earlier.get("valid_to")
            if end is None or (is_date(end) and end >= later["valid_from"]):
                remedy = "both begin that day, keep one of the two"
                if earlier["valid_from"] < later["valid_from"]:
                    remedy = f"let that one end on {later['valid_from'] - dt.timedelta(days=1)} (valid_to)"
                problem = f"overlaps the version for {nation} from {earlier['valid_from']}; {remedy}"
                yield Fault(place, key, "valid_from", problem)


def twice_in(placed: Sequence[tuple[str, Record]]) -> Iterator[Fault]:
    """Dated periods of one id for the same place, of which a later one would silently replace the first."""
    seen: set[tuple[str, str]] = set()
    for place, record in placed:
        key, areas = str(record.get("id")), record.get("areas") or [""]
        here = {(key, str(area)) for area in (areas if isinstance(areas, list) else [areas])}
        if here & seen:
            yield Fault(place, key, "id", "is given twice; give each period an id of its own")
        seen |= here


def two_standards_in(placed: Sequence[tuple[str, Record]]) -> Iterator[Fault]:
    """Council standards for one rule that begin on one day, of which nobody could say which holds."""
    seen: set[tuple[str, str]] = set()
    for place, record in placed:
        here = str(record.get("rule")), str(record.get("valid_from"))
        if here in seen:
            yield Fault(place, here[0], "valid_from", f"is given twice ({here[1]}); keep one standard a day")
        seen.add(here)


def is_date(value: Any) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _record_faults(place: str, section: str, record: Any) -> Iterator[Fault]:
    if not isinstance(record, Mapping):
        yield Fault(place, "without a name", "-", "is not a record with named fields")
        return
    check = {"rules": _rule, "periods": _period, "standards": _standard}[section]
    key = str(record.get("id") or record.get("rule") or "without a name")
    for field, problem in (*check(record), *_unkept(record)):
        yield Fault(place, key, field, problem)


def _unkept(record: Record) -> Iterator[Problem]:
    """Fields with what no database keeps: dates among words, numbers without end, letters that are none."""
    source = record.get("source")
    if isinstance(source, str) and len(source) > LONGEST_SOURCE:
        yield "source", f"has more than {LONGEST_SOURCE} letters; put the rest into the note"
    for field, held in record.items():
        if not _is_kept(held) and not (field in DATED and is_date(held)):
            remedy = "words, numbers, lists and records; put a date in quotation marks"
            yield str(field), f"can hold only {remedy}"


def _is_kept(held: Any) -> bool:
    if isinstance(held, str):
        return "\0" not in held
    if isinstance(held, float):
        return math.isfinite(held)
    if isinstance(held, Mapping):
        return all(_is_kept(each) for pair in held.items() for each in pair)
    if isinstance(held, list | tuple):
        return all(_is_kept(each) for each in held)
    return held is None or isinstance(held, int)


def _rule(record: Record) -> Iterator[Problem]:
    yield from _shared(record)
    yield from _dates(record, "valid_from", "valid_to", open_ended=True)
    if record.get("severity") not in SEVERITIES:
        yield "severity", "must be block, warn or inform"
    yield from _words(record)
    if record.get("kind", "clock") not in KINDS:
        yield "kind", f"must be one of {', '.join(KINDS)}"
    if record.get("confidence", "K") not in CONFIDENCE:
        yield "confidence", "must be V, K or U"
    elif record.get("kind") in OF_LAW and record.get("severity") == "block" and _is_unchecked(record):
        yield "severity", "must be warn or inform until the source is checked (confidence V)"
    for field in ("period", "usual", "also", "add", "analysis", "longest_life"):
        if record.get(field) is not None:
            more = ("school_days",) if field == "also" else ()
            yield from _length(field, record[field], (*UNITS, *more))
    if record.get("within") is not None:
        yield from _season(record["within"])
    if record.get("before") is not None:
        yield from _before(record["before"])
    if record.get("thresholds") is not None:
        yield from _thresholds(record["thresholds"])
    if not isinstance(record.get("checked_on"), dt.date | None):
        yield "checked_on", _no_date(record["checked_on"])
    yield from _flags(record, "switched_on", "waits")
    yield from _days_left_out(record.get("not_working_days", ()))


def _words(record: Record) -> Iterator[Problem]:
    """Fields that are shown as they are."""
    source = record.get("source")
    if source is None or source == "" or (isinstance(source, str) and not source.strip()):
        yield "source", "is missing; say which law or practice the rule is from"
    elif not isinstance(source, str):
        yield "source", "must be words; put them in quotation marks"
    for field in ("note", "switch", "basis"):
        if not isinstance(record.get(field, ""), str):
            yield field, "must be words; put them in quotation marks"


def _flags(record: Record, *fields: str) -> Iterator[Problem]:
    """Fields that are true or false; a quoted "false" would count as true."""
    for field in fields:
        if not isinstance(record.get(field, True), bool):
            yield field, "must be true or false, without quotation marks"


def _season(within: Any) -> Iterator[Problem]:
    for end in ("from", "to"):
        day = within.get(end) if isinstance(within, Mapping) else None
        if not _is_day_of_year(day):
            yield "within", f'needs a day of the year as {end}, such as "10-01"'


def _is_unchecked(record: Record) -> bool:
    return record.get("confidence", "K") != "V"


def _before(before: Any) -> Iterator[Problem]:
    if not isinstance(before, Mapping) or not isinstance(before.get("event", ""), str):
        yield "before", "must say an event, and a day of the year where there is one"
    elif "day" in before and not _is_day_of_year(before["day"]):
        yield "before", 'needs a day of the year as day, such as "03-11"'


def _thresholds(found: Any) -> Iterator[Problem]:
    """Signatures by the number of electors: a share or a number each, the last one for all that remain."""
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        yield "thresholds", "must be a list such as [{electors_to: 499, percent: 37.5}, {percent: 7.5}]"
        return
    for each in found:
        given = [field for field in ("percent", "signatures") if field in each]
        numbers = [each[field] for field in (*given, "electors_to") if field in each]
        if len(given) != 1 or not all(_is_positive(number) for number in numbers):
            yield "thresholds", "must give each either percent or signatures, as a number above 0"


def _is_positive(number: Any) -> bool:
    return isinstance(number, int | float) and not isinstance(number, bool) and 0 < number < 1e12


def _is_day_of_year(day: Any) -> bool:
    if not MONTH_AND_DAY.fullmatch(str(day)):
        return False
    try:
        dt.date.fromisoformat(f"2001-{day}")  # 29 February is in no year we could promise
    except ValueError:
        return False
    return True


def _period(record: Record) -> Iterator[Problem]:
    yield from _shared(record)
    if not isinstance(record.get("source", ""), str):
        yield "source", "must be words; put them in quotation marks"
    if not _are_words(record.get("areas") or []):
        yield "areas", "must be a list of codes such as [E05000001]"
    kind = record.get("kind")
    if kind not in PERIOD_KINDS:
        yield "kind", f"must be one of {', '.join(PERIOD_KINDS)}"
    elif kind != "election":
        problems = tuple(_dates(record, "from_on", "to_on"))
        yield from problems
        if not problems and kind != "school_holiday" and _days_of(record) > LONGEST_CHANGE:
            yield "to_on", f"makes it last more than {LONGEST_CHANGE} days; check the two dates"
    elif not is_date(record.get("poll_on")):
        yield "poll_on", _no_date(record.get("poll_on"))
    elif record.get("latest_start_on") is not None:
        yield from _dates(record, "latest_start_on", "poll_on")


def _are_words(found: Any) -> bool:
    return isinstance(found, list | tuple) and all(isinstance(each, str) for each in found)


def _days_of(record: Record) -> int:
    days: int = (record["to_on"] - record["from_on"]).days + 1
    return days


def _standard(record: Record) -> Iterator[Problem]:
    if not isinstance(record.get("rule"), str) or not record["rule"]:
        yield "rule", "must name the rule it sets"
    if not isinstance(record.get("source", ""), str):
        yield "source", "must be words; put them in quotation marks"
    if record.get("confidence", "K") not in CONFIDENCE:
        yield "confidence", "must be V, K or U"
    if not is_date(record.get("valid_from")):
        yield "valid_from", _no_date(record.get("valid_from"))
    if "value" not in record or {"n", "unit"} & record.keys():
        yield from _length("n, unit", record)


def _shared(record: Record) -> Iterator[Problem]:
    if not isinstance(record.get("id"), str) or not 0 < len(record["id"]) <= 80:
        yield "id", "must be a short name such as clock.final_feedback"
    if record.get("nation") not in RULE_NATIONS:
        yield "nation", f"must be one of {', '.join(RULE_NATIONS)}"
    name = record.get("name")
    if not isinstance(name, Mapping) or not name.get("en"):
        yield "name", "must have English words"
    elif not all(isinstance(name.get(language, ""), str) for language in ("en", "cy")):
        yield "name", "must be words in each language; put them in quotation marks"


def _dates(record: Record, first: str, last: str, *, open_ended: bool = False) -> Iterator[Problem]:
    start, end = record.get(first), record.get(last)
    if not is_date(start):
        yield first, _no_date(start)
    if not (is_date(end) or (open_ended and end is None)):
        yield last, _no_date(end)
    elif end is not None and is_date(start) and end < start:
        yield last, f"comes before {first}; change one of them"


def _no_date(value: Any) -> str:
    """Why a value is no date: 2026-02-30 looks like one and does not exist."""
    parts = str(value).split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        return f"is {value}, which does not exist; {A_DATE}"
    return A_DATE


def _length(name: str, period: Any, units: Sequence[str] = UNITS) -> Iterator[Problem]:
    if not isinstance(period, Mapping):
        yield name, "must say n and unit"
        return
    n = period.get("n")
    if not isinstance(n, int) or isinstance(n, bool) or not 1 <= n <= MOST:
        yield name, f"n must be a whole number of 1 or more, at most {MOST:,}"
    elif not _is_range(n, period.get("most", n)):
        yield name, f"most must be a whole number from {n} to {MOST:,}"
    if period.get("unit") not in units:
        yield name, f"unit must be one of {', '.join(units)}"
    if period.get("basis", "calendar") not in BASES:
        yield name, f"basis must be one of {', '.join(BASES)}"
    if "closes" in period and not HOUR.fullmatch(str(period["closes"])):
        yield name, 'closes must be an hour of the day such as "17:00"'
    for field, problem in _flags(period, "exclude_first_day", "backwards"):
        yield name, f"{field} {problem}"


def _is_range(n: int, most: Any) -> bool:
    return isinstance(most, int) and not isinstance(most, bool) and n <= most <= MOST


def _days_left_out(kinds: Any) -> Iterator[Problem]:
    if isinstance(kinds, str) or not isinstance(kinds, Sequence):
        yield "not_working_days", "must be a list such as [saturday, sunday, bank_holiday]"
    elif unknown := [str(kind) for kind in kinds if kind not in KINDS_OF_DAY]:
        yield "not_working_days", f"has {unknown[0]}, which is none of {', '.join(KINDS_OF_DAY)}"
