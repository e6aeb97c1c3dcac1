"""Suppression by hand-made cases, and against an attacker who may try anything."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.counting import CrossTab, Tabulation
from folkmoot.analysis.disclosure import Cell, Rules, State, SuppressedTable, suppress

from .attacker import named_truth, pinned
from .solver import numbers_of, ranges, truth_of

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
    table = suppress({"a": 3, "b": 40, "c": 21, "d": 0}, threshold=5)
    assert states(table) == [SMALL, SHOWN, LINKED, SHOWN]
    assert table.values() == {"a": None, "b": 40, "c": None, "d": 0}
    assert (table.total.value, table.suppressed) == (64, 2)
    assert table.explain() == "2 hidden: 1 below 5, 1 that would give another away"
    assert table.reason("c") == "Hidden because another hidden number could be worked out from it."
    assert [table.rules.words(cell) for cell in table.cells[0]] == ["fewer than 5", "40", "hidden", "0"]


def test_nothing_small_hides_nothing():
    table = suppress({"a": 5, "b": 0}, threshold=5)
    assert table.suppressed == 0


def test_two_small_numbers_cover_each_other_in_a_list():
    assert states(suppress({"a": 3, "b": 2, "c": 50}, threshold=5)) == [SMALL, SMALL, SHOWN]


def test_a_small_total_is_hidden_as_well():
    assert suppress({"a": 2, "b": 0}, threshold=5).total == Cell(None, SMALL)


def test_a_mark_that_would_give_the_value_away_is_weakened():
    # four groups, at least 1 each, in all at most 4: every one must be 1, unless the total says less
    table = suppress({"a": 1, "b": 1, "c": 1, "d": 1}, threshold=5)
    assert states(table) == [SMALL] * 4
    assert table.total == Cell(None, LINKED)


def test_one_and_five_making_six_cannot_both_keep_their_total():
    # 6 = small + at least 5 has one solution, so the total goes too
    assert suppress({"a": 1, "b": 5}, threshold=5).total.is_suppressed


def test_a_small_number_in_a_cross_tab_takes_a_rectangle_with_it():
    table = suppress(cross([3, 20, 30], [40, 10, 60], [70, 80, 90]), threshold=5)
    assert [[cell.is_suppressed for cell in row] for row in table.cells] == [
        [True, True, False],
        [True, True, False],
        [False, False, False],
    ]
    assert not any(total.is_suppressed for total in (*table.row_totals, *table.column_totals, table.total))


def test_zeros_can_be_hidden_too():
    # 0 and 3 alone would be 0 to 3; together with 30 each may be 0 to 4
    table = suppress({"a": 0, "b": 3, "c": 30, "d": 40}, threshold=5, show_zero=False)
    assert states(table) == [SMALL, SMALL, LINKED, SHOWN]


def test_shares_need_both_numbers_and_a_base_of_thirty():
    table = suppress(cross([3, 20, 30], [40, 10, 60], [7, 8, 9]), threshold=5)
    assert table.share("c2", "r0") == pytest.approx(30 / 53)
    assert table.share("c0", "r0") is None
    assert table.share("c2", "r2") is None
    assert table.share("c2", "r2", of="column") == pytest.approx(9 / 99)
    assert suppress(cross([7, 8, 9]), threshold=5, minimum_base=24).share("c0", "r0") == pytest.approx(7 / 24)


def test_rounding_alone_rounds_each_number_for_itself():
    # rows 2 + 3 + 8 = 13 and 0 + 12 + 13 = 25, columns 2, 15, 21, in all 38: to the nearest 5
    table = suppress(cross([2, 3, 8], [0, 12, 13]), threshold=1, round_to=5)
    assert [[cell.value for cell in row] for row in table.cells] == [[0, 5, 10], [0, 10, 15]]
    assert [cell.value for cell in table.row_totals] == [15, 25]
    assert [cell.value for cell in table.column_totals] == [0, 15, 20]
    assert (table.total, table.suppressed) == (Cell(40, State.ROUNDED), 0)


def test_small_numbers_are_hidden_before_the_others_are_rounded():
    # 4 is hidden; 96 may be 93 to 97 and the total 98 to 102, so 4 may be 1 to 9 and no other need be hidden
    table = suppress({"a": 4, "b": 96}, threshold=10, round_to=5)
    assert table.values() == {"a": None, "b": 95}
    assert (table.total.value, states(table)) == (100, [SMALL, State.ROUNDED])
    assert table.explain() == (
        "1 hidden: 1 below 10, 0 that would give another away; the others rounded to the nearest 5"
    )


def test_percentages_are_of_the_rounded_numbers():
    # 33 of 48 is 69 %; from what is shown it is 35 of 50
    table = suppress({"a": 33, "b": 15}, threshold=1, round_to=5)
    assert table.share("a") == pytest.approx(35 / 50)


def test_a_small_number_may_be_anything_below_the_threshold():
    # 3 with 12 gives 15 and, with 12 known to be 10 or more, at most 5: so 21 goes, not 12
    table = suppress({"a": 3, "b": 12, "c": 21, "d": 60})
    assert table.values() == {"a": None, "b": 12, "c": None, "d": 60}
    assert ranges(table, truth_of([[3, 12, 21, 60]]))["cell", 0, 0] == (1, 9)


def test_one_and_two_people_are_not_left_to_each_other():
    # together they are 3: alone they would be one or two, so a third number goes
    table = suppress({"a": 1, "b": 2, "c": 30, "d": 400})
    assert states(table) == [SMALL, SMALL, LINKED, SHOWN]


def test_without_secondary_suppression_only_small_numbers_are_hidden():
    table = suppress({"a": 3, "b": 40}, secondary=False)
    assert (states(table), table.total.value) == ([SMALL, SHOWN], 43)
    assert ranges(table)["cell", 0, 0] == (3, 3)


def test_the_same_table_may_be_given_in_any_form():
    rows = {"Priory": {"yes": 3, "no": 20}, "Abbey": {"yes": 40, "no": 50}}
    counts = [[3, 20], [40, 50]]
    safe = suppress(rows)
    assert safe == suppress(CrossTab(("Priory", "Abbey"), ("yes", "no"), ((3, 20), (40, 50))))
    assert safe.cells == suppress(counts).cells == suppress(np.array(counts)).cells
    assert suppress(counts).rows == ("1", "2")
    assert suppress([3, 20, 40]).cells == suppress({"a": 3, "b": 20, "c": 40}).cells


def test_what_was_not_said_passes_through():
    assert suppress(Tabulation(("a",), (9,), missing=2), threshold=5).missing == 2


@pytest.mark.parametrize(
    ("counts", "settings", "said"),
    [
        ({"a": -1}, {}, "The count of 'a' is negative; a number of people is 0 or more."),
        ({"a": 1.5}, {}, "The count of 'a' is not a whole number; give the number of people."),
        ({"a": True}, {}, "is not a whole number"),
        ({"a": float("nan")}, {}, "is not a whole number"),
        ({"a": "7"}, {}, "is not a whole number"),
        ({"a": 10**18}, {}, "is more than there are people"),
        ({"a": 2**52, "b": 2**52}, {}, "add up to more than"),
        ({"r": {"a": 1, "b": 2}, "s": {"a": 1}}, {}, "Row 's' has no count for 'b'; give 0 where nobody"),
        ({"r": {"a": 1}, "s": 4}, {}, "Row 's' is a number and others are rows of counts"),
        ([[1, 2], [3]], {}, "Row 2 has 1 counts and row 1 has 2; give every row as many."),
        (CrossTab(("r", "r"), ("a",), ((1,), (2,))), {}, "The row 'r' is there twice"),
        (Tabulation(("a", "a"), (1, 2)), {}, "The column 'a' is there twice"),
        (np.zeros((600, 600), dtype=int), {}, "A table of 600 rows and 600 columns is too large"),
        ({"a": 1}, {"threshold": 0}, "A threshold is a whole number from 1"),
        ({"a": 1}, {"threshold": 5000}, "A threshold is a whole number from 1"),
        ({"a": 1}, {"round_to": 1}, "Numbers are rounded to a multiple of 2 to 1,000, such as 5."),
        ({"a": 1}, {"minimum_base": 0}, "The base for a percentage is 1 person or more."),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(counts, settings, said):
    with pytest.raises(ValueError, match=said.replace("(", r"\(")):
        suppress(counts, **settings)


def test_an_empty_table_is_safe():
    assert suppress({}, threshold=5).total.value == 0
    assert suppress(CrossTab((), (), ()), threshold=5).total.value == 0


def test_a_protected_table_is_not_protected_again_under_other_rules():
    with pytest.raises(ValueError, match="original table"):
        suppress(suppress({"a": 7}, threshold=5), threshold=10)


def test_the_attacker_does_break_a_table_without_secondary_suppression():
    counts = [[3, 20], [40, 10]]
    naive = SuppressedTable(
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


@settings(max_examples=35)
@given(grids(), st.sampled_from([2, 3, 5, 10]), st.booleans())
def test_no_attacker_pins_a_hidden_number_of_a_cross_tab(counts, threshold, show_zero):
    table = suppress(cross(*counts), threshold=threshold, show_zero=show_zero)
    assert pinned(table, named_truth(counts)) == []


@settings(max_examples=60)
@given(st.lists(COUNT, min_size=1, max_size=7), st.sampled_from([2, 5, 10]), st.booleans())
def test_no_attacker_pins_a_hidden_number_of_a_list(counts, threshold, show_zero):
    table = suppress(dict(zip("abcdefg", counts, strict=False)), threshold=threshold, show_zero=show_zero)
    assert pinned(table, named_truth([counts])) == []


@settings(max_examples=8)
@given(grids(), st.sampled_from([3, 10]), st.booleans(), st.sampled_from([None, 5]))
def test_no_integer_programme_pins_a_hidden_number(counts, threshold, show_zero, round_to):
    table = suppress(counts, threshold=threshold, show_zero=show_zero, round_to=round_to)
    found = ranges(table, truth_of(counts))
    assert len(found) >= table.suppressed
    assert all(least < most for least, most in found.values())


def test_every_small_number_of_a_table_of_wards_may_be_1_to_9():
    rng = np.random.default_rng(113)
    counts = rng.poisson(rng.gamma(1.5, 20, (9, 6)))
    table = suppress(counts)
    found = ranges(table, truth_of(counts.tolist()))
    small = [name for name, cell in numbers_of(table).items() if cell.state is SMALL]
    assert len(small) > 8
    assert {found[name] for name in small} == {(1, 9)}
    assert not any(total.is_suppressed for total in (*table.row_totals, *table.column_totals))


@settings(max_examples=25)
@given(grids(), st.lists(st.integers(2, 12), min_size=2, max_size=2), st.sampled_from([None, 5]))
def test_a_higher_threshold_never_shows_more(counts, thresholds, round_to):
    low, high = (suppress(counts, threshold=each, round_to=round_to) for each in sorted(thresholds))
    for less, more in zip(high.published(), low.published(), strict=True):
        assert more.value is not None or less.value is None


@settings(max_examples=10)
@given(st.permutations(range(4)), st.permutations(range(5)))
def test_the_order_of_rows_and_columns_makes_no_difference(down, right):
    counts = np.random.default_rng(7).poisson(14, (4, 5))
    plain = cross(*counts.tolist())
    turned = CrossTab(
        tuple(plain.rows[r] for r in down),
        tuple(plain.columns[c] for c in right),
        tuple(tuple(int(counts[r, c]) for c in right) for r in down),
    )
    first, second = suppress(plain), suppress(turned)
    for row in plain.rows:
        assert [first.cell(c, row) for c in plain.columns] == [second.cell(c, row) for c in plain.columns]


@settings(max_examples=40)
@given(grids(), st.booleans())
def test_small_numbers_never_show_and_shown_numbers_are_true(counts, show_zero):
    table = suppress(cross(*counts), threshold=5, show_zero=show_zero)
    for published, true in zip(table.cells, counts, strict=True):
        for cell, n in zip(published, true, strict=True):
            assert cell.value in (None, n)
            if 1 <= n < 5 or (n == 0 and not show_zero):
                assert cell.is_suppressed


@settings(max_examples=30)
@given(grids())
def test_protecting_is_deterministic_and_twice_is_the_same_as_once(counts):
    once = suppress(cross(*counts), threshold=5)
    assert once == suppress(cross(*counts), threshold=5) == suppress(once, threshold=5)
