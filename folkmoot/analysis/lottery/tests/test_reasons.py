"""Why somebody is certain or cannot be drawn: proved by trying every panel."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.lottery.pools import pool_of
from folkmoot.analysis.lottery.reasons import reasons_of


def panels(pool, rows=None, homes=True):
    """Every set of people that keeps these targets (all by default), the size and the household rule."""
    rows = range(len(pool.rows)) if rows is None else rows
    for people in itertools.combinations(range(pool.people), pool.size):
        chosen = list(people)
        seats = pool.member[pool.type_of[chosen]].sum(axis=0)
        shared = pool.home_of[chosen][pool.home_of[chosen] >= 0]
        if homes and len(set(shared.tolist())) < len(shared):
            continue
        if all(pool.low[row] <= seats[row] <= pool.high[row] for row in rows):
            yield set(people)


def test_the_only_one_of_a_group_that_must_have_a_seat_is_certain():
    pool = pool_of({"age": ["young", "old", "old"]}, {"age": {"young": (1, 2), "old": (0, 2)}}, size=2)
    (reason,) = reasons_of(pool, range(pool.types), certain=True).values()
    assert reason.explain() == (
        "The target for age young asks for at least 1 and just 1 volunteer is in this group."
    )


def test_a_group_without_a_seat_cannot_be_drawn():
    pool = pool_of({"age": ["young", "old", "old"]}, {"age": {"young": (0, 0), "old": (2, 2)}}, size=2)
    (reason,) = reasons_of(pool, range(pool.types), certain=False).values()
    assert reason.explain() == "The target for age young leaves no seat for this group."


def test_targets_that_force_it_only_together_are_all_named():
    # Two seats, one f and one m; one young and one old. The only young m must go with an old f ...
    # and the only f is old, so she is certain, he is certain, and an old m can never sit.
    volunteers = {"sex": ["f", "m", "m"], "age": ["old", "young", "old"]}
    quotas = {"sex": {"f": (1, 1), "m": (1, 1)}, "age": {"old": (1, 1), "young": (1, 1)}}
    pool = pool_of(volunteers, quotas, size=2)
    impossible = reasons_of(pool, range(pool.types), certain=False)
    (reason,) = impossible.values()
    assert dict(reason.profile) == {"sex": "m", "age": "old"}
    assert reason.explain().endswith(" can be met only without anybody like this.")
    assert len(reason.targets) == 2


def test_whoever_is_neither_has_no_reason():
    pool = pool_of({"age": ["young", "old", "old"]}, {"age": {"young": (0, 1), "old": (1, 2)}}, size=2)
    assert reasons_of(pool, range(pool.types), certain=True) == {}
    assert reasons_of(pool, range(pool.types), certain=False) == {}


def test_a_pool_as_large_as_the_panel_needs_no_target_to_be_certain():
    pool = pool_of({"age": ["young", "old"]}, {"age": {"young": (0, 2), "old": (0, 2)}}, size=2)
    said = {reason.explain() for reason in reasons_of(pool, range(2), certain=True).values()}
    assert said == {"Whoever is like this is on every panel of this size, whatever the targets."}


@given(st.integers(0, 10**6))
@settings(max_examples=50)
def test_reasons_are_given_exactly_where_every_panel_agrees_and_each_target_named_is_needed(seed):
    rng = np.random.default_rng(seed)
    n, size = int(rng.integers(5, 9)), int(rng.integers(2, 4))
    volunteers = {name: rng.choice(list("xyz"), n, p=[0.5, 0.3, 0.2]).tolist() for name in ("one", "two")}
    seat = rng.choice(n, size, replace=False)
    quotas = {}
    for name, values in volunteers.items():
        there = {value: sum(values[person] == value for person in seat) for value in "xyz"}
        quotas[name] = {value: (max(0, k - int(rng.integers(0, 2))), k) for value, k in there.items()}
    homes = [int(person) if person in seat else int(rng.integers(0, n)) for person in range(n)]
    pool = pool_of(volunteers, quotas, size=size, households=homes if seed % 2 else None)
    every = list(panels(pool))
    if not every:
        return
    for certain in (True, False):
        found = reasons_of(pool, range(pool.types), certain=certain)
        for number in range(pool.types):
            people = set(np.flatnonzero(pool.type_of == number).tolist())
            forced = all((people <= panel) if certain else not (people & panel) for panel in every)
            assert forced == (number in found)
            if forced:
                named = [
                    row for row, key in enumerate(pool.rows) if key in {t[:2] for t in found[number].targets}
                ]
                homes_too = found[number].homes
                for spared in (None, *named):
                    left = list(panels(pool, [row for row in named if row != spared], homes_too))
                    agree = all((people <= panel) if certain else not (people & panel) for panel in left)
                    assert agree == (spared is None)
