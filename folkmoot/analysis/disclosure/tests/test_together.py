"""Tables published together: what one hides the others do not give back."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.disclosure import Linked, State, suppress, suppress_together, try_to_recover
from folkmoot.analysis.disclosure.linking import system_of

from .solver import known, solved

PARKS = {"Abbey": 42, "Priory": 4, "Castle": 30}
ROADS = {"Abbey": 35, "Priory": 61, "Castle": 28}
BY_WARD = {"Parks": PARKS, "Roads": ROADS}


def named(counts, row, column):
    return {
        f"{row}{r}": {f"{column}{c}": int(n) for c, n in enumerate(line)} for r, line in enumerate(counts)
    }


def pinned(together, tables, parts=None):
    """What an integer programme pins that knows rightly which hidden numbers are not small."""
    seen, truth = together.published, system_of(tables, parts or {}).values
    bounds = {
        name: (0, 10**6) if name in seen.unsaid else known(cell, seen.rules, truth[name])
        for name, cell in seen.cells.items()
    }
    found = solved(bounds, [(list(inside), total) for inside, total in seen.sums], seen.hidden)
    return [name for name, (least, most) in found.items() if least == most]


def test_a_total_that_two_tables_share_is_hidden_in_both_or_in_none():
    # in the list the total of Roads, 5, is small; the table by ward must not show it either
    by_ward = {"Parks": {"Abbey": 42, "Priory": 61}, "Roads": {"Abbey": 3, "Priory": 2}}
    together = suppress_together(
        [Linked(by_ward, "theme", "ward"), Linked({"Parks": 103, "Roads": 5}, "theme")]
    )
    table, totals = together.tables
    assert table.row_totals == totals.cells[0]
    assert totals.cell("Roads").state is State.SMALL
    assert not any(try_to_recover(together.published).pinned)


def test_the_difference_between_women_and_everybody_is_not_given_away():
    everybody = {"Parks": {"Abbey": 42, "Priory": 33}, "Roads": {"Abbey": 35, "Priory": 61}}
    women = {"Parks": {"Abbey": 39, "Priory": 20}, "Roads": {"Abbey": 20, "Priory": 31}}
    tables = [Linked(everybody, "theme", "ward"), Linked(women, "theme", "ward", {"sex": "women"})]
    # apart nothing is small in either, and 42 - 39 says that three men of Abbey spoke of parks
    assert [suppress(each.table).suppressed for each in tables] == [0, 0]
    together = suppress_together(tables)
    assert sum(table.suppressed for table in together.tables) > 0
    found = try_to_recover(together.published)
    assert found.pinned == ()
    assert pinned(together, tables) == []


def test_wards_within_a_district_and_the_district_beside_them():
    wards = {
        "For": {"Abbey": 30, "Priory": 4, "Castle": 50},
        "Against": {"Abbey": 25, "Priory": 31, "Castle": 22},
    }
    districts = {"For": {"North": 34, "South": 50}, "Against": {"North": 56, "South": 22}}
    tables = [Linked(wards, "view", "ward"), Linked(districts, "view", "district")]
    parts = {("district", "North"): [("ward", "Abbey"), ("ward", "Priory")]}
    parts[("district", "South")] = [("ward", "Castle")]
    together = suppress_together(tables, parts=parts)
    assert pinned(together, tables, parts) == []
    # Castle is all of South: the one number is shown twice or not at all
    assert together.tables[0].cell("Castle", "For") == together.tables[1].cell("South", "For")


def test_a_cube_is_its_layers_and_their_sum():
    rng = np.random.default_rng(4)
    cube = rng.poisson(rng.gamma(1.5, 14, (2, 3, 2)))
    tables = [Linked(named(cube[:, :, k], "t", "w"), "theme", "ward", {"sex": f"s{k}"}) for k in (0, 1)]
    tables.append(Linked(named(cube.sum(2), "t", "w"), "theme", "ward"))
    together = suppress_together(tables)
    assert pinned(together, tables) == []
    assert together.published.unsaid == frozenset()  # both are there, so that nothing is left to subtract
    assert "of 36 numbers hidden in 3 tables together" in together.explain()


@settings(max_examples=5)
@given(st.integers(0, 10**6), st.sampled_from([3, 10]), st.sampled_from([None, 5]), st.integers(0, 2))
def test_no_integer_programme_pins_a_number_of_linked_tables(seed, threshold, round_to, kind):
    rng = np.random.default_rng(seed)
    cube = rng.poisson(rng.gamma(1.5, rng.choice([1, 3, 8]), (2, 3, 2)))
    by_ward = Linked(named(cube.sum(2), "t", "w"), "theme", "ward")
    by_age = Linked(named(cube.sum(1), "t", "a"), "theme", "age")
    ages = Linked(named(cube.sum(0), "w", "a"), "ward", "age")
    women = Linked(named(cube[:, :, 0], "t", "w"), "theme", "ward", {"sex": "women"})
    tables = ([by_ward, by_age], [by_ward, by_age, ages], [by_ward, women])[kind]
    together = suppress_together(tables, threshold=threshold, round_to=round_to)
    assert pinned(together, tables) == []


def test_one_table_alone_is_as_safe_as_by_itself():
    counts = named(np.random.default_rng(2).poisson(14, (4, 4)), "r", "c")
    together = suppress_together([Linked(counts, "row", "column")])
    assert try_to_recover(together.published).narrowest == try_to_recover(suppress(counts)).narrowest == 9


@pytest.mark.parametrize(
    ("tables", "parts", "said"),
    [
        (
            [Linked(BY_WARD, "theme", "ward"), Linked({"Parks": 75, "Roads": 124}, "theme")],
            None,
            r"Table 2 counts 'Parks' \(theme\) differently from a table before it; count those who gave no",
        ),
        ([Linked(BY_WARD, "theme")], None, "say by what its columns count"),
        (
            [Linked(BY_WARD, "theme", "ward", only) for only in ({}, {"sex": "women"}, {"sex": "men"})],
            None,
            "More people are counted by sex than in all",
        ),
        (
            [Linked(PARKS, "ward"), Linked({"North": 9, "South": 67}, "district"), Linked({"a": 9}, "b")],
            None,
            "Table 3 counts everybody differently",
        ),
        (
            [Linked(PARKS, "ward"), Linked({"North": 70, "South": 6}, "district")],
            {("district", "North"): [("ward", "Abbey"), ("ward", "Castle")]},
            r"The parts of 'North' \(district\) do not add up to it",
        ),
        ([Linked(suppress(PARKS), "ward")], None, "Table 1 was made safe before"),
    ],
)
def test_tables_that_contradict_each_other_are_refused(tables, parts, said):
    with pytest.raises(ValueError, match=said):
        suppress_together(tables, parts=parts)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), threshold=st.integers(2, 9))
def test_a_higher_threshold_never_shows_more_of_linked_tables(seed, threshold):
    people = np.random.default_rng(seed).poisson(3, (3, 3, 2))
    tables = [
        Linked(named(people.sum(2), "theme", "ward"), "theme", "ward"),
        Linked(named(people.sum(1), "theme", "age"), "theme", "age"),
    ]
    lower, higher = (suppress_together(tables, threshold=each) for each in (threshold, threshold + 3))
    for below, above in zip(lower.tables, higher.tables, strict=True):
        for cell, other in zip(below.published(), above.published(), strict=True):
            assert other.is_suppressed or not cell.is_suppressed


def test_progress_of_linked_tables_counts_thresholds():
    told = []
    suppress_together(
        [Linked(BY_WARD, "theme", "ward")], progress=lambda done, total: told.append((done, total))
    )
    assert told == [(done, 9) for done in range(1, 10)]


def test_neither_the_order_of_tables_nor_of_rows_and_columns_makes_a_difference():
    rng = np.random.default_rng(4)
    for _each in range(5):
        people = rng.poisson(rng.gamma(1.5, 1.5, (4, 5, 3)))
        by_ward, by_age = named(people.sum(2), "theme", "ward"), named(people.sum(1), "theme", "age")
        one = suppress_together([Linked(by_ward, "theme", "ward"), Linked(by_age, "theme", "age")])
        turned = [
            {row: dict(reversed(cells.items())) for row, cells in reversed(table.items())}
            for table in (by_age, by_ward)
        ]
        other = suppress_together([Linked(turned[0], "theme", "age"), Linked(turned[1], "theme", "ward")])
        assert dict(one.published.cells) == dict(other.published.cells)
