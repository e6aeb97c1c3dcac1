"""Counting forwards and back, for any date; and what makes no sense is refused."""
# ruff: noqa: DTZ001 (moments here are local times)

import subprocess
import sys
from datetime import date, datetime, time, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.clocks import (
    USUAL,
    ChangedDay,
    Length,
    add_working_hours,
    bank_holidays,
    calendar_of,
    first_day,
    last_day,
    period_before,
    period_from,
    receipt_of,
)

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
NATIONS = st.sampled_from(["E", "W", "S", "NI", "EW", "UK"])
CALENDAR_LENGTHS = st.builds(
    Length,
    st.integers(1, 90),
    st.sampled_from(["days", "weeks", "months"]),
    st.sampled_from(["calendar", "clear"]),
    st.booleans(),
)
WORKING_LENGTHS = st.builds(
    Length,
    st.integers(1, 60),
    st.just("working_days"),
    st.sampled_from(["working", "clear"]),
    st.booleans(),
)


@given(DAYS, CALENDAR_LENGTHS)
def test_counting_back_gives_the_latest_day_from_which_the_whole_length_fits(end, length):
    start = first_day(end, length)
    assert last_day(start, length) <= end < last_day(start + timedelta(days=1), length)


@given(DAYS, st.builds(Length, st.integers(1, 90), st.sampled_from(["days", "weeks"])))
def test_days_and_weeks_lead_back_to_where_they_began(start, length):
    assert first_day(last_day(start, length), length) == start


@given(DAYS, WORKING_LENGTHS, NATIONS)
def test_working_days_lead_back_to_the_working_day_where_they_began(day, length, nation):
    calendar = calendar_of(nation)
    start = calendar.on_or_after(day)
    assert first_day(last_day(start, length, calendar), length, calendar) == start


@given(DAYS, st.integers(-80, 80), NATIONS)
def test_the_number_of_working_days_to_the_day_reached_is_the_number_asked_for(start, n, nation):
    calendar = calendar_of(nation)
    reached = calendar.add(start, n)
    if n > 0:
        assert calendar.between(start, reached) == n
    elif n < 0:
        assert calendar.between(reached, calendar.on_or_after(start)) == -n
    else:
        assert reached == start


@given(DAYS, DAYS, NATIONS)
def test_working_days_and_days_left_out_are_all_days(first, last, nation):
    calendar = calendar_of(nation)
    first, last = min(first, last), min(max(first, last), min(first, last) + timedelta(days=400))
    worked = sum(calendar.is_working(first + timedelta(days=n)) for n in range((last - first).days + 1))
    assert worked + len(calendar.left_out(first, last)) == (last - first).days + 1
    assert all(each.why for each in calendar.left_out(first, last))


@given(DAYS, CALENDAR_LENGTHS)
def test_a_longer_start_never_ends_earlier(start, length):
    assert last_day(start, length) <= last_day(start + timedelta(days=1), length)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), NATIONS)
def test_nothing_counts_as_received_before_it_came_nor_on_a_day_off(moment, nation):
    calendar = calendar_of(nation)
    receipt = receipt_of(moment, calendar)
    assert receipt.counts_on >= moment.date()
    assert calendar.is_working(receipt.counts_on)
    assert receipt.counts_on == calendar.on_or_after(receipt.counts_on)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), st.integers(1, 40))
def test_working_hours_end_within_office_hours_and_add_up(start, n):
    calendar = calendar_of("E")
    end = add_working_hours(start, n, calendar)
    assert calendar.is_working(end.date())
    assert time(9) <= end.time() <= time(17)
    if n > 1:
        assert end == add_working_hours(add_working_hours(start, n - 1, calendar), 1, calendar)


def test_a_period_closes_one_minute_to_midnight_local_time():
    assert (
        period_from(date(2026, 3, 2), Length(6, "weeks")).closes_at.isoformat() == "2026-04-13T23:59:00+01:00"
    )
    assert (
        period_from(date(2026, 1, 5), Length(6, "weeks")).closes_at.isoformat() == "2026-02-16T23:59:00+00:00"
    )
    early = Length(19, "working_days", closes=time(16))
    assert period_from(date(2026, 1, 5), early).closes_at.hour == 16


def test_every_day_that_was_left_out_is_named():
    before = period_before(date(2024, 5, 2), Length(25, "working_days"))
    named = {each.day: each.why for each in before.left_out}
    # 26 March to 2 May 2024 holds five weekends and the two days of Easter
    assert len(named) == 12
    assert named[date(2024, 3, 29)] == "Good Friday"
    assert named[date(2024, 4, 1)] == "Easter Monday"
    assert named[date(2024, 4, 6)] == "Saturday"


def test_one_off_days_change_the_calendar_of_their_nations_only():
    extra = ChangedDay(date(2027, 6, 1), "bank_holiday", "Extra", ("EW",))
    moved = ChangedDay(date(2027, 5, 3), "working_day", "Moved", ("UK",))
    england, scotland = (calendar_of(nation, changed=[extra, moved]) for nation in ("E", "S"))
    assert (england.why_not(extra.day), scotland.why_not(extra.day)) == ("Extra", "")
    assert england.is_working(moved.day)
    assert scotland.is_working(moved.day)
    assert not calendar_of("E").is_working(moved.day)
    mourning = ChangedDay(date(2027, 6, 2), "mourning", "Mourning")
    assert calendar_of("E", changed=[mourning]).is_working(mourning.day)
    strict = calendar_of("E", leaving_out=(*USUAL, "thanksgiving_or_mourning"), changed=[mourning])
    assert strict.why_not(mourning.day) == "Mourning"


@pytest.mark.parametrize("whole", ["EW", "UK"])
def test_a_day_changed_in_one_part_alone_is_off_in_the_whole(whole):
    extra = ChangedDay(date(2027, 3, 1), "bank_holiday", "Saint David's Day", ("W",))
    moved = ChangedDay(date(2027, 5, 3), "working_day", "Moved", ("W",))
    everywhere = ChangedDay(date(2027, 5, 3), "working_day", "Moved", (whole,))
    assert calendar_of(whole, changed=[extra]).why_not(extra.day) == "Saint David's Day"
    assert calendar_of("E", changed=[extra]).is_working(extra.day)
    assert not calendar_of(whole, changed=[moved]).is_working(moved.day)  # it is a holiday in England still
    assert calendar_of("W", changed=[moved]).is_working(moved.day)
    assert calendar_of(whole, changed=[everywhere]).is_working(moved.day)


def test_a_holiday_that_was_proclaimed_late_moves_a_date_that_was_published():
    # Roman Road Bow referendum (towerhamlets.gov.uk): decided on 1 August 2022, 56 working days end on
    # 19 October. The bank holiday for the funeral of Queen Elizabeth, 19 September, was proclaimed later.
    leaving_out = (*USUAL, "christmas_eve", "good_friday", "thanksgiving_or_mourning")
    published = [ChangedDay(date(2022, 9, 19), "working_day", "Not proclaimed yet")]
    length = Length(56, "working_days", "working")
    before = calendar_of("E", leaving_out=leaving_out, changed=published)
    assert last_day(date(2022, 8, 1), length, before) == date(2022, 10, 19)
    assert last_day(date(2022, 8, 1), length, calendar_of("E", leaving_out=leaving_out)) == date(2022, 10, 20)


def test_saint_andrews_day_is_a_bank_holiday_since_its_act_of_2007():
    scotland = calendar_of("S")
    assert [scotland.is_working(date(year, 11, 30)) for year in (2006, 2007)] == [True, False]


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),  # no 31 February: the end of the month
        (date(2026, 8, 29), 6, date(2027, 2, 28)),
        (date(2026, 8, 28), 6, date(2027, 2, 27)),  # the day before 28 February
        (date(2026, 9, 1), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
    ],
)
def test_months_beginning_with_a_day_never_lose_the_end_of_a_shorter_month(start, n, last):
    assert last_day(start, Length(n, "months", exclude_first_day=False)) == last


def test_the_whole_kingdom_leaves_out_a_bank_holiday_of_any_part():
    kingdom = calendar_of("UK")
    for day in (
        date(2019, 12, 2),
        date(2026, 7, 13),
        date(2026, 4, 6),
    ):  # Scotland, Northern Ireland, England
        assert not kingdom.is_working(day)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: Length(0, "days"), "at least 1"),
        (lambda: Length(-2, "weeks"), "at least 1"),
        (lambda: Length(1, "fortnights"), "counted in days, weeks, months"),
        (lambda: Length(1, "days", "roughly"), "counted as calendar, clear, working"),
        (lambda: last_day(date(2026, 1, 1), Length(1, "working_hours")), "use add_working_hours"),
        (lambda: calendar_of("X"), "'X' is not a nation we count for; give one of E, W, S, NI"),
        (lambda: calendar_of("E", leaving_out=["mondays"]), "'mondays' is not a kind of day"),
        (lambda: bank_holidays("E", 1871), "known from 1978 to 2100, not for 1871"),
        (lambda: add_working_hours(datetime(2026, 1, 1), 0), "at least 1"),
        (lambda: receipt_of(datetime(2026, 1, 1), hours=(time(17), time(9))), "cannot end"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(wrong, says):
    with pytest.raises(ValueError, match=says):
        wrong()


@pytest.mark.parametrize("end", [date.min, date.max])
@pytest.mark.parametrize("unit", ["days", "weeks", "months"])
def test_a_length_that_leaves_the_calendar_is_refused_in_a_sentence(end, unit):
    count = first_day if end == date.min else last_day
    for n in (6, 99_999_999_999):
        with pytest.raises(ValueError, match=f"{n} {unit} and .* reach beyond the years of the calendar"):
            count(end, Length(n, unit))


def test_bank_holidays_are_those_that_the_library_gives_by_name():
    for place, nation in (("ENG", "E"), ("SCT", "S"), ("NIR", "NI")):
        by_name = holidays.country_holidays("GB", subdiv=place, years=2026)
        assert list(bank_holidays(nation, 2026)) == sorted(by_name)


def test_counting_does_not_load_the_holidays_of_other_countries():
    code = (
        "import sys; from folkmoot.analysis.clocks import bank_holidays; bank_holidays('E', 2027); "
        "sys.exit('holidays.countries.germany' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
