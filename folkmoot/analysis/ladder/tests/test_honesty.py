"""The rules of the ladder on a seven-rung scale."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from folkmoot.analysis import ladder
from folkmoot.analysis.ladder import (
    BELOW_TARGET,
    FEEDBACK_BEFORE_CLOSE,
    FEEDBACK_DATE_PAST,
    NO_DISCRETION,
    REASONS,
    RULES,
    UNKNOWN_LEVEL,
    UNKNOWN_REASON,
    UNKNOWN_TARGET,
    Level,
    Need,
    PlanFacts,
    highest_honest_level,
    honesty,
)
from folkmoot.analysis.ladder import SCALE as STANDARD

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
    (finding,) = honesty(plan, SCALE)
    assert finding.asked_by == 2
    assert codes(plan, without_discretion=2) == []
    assert highest_honest_level(replace(plan, level=3), SCALE, without_discretion=2) == 2


@pytest.mark.parametrize(
    ("level", "methods", "channels", "why", "wrong"),
    [
        (2, {"survey"}, {"online"}, "", []),
        (3, {"survey"}, {"online"}, "", [Need.MORE_THAN_A_SURVEY]),
        (3, {"survey"}, {"online", "paper"}, "", []),
        (3, {"workshop"}, {"in person"}, "", []),
        (3, set(), {"online"}, "", [Need.MORE_THAN_A_SURVEY]),
        (3, {"survey"}, {"online"}, "Agreed with the users", []),
        (4, {"survey"}, {"online", "paper"}, "", [Need.NOT_ONLY_A_SURVEY]),
        (4, {"survey"}, {"online"}, "", [Need.MORE_THAN_A_SURVEY, Need.NOT_ONLY_A_SURVEY]),
        (4, {"survey", "workshop"}, {"online"}, "", []),
        (4, {"survey"}, {"online"}, " ", [Need.MORE_THAN_A_SURVEY, Need.NOT_ONLY_A_SURVEY]),
        (5, {"survey"}, {"online"}, "Agreed with the users", []),
    ],
)
def test_what_a_survey_may_claim(level, methods, channels, why, wrong):
    """Rule 4: in one channel level 2 at most. S-06: in any, no co-design. Unless it is justified."""
    plan = replace(
        EVERYTHING,
        level=level,
        target=level,
        methods=frozenset(methods),
        channels=frozenset(channels),
        single_channel_why=why,
    )
    assert [finding.code for finding in honesty(plan, STANDARD)] == wrong


@pytest.mark.parametrize(
    ("before", "after", "fits"),
    [
        (
            date(2026, 2, 28),
            date(2026, 3, 1),
            True,
        ),  # options are formed on 1 March: that day counts as after
        (date(2026, 3, 1), date(2026, 3, 2), False),
        (date(2026, 2, 27), date(2026, 2, 28), False),
    ],
)
def test_people_are_met_before_options_are_formed_and_from_that_day_on(before, after, fits):
    plan = replace(EVERYTHING, level=3, touchpoints=(after, before))
    assert (codes(plan) == []) == fits


@pytest.mark.parametrize(
    ("level", "told", "kind", "wrong"),
    [
        (2, True, "", [NO_DISCRETION]),
        (2, False, "no discretion", [NO_DISCRETION]),
        (1, True, "no discretion", []),
        (1, False, "no discretion", []),
        (2, False, "urgent", []),
        (2, False, "we prefer it", [UNKNOWN_REASON]),
        (2, False, "", [UNKNOWN_REASON]),
        (3, False, "we prefer it", []),
    ],
)
def test_the_kind_of_reason_and_a_sham_level(level, told, kind, wrong):
    """Whoever gives "no discretion" as reason for level 2 is offered level 1; at target none is due."""
    plan = replace(
        EVERYTHING, level=level, target=3, reason_below_target="x", reason_kind=kind, no_discretion=told
    )
    assert codes(plan, reasons=REASONS) == wrong
    assert (highest_honest_level(plan, SCALE) == 1) == plan.is_decided


@pytest.mark.parametrize(
    ("promised", "closes", "wrong"),
    [
        (date(2026, 5, 1), date(2026, 4, 30), []),
        (date(2026, 4, 30), date(2026, 4, 30), []),
        (date(2026, 4, 29), date(2026, 4, 30), [FEEDBACK_BEFORE_CLOSE]),
        (date(2026, 3, 31), None, [FEEDBACK_DATE_PAST]),
        (date(2026, 4, 1), None, []),
    ],
)
def test_a_promise_of_feedback_is_for_a_day_to_come_after_closing(promised, closes, wrong):
    plan = replace(EVERYTHING, level=2, feedback_on=promised, closes_on=closes)
    assert codes(plan, today=date(2026, 4, 1)) == wrong
    assert codes(replace(plan, level=1), today=date(2026, 4, 1)) == []


def test_feedback_dated_tomorrow_is_not_given_yet_and_a_late_answer_may_close():
    plan = replace(EVERYTHING, level=2, feedback_on=date(2026, 7, 1), feedback_given_on=date(2026, 8, 1))
    assert codes(plan, closing=True, today=date(2026, 7, 31)) == [Need.FEEDBACK_GIVEN]
    assert codes(plan, closing=True, today=date(2026, 8, 1)) == []


def test_a_target_off_the_scale_is_said():
    assert codes(replace(EVERYTHING, level=2, target=8)) == [UNKNOWN_TARGET]


def test_every_finding_has_a_rule_that_says_what_is_wrong_and_what_mends_it():
    others = {name for name in vars(ladder).values() if isinstance(name, str) and name.startswith("ladder.")}
    assert set(RULES) == {str(need) for need in Need} | others
    for rule in RULES.values():
        assert 1 <= rule.number <= 5
        assert rule.says.endswith(".")
        assert rule.remedy.endswith(".")
        assert rule.source == f"handbook of practice 1.3, rule {rule.number}"


def test_a_finding_explains_itself_with_the_remedy():
    (finding,) = honesty(replace(EVERYTHING, written_scope=""), SCALE)
    assert finding.explain() == (
        "Level 6: no scope, budget or terms of reference is written. Write what people decide and within "
        "which limits, or claim level 4. (rule 3)"
    )


def test_the_standard_scale_asks_who_decides_of_every_level_that_takes_part():
    bare = PlanFacts(level=1)
    assert [finding.code for finding in honesty(bare, STANDARD)] == [Need.DECISION_HOLDER, Need.TARGET_LEVEL]
    assert [level.number for level in STANDARD] == list(range(7))
    asked = frozenset().union(*(level.to_publish | level.to_close for level in STANDARD))
    assert asked == frozenset(Need)


def test_the_higher_the_claim_the_more_is_missing():
    for bare in (PlanFacts(level=0), replace(EVERYTHING, drafting_roles=(), can_change="")):
        found = [
            {finding.code for finding in honesty(replace(bare, level=level), STANDARD, closing=True)}
            for level in range(7)
        ]
        assert all(low <= high for low, high in pairwise(found))


def test_the_order_of_a_scale_is_of_no_weight():
    bare = PlanFacts(level=5, target=6)
    assert honesty(bare, STANDARD) == honesty(bare, STANDARD[::-1])
    assert highest_honest_level(EVERYTHING, STANDARD[::-1]) == 0  # it records no target
    assert highest_honest_level(replace(EVERYTHING, target=6), STANDARD[::-1]) == 6


@pytest.mark.parametrize("scale", [(), (Level(1), Level(1))])
def test_a_scale_without_levels_or_with_one_twice_is_refused(scale):
    with pytest.raises(ValueError, match="each level once"):
        honesty(PlanFacts(level=1), scale)
    with pytest.raises(ValueError, match="each level once"):
        highest_honest_level(PlanFacts(level=1), scale)


def test_a_level_off_the_scale_is_said():
    assert codes(replace(EVERYTHING, level=9)) == [UNKNOWN_LEVEL]
