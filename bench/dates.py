"""Dates: how many worked dates come out as they were published, and how fast rules, days and timetables are.

The worked dates are those of `tests/data/dates`, each with who says so; the run stops if one does not come
out. Working days are drawn at random and counted beside the way of the `holidays` library, day by day; the
run stops if the two differ anywhere.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import holidays

from bench._measuring import Measure, measure, timed
from folkmoot.analysis.clocks import Calendar, calendar_of, read_rules, timetable
from folkmoot.analysis.clocks.tests.rules_for_tests import RULES, SHIPPED
from folkmoot.analysis.clocks.tests.worked_cases import cases, counted

PLACES = {"E": "ENG", "W": "WLS", "S": "SCT", "NI": "NIR"}
FIRST, TODAY, DECISION = date(2015, 1, 1), date(2026, 11, 22), date(2027, 2, 25)
SEED, COUNTS = 20_261, 2_000
Count = tuple[str, date, int]


def measures() -> Iterator[Measure]:
    """Worked dates, then milliseconds of processor time of one thread."""
    found = cases()
    wrong = [case for case in found if counted(case) != case["expected"]]
    if wrong:
        raise AssertionError(f"{wrong[0]['source']}: {counted(wrong[0])}, not {wrong[0]['expected']}")
    yield measure("worked dates that come out", len(found), "dates", len(found))
    yield timed("all worked dates", lambda: [counted(case) for case in found], len(found), times=5, warm=1)
    yield timed("rules read and checked", lambda: read_rules(SHIPPED), len(RULES.rules), times=5, warm=1)
    yield timed("timetable with its earliest decision", _late, 1, times=5, warm=1)
    asked = drawn()
    if ours(asked) != theirs(asked):
        raise AssertionError("working days differ from those of the holidays library")
    yield timed("working days", lambda: ours(asked), COUNTS, times=5)
    yield timed("working days, holidays library", lambda: theirs(asked), COUNTS, times=2)


def drawn() -> list[Count]:
    """Nations, days and numbers of working days, over twenty years."""
    rng = random.Random(SEED)
    return [
        (
            rng.choice(list(PLACES)),
            date(2015, 1, 1) + timedelta(days=rng.randrange(7300)),
            rng.randint(1, 120),
        )
        for _ in range(COUNTS)
    ]


def ours(asked: list[Count]) -> list[date]:
    calendars: dict[str, Calendar] = {nation: calendar_of(nation) for nation in PLACES}
    return [calendars[nation].add(start, n) for nation, start, n in asked]


def theirs(asked: list[Count]) -> list[date]:
    known = {nation: holidays.country_holidays("GB", subdiv=place) for nation, place in PLACES.items()}
    return [known[nation].get_nth_working_day(start, n) for nation, start, n in asked]


def _late() -> None:
    assert timetable(DECISION, RULES, today=TODAY + timedelta(days=30)).earliest
