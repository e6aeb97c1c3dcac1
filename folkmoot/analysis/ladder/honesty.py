"""Does the level of participation claimed match what the plan gives people?

A scale is data: each level lists the needs that come in with it, and a level carries the needs of every
level below. What a need means is here; which level asks for it belongs to the council's scale.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Need(StrEnum):
    """What a level can ask of a plan. The values are the codes findings carry."""

    CHANGEABLE = "ladder.what-can-change"
    UNCHANGEABLE = "ladder.what-cannot-change"
    UNCHANGEABLE_WHY = "ladder.why-it-cannot-change"
    DECISION_HOLDER = "ladder.decision-holder"
    DECISION_DATE = "ladder.decision-date"
    FEEDBACK_DATE = "ladder.feedback-date"
    FEEDBACK_GIVEN = "ladder.feedback-given"
    TWO_TOUCHPOINTS = "ladder.two-touchpoints"
    MORE_THAN_A_SURVEY = "ladder.more-than-one-channel"
    DRAFTING_ROLE = "ladder.drafting-role"
    WRITTEN_SCOPE = "ladder.written-scope"
    COMMUNITY_LEAD = "ladder.community-lead"


UNKNOWN_LEVEL = "ladder.unknown-level"
BELOW_TARGET = "ladder.below-target-without-reason"
NO_DISCRETION = "ladder.no-discretion"


@dataclass(frozen=True, slots=True)
class Level:
    """One rung. `to_publish` must hold before the plan is public, `to_close` before it may close."""

    number: int
    to_publish: frozenset[Need] = frozenset()
    to_close: frozenset[Need] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What a plan says, as plain values. `options_on` is the day options are formed."""

    level: int
    target: int | None = None
    reason_below_target: str = ""
    no_discretion: bool = False
    decision_holder: str = ""
    decision_on: date | None = None
    can_change: str = ""
    cannot_change: str = ""
    cannot_change_why: str = ""
    feedback_on: date | None = None
    feedback_given_on: date | None = None
    options_on: date | None = None
    touchpoints: tuple[date, ...] = ()
    channels: frozenset[str] = field(default_factory=frozenset)
    single_channel_why: str = ""
    drafting_roles: tuple[str, ...] = ()
    written_scope: str = ""
    lead_is_council: bool = True


@dataclass(frozen=True, slots=True)
class HonestyFinding:
    """One thing that does not fit. `asked_by` is the lowest level that asks for it."""

    code: str
    level: int
    asked_by: int


MEANING: dict[Need, Callable[[PlanFacts], bool]] = {
    Need.CHANGEABLE: lambda plan: bool(plan.can_change.strip()),
    Need.UNCHANGEABLE: lambda plan: bool(plan.cannot_change.strip()),
    Need.UNCHANGEABLE_WHY: lambda plan: bool(plan.cannot_change_why.strip()),
    Need.DECISION_HOLDER: lambda plan: bool(plan.decision_holder.strip()),
    Need.DECISION_DATE: lambda plan: plan.decision_on is not None,
    Need.FEEDBACK_DATE: lambda plan: plan.feedback_on is not None,
    Need.FEEDBACK_GIVEN: lambda plan: plan.feedback_given_on is not None,
    Need.TWO_TOUCHPOINTS: lambda plan: _meets_people_before_and_after(plan),
    Need.MORE_THAN_A_SURVEY: lambda plan: len(plan.channels) > 1 or bool(plan.single_channel_why.strip()),
    Need.DRAFTING_ROLE: lambda plan: any(role.strip() for role in plan.drafting_roles),
    Need.WRITTEN_SCOPE: lambda plan: bool(plan.written_scope.strip()),
    Need.COMMUNITY_LEAD: lambda plan: not plan.lead_is_council,
}


def honesty(plan: PlanFacts, scale: Sequence[Level], *, closing: bool = False) -> tuple[HonestyFinding, ...]:
    """Everything that keeps the plan from honestly claiming its level, lowest rung first.

    `closing` adds what must hold before it closes. Without discretion only levels 0 and 1 are honest:
    a consultation that can change nothing is offered as information instead. The sentences live in plan.

    >>> scale = [Level(1), Level(2, frozenset({Need.FEEDBACK_DATE}))]
    >>> [str(finding.code) for finding in honesty(PlanFacts(level=2), scale)]
    ['ladder.feedback-date']
    """
    if plan.level not in {level.number for level in scale}:
        return (HonestyFinding(UNKNOWN_LEVEL, plan.level, plan.level),)
    findings = _unmet(plan, plan.level, scale, closing=closing)
    if plan.no_discretion and plan.level > 1:
        findings.append(HonestyFinding(NO_DISCRETION, plan.level, 2))
    if plan.target is not None and plan.level < plan.target and not plan.reason_below_target.strip():
        findings.append(HonestyFinding(BELOW_TARGET, plan.level, plan.target))
    return tuple(findings)


def highest_honest_level(plan: PlanFacts, scale: Sequence[Level]) -> int:
    """The highest level whose needs to publish the plan meets, whatever it claims.

    >>> scale = [Level(0), Level(1), Level(2, frozenset({Need.FEEDBACK_DATE}))]
    >>> highest_honest_level(PlanFacts(level=2), scale)
    1
    """
    honest = [
        level.number
        for level in scale
        if not _unmet(plan, level.number, scale, closing=False)
        and not (plan.no_discretion and level.number > 1)
    ]
    return max(honest, default=min(level.number for level in scale))


def _unmet(plan: PlanFacts, claimed: int, scale: Sequence[Level], *, closing: bool) -> list[HonestyFinding]:
    asked: dict[Need, int] = {}
    for level in sorted(scale, key=lambda each: each.number):
        needs = level.to_publish | level.to_close if closing else level.to_publish
        if level.number <= claimed:
            asked.update({need: level.number for need in sorted(needs) if need not in asked})
    return [HonestyFinding(str(need), claimed, by) for need, by in asked.items() if not MEANING[need](plan)]


def _meets_people_before_and_after(plan: PlanFacts) -> bool:
    if plan.options_on is None:
        return False
    before = any(day < plan.options_on for day in plan.touchpoints)
    return before and any(day >= plan.options_on for day in plan.touchpoints)
