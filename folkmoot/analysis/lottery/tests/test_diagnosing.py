"""Diagnosis: each fault beside its target, and no smaller change than the one that is named."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.lottery.diagnosing import diagnose
from folkmoot.analysis.lottery.pools import pool_of

AGES = {"age": ["young", "old", "old", "old"], "sex": ["f", "f", "m", "m"]}


def panels(volunteers, quotas, size, households=None):
    """Every panel, by trying every set of people."""
    n = len(next(iter(volunteers.values())))
    for people in itertools.combinations(range(n), size):
        if households and len({households[p] for p in people}) < size:
            continue
        if all(
            low <= sum(volunteers[name][p] == value for p in people) <= high
            for name, row in quotas.items()
            for value, (low, high) in row.items()
        ):
            yield people


def seats_to_move(volunteers, quotas, size, households=None):
    """The fewest seats of minimums and maximums that must move, by trying every set of people."""
    n = len(next(iter(volunteers.values())))
    best = None
    for people in itertools.combinations(range(n), size):
        if households and len({households[p] for p in people}) < size:
            continue
        moved = 0
        for name, row in quotas.items():
            for value, (low, high) in row.items():
                there = sum(volunteers[name][p] == value for p in people)
                moved += max(0, low - there) + max(0, there - high)
        best = moved if best is None else min(best, moved)
    return best


def test_targets_that_can_be_met_have_nothing_against_them():
    found = diagnose(AGES, {"age": {"young": (1, 1), "old": (1, 1)}}, size=2)
    assert found.possible
    assert not any(target.problem for target in found.targets)
    assert found.explain() == "A panel of 2 that meets every target can be found among 4 volunteers."


def test_a_group_with_too_few_volunteers_is_named_beside_its_target_with_the_smallest_change():
    found = diagnose(AGES, {"age": {"young": (2, 3), "old": (0, 3)}}, size=3)
    young, old = found.targets
    assert young.problem == "age young needs 2 and there is 1 volunteer."
    assert (young.volunteers, old.problem) == (1, "")
    assert [repair.explain() for repair in found.repairs] == ["lower the minimum of age young from 2 to 1"]
    assert found.explain() == (
        "No panel of 3 among 4 volunteers meets every target: age young needs 2 and there is 1 volunteer; "
        "the smallest change is to lower the minimum of age young from 2 to 1."
    )


def test_targets_that_only_clash_together_are_named_together():
    # The one young person is a woman, and no woman may sit.
    quotas = {"age": {"young": (1, 2), "old": (0, 4)}, "sex": {"f": (0, 0), "m": (2, 2)}}
    found = diagnose(AGES, quotas, size=2)
    assert [target.value for target in found.conflict] == ["young", "f"]
    assert "the targets for age young, sex f cannot all be met at once" in found.explain()
    assert found.repairs[0].seats == 1


def test_changes_as_small_are_all_named():
    # Three seats, minimums of two and two: lower either by one.
    found = diagnose({"side": ["a", "a", "b", "b"]}, {"side": {"a": (2, 3), "b": (2, 3)}}, size=3)
    assert found.problems == ("The minimums of side add up to 4, and the panel has 3 seats.",)
    assert {repair.explain() for repair in found.repairs} == {
        "lower the minimum of side a from 2 to 1",
        "lower the minimum of side b from 2 to 1",
    }
    assert not found.more
    assert found.explain().endswith("or another change as small.")


def test_features_to_keep_are_not_changed():
    quotas = {"age": {"young": (1, 2), "old": (0, 4)}, "sex": {"f": (0, 0), "m": (2, 2)}}
    found = diagnose(AGES, quotas, size=2, keep=["age"])
    assert all(change.feature == "sex" for repair in found.repairs for change in repair.changes)
    # A woman for a man: the maximum of one up, the minimum of the other down.
    assert found.repairs[0].seats == 2
    assert diagnose(AGES, quotas, size=2, keep=["age", "sex"]).repairs == ()


def test_too_few_people_are_no_fault_of_targets():
    found = diagnose(AGES, {"age": {"young": (0, 9), "old": (0, 9)}}, size=9)
    assert not found.possible
    assert found.repairs == ()
    assert found.explain() == (
        "No panel of 9 among 4 volunteers meets every target: the panel has 9 seats and there are 4 "
        "volunteers, recruit more or make the panel smaller."
    )


def test_one_of_a_household_counts_in_every_number():
    homes = ["1", "1", "1", "2"]
    found = diagnose({"x": ["a"] * 4}, {"x": {"a": (3, 3)}}, size=3, households=homes)
    assert found.targets[0].most == 2
    assert (
        "there are 2 volunteers who can sit together (of 4, one of a household)" in found.targets[0].problem
    )
    assert found.problems[0].startswith(
        "The panel has 3 seats and there are 2 volunteers of different households"
    )


def test_a_minimum_above_its_maximum_is_mended_by_moving_one_of_them():
    found = diagnose({"x": ["a", "a", "b"]}, {"x": {"a": (2, 1), "b": (0, 1)}}, size=2)
    assert found.targets[0].problem == "The minimum of x a is 2 and its maximum 1."
    assert found.repairs[0].seats == 1


@given(st.integers(0, 10**6))
@settings(max_examples=60)
def test_no_smaller_change_exists_and_the_one_named_helps(seed):
    rng = np.random.default_rng(seed)
    n, size = int(rng.integers(4, 9)), int(rng.integers(2, 5))
    volunteers = {name: rng.choice(list("xyz"), n).tolist() for name in ("one", "two")}
    quotas = {}
    for name in volunteers:
        low = rng.integers(0, 3, 3)
        quotas[name] = {
            value: (int(a), int(a + rng.integers(0, 2))) for value, a in zip("xyz", low, strict=True)
        }
    homes = rng.integers(0, n, n).tolist() if seed % 2 else None
    found = diagnose(volunteers, quotas, size=size, households=homes)
    least = seats_to_move(volunteers, quotas, size, homes)
    assert found.possible == (least == 0)
    if found.possible or least is None:
        assert found.repairs == ()
        return
    for repair in found.repairs:
        assert repair.seats == least
        assert next(panels(volunteers, repair.quotas(quotas), size, homes), None) is not None
    assert len({repair.explain() for repair in found.repairs}) == len(found.repairs)


@given(st.integers(0, 10**6))
@settings(max_examples=30)
def test_of_targets_in_conflict_each_is_needed_for_it(seed):
    rng = np.random.default_rng(seed)
    volunteers = {name: rng.choice(list("xyz"), 8).tolist() for name in ("one", "two", "three")}
    quotas = {
        name: {
            value: (int(low), int(low) + 1) for value, low in zip("xyz", rng.integers(0, 3, 3), strict=True)
        }
        for name in volunteers
    }
    found = diagnose(volunteers, quotas, size=4)
    if not found.conflict:
        return
    for spared in (None, *found.conflict):
        held = {
            name: {
                value: bounds
                if any(
                    (each.feature, each.value) == (name, value) and each is not spared
                    for each in found.conflict
                )
                else (0, 9)
                for value, bounds in row.items()
            }
            for name, row in quotas.items()
        }
        assert (next(panels(volunteers, held, 4), None) is None) == (spared is None)


@pytest.mark.parametrize(
    ("quotas", "size", "said"),
    [
        ({"age": {"young": (1, "2"), "old": (0, 1)}}, 2, "The quota of 'young' in 'age' is"),
        ({"age": {"young": (-1, 2), "old": (0, 1)}}, 2, "give whole numbers from 0"),
        ({"age": {"young": (0, 1)}}, 2, "Person 2 has 'old' for 'age', which has no quota"),
        ({"age": {"young": (0, 1), "old": (0, 1)}}, 0, "A panel of 0 people cannot be drawn"),
    ],
)
def test_what_is_no_target_is_refused(quotas, size, said):
    with pytest.raises(ValueError, match=said):
        diagnose(AGES, quotas, size=size)


def test_a_target_beyond_all_measure_is_refused():
    people, quotas = {"sex": ["f", "m"]}, {"sex": {"f": (0, 10**30), "m": (1, 1)}}
    for asked in (diagnose, pool_of):
        with pytest.raises(ValueError, match="'f' in 'sex' goes beyond 1,000,000,000 seats"):
            asked(people, quotas, size=1)
