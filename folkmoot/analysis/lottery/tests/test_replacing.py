"""Replacements: those who stay keep their seats, targets hold, and the lottery is the best over the rest."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.lottery.replacing import replace

SEX = {"sex": ["f", "f", "m", "m", "f", "m", "m"]}
QUOTAS = {"sex": {"f": (1, 2), "m": (2, 3)}}


def test_the_empty_seat_goes_to_those_who_can_take_it_with_equal_chances():
    # 0 (f) and 3 (m) stay, 2 left. There must be two men, so one of the men 5 and 6 comes: a half each.
    found = replace(SEX, QUOTAS, size=3, panel=[0, 2, 3], left=[2], seed="x")
    assert found.eligible == (5, 6)
    assert np.allclose(found.chances, [0, 0, 0, 0, 0, 0.5, 0.5])
    assert found.panel in ((0, 3, 5), (0, 3, 6))
    assert found.explain() == (
        "2 members stay and 1 seat is empty; 2 of 4 remaining volunteers can take one so that every target "
        "still holds, each with a chance of at least 1 in 2."
    )


@given(st.integers(0, 10**6))
@settings(max_examples=25)
def test_whoever_can_take_a_seat_has_a_chance_and_nobody_else(seed):
    rng = np.random.default_rng(seed)
    n, size = 10, 4
    volunteers = {name: rng.choice(list("xyz"), n).tolist() for name in ("one", "two")}
    panel = sorted(rng.choice(n, size, replace=False).tolist())
    homes = [f"own {person}" if person in panel else f"home {rng.integers(0, 4)}" for person in range(n)]
    quotas = {}
    for name, values in volunteers.items():
        there = {value: sum(values[person] == value for person in panel) for value in "xyz"}
        slack = rng.integers(0, 2, 3).tolist()
        quotas[name] = {
            value: (max(0, k - more), k + more) for (value, k), more in zip(there.items(), slack, strict=True)
        }
    left = panel[: int(rng.integers(1, 3))]
    stays = [person for person in panel if person not in left]
    rest = [person for person in range(n) if person not in panel]
    fits = [
        people
        for people in itertools.combinations(rest, len(left))
        if len({homes[person] for person in people}) == len(people)
        and all(
            low <= sum(volunteers[name][person] == value for person in (*stays, *people)) <= high
            for name, row in quotas.items()
            for value, (low, high) in row.items()
        )
    ]
    if not fits:
        return
    found = replace(volunteers, quotas, size=size, panel=panel, left=left, households=homes, seed=seed)
    assert set(found.eligible) == {person for people in fits for person in people}
    assert all(tuple(sorted(people)) in fits for people in found.panels)
    assert set(stays) <= set(found.panel)
    assert tuple(sorted(set(found.panel) - set(stays))) in fits
    assert np.isclose(found.chances.sum(), len(left))
