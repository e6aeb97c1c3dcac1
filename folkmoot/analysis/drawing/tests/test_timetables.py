"""Timetables and sheets of a calendar: every date is in the table, and what cannot be drawn is refused."""

import re
from datetime import date

import pytest

from folkmoot.analysis.drawing.month_sheets import month_sheets
from folkmoot.analysis.drawing.spans import Span, spans

PLAN = [
    Span("Open", date(2026, 12, 11), date(2027, 1, 27), True),
    Span("Decision", date(2027, 2, 25), date(2027, 2, 25)),
]


def drawn(items=PLAN, width=720, **more):
    return spans(
        items,
        title="Plan",
        description="",
        head=("What", "From", "To"),
        day_name=str,
        month_name=lambda day: f"{day:%b}",
        width=width,
        **more,
    )


@pytest.mark.parametrize("width", [340, 720])
def test_rows_and_months_are_named_and_the_year_where_it_is_new(width):
    drawing = drawn(width=width)
    assert drawing.table.rows == (
        ("Open", "2026-12-11", "2027-01-27"),
        ("Decision", "2027-02-25", "2027-02-25"),
    )
    words = re.findall(r">([^<]+)</t", drawing.svg)
    assert {"Dec 2026", "Jan 2027", "Feb", "Open", "2026-12-11 – 2027-01-27", "Decision"} <= set(words)


def test_bars_lie_within_the_picture_and_begin_where_the_other_ends():
    drawing = drawn(
        [Span("A", date(2026, 3, 1), date(2026, 3, 10)), Span("B", date(2026, 3, 11), date(2026, 3, 31))]
    )
    bars = [
        (float(x), float(w))
        for x, w in re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"[^>]*class="bar"', drawing.svg)
    ]
    (first, wide), (second, rest) = bars
    assert first + wide == pytest.approx(second, abs=0.02)
    assert second + rest <= 720


def test_marked_days_are_in_the_key_only_where_they_are_within():
    day = date(2026, 12, 25)
    assert "Bank holiday" in drawn(marked=[(day, day)], marked_name="Bank holiday").svg
    far = date(2028, 1, 1)
    assert "Bank holiday" not in drawn(marked=[(far, far)], marked_name="Bank holiday").svg


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: drawn([]), "at least one row"),
        (lambda: drawn([Span("Open", date(2027, 1, 2), date(2027, 1, 1))]), "before it starts"),
        (lambda: drawn(marked=[(date(2027, 1, 1), date(2027, 1, 1))]), "say what the marked days are"),
    ],
)
def test_a_timetable_that_makes_no_sense_is_refused(wrong, says):
    with pytest.raises(ValueError, match=says):
        wrong()


def sheets(inside, ends, width=760):
    return month_sheets(
        inside,
        ends=ends,
        holidays={date(2026, 12, 25): "Christmas <Day>"},
        title="Days",
        description="",
        words=("Counts", "Left out", "Ends"),
        head=("Day", "Counts"),
        day_name=str,
        month_name=lambda day: f"{day:%B %Y}",
        width=width,
    )


def test_every_day_of_the_period_is_in_the_table_and_every_month_is_drawn():
    inside = {date(2026, 12, 31): True, date(2027, 1, 1): False}
    drawing = sheets(inside, (date(2026, 11, 30), date(2027, 1, 1)))
    assert drawing.table.rows == (("2026-12-31", "Counts"), ("2027-01-01", "Left out"))
    for month in ("November 2026", "December 2026", "January 2027"):
        assert month in drawing.svg
    assert "Christmas &lt;Day&gt;" in drawing.svg
    assert drawing.svg.count("<title>") == 1  # the one holiday


def test_a_narrow_picture_puts_the_sheets_below_one_another():
    inside = {date(2026, 12, 31): True, date(2027, 1, 1): True}
    wide, narrow = (sheets(inside, (min(inside), max(inside)), width) for width in (760, 340))
    heights = [float(re.search(r'viewBox="0 0 \S+ ([\d.]+)"', each.svg)[1]) for each in (wide, narrow)]
    assert heights[1] > heights[0] * 1.5
    assert "Left out" not in narrow.svg  # nothing is


def test_a_calendar_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one day"):
        sheets({}, (date(2026, 1, 1), date(2026, 1, 1)))
