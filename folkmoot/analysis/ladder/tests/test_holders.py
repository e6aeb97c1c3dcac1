"""Engagements by who decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.ladder import Decided, Level, by_decision_holder


def test_opinion_gathering_is_told_apart_from_power_that_is_shared():
    """Cabinet: E09 informs, E01 and E10 hear people, E03 shares a design. The forum leads E07."""
    made = [
        Decided("E01", "Cabinet", 2),
        Decided("E03", "Cabinet", 4),
        Decided("E07", "Youth Forum", 6),
        Decided("E09", "Cabinet", 1),
        Decided("E10", "Cabinet", 3),
    ]
    cabinet, forum = by_decision_holder(made)
    assert (cabinet.told, cabinet.heard, cabinet.shared) == (("E09",), ("E01", "E10"), ("E03",))
    assert (forum.name, forum.handed_over, forum.n) == ("Youth Forum", ("E07",), 1)


def test_those_without_a_decision_holder_come_first_and_say_so():
    blank, cabinet = by_decision_holder(
        [Decided("E1", "Cabinet", 2), Decided("E2", "Cabinet", 2), Decided("E3", "  ", 2)]
    )
    assert (blank.name, blank.heard, cabinet.n) == ("", ("E3",), 2)
    assert blank.explain().startswith("Nobody is recorded as deciding on 1:")


def test_spellings_of_one_name_are_one_and_the_commonest_is_shown():
    made = [
        Decided("E1", "full  council", 2),
        Decided("E2", "Full Council", 2),
        Decided("E3", "Full Council ", 2),
    ]
    (only,) = by_decision_holder(made)
    assert (only.name, only.n) == ("Full Council", 3)


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ([Decided("E1", "Cabinet", 2), Decided("E1", "Cabinet", 3)], "E1 comes twice"),
        ([Decided("E1", "Cabinet", 8)], "E1: level 8 is not on the scale"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(made, says):
    with pytest.raises(ValueError, match=says):
        by_decision_holder(made)


def test_a_level_of_another_scale_without_a_power_is_refused():
    with pytest.raises(ValueError, match="not on the scale"):
        by_decision_holder([Decided("E1", "Cabinet", 2)], [Level(2)])


@given(
    st.lists(
        st.tuples(st.sampled_from(["Cabinet", "cabinet", "Council", ""]), st.integers(0, 6)), max_size=12
    )
)
def test_every_engagement_is_counted_once_whatever_the_order(made):
    engagements = [Decided(f"E{n}", *each) for n, each in enumerate(made)]
    found = by_decision_holder(engagements)
    keys = [
        key
        for holder in found
        for part in (holder.told, holder.heard, holder.shared, holder.handed_over)
        for key in part
    ]
    assert sorted(keys) == sorted(each.key for each in engagements)
    assert by_decision_holder(engagements[::-1]) == found
