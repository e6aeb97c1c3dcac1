"""Moves and mergers: by hand, and against trying every day one after another."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.clashes import (
    Bounds,
    ClashIndex,
    Limits,
    Occasion,
    PlanShape,
    Rules,
    applied,
    burden,
    can_combine,
    combined,
    ease,
    find_moves,
    overlap,
    relieve,
    standing,
    suggest,
    timing_clashes,
)

from .shapes import START, plan, timetables

E08 = PlanShape("E08", date(2026, 10, 12), date(2026, 12, 6), frozenset({"Castle"}))
E09 = PlanShape("E09", date(2026, 9, 28), date(2026, 11, 22))


def tried(index, plan, days, occasions, bearable, limit):
    """What would stand in the way so many days later, found the long way."""
    moved, now = plan.later(days), [overlap(plan, other) for other in index if other.key != plan.key]
    hit = {clash.other(plan.key) for clash in now if clash.score >= index.least and clash.score > 0}
    clashes = set()
    for other in index:
        clash = overlap(moved, other)
        far = clash.score < index.least or clash.score == 0
        if other.key != plan.key and (not far or (other.key in hit and clash.shared_days)):
            clashes.add(other.key)
    kinds = {clash.occasion.kind for clash in timing_clashes(moved, occasions, bearable=bearable)}
    rest = [other for other in index if other.key != plan.key]
    told = burden([*rest, moved], every="week", areas="NPQR", first=moved.opens_on, last=moved.closes_on)
    there = [told.areas.index(area) for area in sorted("NPQR" if plan.areas is None else plan.areas)]
    fullest = 0
    for place, _area in ((place, told.areas[place]) for place in there):
        held = [other for other in told.held if other.areas is None or told.areas[place] in other.areas]
        opened = (sum(o.opens_on <= day <= o.closes_on for o in held) for day in _days(moved))
        fullest = max(fullest, *opened)
    return clashes, kinds, max(0, fullest - limit)


def _days(plan):
    return [plan.opens_on + timedelta(days=n) for n in range(plan.days)]


@settings(max_examples=15)
@given(timetables(most=5, days=25), st.integers(1, 2), st.integers(0, 20))
def test_the_shortest_move_is_the_one_that_trying_every_day_finds(plans, limit, first):
    fair = Occasion("Fair", "festival", START + timedelta(days=first), START + timedelta(days=first + 30))
    index, reach, bearable = ClashIndex(plans, least=0.3), 12, {"festival": 0.2}
    if not plans or plans[0].areas == frozenset():
        return
    one = plans[0]
    left = {n: tried(index, one, n, [fair], bearable, limit) for n in range(-reach, reach + 1)}
    total = {n: len(clashes) + len(kinds) + above for n, (clashes, kinds, above) in left.items()}
    wanted = {}
    for way in (-1, 1):
        best = min((n * way for n in range(1, reach + 1)), key=lambda n: (total[n], abs(n)))
        if total[best] < total[0]:
            wanted[best] = left[best]
    moves = find_moves(
        index, one.key, occasions=[fair], bearable=bearable, at_once=limit, bounds=Bounds(within=reach)
    )
    found = {move.days: (set(move.clashes), set(move.occasions), move.above) for move in moves}
    assert found == wanted


def test_the_two_of_autumn_in_castle_ward_come_apart_by_42_days():
    """E09 closes on 22 November: E08 opens on the 23rd, 42 days after 12 October. Or E09 closes on 11
    October, 42 days before."""
    index = ClashIndex([E08, E09])
    later, earlier, much_earlier, _much_later = suggest(index, index.clashes()[0])
    assert (later.what, later.plan.key, later.days, later.plan.opens_on) == (
        "delay",
        "E08",
        42,
        date(2026, 11, 23),
    )
    assert (earlier.what, earlier.plan.key, earlier.days) == ("advance", "E09", -42)
    assert (much_earlier.plan.key, much_earlier.days) == ("E08", -70)
    assert later.explain() == (
        "Delay E08 by 42 days (open 23 November 2026 to 17 January 2027): clashes from 1 to 0."
    )
    assert applied(index, later).clashes() == ()
    assert len(index.clashes()) == 1


def test_what_is_fixed_does_not_move_and_dates_that_bind_are_kept():
    index = ClashIndex([E08, E09])
    fixed = Bounds(fixed=frozenset({"E09"}), latest={"E08": date(2027, 1, 16)})
    assert [each.what for each in suggest(index, index.clashes()[0], Rules(bounds=fixed))] == ["advance"]
    soon = Bounds(earliest={"E08": date(2026, 10, 1)}, fixed=frozenset({"E09"}))
    assert [each.what for each in suggest(index, index.clashes()[0], Rules(bounds=soon))] == ["delay"]


def test_a_move_by_whole_weeks_keeps_the_day_of_the_week():
    index = ClashIndex([plan("A", 1, 10), plan("B", 1, 10)])
    assert [move.days for move in find_moves(index, "A", bounds=Bounds(step=7))] == [-14, 14]
    assert [move.days for move in find_moves(index, "A")] == [-10, 10]


def test_a_move_keeps_clear_of_the_election():
    """Ten days later A would run 11-20 April; the election takes 15-24, so A waits until the 25th."""
    poll = Occasion("election", "election", date(2026, 4, 15), date(2026, 4, 24))
    index = ClashIndex([plan("A", 1, 10), plan("B", 1, 10)])
    assert [move.days for move in find_moves(index, "A", occasions=[poll])] == [-10, 24]


def test_a_move_keeps_a_ward_within_its_limit():
    """B and C run in P from 1 to 20 April; with a limit of two A opens on the 21st."""
    plans = [plan("A", 10, 12, "P", "y"), plan("B", 1, 20, "PN", "o"), plan("C", 1, 20, "PQ", "x")]
    index = ClashIndex(plans, least=0.9)
    assert [(move.days, move.above) for move in find_moves(index, "A", at_once=2)] == [(11, 0), (-12, 0)]
    assert find_moves(index, "A", at_once=3) == ()
    (nearer,) = find_moves(index, "A", at_once=1, bounds=Bounds(within=11))
    assert (nearer.days, nearer.above) == (11, 0)
    always = ClashIndex(
        [plan("A", 10, 12, "P", "y"), plan("B", 1, 30, "P", "o"), plan("C", 8, 20, "P", "x")], least=0.9
    )
    moves = find_moves(always, "A", at_once=1, bounds=Bounds(within=11))
    assert [(move.days, move.above) for move in moves] == [(-5, 1), (11, 1)]


def test_where_nothing_clears_all_the_best_says_what_is_left():
    """C runs all year for everyone: whatever A does they meet; ten days later B at least is clear."""
    always = PlanShape("C", date(2025, 1, 1), date(2027, 12, 31))
    index = ClashIndex([plan("A", 1, 10), plan("B", 1, 10), always])
    (earlier, later) = find_moves(index, "A")
    assert (later.days, later.clashes, later.is_clear) == (10, ("C",), False)
    assert earlier.explain() == "Advance A by 10 days (22 March 2026 to 31 March 2026): still in its way: C."


def test_plans_alike_may_be_combined_and_count_once():
    """One plan for N and P from the earlier opening to the later closing; the minutes of both, one letter."""
    first = plan("A", 1, 10, "NP", topics="t", minutes=10, invitations=300)
    second = plan("B", 5, 20, "NP", topics="ts", minutes=20, invitations=500)
    both = combined(first, second)
    assert both == plan("A+B", 1, 20, "NP", topics="ts", minutes=30, invitations=500)
    index = ClashIndex([first, second])
    joined = next(each for each in suggest(index, index.clashes()[0]) if each.what == "combine")
    assert (joined.replaces, joined.after.clashes) == (("A", "B"), 0)
    assert combined(first, plan("B", 5, 20, minutes=1)).invitations is None


@pytest.mark.parametrize(
    ("areas", "audiences", "topics", "can"),
    [
        ("NP", None, "t", True),
        ("N", None, "t", True),
        ("NPQR", None, "t", True),
        ("NQR", None, "t", False),
        (None, None, "t", False),
        ("NP", "y", "t", False),
        ("NP", None, "s", False),
        ("NP", None, "", False),
    ],
)
def test_only_those_who_ask_much_the_same_people_about_a_common_topic_are_combined(
    areas, audiences, topics, can
):
    """Of N and P: N alone and all four share half of what either names; N, Q and R share a quarter."""
    assert can_combine(plan("A", 1, 9, "NP", topics="t"), plan("B", 1, 9, areas, audiences, topics)) == can


def test_plans_that_hardly_run_together_are_not_combined():
    """Of ten days they share 6-10 April, half; then 7-10, less than half."""
    first = plan("A", 1, 10, topics="t")
    assert can_combine(first, plan("B", 6, 30, topics="t"))
    assert not can_combine(first, plan("B", 7, 30, topics="t"))


def test_what_was_combined_is_not_combined_again():
    index = ClashIndex([plan(key, 1, 10, topics="t") for key in "ABCD"])
    steps = ease(index, Rules(bounds=Bounds(within=0)))
    assert [step.replaces for step in steps] == [("A", "B"), ("C", "D")]


def test_an_overloaded_area_is_eased_by_the_shortest_move_that_helps():
    """Three in P on 1-9 April, at most two: A, of 2 days, leaves soonest."""
    plans = [
        plan("A", 8, 9, "P", topics="s"),
        plan("B", 1, 30, "P", topics="t"),
        plan("C", 1, 30, "P", topics="u"),
    ]
    index, rules = ClashIndex(plans, least=0.9), Rules(Limits(at_once=2), "month")
    (over,) = index.burden().over(rules.limits)
    assert (over.areas, over.value, over.keys) == (("P",), 3, ("A", "B", "C"))
    first = relieve(index, over, rules)[0]
    assert (first.replaces, first.days, first.after.overloaded) == (("A",), -9, 0)
    assert ease(index, rules) == (first,)


def test_a_limit_of_plans_in_a_month_is_eased_by_leaving_the_month():
    plans = [plan("A", 8, 9, "P"), plan("B", 1, 3, "P"), plan("C", 28, 30, "P")]
    index, rules = ClashIndex(plans), Rules(Limits(plans=2), "month")
    (over,) = index.burden().over(rules.limits)
    first = relieve(index, over, rules)[0]
    assert (first.replaces, first.days, first.after.overloaded) == (("B",), -3, 0)
    bound = Bounds(earliest=dict.fromkeys("ABC", date(2026, 4, 1)))
    (later, *_rest) = relieve(index, over, Rules(Limits(plans=2), "month", bounds=bound))
    assert (later.replaces, later.days, later.plan.opens_on) == (("C",), 3, date(2026, 5, 1))


def test_nothing_to_ease_is_no_step_and_progress_ends():
    seen = []
    assert ease(ClashIndex([E09]), progress=lambda done, total: seen.append((done, total))) == ()
    assert seen == [(0, 10), (10, 10)]
    assert standing(ClashIndex([E09]), Rules()).order == (0, 0, 0, 0)


@settings(max_examples=15)
@given(timetables(most=5))
def test_every_step_helps_and_says_what_it_truly_leaves(plans):
    index, rules = (
        ClashIndex(plans, areas="NPQR"),
        Rules(Limits(at_once=2), "month", bounds=Bounds(within=60)),
    )
    now, before = index.copy(), index.clashes()
    for step in ease(index, rules, most=3):
        assert step.before == standing(now, rules)
        now = applied(now, step)
        assert step.after == standing(ClashIndex(list(now), areas="NPQR"), rules)
        assert step.after.order < step.before.order
    assert index.clashes() == before


def test_bounds_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="0 days or more"):
        Bounds(within=-1)
    with pytest.raises(ValueError, match="1 day or more"):
        Bounds(step=0)
