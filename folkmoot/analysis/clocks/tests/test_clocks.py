"""Windows and promises against dates worked out by hand."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from folkmoot.analysis.clocks import (
    Standing,
    Window,
    clear_days_between,
    promise_state,
    restricted_by,
    time_left,
)

LONDON = ZoneInfo("Europe/London")


def test_clear_days_leave_out_both_ends():
    assert clear_days_between(date(2026, 12, 1), date(2026, 12, 3)) == 1
    assert clear_days_between(date(2026, 12, 3), date(2026, 12, 1)) == 0


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
