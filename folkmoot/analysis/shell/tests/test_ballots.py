"""Counts by group are shown where many voted, and cannot be worked out where few did."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.shell.ballots import protected
from folkmoot.analysis.shell.opinions_lists import Coverage, coverage

COUNTS = st.tuples(*[st.integers(0, 9)] * 3)


def test_one_small_group_takes_another_with_it():
    # 20, 3 and 12 votes, 35 in all: with the 20 and the 12 shown, 35 - 32 = 3 would be known.
    groups = [(20, 0, 0), (1, 1, 1), (6, 6, 0)]
    assert protected(groups, (27, 7, 1), 5) == ((20, 0, 0), None, None)


def test_people_in_no_group_hide_one_small_group_if_they_are_enough():
    # 3 votes of the group and 4 of people in none: what is left over, 7, is not the group's alone.
    assert protected([(20, 0, 0), (1, 1, 1)], (23, 3, 1), 5) == ((20, 0, 0), None)


def test_nobody_voted_in_a_group_and_nothing_else_need_be_hidden():
    assert protected([(20, 0, 0), (0, 0, 0)], (20, 0, 0), 5) == ((20, 0, 0), None)


def test_the_ballot_of_the_only_person_in_no_group_is_not_what_the_groups_leave_over():
    # 10 and 14 votes by group, 25 in all: the one left over would be told on every statement they voted on.
    everyone = (17, 1, 7)
    assert protected([(9, 1, 0), (7, 0, 7)], everyone, 5, few_outside=True) == (None, (7, 0, 7))


@given(st.lists(COUNTS, max_size=5), COUNTS, st.integers(1, 12), st.booleans())
def test_what_the_groups_shown_leave_over_is_never_one_small_group(groups, outside, threshold, few_outside):
    everyone = tuple(map(sum, zip(outside, *groups, strict=True)))
    shown = protected(groups, everyone, threshold, few_outside=few_outside)
    hidden = [sum(group) for group, counts in zip(groups, shown, strict=True) if counts is None]
    assert all(counts is None or sum(counts) >= threshold for counts in shown)
    left = sum(hidden) + sum(outside)
    if few_outside and any(outside) and any(counts is not None for counts in shown):
        assert left >= threshold
        assert any(hidden)
    if any(hidden) and any(counts is not None for counts in shown):
        assert left >= threshold
        assert sum(n > 0 for n in hidden) + (sum(outside) > 0) >= 2


def test_a_list_speaks_for_those_who_agree_with_one_of_it():
    # Three people agree with statement 1, one with 2 alone; one disagrees with both, one saw neither.
    people = np.array([0, 1, 2, 3, 3, 4, 4, 5])
    statements = np.array([1, 1, 1, 1, 2, 1, 2, 3])
    votes = np.array([1, 1, 1, -1, 1, -1, -1, 1], np.int8)
    assert coverage(people, statements, votes, [1, 2], 6) == Coverage((3, 1), (3, 4), 1, 1)
