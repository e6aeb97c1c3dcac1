"""What plans ask together: sums by hand, day-by-day counting, and what must hold for any timetable."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.clashes import Limits, PlanShape, burden, reaching

from .shapes import AREAS, AUDIENCES, asks, each_day, is_open, plan, seconds_until, timetables

PEOPLE = {None: {"N": 1_000, "P": 3_000, "Q": 500, "R": 800}, "y": {"N": 100, "P": 300}}
APRIL = date(2026, 4, 1)


def test_a_month_in_one_ward_by_hand():
    """A is open 1-10 April, B 6-30 April, C 10 April only: three in the month; on the 10th all at once.

    A asks 20 minutes, B 50, both wholly within April: 70 minutes. A invites 400 of the 4,000 in N and P: a
    resident of N can expect 0.1 of it; B is open to everybody: 1; C is for the young, 100 of 1,000 in N: 0.1.
    """
    plans = [
        plan("A", 1, 10, "NP", minutes=20, invitations=400),
        plan("B", 6, 30, minutes=50),
        plan("C", 10, 10, "N", "y"),
    ]
    load = burden(plans, people=PEOPLE).load("N", APRIL)
    assert (load.plans, load.at_once, load.keys) == (3, 3, ("A", "B", "C"))
    assert load.hours * 60 == pytest.approx(70)
    assert load.asks == pytest.approx(1.2)
    young = burden(plans, people=PEOPLE).load("N", APRIL, "y")
    assert young.asks == pytest.approx(2.1)  # C asks each of the young
    assert (
        "in N: 3 engagements open, at most 3 at once; taking part in all takes 70 minutes" in load.explain()
    )
    assert "for y in N" in young.explain()


def test_an_audience_is_asked_by_its_own_plans_and_those_for_everyone():
    found = burden([plan("A", 1, 9, "P", "y"), plan("B", 1, 9, "P", "o"), plan("C", 1, 9, "P")])
    assert found.load("P", APRIL, "y").keys == ("A", "C")
    assert found.load("P", APRIL, "o").keys == ("B", "C")
    assert found.load("P", APRIL).plans == 3


def test_minutes_are_spread_over_days_and_add_up():
    """30 days from 21 April to 20 May, 60 minutes: 10 days in April are 20 minutes, 20 in May are 40."""
    long = PlanShape("A", date(2026, 4, 21), date(2026, 5, 20), minutes=60)
    found = burden([long], areas=["P"])
    assert [load.hours * 60 for load in found.loads()] == pytest.approx([20, 40])


def test_a_plan_of_unknown_place_counts_nowhere_and_is_named():
    found = burden([plan("A", 1, 9, ""), plan("B", 1, 9, "P", "")], audiences=["y"])
    assert found.load("P", APRIL).keys == ("B",)
    assert found.load("P", APRIL, "y").keys == ()
    assert found.unknown == ("A", "B")
    assert "A and B" in found.explain()


def test_plans_everywhere_alone_have_one_row():
    found = burden([plan("A", 1, 9), plan("B", 9, 9)])
    assert found.areas == ("everywhere",)
    assert found.load("everywhere", APRIL).at_once == 2


def test_no_plans_ask_nothing():
    assert burden([]).explain() == "No engagement is open."
    empty = burden([], areas=["P"], first=APRIL, last=APRIL)
    assert empty.load("P", APRIL).explain() == "April 2026, in P: no engagement is open."
    assert empty.peaks() == empty.over(Limits(plans=0)) == ()


def test_a_day_on_which_one_closes_and_another_opens_counts_both_and_the_next_day_one():
    assert burden([plan("A", 1, 8), plan("B", 8, 9)], areas="P").load("P", APRIL).at_once == 2
    assert burden([plan("A", 1, 8), plan("B", 9, 9)], areas="P").load("P", APRIL).at_once == 1


def test_the_fullest_weeks_come_first_and_of_equals_the_earliest():
    """1 April 2026 is a Wednesday. N: A and B in the week of 30 March and after; P: only B."""
    found = burden([plan("A", 1, 8, "N"), plan("B", 1, 30, "NP")], every="week")
    peaks = found.peaks(3, measure="plans")
    assert [(peak.span.first.day, peak.value, peak.areas) for peak in peaks] == [
        (30, 2, ("N",)),
        (6, 2, ("N",)),
        (13, 1, ("N", "P")),
    ]
    assert peaks[0].explain() == "The week of 30 March 2026: 2 engagements open in N."


def test_areas_over_a_limit_for_the_same_plans_are_told_together():
    found = burden([plan("A", 1, 9, "NP"), plan("B", 1, 9, "NP"), plan("C", 5, 6, "P")])
    first, second = found.over(Limits(plans=1))
    assert (first.areas, first.value, first.keys) == (("P",), 3, ("A", "B", "C"))
    assert (second.areas, second.value) == (("N",), 2)
    assert first.explain() == ("April 2026: 3 engagements open in P, above the limit of 1 (A, B and C).")
    assert burden([plan("A", 1, 9, "NP"), plan("B", 1, 9)]).over(Limits(plans=1))[0].areas == ("N", "P")
    assert found.count_over(Limits(plans=1, at_once=2)) == 3  # N and P pass the first, P the second


def test_a_value_at_the_limit_is_not_over_it():
    found = burden([plan("A", 1, 9, minutes=60), plan("B", 1, 9, minutes=60)], areas=["P"])
    assert found.over(Limits(plans=2, at_once=2, hours=2)) == ()
    assert [over.measure for over in found.over(Limits(plans=1, hours=1.9))] == ["plans", "hours"]


def test_who_is_asked_by_what():
    plans = [plan("A", 1, 9, "P", "y"), plan("B", 1, 9, "N"), plan("C", 1, 9, None, "o"), plan("D", 1, 9, "")]
    assert [each.key for each in reaching(plans, "P", {"y", "o"})] == ["A", "C"]
    assert [each.key for each in reaching(plans, "N", set())] == ["B"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: burden([plan("A", 1, 2), plan("A", 3, 4)]), "two plans are called A"),
        (lambda: burden([plan("A", 1, 2, "X")], areas=["P"]), "A names X, which is not among the areas"),
        (lambda: burden([plan("A", 1, 2, "P", "y")], audiences=["o"]), "not among the audiences"),
        (lambda: burden([plan("A", 1, 2, "X")], people=PEOPLE), "nobody that they live in X"),
        (lambda: burden([plan("A", 1, 2)], people={None: {"P": 0}}), "nobody that they live in P"),
        (lambda: burden([plan("A", 1, 2)], people={None: {"P": 5}, "y": {"P": -1}}), "below 0"),
        (lambda: burden([plan("A", 1, 2)], every="year"), "week"),
        (lambda: burden([plan("A", 1, 2)], last=date(2026, 1, 1)), "comes before the first"),
        (lambda: burden([PlanShape("A", APRIL, date(9999, 12, 31))]), "over 50 years apart"),
        (lambda: burden([plan("A", 1, 2)], areas="P").load("N", APRIL), "no area is called N"),
        (lambda: burden([plan("A", 1, 2)], areas="P").load("P", date(2027, 1, 1)), "outside the days"),
        (lambda: burden([plan("A", 1, 2)], areas="P").peaks(measure="asks"), "give people"),
        (lambda: burden([plan("A", 1, 2)], areas="P").peaks(measure="letters"), "not 'letters'"),
        (lambda: Limits(plans=-1), "limit of plans"),
        (lambda: Limits(hours=float("nan")), "limit of hours"),
        (lambda: plan("A", 1, 2, minutes=-1), "below 0"),
        (lambda: plan("A", 1, 2, invitations=-1), "below 0"),
        (lambda: plan("A", 1, 2, minutes=7.5), "whole numbers"),
        (lambda: PlanShape("A", APRIL, APRIL, areas="Priory"), "set of names"),
        (lambda: PlanShape("A", "1 April", APRIL), "as days without a time"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(wrong, says):
    with pytest.raises(ValueError, match=says):
        wrong()


def test_a_plan_without_an_end_is_told_of_within_the_days_asked_for():
    found = burden([PlanShape("A", APRIL, date(9999, 12, 31))], areas=["P"], last=date(2026, 6, 30))
    assert [load.span.first.month for load in found.loads()] == [4, 5, 6]


@settings(max_examples=25)
@given(timetables(), st.sampled_from(["week", "month"]))
def test_every_cell_is_what_counting_day_by_day_gives(plans, every):
    found = burden(plans, every=every, areas=AREAS, audiences=AUDIENCES)
    for area in AREAS:
        for audience in (None, *AUDIENCES):
            there = [each for each in plans if asks(each, area, audience)]
            for span in found.periods:
                load = found.load(area, span.first, audience)
                days = [[each for each in there if is_open(each, day)] for day in each_day(span)]
                assert load.at_once == max(map(len, days))
                assert set(load.keys) == {each.key for day in days for each in day}
                assert load.plans == len(load.keys)
                ends = [(each, (span.last - each.opens_on).days + 1) for each in there]
                seconds = (seconds_until(e, n) - seconds_until(e, n - span.days) for e, n in ends)
                assert load.hours == sum(seconds) / 3600


def expected_invitations(plan, area, audience):
    """What one plan brings to a person, told as plainly as can be: of its people, how many does it invite?"""
    where = sorted(PEOPLE[None]) if plan.areas is None else sorted(plan.areas)
    if area not in where or (audience and plan.audiences is not None and audience not in plan.audiences):
        return 0
    sizes = {}
    for each in where:
        known = [PEOPLE[name].get(each) for name in plan.audiences or () if name in PEOPLE]
        all_known = plan.audiences and len(known) == len(plan.audiences) and None not in known
        sizes[each] = min(sum(known), PEOPLE[None][each]) if all_known else PEOPLE[None][each]
    share = 1 if plan.invitations is None else min(1, plan.invitations / sum(sizes.values()))
    return share if audience else share * sizes[area] / PEOPLE[None][area]


@settings(max_examples=25)
@given(timetables())
def test_the_overload_index_is_what_adding_up_plan_by_plan_gives(plans):
    found = burden(plans, people=PEOPLE, audiences=AUDIENCES)
    for area in PEOPLE[None]:
        for audience in (None, *AUDIENCES):
            for span in found.periods:
                there = [
                    each for each in plans if each.opens_on <= span.last and each.closes_on >= span.first
                ]
                wanted = sum(expected_invitations(each, area, audience) for each in there)
                assert found.load(area, span.first, audience).asks == pytest.approx(wanted, abs=1e-7)


@settings(max_examples=25)
@given(timetables(), st.randoms(use_true_random=False))
def test_the_order_of_plans_changes_no_bit(plans, random):
    one = burden(plans, people=PEOPLE)
    random.shuffle(plans)
    other = burden(plans, people=PEOPLE)
    for name in ("plans", "at_once", "seconds", "asks"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


@settings(max_examples=25)
@given(timetables())
def test_what_is_asked_in_all_is_the_sum_of_what_each_asks(plans):
    whole = burden(plans, people=PEOPLE, first=date(2026, 1, 1), last=date(2026, 12, 31))
    each = [
        burden(
            [one],
            people=PEOPLE,
            audiences=whole.audiences[1:],
            first=date(2026, 1, 1),
            last=date(2026, 12, 31),
        )
        for one in plans
    ]
    for name in ("plans", "seconds", "asks"):
        assert (getattr(whole, name) == sum(getattr(one, name) for one in each)).all()
    assert (whole.at_once <= whole.plans).all()
    for one in plans:
        if one.areas != frozenset() and one.closes_on <= date(2026, 12, 31):
            row = sorted(one.areas or PEOPLE[None])[0]
            alone = burden([one], people=PEOPLE)
            assert sum(load.hours for load in alone.loads()) * 60 >= one.minutes - 1e-9
            assert alone.values("hours")[alone.areas.index(row)].sum() * 60 == pytest.approx(one.minutes)


@settings(max_examples=25)
@given(timetables(), st.integers(1, 40))
def test_one_more_plan_never_lessens_a_number(plans, days):
    more = [*plans, PlanShape("Z", date(2026, 2, 1), date(2026, 2, 1) + timedelta(days=days), minutes=7)]
    dates = {"first": date(2026, 1, 1), "last": date(2026, 9, 1)}
    before = burden(plans, people=PEOPLE, audiences=AUDIENCES, **dates)
    after = burden(more, people=PEOPLE, audiences=AUDIENCES, **dates)
    for name in ("plans", "at_once", "seconds", "asks"):
        assert (getattr(after, name) >= getattr(before, name)).all()
