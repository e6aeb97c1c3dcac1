"""Proposing and writing a plan: who may, what is refused, and what is still missing."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from folkmoot.foundation.people.tests.factories import a_person
from folkmoot.foundation.records.models import Entry
from folkmoot.plan.engagements import gates, use_cases
from folkmoot.plan.engagements.models import Engagement, RefCounter, State
from folkmoot.plan.engagements.tests.factories import an_engagement
from folkmoot.plan.engagements.tests.planning import ELECTION, NOW, PLAN, WAYS, a_plan, a_world, an_idea
from folkmoot.plan.law.use_cases import load_rules
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refused

pytestmark = pytest.mark.django_db
REGULATION_14 = {
    "legal_basis": "eng.np.reg14",
    "size_class": "light",
    "feedback_on": dt.date(2027, 5, 1),
}
EN_ONLY = Bilingual("Only English")


def codes(engagement, transition="approve"):
    return {each.code.removeprefix("engagements.") for each in gates.unmet(engagement, transition, NOW)}


def test_a_proposal_gets_a_number_an_address_and_a_record():
    world = a_world()
    first, second = an_idea(world), an_idea(world)
    assert [first.ref, second.ref] == ["ENG-2026-0001", "ENG-2026-0002"]
    assert [first.slug, second.slug] == ["library-review", "library-review-2"]
    entry = Entry.objects.get(verb="engagement proposed", engagement=first.ref)
    assert entry.actor == "Officer"
    assert not entry.public


def test_numbers_already_taken_are_passed_over():
    world = a_world()
    an_engagement(ref="ENG-2026-0001", owner=world.service)
    assert an_idea(world).ref == "ENG-2026-0002"


def test_an_address_never_hides_another_page():
    world = a_world()
    assert an_idea(world, title="Coming").slug == "coming-1"
    assert an_idea(world, title="ŵ").slug != ""
    assert an_idea(world, title="😀").slug == "engagement"


@pytest.mark.parametrize(
    ("who", "code"), [("stranger", "not-yours"), ("administrator", "not-yours"), (None, "not-yours")]
)
def test_only_the_owning_service_proposes(who, code):
    world = a_world()
    actor = getattr(world, who) if who else None
    facts = {"title": "T", "purpose": "P", "owner": world.service, "accountable": world.manager, "at": NOW}
    with pytest.raises(Refused) as refused:
        use_cases.propose_engagement(actor, **facts)
    assert refused.value.codes == [f"engagements.{code}"]
    for able in (world.officer, world.manager, world.director, world.corporate):
        assert use_cases.propose_engagement(able, **facts).state == State.IDEA


def test_everything_wrong_with_a_proposal_is_said_at_once():
    world = a_world()
    with pytest.raises(Refused) as refused:
        an_idea(world, title=Bilingual("", "Cymraeg"), purpose="", accountable=world.officer)
    assert refused.value.codes == [
        "engagements.no-title",
        "engagements.no-purpose",
        "engagements.nobody-accountable",
    ]
    assert not Engagement.objects.exists()
    with pytest.raises(Refused):
        an_idea(world, title="x" * 151)


def test_a_complete_plan_lacks_nothing_and_is_planned():
    world = a_world()
    engagement = a_plan(world)
    assert codes(engagement) == set()
    engagement.refresh_from_db()
    assert engagement.state == State.PLANNED
    assert engagement.opens_at.isoformat() == "2027-01-11T00:00:00+00:00"
    assert engagement.closes_at.isoformat() == "2027-02-26T23:59:59+00:00"


def test_an_unfinished_plan_is_saved_and_says_what_is_missing():
    world = a_world()
    engagement = an_idea(world)
    use_cases.write_plan(world.officer, engagement, at=NOW, can_change="Hours")
    assert engagement.state == State.IDEA
    assert {"no-level", "no-promise", "no-decision-holder", "no-decision-date", "no-feedback-date"} <= codes(
        engagement
    )
    assert {
        "no-ways",
        "no-contact",
        "no-decision",
        "no-opening-date",
        "no-closing-date",
        "no-welsh",
    } <= codes(engagement)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"can_change": ""}, {"what-can-change"}),
        ({"cannot_change": ""}, {"what-cannot-change"}),
        ({"cannot_change_why": ""}, {"why-it-cannot-change"}),
        ({"decision_holder": ""}, {"no-decision-holder"}),
        ({"decision_on": None}, {"no-decision-date"}),
        ({"feedback_on": None}, {"no-feedback-date"}),
        ({"promise": ""}, {"no-promise"}),
        ({"decision": ""}, {"no-decision"}),
        ({"level": None}, {"no-level"}),
        ({"contact_phone": ""}, {"no-contact"}),
        ({"can_change": EN_ONLY}, {"no-welsh"}),
        ({"target_level": 3}, {"below-target"}),
        ({"target_level": 3, "level_reason": Bilingual("Urgent", "Brys")}, set()),
        ({"no_discretion": True}, {"no-discretion"}),
        ({"level": 1, "can_change": "", "no_discretion": True, "level_reason": PLAN["promise"]}, set()),
        ({"level": 3, "target_level": 3}, {"two-touchpoints"}),
        ({"level": 4, "target_level": 4}, {"two-touchpoints", "no-drafting-role"}),
        ({"level": 5, "target_level": 5}, {"two-touchpoints", "no-drafting-role", "no-scope"}),
        (
            {"level": 6, "target_level": 6},
            {"two-touchpoints", "no-drafting-role", "no-scope", "council-leads"},
        ),
        ({"opens_on": dt.date(2026, 11, 30)}, {"opens-in-the-past"}),
        ({"feedback_on": dt.date(2027, 2, 25)}, {"answered-before-closing"}),
        ({"feedback_on": dt.date(2027, 5, 21)}, set()),
        ({"feedback_on": dt.date(2027, 5, 22)}, {"answer-too-late"}),
        ({"closes_on": dt.date(2027, 2, 22)}, set()),
        ({"closes_on": dt.date(2027, 2, 21)}, {"too-short"}),
        ({"size_class": "major"}, {"too-short"}),
        (ELECTION, {"pre-election"}),
        # 35 days for a neighbourhood plan: the planted fault 3 of the handbook.
        (REGULATION_14 | {"closes_on": dt.date(2027, 2, 15)}, {"too-short-in-law"}),
        (REGULATION_14 | {"closes_on": dt.date(2027, 2, 22)}, set()),
    ],
)
def test_a_plan_lacks_what_its_gates_ask_for(facts, missing):
    assert codes(a_plan(a_world(), **facts)) == missing


def test_bank_holidays_within_the_window_add_a_day_each():
    # Six weeks from 7 December end on 18 January; Christmas, its substitute and New Year add three days.
    world = a_world()
    dates = {
        "opens_on": dt.date(2026, 12, 7),
        "decision_on": dt.date(2027, 2, 10),
        "feedback_on": dt.date(2027, 3, 1),
    }
    short = a_plan(world, closes_on=dt.date(2027, 1, 20), **dates)
    assert codes(short) == {"too-short"}
    use_cases.write_plan(world.officer, short, at=NOW, closes_on=dt.date(2027, 1, 21))
    assert codes(short) == set()


SCHOOLS = {"legal_basis": "wal.school_organisation", "size_class": "light"}  # 42 days, 20 of them school days


def a_school_holiday(first, last):
    facts = {
        "id": "schools",
        "kind": "school_holiday",
        "nation": "W",
        "name": {"en": "Holiday", "cy": "Gwyliau"},
    }
    load_rules("Operator", {"periods": [facts | {"from_on": first, "to_on": last}]}, at=NOW)


def test_a_duty_with_school_days_is_over_when_those_are():
    # 42 days from Tuesday 29 June 2027 end on 10 August. The day of opening not counted, 14 school days come
    # before the holidays (3 + 5 + 5 + 1) and six after them: 1, 2, 3, 6, 7 and 8 September.
    world = a_world(nation="W")
    dates = {
        "opens_on": dt.date(2027, 6, 29),
        "decision_on": dt.date(2027, 11, 2),
        "feedback_on": dt.date(2027, 11, 9),
    }
    plan = a_plan(world, **SCHOOLS, closes_on=dt.date(2027, 9, 7), **dates)
    assert codes(plan) == {"school-days-uncounted"}
    a_school_holiday(dt.date(2026, 7, 20), dt.date(2026, 8, 31))  # last year's say nothing of this one
    assert codes(plan) == {"school-days-uncounted"}
    a_school_holiday(dt.date(2028, 7, 20), dt.date(2028, 8, 31))
    assert codes(plan) == {"school-days-uncounted"}
    a_school_holiday(dt.date(2027, 7, 20), dt.date(2027, 8, 31))
    assert codes(plan) == {"too-short-in-law"}
    said = next(each.words for each in gates.unmet(plan, "approve", NOW))
    assert "42 days with 20 school days among them: it cannot close before 8 September 2027" in said.en
    use_cases.write_plan(world.officer, plan, at=NOW, closes_on=dt.date(2027, 9, 8))
    assert codes(plan) == set()


@pytest.mark.parametrize("year", [2101, 2207, 9999])
def test_a_year_that_nobody_can_count_in_is_named_and_no_fault_of_the_page(year):
    plan = a_plan(a_world())
    late = {"opens_on": (10, 1), "closes_on": (12, 20), "decision_on": (12, 29), "feedback_on": (12, 31)}
    days = {name: dt.date(year, *day) for name, day in late.items()}
    use_cases.write_plan(plan.proposed_by, plan, at=NOW, **days)
    assert "out-of-reach" in codes(plan)


def test_school_holidays_without_end_are_no_fault_of_the_page():
    a_school_holiday_of_years = dt.date(2027, 1, 1), dt.date(2029, 1, 1)
    plan = a_plan(a_world(nation="W"), **SCHOOLS)
    a_school_holiday(*a_school_holiday_of_years)
    assert "school-days-uncounted" in codes(plan)


def test_level_three_is_honest_with_two_ways_and_a_meeting_before_the_options():
    world = a_world()
    engagement = a_plan(world, level=3, target_level=3, options_on=dt.date(2027, 1, 25))
    meetings = [
        {"channel": "room", "asks": PLAN["promise"], "first_on": day}
        for day in (dt.date(2027, 1, 12), dt.date(2027, 2, 1))
    ]
    use_cases.set_ways(world.officer, engagement, ways=[*WAYS, *meetings], at=NOW)
    assert codes(engagement) == set()
    use_cases.set_ways(world.officer, engagement, ways=meetings, at=NOW)
    assert codes(engagement) == {"more-than-a-survey"}


def test_people_without_a_computer_can_take_part():
    world = a_world()
    assert codes(a_plan(world, ways=WAYS[:1])) == {"only-online"}


def test_a_council_of_one_language_is_not_asked_for_welsh():
    world = a_world(languages=["en"])
    assert codes(a_plan(world, can_change=EN_ONLY)) == set()


def test_without_rules_of_law_the_plan_says_so():
    world = a_world()
    engagement = a_plan(world)
    from folkmoot.plan.law.models import Rule

    Rule.objects.all().delete()
    assert codes(engagement) == {"no-rules"}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"closes_on": dt.date(2027, 1, 10)}, "closes-before-opening"),
        ({"decision_on": dt.date(2027, 2, 1)}, "decided-before-closing"),
        ({"level": 9}, "unknown-choice"),
        ({"size_class": "huge"}, "unknown-choice"),
        ({"title": ""}, "no-title"),
        ({"purpose": ""}, "no-purpose"),
    ],
)
def test_what_no_plan_can_hold_is_refused_and_nothing_changes(facts, code):
    world = a_world()
    engagement = a_plan(world)
    with pytest.raises(Refused) as refused:
        use_cases.write_plan(world.officer, engagement, at=NOW, **facts)
    assert refused.value.codes == [f"engagements.{code}"]
    kept = Engagement.objects.get(pk=engagement.pk)
    assert (kept.closes_on, kept.decision_on, kept.level) == (PLAN["closes_on"], PLAN["decision_on"], 2)


def test_only_the_owning_service_writes_and_only_before_approval():
    world = a_world()
    engagement = a_plan(world)
    for actor in (world.stranger, world.administrator, None, a_person(role="councillor")):
        with pytest.raises(Refused) as refused:
            use_cases.write_plan(actor, engagement, at=NOW, minutes=5)
        assert refused.value.codes == ["engagements.not-yours"]
    use_cases.approve_plan(world.manager, engagement, at=NOW)
    with pytest.raises(Refused) as refused:
        use_cases.write_plan(world.officer, engagement, at=NOW, minutes=5)
    assert refused.value.codes == ["engagements.wrong-state"]


def test_a_fact_that_no_plan_has_is_a_mistake_of_the_programmer():
    world = a_world()
    with pytest.raises(TypeError, match="colour"):
        use_cases.write_plan(world.officer, an_idea(world), at=NOW, colour="red")


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_many_proposals_at_once_each_get_their_own_number():
    world = a_world()
    in_memory = "memory" in str(connection.settings_dict["NAME"])

    def one(_number):
        try:
            return an_idea(world).ref
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1 if in_memory else 4) as pool:
        refs = list(pool.map(one, range(12)))
    assert len(set(refs)) == 12
    assert RefCounter.objects.get(year=2026).last == 12
