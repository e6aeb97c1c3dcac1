"""The demo council's dates move with the day of loading, in columns and in sentences alike."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.doors.training.loading.days import Days
from folkmoot.words.bilingual import Bilingual

DEMO_DAY = dt.date(2026, 12, 1)
days = st.dates(dt.date(2024, 1, 1), dt.date(2040, 12, 31))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("T", dt.date(2027, 3, 10)),
        ("T-302", dt.date(2026, 5, 12)),
        ("T+38", dt.date(2027, 4, 17)),
        (-1, dt.date(2027, 3, 9)),
        (None, None),
        (DEMO_DAY, dt.date(2027, 3, 10)),
    ],
)
def test_an_offset_is_counted_from_the_day_of_loading(written, day):
    assert Days(dt.date(2027, 3, 10), DEMO_DAY).on(written) == day


def test_an_unreadable_offset_is_named():
    with pytest.raises(ValueError, match="'soon'"):
        Days(DEMO_DAY, DEMO_DAY).on("soon")


def test_on_the_demo_day_nothing_moves():
    words = Bilingual("Cabinet met on 14 July 2026.", "Cyfarfu'r Cabinet ar 14 Gorffennaf 2026.")
    assert Days(DEMO_DAY, DEMO_DAY).words(words) == words


def test_dates_in_sentences_move_in_both_languages_with_and_without_a_year():
    moved = Days(DEMO_DAY + dt.timedelta(days=10), DEMO_DAY)
    words = Bilingual("From 25 December to 24 February 2027.", "Rhwng 25 Rhagfyr a 24 Chwefror 2027.")
    assert moved.words(words) == Bilingual(
        "From 4 January to 6 March 2027.", "Rhwng 4 Ionawr a 6 Mawrth 2027."
    )


def test_what_is_not_a_date_stays():
    moved = Days(DEMO_DAY + dt.timedelta(days=400), DEMO_DAY)
    words = Bilingual("30 February is no date; 1,940 people; 2 Maybe; budget 2027/28.")
    assert moved.words(words) == words


@given(today=days, offset=st.integers(-700, 700))
def test_a_written_date_and_its_offset_always_agree(today, offset):
    there = DEMO_DAY + dt.timedelta(days=offset)
    calendar = Days(today, DEMO_DAY)
    moved = calendar.on(f"T{offset:+d}")
    said = f"{there.day} {there:%B} {there.year}"
    assert calendar.words(said).en == f"{moved.day} {moved:%B} {moved.year}"
