"""A sum that fills: bars stand end to end, and the picture says what the table says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.drawing import Fill, filling

from .reading import check, find, words
from .test_charts import HOSTILE, WIDTHS


def draw(items, total, width=720):
    return filling(
        items,
        total=total,
        rest="not spent",
        title="The money",
        description="",
        head=("Project", "Cost", "So far"),
        show=lambda pounds: f"£{pounds:,.0f}",
        width=width,
    )


def spans(root):
    """Where each bar starts and ends."""
    boxes = ((float(each.get("x")), float(each.get("width"))) for each in find(root, "rect"))
    return [(start, start + length) for start, length in boxes]


@pytest.mark.parametrize("width", [340, 720])
def test_each_bar_begins_where_the_one_before_it_ended_and_the_last_ends_at_the_total(width):
    root = check(draw([Fill("Benches", 30), Fill("Trees", 50)], 100, width))
    first, second, left = spans(root)
    assert second[0] == pytest.approx(first[1], abs=0.02)
    assert left[0] == pytest.approx(second[1], abs=0.02)
    assert left[1] == pytest.approx(width - 1, abs=0.02)
    # 30 and 50 of 100: three tenths and half of the way.
    whole = left[1] - first[0]
    assert (first[1] - first[0]) / whole == pytest.approx(0.3, abs=0.001)
    assert (second[1] - second[0]) / whole == pytest.approx(0.5, abs=0.001)
    assert words(root) == ["Benches", "£30", "Trees", "£50", "not spent", "£20"]


def test_nothing_is_left_when_all_is_spent():
    drawing = draw([Fill("Benches", 100)], 100)
    assert drawing.table.rows == (("Benches", "£100", "£100"),)
    assert "not spent" not in words(check(drawing))


def test_more_than_there_is_and_less_than_nothing_are_refused():
    with pytest.raises(ValueError, match="£110 is more than the total, £100"):
        draw([Fill("Benches", 110)], 100)
    with pytest.raises(ValueError, match="less than nothing"):
        draw([Fill("Benches", -1)], 100)


@given(st.lists(st.tuples(HOSTILE, st.integers(0, 10**6)), max_size=8), st.integers(0, 10**6), WIDTHS)
def test_any_words_and_any_sums_stay_in_the_picture(rows, over, width):
    items = [Fill(*row) for row in rows]
    check(draw(items, sum(item.amount for item in items) + over, width))
