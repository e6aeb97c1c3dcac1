"""The year of the demonstration council: handbook of practice 14.1 and 14.4, planted faults 1 and 2."""

from datetime import date

import pytest

from folkmoot.analysis.clashes import (
    Bounds,
    ClashIndex,
    Limits,
    Occasion,
    PlanShape,
    Rules,
    ease,
    suggest,
    timing_clashes,
)

RESIDENTS = {
    "Harbourside": 13_400,
    "Castle and Market": 12_900,
    "Northgate": 12_600,
    "Millfields": 12_100,
    "Priory": 10_900,
    "Eastcliff": 10_600,
    "Southmoor": 13_200,
    "University and Park": 10_100,
    "Westbrook": 10_700,
    "Ashcombe": 9_800,
    "Vale North": 8_200,
    "Vale South": 7_600,
    "Blackdown": 6_900,
    "Riverside Locks": 9_000,
}
PEOPLE = {None: RESIDENTS}
CASTLE = "Castle and Market"


def made(key, opens, closes, area=None, audience=None, topic="", invitations=None):
    one = [None if name is None else frozenset({name}) for name in (area, audience, topic)]
    return PlanShape(key, date(*opens), date(*closes), *one, invitations=invitations)


YEAR = [
    made("E01", (2026, 11, 9), (2027, 1, 8), topic="budget"),
    made("E02", (2026, 9, 14), (2026, 11, 6), "Harbourside", topic="regeneration"),
    made("E03", (2026, 10, 5), (2027, 3, 26), None, "tenants", "repairs"),
    made("E05", (2027, 1, 11), (2027, 2, 26), "Ashcombe", topic="planning"),
    made("E07", (2026, 9, 21), (2026, 12, 11), None, "young people", "safety"),
    made("E08", (2026, 10, 12), (2026, 12, 6), CASTLE, topic="safety"),
    made("E09", (2026, 9, 28), (2026, 11, 22), topic="satisfaction", invitations=6_000),
    made("E11", (2026, 8, 17), (2026, 10, 25), None, "claimants", "council tax", 8_100),
    made("E12", (2026, 9, 7), (2027, 3, 7), "Millfields", topic="traffic"),
]


@pytest.fixture
def year():
    return ClashIndex(YEAR, least=0.6, people=PEOPLE)


def test_the_order_for_the_town_centre_meets_the_residents_survey(year):
    """Fault 1. E08 and E09 share 12 October to 22 November, 20 + 22 = 42 of 56 days; place and audience in
    full, no topic: 42 / 56 x 2 / 3 = 0.5. It is an overload of the ward rather than a double."""
    below = ClashIndex(YEAR, least=0.5, people=PEOPLE).clashes_of("E08")
    pair = next(clash for clash in below if clash.other("E08") == "E09")
    assert (pair.score, pair.shared_days) == (0.5, 42)
    october = year.burden().load(CASTLE, date(2026, 10, 20))
    assert october.keys == ("E03", "E07", "E08", "E09", "E11")
    over = [each for each in year.burden().over(Limits(plans=4)) if CASTLE in each.areas]
    assert [each.explain() for each in over] == [
        "October 2026: 5 engagements open in Castle and Market, above the limit of 4 "
        "(E03, E07, E08, E09 and E11).",
        "November 2026: 5 engagements open in Castle and Market, above the limit of 4 "
        "(E01, E03, E07, E08 and E09).",
    ]


def test_a_resident_of_the_town_centre_in_the_overload_index(year):
    """Everybody is asked by E01 and E08, and one in 148,000 / 6,000 by E09; E03 and E07 are open to groups of
    unknown size, which count in full so that the index is not too low: 4 + 6,000 / 148,000 = 4.04."""
    load = year.burden().load(CASTLE, date(2026, 11, 30))
    assert load.asks == pytest.approx(4 + 6_000 / 148_000)
    sized = ClashIndex(YEAR, people={**PEOPLE, "tenants": {CASTLE: 2_580}, "young people": {CASTLE: 1_290}})
    known = sized.burden().load(CASTLE, date(2026, 11, 30))
    assert known.asks == pytest.approx(2 + 0.2 + 0.1 + 6_000 / 148_000)
    assert sized.burden().load(CASTLE, date(2026, 11, 30), "tenants").asks == pytest.approx(
        3 + 6_000 / 148_000
    )


def test_the_survey_closes_first_or_the_order_waits(year):
    pair = next(
        clash for clash in ClashIndex(YEAR, least=0.5).clashes_of("E08") if clash.other("E08") == "E09"
    )
    only = ClashIndex([plan for plan in YEAR if plan.key in ("E08", "E09")], least=0.5)
    moves = suggest(only, pair, Rules(bounds=Bounds(fixed=frozenset({"E09"}), step=7)))
    assert [(move.what, move.days) for move in moves] == [("delay", 42), ("advance", -70)]


def test_a_traffic_consultation_in_april_meets_the_election():
    """Fault 2: opening on 12 April 2027, in the period from 31 March to 6 May; 25 days of it."""
    traffic = made("E13", (2027, 4, 12), (2027, 5, 31), topic="traffic")
    poll = Occasion("the pre-election period", "election", date(2027, 3, 31), date(2027, 5, 6))
    (told,) = timing_clashes(traffic, [poll])
    assert (told.days, told.opens_within) == (25, True)
    assert "the pre-election period (31 March 2027 to 6 May 2027)" in told.explain()


def test_the_year_is_eased_within_its_bounds(year):
    """What is open or bound by law stays; the rest moves until no ward has more than four open at once."""
    fixed = frozenset({"E01", "E05", "E09", "E11", "E12"})
    rules = Rules(Limits(at_once=4), bounds=Bounds(fixed=fixed, step=7))
    steps = ease(year, rules)
    assert steps
    assert steps[0].before.overloaded > 0
    assert steps[-1].after.overloaded == 0
    assert not {key for step in steps for key in step.replaces} & fixed
    assert all(step.days % 7 == 0 for step in steps)
