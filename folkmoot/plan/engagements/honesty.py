"""The level claimed against what the plan gives people: rows become plain values for `analysis.ladder`."""

from __future__ import annotations

from collections.abc import Iterator

from folkmoot.analysis import ladder
from folkmoot.analysis.ladder.honesty import Need
from folkmoot.foundation.council.queries import local_date
from folkmoot.plan.engagements import refusals as no
from folkmoot.plan.engagements.models import Engagement
from folkmoot.words.refusals import Reason

# The neutral scale of handbook 1.2 and 1.3; a level carries the needs of every level below it.
SCALE = (
    ladder.Level(1),
    ladder.Level(
        2,
        to_publish=frozenset(
            {
                Need.CHANGEABLE,
                Need.UNCHANGEABLE,
                Need.UNCHANGEABLE_WHY,
                Need.DECISION_HOLDER,
                Need.DECISION_DATE,
                Need.FEEDBACK_DATE,
            }
        ),
        to_close=frozenset({Need.FEEDBACK_GIVEN}),
    ),
    ladder.Level(3, to_publish=frozenset({Need.TWO_TOUCHPOINTS, Need.MORE_THAN_A_SURVEY})),
    ladder.Level(4, to_publish=frozenset({Need.DRAFTING_ROLE})),
    ladder.Level(5, to_publish=frozenset({Need.WRITTEN_SCOPE})),
    ladder.Level(6, to_publish=frozenset({Need.COMMUNITY_LEAD})),
)
# What each finding means to an officer: the sentence and the field, or the page, that mends it.
MENDS: dict[str, tuple[Reason, str]] = {
    Need.CHANGEABLE: (no.CANNOT_SAY_WHAT_CHANGES, "can_change"),
    Need.UNCHANGEABLE: (no.CANNOT_SAY_WHAT_STAYS, "cannot_change"),
    Need.UNCHANGEABLE_WHY: (no.CANNOT_SAY_WHY, "cannot_change_why"),
    Need.DECISION_HOLDER: (no.NO_DECISION_HOLDER, "decision_holder"),
    Need.DECISION_DATE: (no.NO_DECISION_DATE, "decision_on"),
    Need.FEEDBACK_DATE: (no.NO_FEEDBACK_DATE, "feedback_on"),
    Need.TWO_TOUCHPOINTS: (no.TWO_TOUCHPOINTS, "options_on"),
    Need.MORE_THAN_A_SURVEY: (no.MORE_THAN_A_SURVEY, "single_channel_why"),
    Need.DRAFTING_ROLE: (no.NO_DRAFTING_ROLE, "groups"),
    Need.WRITTEN_SCOPE: (no.NO_SCOPE, "scope"),
    Need.COMMUNITY_LEAD: (no.COUNCIL_LEADS, "led_by"),
    ladder.NO_DISCRETION: (no.NO_DISCRETION, "level"),
    ladder.BELOW_TARGET: (no.BELOW_TARGET, "level_reason"),
    ladder.UNKNOWN_LEVEL: (no.NO_LEVEL, "level"),
}


def unmet(engagement: Engagement) -> Iterator[tuple[Reason, str, int]]:
    """What keeps the plan from honestly claiming its level: reason, field, level claimed."""
    if engagement.level is None:
        yield no.NO_LEVEL, "level", 0
        return
    for finding in ladder.honesty(plain(engagement), SCALE):
        reason, field = MENDS[finding.code]
        yield reason, field, finding.level


def highest_level(engagement: Engagement) -> int:
    """The highest level the plan can honestly claim."""
    return ladder.highest_honest_level(plain(engagement), SCALE)


def plain(engagement: Engagement) -> ladder.PlanFacts:
    ways = list(engagement.ways.all())
    activities = list(engagement.activities.all())
    met = [local_date(each.opens_at) for each in activities if each.opens_at]
    met += [way.first_on for way in ways if way.first_on]
    return ladder.PlanFacts(
        level=engagement.level or 0,
        target=engagement.target_level,
        reason_below_target=engagement.level_reason.en,
        no_discretion=engagement.no_discretion,
        decision_holder=engagement.decision_holder.en,
        decision_on=engagement.decision_on,
        can_change=engagement.can_change.en,
        cannot_change=engagement.cannot_change.en,
        cannot_change_why=engagement.cannot_change_why.en,
        feedback_on=engagement.feedback_on,
        options_on=engagement.options_on,
        touchpoints=tuple(met),
        channels=frozenset({f"way:{way.channel}" for way in ways}),
        single_channel_why=engagement.single_channel_why.en,
        drafting_roles=tuple(each.part.en for each in engagement.involvements.all()),
        written_scope=engagement.scope.en,
        lead_is_council=not engagement.led_by,
    )
