"""The index after any changes answers as a new one does, and as comparing every pair with every other."""

from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.clashes import ClashIndex, Weights, burden, find_clashes, overlap

from .shapes import AREAS, AUDIENCES, START, plan, shapes

CHANGES = st.lists(
    st.tuples(st.sampled_from(["add", "move", "remove", "replace"]), st.integers(0, 4), shapes(days=30)),
    min_size=5,
    max_size=16,
)


def apply(index, plain, change):
    """The same change to the index and to a plain dictionary of plans."""
    verb, number, new = change
    key = f"E{number}"
    named = type(new)(key, *(getattr(new, name) for name in list(type(new).__slots__)[1:]))
    if verb == "add" and key not in plain:
        index.add(named)
        plain[key] = named
    elif key in plain and verb == "remove":
        assert index.remove(key) == plain.pop(key)
    elif key in plain and verb == "replace":
        index.replace(named)
        plain[key] = named
    elif key in plain and verb == "move":
        index.move(key, named.opens_on)
        old = plain[key]
        plain[key] = old.on(named.opens_on, named.opens_on + (old.closes_on - old.opens_on))


@settings(max_examples=20)
@given(CHANGES, st.integers(0, 9), st.sampled_from([0.0, 0.2, 0.5]))
def test_any_changes_leave_what_a_new_computation_gives(changes, margin, least):
    weights = Weights(2, 1, 0.5)
    how = {"least": least, "weights": weights, "margin_days": margin}
    index, plain = ClashIndex(**how, areas=AREAS, audiences=AUDIENCES), {}
    for change in changes:
        apply(index, plain, change)
    every = [overlap(*pair, weights=weights, margin_days=margin) for pair in combinations(plain.values(), 2)]
    wanted = sorted(
        (c for c in every if c.score >= least and c.score > 0), key=lambda c: (-c.score, c.first, c.second)
    )
    assert list(index.clashes()) == wanted
    assert index.clashes() == find_clashes(list(plain.values()), **how)
    assert [each.key for each in index] == sorted(plain)
    for key in plain:
        assert list(index.clashes_of(key)) == [c for c in wanted if key in (c.first, c.second)]
        assert index.clashes_with(plain[key]) == index.clashes_of(key)
    fresh = burden(plain.values(), areas=AREAS, audiences=AUDIENCES)
    for name in ("plans", "at_once", "seconds"):
        assert np.array_equal(getattr(index.burden(), name), getattr(fresh, name))


@settings(max_examples=8)
@given(CHANGES, CHANGES)
def test_a_copy_goes_its_own_way(changes, later):
    index, plain = ClashIndex(least=0.2), {}
    for change in changes:
        apply(index, plain, change)
    before, copy = index.clashes(), index.copy()
    held = dict(plain)
    for change in later:
        apply(copy, held, change)
    assert index.clashes() == before
    assert copy.clashes() == find_clashes(held.values(), least=0.2)


def test_a_row_that_is_taken_again_keeps_nothing_of_the_plan_before():
    """B was for N and is gone; C takes its row, for Q. D, for N, meets nobody's place."""
    index = ClashIndex([plan("A", 1, 9, "P"), plan("B", 1, 9, "N", "y", "t")], least=0.3)
    index.remove("B")
    index.add(plan("C", 1, 9, "Q", "o", "s"))
    index.add(plan("D", 1, 9, "N", "y", "t"))
    assert index.clashes_of("D") == (overlap(plan("A", 1, 9, "P"), plan("D", 1, 9, "N", "y", "t")),)


def test_many_plans_and_names_find_their_room():
    """More rows and more areas than the tables begin with."""
    plans = [plan(f"E{n}", 1 + n % 20, 1 + n % 20 + n % 9, [f"W{n % 90}", f"W{n % 7}"]) for n in range(150)]
    every = (overlap(*pair) for pair in combinations(plans, 2))
    wanted = {(c.first, c.second, c.score) for c in every if c.score >= 0.4}
    assert {(c.first, c.second, c.score) for c in find_clashes(plans, least=0.4)} == wanted


def test_a_plan_before_it_is_saved_shows_the_one_there_already():
    index = ClashIndex([plan("A", 1, 20, "P", topics="t")], least=0.5)
    new = plan("B", 5, 25, "P", topics="t")
    assert [clash.other("B") for clash in index.clashes_with(new)] == ["A"]
    assert "B" not in index


def test_earlier_plans_alike_are_found_whatever_their_dates():
    index = ClashIndex(
        [plan("A", 1, 2, "P", topics="t"), plan("B", 3, 4, "P", topics="t"), plan("C", 3, 4, "N", topics="s")]
    )
    new = plan("D", 1, 30, "P", topics="t").on(START + timedelta(days=900))
    assert [(found.key, score) for found, score in index.look_alikes(new)] == [("B", 1.0), ("A", 1.0)]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: ClashIndex([plan("A", 1, 2), plan("A", 3, 4)]), "two plans are called A"),
        (lambda: ClashIndex([plan("A", 1, 2)]).add(plan("A", 3, 4)), "called A is there already"),
        (lambda: ClashIndex().remove("A"), "no plan is called A"),
        (lambda: ClashIndex().clashes_of("A"), "no plan is called A"),
        (lambda: ClashIndex().replace(plan("A", 1, 2)), "no plan is called A"),
        (
            lambda: ClashIndex([plan("A", 1, 2)]).move("A", date(2026, 4, 5), date(2026, 4, 1)),
            "closes before",
        ),
        (lambda: ClashIndex(least=2), "0 to 1"),
        (lambda: ClashIndex(margin_days=-1), "0 days or more"),
        (lambda: overlap(plan("A", 1, 2), plan("B", 1, 2), margin_days=-1), "0 days or more"),
        (lambda: Weights(0, 0, 0), "above 0"),
        (lambda: Weights(-1, 1, 1), "from 0 up"),
        (lambda: Weights(float("nan")), "from 0 up"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(wrong, says):
    with pytest.raises(ValueError, match=says):
        wrong()


def test_a_plan_that_the_burden_could_not_count_is_refused_and_changes_nothing():
    for known in ({"areas": "P"}, {"people": {None: {"P": 10}}}):
        index = ClashIndex([plan("A", 1, 2, "P")], **known)
        for change in (index.add, index.replace):
            with pytest.raises(ValueError, match="names N, which is not among the areas"):
                change(plan("A" if change == index.replace else "B", 1, 2, "N"))
        assert [each.areas for each in index] == [frozenset("P")]
        assert index.burden().load("P", date(2026, 4, 1)).keys == ("A",)
    with pytest.raises(ValueError, match="not among the audiences"):
        ClashIndex([plan("A", 1, 2, "P", "x")], audiences="y")


def test_a_refused_move_changes_nothing():
    index = ClashIndex([plan("A", 1, 2), plan("B", 1, 2)])
    with pytest.raises(ValueError, match="closes before"):
        index.move("A", date(2026, 4, 5), date(2026, 4, 1))
    assert index["A"] == plan("A", 1, 2)
    assert len(index.clashes_of("A")) == 1
