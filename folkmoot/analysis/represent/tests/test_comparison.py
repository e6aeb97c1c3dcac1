"""Representation against sums done by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.represent import compare

PEOPLE = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 500), min_size=1)


def test_westbrook_answers_twice_as_often_as_its_share():
    # 20 of 100 answered against 100 of 1,000 who live there: 0.20 / 0.10 = 2; half of |.1| + |-.1| = 0.1
    result = compare({"Westbrook": 20, "Elsewhere": 80}, {"Westbrook": 100, "Elsewhere": 900}, missing=25)
    assert result.groups[0].ratio == pytest.approx(2.0)
    assert result.gap_index == pytest.approx(0.1)
    assert result.explain() == "100 answered, 25 did not say; gap 0.10"


def test_a_group_nobody_answered_from_is_zero_not_left_out():
    result = compare({"a": 40}, {"a": 50, "b": 50})
    assert (result.groups[1].n, result.groups[1].ratio, result.gap_index) == (0, 0.0, 0.5)


def test_suppressed_groups_have_no_share_and_make_the_index_a_lower_bound():
    result = compare({"a": None, "b": None, "c": 90}, {"a": 1, "b": 1, "c": 8}, total=100)
    assert [group.share for group in result.groups] == [None, None, 0.9]
    assert result.gap_index == pytest.approx(0.1)
    assert not result.gap_is_exact
    assert "at least" in result.explain()


def test_below_the_smallest_base_nothing_is_shared_out():
    result = compare({"a": 20, "b": 9}, {"a": 1, "b": 1})
    assert [group.ratio for group in result.groups] == [None, None]
    assert result.gap_index is None


@pytest.mark.parametrize(
    ("answered", "population", "more", "says"),
    [
        ({"x": 1}, {"a": 1}, {}, "no population for x"),
        ({"a": -1}, {"a": 1}, {}, "negative"),
        ({"a": 1}, {"a": 0}, {}, "nobody lives there"),
        ({"a": None}, {"a": 1}, {}, "give the total"),
        ({"a": 5}, {"a": 1}, {"total": 4}, "does not agree"),
        ({"a": 5}, {"a": 1}, {"total": 6}, "does not agree"),
        ({"a": 5}, {"a": float("nan")}, {}, "population of 'a' is nan"),
    ],
)
def test_numbers_that_cannot_be_compared_are_refused(answered, population, more, says):
    with pytest.raises(ValueError, match=says):
        compare(answered, population, **more)


@given(PEOPLE, PEOPLE)
def test_the_index_lies_between_0_and_1_and_hiding_groups_never_raises_it(answered, population):
    population = {label: population.get(label, 1) for label in "abcdef"}
    exact = compare(answered, population, minimum_base=1)
    hidden = {label: None if label in "ab" else n for label, n in answered.items()}
    bound = compare(hidden, population, minimum_base=1, total=exact.n)
    assert 0 <= bound.gap_index <= exact.gap_index + 1e-12 <= 1 + 1e-9


@given(PEOPLE)
def test_those_who_answer_like_the_population_leave_no_gap(people):
    assert compare(people, people, minimum_base=1).gap_index == pytest.approx(0)
