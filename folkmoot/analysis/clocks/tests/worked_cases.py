"""The table of worked dates, and what Folkmoot says to each, for the tests and for `make bench`."""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

from folkmoot.analysis.clocks import (
    USUAL,
    Length,
    add_working_hours,
    bank_holidays,
    calendar_of,
    check_period,
    first_day,
    last_day,
    receipt_of,
)
from folkmoot.analysis.clocks.tests.rules_for_tests import RULES

TABLE = Path(__file__).parents[4] / "tests" / "data" / "dates" / "cases.csv"
ELECTION = (*USUAL, "christmas_eve", "christmas_day", "good_friday", "thanksgiving_or_mourning")
LEAVING_OUT = {"": USUAL, "election": ELECTION, "election in Scotland": (*ELECTION, "easter_monday")}


def cases() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counted(case: dict[str, str]) -> str:
    """What Folkmoot says, written as the table writes it."""
    calendar = calendar_of(case["nation"], leaving_out=LEAVING_OUT[case["leaving_out"]])
    if case["kind"] == "receipt":
        return str(receipt_of(datetime.fromisoformat(case["start"]), calendar).counts_on)
    if case["kind"] == "hours":
        moment = datetime.fromisoformat(case["start"])
        return add_working_hours(moment, int(case["n"]), calendar).isoformat(timespec="minutes")
    start = date.fromisoformat(case["start"])
    if case["kind"] == "day":
        return "on" if calendar.is_working(start) else "off"
    if case["kind"] == "year":
        days = sorted(day for day in bank_holidays(case["nation"], start.year) if day.weekday() < 5)
        return " ".join(f"{day:%m-%d}" for day in days)
    if case["kind"] == "rule":
        period = RULES.period(case["rule"], start, nation=case["nation"])
        return str(period.first if period.backwards else period.last)
    if case["kind"] == "check":
        last = date.fromisoformat(case["expected"].split()[0])
        check = check_period(RULES, case["rule"], start, last, nation=case["nation"])
        return f"{last} {check.days_missing} {check.earliest_last}"
    excluded = case["first_day"] == "excluded"
    basis: Any = case["basis"] or "calendar"
    unit: Any = case["unit"]
    length = Length(int(case["n"]), unit, basis, excluded)
    return str((first_day if case["kind"] == "back" else last_day)(start, length, calendar))
