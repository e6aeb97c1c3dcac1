"""Suppression by hand-made cases, and against an attacker who may try anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.counting import CrossTab, Tabulation
from folkmoot.analysis.disclosure import Cell, ProtectedTable, Rules, State, protect

from .attacker import named_truth, pinned

SMALL, LINKED, SHOWN = State.SMALL, State.LINKED, State.SHOWN
COUNT = st.one_of(st.integers(0, 6), st.integers(0, 14))


def cross(*counts):
    rows, columns = (
        tuple(f"{kind}{n}" for n in range(size)) for kind, size in (("r", len(counts)), ("c", len(counts[0])))
    )
    return CrossTab(rows, columns, tuple(map(tuple, counts)))


def states(table, row=0):
    return [cell.state for cell in table.cells[row]]


@st.composite
def grids(draw):
    width = draw(st.integers(1, 4))
    return draw(st.lists(st.lists(COUNT, min_size=width, max_size=width), min_size=1, max_size=4))


def test_one_small_number_takes_the_next_smallest_with_it():
    table = protect({"a": 3, "b": 40, "c": 21, "d": 0}, threshold=5)
    assert states(table) == [SMALL, SHOWN, LINKED, SHOWN]
    assert table.values() == {"a": None, "b": 40, "c": None, "d": 0}
    assert (table.total.value, table.suppressed) == (64, 2)
    assert table.explain() == "2 hidden, 1 of them counts below 5"


def test_nothing_small_hides_nothing():
    table = protect({"a": 5, "b": 0}, threshold=5)
    assert table.suppressed == 0


def test_two_small_numbers_cover_each_other_in_a_list():
    assert states(protect({"a": 3, "b": 2, "c": 50}, threshold=5)) == [SMALL, SMALL, SHOWN]


def test_a_small_total_is_hidden_as_well():
    assert protect({"a": 2, "b": 0}, threshold=5).total == Cell(None, SMALL)


def test_a_mark_that_would_give_the_value_away_is_weakened():
    # four groups, at least 1 each, in all at most 4: every one must be 1, unless the total says less
    table = protect({"a": 1, "b": 1, "c": 1, "d": 1}, threshold=5)
    assert states(table) == [SMALL] * 4
    assert table.total == Cell(None, LINKED)


def test_one_and_five_making_six_cannot_both_keep_their_total():
    # 6 = small + at least 5 has one solution, so the total goes too
    assert protect({"a": 1, "b": 5}, threshold=5).total.is_suppressed


def test_a_small_number_in_a_cross_tab_takes_a_rectangle_with_it():
    table = protect(cross([3, 20, 30], [40, 10, 60], [70, 80, 90]), threshold=5)
    assert [[cell.is_suppressed for cell in row] for row in table.cells] == [
        [True, True, False],
        [True, True, False],
        [False, False, False],
    ]
    assert not any(total.is_suppressed for total in (*table.row_totals, *table.column_totals, table.total))


def test_zeros_can_be_hidden_too():
    table = protect({"a": 0, "b": 3, "c": 30}, threshold=5, show_zero=False)
    assert states(table) == [SMALL, SMALL, SHOWN]


def test_shares_need_both_numbers_and_a_base_of_thirty():
    table = protect(cross([3, 20, 30], [40, 10, 60], [7, 8, 9]), threshold=5)
    assert table.share("c2", "r0") == pytest.approx(30 / 53)
    assert table.share("c0", "r0") is None
    assert table.share("c2", "r2") is None
    assert table.share("c2", "r2", of="column") == pytest.approx(9 / 99)
    assert protect(cross([7, 8, 9]), threshold=5, minimum_base=24).share("c0", "r0") == pytest.approx(7 / 24)


def test_rounding_hides_nothing_and_still_adds_up():
    table = protect(cross([2, 3, 8], [0, 12, 13]), threshold=5, round_to=5)
    assert [[cell.value for cell in row] for row in table.cells] == [[0, 5, 10], [0, 10, 15]]
    assert [cell.value for cell in table.column_totals] == [0, 15, 25]
    assert (table.total, table.suppressed) == (Cell(40, State.ROUNDED), 0)


def test_what_was_not_said_passes_through():
    assert protect(Tabulation(("a",), (9,), missing=2), threshold=5).missing == 2


@pytest.mark.parametrize(
    ("counts", "settings", "error"),
    [
        ({"a": -1}, {"threshold": 5}, ValueError),
        ({"a": 1.5}, {"threshold": 5}, TypeError),
        ({"a": 1}, {"threshold": 0}, ValueError),
        ({"a": 1}, {"threshold": 5, "round_to": 1}, ValueError),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(counts, settings, error):
    with pytest.raises(error):
        protect(counts, **settings)


def test_an_empty_table_is_safe():
    assert protect({}, threshold=5).total.value == 0
    assert protect(CrossTab((), (), ()), threshold=5).total.value == 0


def test_a_protected_table_is_not_protected_again_under_other_rules():
    with pytest.raises(ValueError, match="original"):
        protect(protect({"a": 7}, threshold=5), threshold=10)


def test_the_attacker_does_break_a_table_without_secondary_suppression():
    counts = [[3, 20], [40, 10]]
    naive = ProtectedTable(
        ("r0", "r1"),
        ("c0", "c1"),
        ((Cell(None, SMALL), Cell(20)), (Cell(40), Cell(10))),
        (Cell(23), Cell(50)),
        (Cell(43), Cell(30)),
        Cell(73),
        0,
        Rules(5),
    )
    assert pinned(naive, named_truth(counts)) == [("cell", 0, 0)]


@settings(max_examples=300, deadline=None)
@given(grids(), st.sampled_from([2, 3, 5, 10]), st.booleans())
def test_no_attacker_pins_a_hidden_number_of_a_cross_tab(counts, threshold, show_zero):
    table = protect(cross(*counts), threshold=threshold, show_zero=show_zero)
    assert pinned(table, named_truth(counts)) == []


@settings(max_examples=200, deadline=None)
@given(st.lists(COUNT, min_size=1, max_size=7), st.sampled_from([2, 5, 10]), st.booleans())
def test_no_attacker_pins_a_hidden_number_of_a_list(counts, threshold, show_zero):
    table = protect(dict(zip("abcdefg", counts, strict=False)), threshold=threshold, show_zero=show_zero)
    assert pinned(table, named_truth([counts])) == []


@given(grids(), st.booleans())
def test_small_numbers_never_show_and_shown_numbers_are_true(counts, show_zero):
    table = protect(cross(*counts), threshold=5, show_zero=show_zero)
    for published, true in zip(table.cells, counts, strict=True):
        for cell, n in zip(published, true, strict=True):
            assert cell.value in (None, n)
            if 1 <= n < 5 or (n == 0 and not show_zero):
                assert cell.is_suppressed


@given(grids())
def test_protecting_is_deterministic_and_twice_is_the_same_as_once(counts):
    once = protect(cross(*counts), threshold=5)
    assert once == protect(cross(*counts), threshold=5) == protect(once, threshold=5)
