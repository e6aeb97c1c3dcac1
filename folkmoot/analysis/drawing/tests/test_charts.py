"""Bars, days and stacks: the picture says what the table says, and holds whatever words it is given."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.drawing import Bar, Stack, bars, days, stacked

from .reading import check, find, parse, words

HOSTILE = st.text(max_size=40) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><a href="javascript:x">',
        "]]>&amp;",
        "\x00\ufffe",
        "W" * 80,
        "مرحبا",
        "👩‍👧" * 9,
    ]
)
WIDTHS = st.sampled_from([320, 360, 479, 480, 720, 1000])
FIRST = date(2026, 2, 2)  # a Monday


def draw_bars(items, width=720, **more):
    return bars(
        items,
        title="By channel",
        description="How answers came in",
        head=("Channel", "Answers"),
        hidden="fewer than 5",
        width=width,
        **more,
    )


def draw_days(counts, length, width=720, **more):
    return days(
        counts,
        FIRST,
        FIRST + timedelta(days=length - 1),
        title="By day",
        description="",
        head=(("Day", "Answers"), ("Week", "Answers")),
        day_name=lambda day: f"{day.day} {day:%b}",
        week_name=lambda day: f"Week of {day.day} {day:%b}",
        width=width,
        **more,
    )


def draw_stacked(stacks, categories=("Agree", "Disagree"), width=720):
    return stacked(
        stacks,
        categories,
        title="Views",
        description="",
        head=("Statement", "Answers"),
        hidden="hidden",
        base_name=lambda n: f"{n:,} answers",
        width=width,
    )


def rectangles(root, **having):
    return [
        each for each in find(root, "rect") if all(each.get(name) == value for name, value in having.items())
    ]


def test_bars_are_as_long_as_their_numbers():
    root = check(draw_bars([Bar("Online", 100), Bar("Paper", 25), Bar("Phone", 0)]))
    lengths = [float(each.get("width")) for each in rectangles(root, height="24")]
    assert lengths[1] == pytest.approx(lengths[0] / 4, abs=0.01)
    assert lengths[2] == 0
    assert words(root) == ["Online", "100", "Paper", "25", "Phone", "0"]


def test_a_hidden_number_is_hatched_and_said():
    drawing = draw_bars([Bar("Online", None)])
    root = check(drawing)
    assert "url(#" in rectangles(root, height="24")[0].get("fill")
    assert words(root) == ["Online", "fewer than 5"]
    assert drawing.table.rows == (("Online", "fewer than 5"),)


def test_markers_get_a_key_and_a_column():
    items = [Bar("Under 35", 11, marker=24), Bar("65 and over", 41)]
    drawing = bars(
        items,
        title="Age",
        description="",
        head=("Age", "Answered", "Live here"),
        hidden="h",
        marker_names=("Who answered", "Who lives here"),
        show=lambda n: f"{n:.0f}%",
    )
    assert drawing.table.rows == (("Under 35", "11%", "24%"), ("65 and over", "41%", ""))
    assert words(check(drawing))[:2] == ["Who answered", "Who lives here"]


def test_bars_with_addresses_are_links_with_names():
    root = check(draw_bars([Bar("Online", 7, "/x/"), Bar("Paper", 8)]))
    (found,) = find(root, "a")
    assert (found.get("href"), found.get("aria-label"), root.get("role")) == ("/x/", "Online: 7", "group")


@pytest.mark.parametrize("items", [[Bar("a", -1)], [Bar("a", 1, marker=-2)], [Bar("a", 1, "javascript:x")]])
def test_bars_that_make_no_sense_are_refused(items):
    with pytest.raises(ValueError):
        draw_bars(items)


@given(st.lists(st.tuples(HOSTILE, st.none() | st.integers(0, 10**7)), max_size=6), WIDTHS)
def test_bars_hold_any_words(items, width):
    check(draw_bars([Bar(label, value) for label, value in items], width))


def test_every_day_has_a_column_and_the_highest_its_number():
    drawing = draw_days({FIRST: 3, FIRST + timedelta(days=2): 12}, 4)
    assert drawing.table.rows == (("2 Feb", "3"), ("3 Feb", "0"), ("4 Feb", "12"), ("5 Feb", "0"))
    assert "12" in words(check(drawing))


def test_a_long_run_of_days_becomes_weeks_from_monday_and_loses_no_one():
    counts = {FIRST + timedelta(days=n): n % 5 for n in range(200)}
    drawing = draw_days(counts, 200)
    assert drawing.table.head == ("Week", "Answers")
    assert drawing.table.rows[1][0] == "Week of 9 Feb"
    assert sum(int(row[1]) for row in drawing.table.rows) == sum(counts.values())
    check(drawing)


def test_a_phone_sees_weeks_sooner():
    assert draw_days({}, 60, 720).table.head[0] == "Day"
    assert draw_days({}, 60, 360).table.head[0] == "Week"


def test_a_hidden_day_hides_its_week_and_is_hatched():
    counts = {FIRST: 9, FIRST + timedelta(days=1): None, FIRST + timedelta(days=7): 8}
    drawing = draw_days(counts, 14, hidden="fewer than 5", weekly=True)
    assert drawing.table.rows == (("Week of 2 Feb", "fewer than 5"), ("Week of 9 Feb", "8"))
    first, second = [each.get("fill") for each in rectangles(check(drawing), **{"class": "column"})]
    assert first.endswith("-hidden)")
    assert second.startswith("#")
    assert "fewer than 5" in words(parse(drawing))
    with pytest.raises(ValueError, match="in place of"):
        draw_days(counts, 14)


@pytest.mark.parametrize(
    "counts", [{FIRST: -1}, {FIRST - timedelta(days=1): 1}, {FIRST + timedelta(days=9): 1}]
)
def test_counts_that_do_not_belong_are_refused(counts):
    with pytest.raises(ValueError, match="does not belong"):
        draw_days(counts, 5)


@given(st.dictionaries(st.integers(0, 399), st.none() | st.integers(0, 10**6)), st.integers(400, 900), WIDTHS)
def test_days_hold_any_counts(counts, length, width):
    check(
        draw_days(
            {FIRST + timedelta(days=n): count for n, count in counts.items()}, length, width, hidden="few"
        )
    )


@given(st.integers(1, 40), WIDTHS)
def test_days_hold_when_nobody_came(length, width):
    check(draw_days({}, length, width))


def test_segments_fill_the_bar_in_proportion():
    root = check(draw_stacked([Stack("Open later", (30, 10))]))
    lengths = [float(each.get("width")) for each in rectangles(root, height="34", stroke="#ffffff")]
    assert lengths == pytest.approx([719 * 0.75, 719 * 0.25], abs=0.02)
    assert {"75%", "25%", "40 answers"} <= set(words(root))


def test_hidden_parts_share_one_hatched_end_of_the_bar():
    drawing = draw_stacked([Stack("Open later", (30, None), total=33)])
    root = check(drawing)
    assert drawing.table.rows == (("Open later", "30 (91%)", "hidden", "33"),)
    (end,) = [each for each in rectangles(root, height="34") if each.get("fill").endswith("-hidden)")]
    assert float(end.get("width")) == pytest.approx(719 * 3 / 33, abs=0.02)


@pytest.mark.parametrize(
    "stack", [Stack("a", (1,)), Stack("a", (1, None)), Stack("a", (3, 4), 6), Stack("a", (-1, 4))]
)
def test_stacks_that_make_no_sense_are_refused(stack):
    with pytest.raises(ValueError, match=r"^a: "):
        draw_stacked([stack])


@given(st.lists(st.tuples(HOSTILE, st.integers(0, 10**6), st.integers(0, 50)), max_size=4), HOSTILE, WIDTHS)
def test_stacks_hold_any_words(stacks, category, width):
    check(draw_stacked([Stack(label, (a, b)) for label, a, b in stacks], ("Agree", category), width))
