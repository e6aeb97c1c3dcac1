"""Times and figures as people say them. The clock stands at ten on 1 December 2026."""

import datetime as dt
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from folkmoot.design.templatetags import design

LONDON = ZoneInfo("Europe/London")


def at(day, hour=17, minute=0, month=12):
    return dt.datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("closes", "english", "welsh"),
    [
        (at(13), "12 days left", "12 diwrnod ar ôl"),
        (at(3, 9), "2 days left", "2 ddiwrnod ar ôl"),
        (at(2, 9, 30), "Closes tomorrow at 9:30am", "Yn cau yfory am 9:30yb"),
        (at(1), "Closes today at 5pm", "Yn cau heddiw am 5yh"),
        (at(1, 12), "Closes today at midday", "Yn cau heddiw am hanner dydd"),
        (at(1, 10), "Closed on 1 December 2026", "Caeodd ar 1 Rhagfyr 2026"),
    ],
)
def test_the_time_left_is_said_in_both_languages(closes, english, welsh):
    assert design.time_left(closes) == english
    with override("cy"):
        assert design.time_left(closes) == welsh


@pytest.mark.parametrize(
    ("minutes", "english", "welsh"),
    [
        (1, "Takes about 1 minute", "Yn cymryd tua 1 funud"),
        (8, "Takes about 8 minutes", "Yn cymryd tua 8 munud"),
    ],
)
def test_how_long_it_takes_is_said_in_both_languages(minutes, english, welsh):
    assert design.takes(minutes) == english
    with override("cy"):
        assert design.takes(minutes) == welsh


def test_times_are_those_of_the_council_s_clocks_in_summer_too():
    assert design.clock_time(dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)) == "12:30am"
    assert design.day(dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)) == "2 July 2026"


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(1, 3, 33), (0, 0, 0), (None, 5, 0), (9, 5, 100), (2, 3, 67)]
)
def test_a_part_of_a_whole_is_between_nothing_and_all(part, whole, percent):
    assert design.percent_of(part, whole) == percent


def test_columns_of_figures_are_found_even_where_some_are_hidden():
    table = SimpleNamespace(rows=[("Paper", "1,204", "late"), ("Phone", "fewer than 5", "on time")])
    assert design.numeric_columns(table) == [1]
