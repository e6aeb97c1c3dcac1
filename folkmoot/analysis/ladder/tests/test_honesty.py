"""The rules of the ladder on a seven-rung scale."""

from dataclasses import replace
from datetime import date

import pytest

from folkmoot.analysis.ladder import (
    BELOW_TARGET,
    NO_DISCRETION,
    UNKNOWN_LEVEL,
    Level,
    Need,
    PlanFacts,
    highest_honest_level,
    honesty,
)

TOLD = frozenset(
    {
        Need.CHANGEABLE,
        Need.UNCHANGEABLE,
        Need.UNCHANGEABLE_WHY,
        Need.DECISION_HOLDER,
        Need.DECISION_DATE,
        Need.FEEDBACK_DATE,
    }
)
SCALE = (
    Level(0),
    Level(1),
    Level(2, TOLD, frozenset({Need.FEEDBACK_GIVEN})),
    Level(3, frozenset({Need.TWO_TOUCHPOINTS, Need.MORE_THAN_A_SURVEY})),
    Level(4, frozenset({Need.DRAFTING_ROLE})),
    Level(5, frozenset({Need.WRITTEN_SCOPE})),
    Level(6, frozenset({Need.COMMUNITY_LEAD})),
)
EVERYTHING = PlanFacts(
    level=6,
    decision_holder="Cabinet",
    decision_on=date(2026, 7, 14),
    can_change="Which branches open when",
    cannot_change="The total spent",
    cannot_change_why="It was set in the budget",
    feedback_on=date(2026, 8, 1),
    feedback_given_on=date(2026, 8, 1),
    options_on=date(2026, 3, 1),
    touchpoints=(date(2026, 2, 2), date(2026, 4, 1)),
    channels=frozenset({"survey", "workshop"}),
    drafting_roles=("Library friends",),
    written_scope="Terms of reference",
    lead_is_council=False,
)


def codes(plan, **how):
    return [finding.code for finding in honesty(plan, SCALE, **how)]


@pytest.mark.parametrize("level", range(7))
def test_a_full_plan_is_honest_at_every_level(level):
    assert codes(replace(EVERYTHING, level=level), closing=True) == []


@pytest.mark.parametrize(
    ("need", "without", "asked_by"),
    [
        (Need.CHANGEABLE, {"can_change": " "}, 2),
        (Need.UNCHANGEABLE, {"cannot_change": ""}, 2),
        (Need.UNCHANGEABLE_WHY, {"cannot_change_why": ""}, 2),
        (Need.DECISION_HOLDER, {"decision_holder": ""}, 2),
        (Need.DECISION_DATE, {"decision_on": None}, 2),
        (Need.FEEDBACK_DATE, {"feedback_on": None}, 2),
        (Need.TWO_TOUCHPOINTS, {"options_on": None}, 3),
        (Need.TWO_TOUCHPOINTS, {"touchpoints": (date(2026, 2, 2), date(2026, 2, 3))}, 3),
        (Need.MORE_THAN_A_SURVEY, {"channels": frozenset({"survey"})}, 3),
        (Need.DRAFTING_ROLE, {"drafting_roles": ()}, 4),
        (Need.WRITTEN_SCOPE, {"written_scope": ""}, 5),
        (Need.COMMUNITY_LEAD, {"lead_is_council": True}, 6),
    ],
)
def test_each_need_is_asked_from_its_level_up_and_not_below(need, without, asked_by):
    plan = replace(EVERYTHING, **without)
    (finding,) = honesty(plan, SCALE)
    assert (finding.code, finding.level, finding.asked_by) == (need, 6, asked_by)
    assert codes(replace(plan, level=asked_by - 1)) == []
    assert highest_honest_level(plan, SCALE) == asked_by - 1


def test_feedback_must_be_given_to_close_but_not_to_publish():
    plan = replace(EVERYTHING, level=2, feedback_given_on=None)
    assert codes(plan) == []
    assert codes(plan, closing=True) == [Need.FEEDBACK_GIVEN]


def test_one_channel_with_a_published_reason_may_claim_more():
    plan = replace(
        EVERYTHING, level=3, channels=frozenset({"survey"}), single_channel_why="Agreed with users"
    )
    assert codes(plan) == []


def test_below_target_needs_a_reason():
    plan = replace(EVERYTHING, level=2, target=3)
    assert codes(plan) == [BELOW_TARGET]
    assert codes(replace(plan, reason_below_target="statutory limit")) == []


def test_without_discretion_only_information_is_honest():
    plan = replace(EVERYTHING, level=2, no_discretion=True)
    assert codes(plan) == [NO_DISCRETION]
    assert highest_honest_level(plan, SCALE) == 1


def test_a_level_off_the_scale_is_said():
    assert codes(replace(EVERYTHING, level=9)) == [UNKNOWN_LEVEL]
