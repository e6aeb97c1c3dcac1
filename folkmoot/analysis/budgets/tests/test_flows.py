"""Flows of sums larger than the solver's own numbers: whole, whatever their size."""

import numpy as np
import pytest

from folkmoot.analysis.budgets.flows import MOST, carry


@pytest.mark.parametrize(
    "cost", [1, MOST - 1, MOST, MOST + 1, 3 * MOST // 2, 2 * MOST - 1, 5 * MOST + 7, 1 << 61]
)
def test_a_cost_for_which_there_is_room_is_carried_to_the_last_penny(cost):
    found = carry([cost], [cost], np.array([0]), np.array([0]))
    assert found.missing == 0
    assert found.carried.tolist() == [cost]


@pytest.mark.parametrize("cost", [2, MOST, 3 * MOST // 2, 5 * MOST + 7])
def test_what_finds_no_room_is_missing_and_its_project_is_named(cost):
    # The first has one penny too little room; the second has enough.
    found = carry([cost, 5], [cost - 1, 9], np.array([0, 1]), np.array([0, 1]))
    assert found.missing == 1
    assert found.cut.tolist() == [True, False]
