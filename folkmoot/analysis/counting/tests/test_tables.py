"""Tables against hand counts, and sums that must agree."""

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.counting import CrossTab, Tabulation, cross_tab, tabulate

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "ward": st.sampled_from(["Priory", "Northgate", "", None]),
            "view": st.sampled_from(["yes", "no", None]),
        }
    )
)


def test_the_largest_comes_first_and_ties_go_by_label():
    rows = [{"x": value} for value in ["b", "a", "c", "c", None, ""]]
    assert tabulate(rows, "x") == Tabulation(("c", "a", "b"), (2, 1, 1), missing=2)


def test_an_order_keeps_empty_categories_and_drops_none():
    rows = [{"x": "maybe"}, {"x": "no"}]
    assert tabulate(rows, "x", order=["yes", "no"]) == Tabulation(("yes", "no", "maybe"), (0, 1, 1))


def test_a_function_of_the_row_counts_too_and_zero_is_an_answer():
    assert tabulate([3, 12, 0], lambda n: n // 10, order=["0", "1"]).as_dict() == {"0": 2, "1": 1}


def test_nobody_has_no_share():
    assert tabulate([], "x", order=["yes"]).share("yes") is None
    assert CrossTab(("a",), ("b",), ((0,),)).share("a", "b") is None


def test_a_cross_tab_has_totals_both_ways():
    rows = [{"w": w, "v": v} for w, v in [("P", "yes"), ("P", "yes"), ("N", "no"), ("N", None)]]
    table = cross_tab(rows, "w", "v", row_order=["N", "P"], column_order=["yes", "no"])
    assert table == CrossTab(("N", "P"), ("yes", "no"), ((0, 1), (2, 0)), missing=1)
    assert (table.row_totals, table.column_totals, table.total) == ((1, 2), (2, 1), 3)
    assert table.share("P", "yes") == 1.0


@given(ROWS)
def test_no_row_is_lost_or_counted_twice(rows):
    table, one = cross_tab(rows, "ward", "view"), tabulate(rows, "ward")
    assert table.total + table.missing == len(rows) == one.total + one.missing
    assert sum(table.column_totals) == table.total
