"""Bank holidays and counts beside a second way to work them out: Easter by arithmetic, a list of the days
that were proclaimed, and days ticked off one by one."""

import random
from datetime import date, timedelta

import pytest

from folkmoot.analysis.clocks import Length, bank_holidays, calendar_of, first_day, last_day

DAY = timedelta(days=1)
YEARS = range(1998, 2039)
PROCLAIMED = {
    "every nation": "1999-12-31 2002-06-03 2011-04-29 2012-06-05 2022-06-03 2022-09-19 2023-05-08",
    "S": "2026-06-15",
}
SPRING = {2002: (6, 4), 2012: (6, 4), 2022: (6, 2)}  # moved from the last Monday of May for a jubilee
VE_DAY = (2020,)  # the May holiday moved to 8 May


def easter(year):
    """Easter Sunday, by the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def monday(year, month, *, last=False):
    day = date(year, month, 31 if last else 1)  # only months of 31 days are asked for the last
    while day.weekday():
        day += -DAY if last else DAY
    return day


def in_lieu(*days):
    """Days of the week stay; those of a weekend go, in their order, to the next weekday that is free."""
    found = [day for day in days if day.weekday() < 5]
    for day in days:
        if day.weekday() >= 5:
            while day.weekday() >= 5 or day in found:
                day += DAY
            found.append(day)
    return set(found)


def holidays_of(nation, year):
    scotland, sunday = nation == "S", easter(year)
    found = {sunday - 2 * DAY, date(year, 5, 8) if year in VE_DAY else monday(year, 5)}
    found |= set() if scotland else {sunday + DAY}
    found.add(date(year, *SPRING[year]) if year in SPRING else monday(year, 5, last=True))
    found.add(monday(year, 8, last=not scotland))
    found |= in_lieu(date(year, 12, 25), date(year, 12, 26))
    found |= in_lieu(*[date(year, 1, n) for n in ((1, 2) if scotland else (1,))])
    if nation == "NI":
        found |= in_lieu(date(year, 3, 17)) | in_lieu(date(year, 7, 12))
    if scotland and year > 2006:
        found |= in_lieu(date(year, 11, 30))
    named = f"{PROCLAIMED['every nation']} {PROCLAIMED.get(nation, '')}".split()
    return found | {day for day in map(date.fromisoformat, named) if day.year == year}


@pytest.mark.parametrize("nation", ["E", "W", "S", "NI"])
def test_the_bank_holidays_of_forty_years_are_those_of_the_law(nation):
    for year in YEARS:
        ours = {day for day in bank_holidays(nation, year) if day.weekday() < 5}
        assert ours == holidays_of(nation, year), year


@pytest.mark.parametrize("nation", ["E", "W", "S", "NI", "UK"])
def test_working_days_are_those_that_are_ticked_off_one_by_one(nation):
    parts = ("E", "S", "NI") if nation == "UK" else (nation,)
    off = set().union(*(holidays_of(part, year) for part in parts for year in range(2017, 2033)))
    draw, calendar = random.Random(5), calendar_of(nation)
    for _ in range(40):
        start = date(2018, 1, 1) + draw.randrange(4700) * DAY
        length = Length(
            draw.randint(1, 60),
            "working_days",
            draw.choice(["working", "clear"]),
            draw.random() < 0.5,
        )
        counts_first = not length.exclude_first_day and length.basis == "working"
        day, ticked = (start - DAY if counts_first else start), 0
        while ticked < length.n:
            day += DAY
            ticked += day.weekday() < 5 and day not in off
        assert last_day(start, length, calendar) == day + (DAY if length.basis == "clear" else 0 * DAY)
        day, ticked = start, 0
        while ticked < length.n + (length.basis == "clear") - counts_first:
            day -= DAY
            ticked += day.weekday() < 5 and day not in off
        assert first_day(start, length, calendar) == day
