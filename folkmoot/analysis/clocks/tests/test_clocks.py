"""Clocks against dates worked out by hand, and rules that must hold for any date."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.clocks import (
    Standing,
    Window,
    add_working_days,
    clear_days_between,
    is_working_day,
    period_end,
    pre_election_window,
    promise_state,
    restricted_by,
    time_left,
    working_days_between,
)

LONDON = ZoneInfo("Europe/London")
DATES = st.dates(date(2000, 1, 1), date(2060, 1, 1))
HOLIDAYS = st.sets(st.dates(date(2020, 1, 1), date(2021, 12, 31)), max_size=30)
NEAR = st.dates(date(2020, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("poll_on", "excluded", "starts_on"),
    [
        (date(2024, 5, 2), {date(2024, 3, 29), date(2024, 4, 1)}, date(2024, 3, 26)),
        # Easter 2027 is 28 March: Good Friday 26, Easter Monday 29; 3 May is a bank holiday
        (date(2027, 5, 6), {date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 3)}, date(2027, 3, 31)),
    ],
)
def test_the_pre_election_period_starts_25_working_days_before_the_poll(poll_on, excluded, starts_on):
    window = pre_election_window(poll_on, working_days=25, excluded=excluded)
    assert window == Window(starts_on, poll_on)


def test_christmas_eve_counts_only_when_the_rule_in_force_says_so():
    bank = {date(2026, 12, 25), date(2026, 12, 28)}
    with_eve = pre_election_window(date(2026, 12, 31), working_days=3, excluded=bank | {date(2026, 12, 24)})
    assert pre_election_window(date(2026, 12, 31), working_days=3, excluded=bank).first == date(2026, 12, 24)
    assert with_eve.first == date(2026, 12, 23)


@given(NEAR, st.integers(-60, 60).filter(bool), HOLIDAYS)
def test_counting_to_the_day_reached_gives_the_number_back(start, days, holidays):
    reached = add_working_days(start, days, holidays)
    assert is_working_day(reached, holidays)
    if days > 0:
        assert working_days_between(start, reached, holidays) == days
    elif is_working_day(start, holidays):
        assert add_working_days(reached, -days, holidays) == start


@given(NEAR, NEAR, HOLIDAYS)
def test_counting_backwards_is_the_negative_of_counting_forwards_between_working_days(first, last, holidays):
    forwards = working_days_between(first, last, holidays)
    ends = is_working_day(first, holidays) - is_working_day(last, holidays)
    if first != last:
        sign = 1 if first < last else -1
        assert working_days_between(last, first, holidays) == -(forwards + sign * ends)


def test_clear_days_leave_out_both_ends():
    assert clear_days_between(date(2026, 12, 1), date(2026, 12, 3)) == 1
    assert clear_days_between(date(2026, 12, 3), date(2026, 12, 1)) == 0


@pytest.mark.parametrize(
    ("start", "n", "unit", "exclude_first_day", "ends_on"),
    [
        (date(2026, 2, 2), 12, "weeks", False, date(2026, 4, 26)),
        (date(2026, 2, 2), 12, "weeks", True, date(2026, 4, 27)),
        (date(2026, 2, 2), 28, "days", True, date(2026, 3, 2)),
        (date(2026, 8, 31), 6, "months", True, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, "months", True, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, "months", False, date(2027, 1, 14)),
    ],
)
def test_a_period_closes_one_minute_to_midnight_local_time(start, n, unit, exclude_first_day, ends_on):
    end = period_end(start, n, unit, exclude_first_day=exclude_first_day)
    assert end == datetime.combine(ends_on, datetime.min.time(), LONDON).replace(hour=23, minute=59)


@pytest.mark.parametrize(("n", "unit"), [(0, "days"), (-2, "weeks"), (1, "fortnights")])
def test_a_period_that_makes_no_sense_is_refused(n, unit):
    with pytest.raises(ValueError, match="period"):
        period_end(date(2026, 1, 1), n, unit)


@given(DATES, st.integers(1, 48))
def test_not_counting_the_first_day_gives_one_day_more(start, months):
    later, sooner = (period_end(start, months, "months", exclude_first_day=x).date() for x in (True, False))
    assert (later - sooner).days == 1


def test_restrictions_outside_the_window_are_left_out():
    spring = Window(date(2027, 3, 31), date(2027, 5, 6))
    autumn = Window(date(2027, 10, 1), date(2027, 10, 9))
    found = restricted_by(Window(date(2027, 5, 6), date(2027, 9, 30)), [autumn, spring])
    assert found == (Window(date(2027, 5, 6), date(2027, 5, 6)),)
    with pytest.raises(ValueError, match="cannot end"):
        Window(date(2027, 5, 6), date(2027, 5, 5))


@pytest.mark.parametrize(
    ("actual_on", "today", "standing", "days"),
    [
        (None, date(2026, 12, 1), Standing.DUE, 4),
        (None, date(2026, 12, 5), Standing.DUE, 0),
        (None, date(2026, 12, 6), Standing.OVERDUE, 1),
        (date(2026, 12, 5), date(2027, 1, 1), Standing.KEPT, 0),
        (date(2026, 12, 1), date(2027, 1, 1), Standing.KEPT, 4),
        (date(2026, 12, 9), date(2027, 1, 1), Standing.KEPT_LATE, 4),
        (date(2026, 12, 9), date(2026, 12, 8), Standing.OVERDUE, 3),
    ],
)
def test_a_promise_for_5_december(actual_on, today, standing, days):
    state = promise_state(date(2026, 12, 5), actual_on, today)
    assert (state.standing, state.days) == (standing, days)


def test_time_left_counts_real_hours_over_the_night_the_clocks_change():
    before = datetime(2026, 10, 24, 12, tzinfo=LONDON)
    left = time_left(datetime(2026, 10, 25, 12, tzinfo=LONDON), before)
    assert (left.days, left.hours) == (1, 1)


def test_the_closing_minute_is_open_and_the_next_second_is_not():
    closes = datetime(2026, 12, 1, 23, 59, tzinfo=LONDON)
    assert not time_left(closes, closes).closed
    assert time_left(closes, closes).last_day
    assert time_left(closes, closes + timedelta(seconds=1)).closed
    with pytest.raises(ValueError, match="time zone"):
        time_left(closes, datetime(2026, 12, 1))  # noqa: DTZ001


def test_the_last_day_is_the_local_day():
    closes = datetime(2026, 7, 1, 23, 59, tzinfo=LONDON)
    assert not time_left(closes, datetime(2026, 6, 30, 22, 30, tzinfo=UTC)).last_day
    assert time_left(closes, datetime(2026, 6, 30, 23, 30, tzinfo=UTC)).last_day
