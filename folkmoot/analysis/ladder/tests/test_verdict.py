"""May it be published, may it be closed: the cases of the handbook's planted faults."""

from dataclasses import replace
from datetime import date

import pytest

from folkmoot.analysis.ladder import NOT_PUBLIC, OWED, SCALE, Need, PlanFacts, hidden, may_close, may_publish

from .test_honesty import EVERYTHING

PLAN = replace(EVERYTHING, target=6)


def test_a_single_survey_claimed_as_co_production_is_refused_and_told_what_it_is():
    """Planted fault 7: it meets all of level 2, so that is what it may claim."""
    survey = replace(
        PLAN,
        level=5,
        methods=frozenset({"survey"}),
        channels=frozenset({"online"}),
        touchpoints=(),
        drafting_roles=(),
        written_scope="",
    )
    verdict = may_publish(survey)
    assert not verdict.allowed
    assert {finding.code for finding in verdict.findings} == {
        Need.TWO_TOUCHPOINTS,
        Need.MORE_THAN_A_SURVEY,
        Need.NOT_ONLY_A_SURVEY,
        Need.DRAFTING_ROLE,
        Need.WRITTEN_SCOPE,
        "ladder.below-target-without-reason",
    }
    assert verdict.honest_level == 2
    assert verdict.promise == SCALE[2].promise
    assert verdict.explain().endswith("As it is written it can honestly claim level 2.")
    lowered = may_publish(replace(survey, level=2, reason_below_target="Time and money allow a survey only"))
    assert lowered.allowed


@pytest.mark.parametrize("level", range(7))
def test_a_full_plan_may_be_published_and_closed_with_the_promise_of_its_level(level):
    plan = replace(PLAN, level=level, reason_below_target="x")
    for verdict in (may_publish(plan), may_close(plan)):
        assert verdict.allowed
        assert verdict.promise == SCALE[level].promise
    assert f"at level {level}" in may_close(plan).explain()


def test_without_an_answer_it_may_be_published_but_not_closed():
    plan = replace(PLAN, level=2, feedback_given_on=None, reason_below_target="x")
    assert may_publish(plan).allowed
    assert [finding.code for finding in may_close(plan).findings] == [Need.FEEDBACK_GIVEN]
    assert "cannot be closed" in may_close(plan).explain()
    assert may_close(replace(plan, level=1)).allowed


def test_without_discretion_the_offer_is_to_inform():
    verdict = may_publish(replace(PLAN, level=2, no_discretion=True, reason_below_target="Set in law"))
    assert (verdict.allowed, verdict.honest_level) == (False, 1)
    assert verdict.promise == "We will tell you early, clearly and why"
    assert "Offer it as information at level 1" in verdict.explain()


def test_what_is_owed_to_people_is_public_from_level_2():
    plan = replace(PLAN, level=2, target=2)
    assert may_publish(plan, shown=OWED).allowed
    assert [f.code for f in may_publish(plan, shown=OWED[1:]).findings] == [NOT_PUBLIC]
    assert hidden(plan, OWED[1:]) == ("level",)
    assert may_publish(replace(plan, level=1, target=1), shown=()).allowed
    assert not may_publish(replace(plan, level=1, target=1), shown=(), public_from=1).allowed


def test_the_reason_for_a_level_below_target_is_public_too():
    plan = replace(PLAN, level=2, target=3, reason_below_target="Urgent")
    assert hidden(plan, OWED) == ("reason_below_target",)
    assert may_publish(plan, shown=(*OWED, "reason_below_target")).allowed


def test_a_plan_that_meets_nothing_can_claim_nothing():
    verdict = may_publish(PlanFacts(level=3), today=date(2026, 4, 1))
    assert verdict.honest_level == 0
    assert verdict.promise == ""


def test_what_is_promised_is_never_above_what_is_claimed():
    """It could claim 6 and claims 2, below its target and without a reason: the promise is that of 2."""
    verdict = may_publish(replace(PLAN, level=2))
    assert (verdict.allowed, verdict.honest_level, verdict.promise) == (False, 6, SCALE[2].promise)
    assert "can honestly claim" not in verdict.explain()
