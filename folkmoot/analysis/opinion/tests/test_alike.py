"""Statements with the same counts and people with the same votes, as in camps without an exception."""

import numpy as np
import pytest

from folkmoot.analysis.opinion import map_opinions


@pytest.mark.parametrize("people", [60, 100])
def test_two_camps_that_answer_everything_the_other_way_are_two_groups(people):
    # Every statement has the same counts, everybody in a camp the same votes: nothing but names tells
    # them apart, and no vote falls otherwise.
    person, statement = np.divmod(np.arange(people * 20), 20)
    vote = np.where((person < people // 2) == (statement % 2 == 0), 1, -1)
    found = map_opinions(person, statement, vote)
    assert found.n_groups == 2
    camps = np.arange(people) < people // 2
    assert len(set(found.group[camps])) == len(set(found.group[~camps])) == 1
