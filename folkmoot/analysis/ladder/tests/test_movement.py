"""Movement as a distribution: counts by hand, and what must hold for any engagements."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis import ladder
from folkmoot.analysis.ladder import Distribution, LevelRecord, Movement, Shift, movement

RECORDS = st.lists(
    st.builds(
        LevelRecord,
        st.sampled_from(["Housing", "Place", "Youth"]),
        st.integers(2024, 2026),
        st.none() | st.integers(0, 6),
        st.none() | st.integers(0, 6),
    ),
    max_size=25,
)


def made(*levels, year=2024, group="Housing"):
    return [LevelRecord(group, year, level) for level in levels]


def shift(before, after):
    return movement([*made(*before), *made(*after, year=2026)]).shift(2024, 2026, "Housing")


def test_a_year_is_told_level_by_level():
    """Four with a level: 1, 2, 2, 4; one without. 2 of target 3 and 1 of target 2 lie below it."""
    records = [
        LevelRecord("Housing", 2026, 2, 3),
        LevelRecord("Housing", 2026, 1, 2),
        LevelRecord("Housing", 2026, 4, 4),
        LevelRecord("Housing", 2026, 2),
        LevelRecord("Housing", 2026, None, 5),
    ]
    row = movement(records).of("Housing", 2026)
    assert row.counts == (0, 1, 2, 0, 1, 0, 0)
    assert (row.n, row.unknown, row.below_target, row.at(2), row.at_or_above(2)) == (4, 1, 2, 2, 3)
    assert row.explain() == (
        "Housing, 2026: 1 at level 1, 2 at level 2, 1 at level 4 (of 4); 1 without a level; 2 below target."
    )


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ([1, 2], [1, 2], "same"),
        ([1, 2], [1, 1, 2, 2], "same"),  # twice as many, in the same shares
        ([1, 2], [2, 2], "up"),
        ([2, 2], [1, 2], "down"),
        ([2, 2], [1, 3], "mixed"),  # the average is the same; what people were promised is not
        ([1, 1, 1], [1, 1, 6], "up"),
        ([0], [6], "up"),
    ],
)
def test_which_way_it_moved(before, after, direction):
    assert shift(before, after).direction == direction


def test_a_movement_that_an_average_would_hide_is_told_both_ways():
    told = shift([2, 2], [1, 3]).explain()
    assert told == "Housing moved both ways: at level 3 or above 0 of 2 in 2024, 1 of 2 in 2026."


def test_nothing_in_it_is_an_average():
    for kind in (Distribution, Shift, Movement):
        names = {field.name for field in dataclasses.fields(kind)} | set(dir(kind))
        assert not {name for name in names if "mean" in name or "average" in name or "score" in name}
    assert not [name for name in ladder.__all__ if "quality" in name.lower()]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: movement([*made(2), *made(9)]), r"record 2 \(Housing, 2024\): level 9 is not on the scale"),
        (lambda: movement([LevelRecord("Housing", 2024, 2, 7)]), "target 7 is not on the scale"),
        (lambda: movement(made(3, group=" ")), "record 1 .* names no service"),
        (lambda: movement(made(2)).of("Place", 2024), "nothing is recorded of Place in 2024"),
        (lambda: movement(made(2)).shift(2024, 2025), "nothing is recorded of any group in 2025"),
        (lambda: movement(made(None)).shift(2024, 2024), "no level is recorded of any group in 2024"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(wrong, says):
    with pytest.raises(ValueError, match=says):
        wrong()


def test_a_council_of_another_scale_brings_its_own_levels():
    assert movement(made(8, 9), levels=[7, 8, 9]).of(None, 2024).counts == (0, 1, 1)


@settings(max_examples=50)
@given(RECORDS, st.randoms(use_true_random=False))
def test_the_whole_is_the_sum_of_the_services_and_order_is_of_no_weight(records, random):
    found = movement(records)
    for year in found.years():
        rows = [row for row in found.rows if row.year == year and row.group is not None]
        whole = found.of(None, year)
        assert whole.counts == tuple(map(sum, zip(*(row.counts for row in rows), strict=True)))
        assert whole.unknown == sum(row.unknown for row in rows)
        assert whole.below_target == sum(row.below_target for row in rows)
        assert whole.n + whole.unknown == sum(record.year == year for record in records)
    random.shuffle(records)
    assert movement(records) == found


@settings(max_examples=50)
@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=8), st.lists(st.integers(0, 6), min_size=1, max_size=8)
)
def test_up_one_way_is_down_the_other(before, after):
    other = {"up": "down", "down": "up", "same": "same", "mixed": "mixed"}
    assert shift(after, before).direction == other[shift(before, after).direction]
    raised = [min(6, level + 1) for level in before]
    assert shift(before, raised).direction == ("same" if raised == before else "up")
