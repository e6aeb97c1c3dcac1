"""Every date of the table of worked cases, with who says so."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

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


def cases():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counted(case):
    """What Folkmoot says, written as the table writes it."""
    calendar = calendar_of(case["nation"], leaving_out=LEAVING_OUT[case["leaving_out"]])
    if case["kind"] == "receipt":
        return str(receipt_of(datetime.fromisoformat(case["start"]), calendar).counts_on)
    if case["kind"] == "hours":
        start = datetime.fromisoformat(case["start"])
        return add_working_hours(start, int(case["n"]), calendar).isoformat(timespec="minutes")
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
    length = Length(int(case["n"]), case["unit"], case["basis"] or "calendar", excluded)
    return str((first_day if case["kind"] == "back" else last_day)(start, length, calendar))


def test_there_are_many_cases_and_each_says_who_says_so():
    assert len(cases()) >= 60
    assert all(case["source"] for case in cases())
    assert all(case["counting"] for case in cases() if case["source"] == "by hand")


@pytest.mark.parametrize(
    "case",
    cases(),
    ids=lambda case: "-".join(
        filter(None, (case["kind"], case["nation"], case["start"], case["n"], case["unit"], case["rule"]))
    ),
)
def test_the_date_is_the_published_one(case):
    assert counted(case) == case["expected"], f"{case['source']} {case['counting']}"
