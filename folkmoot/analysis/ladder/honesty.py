"""Does the level of participation claimed match what the plan gives people?

A scale is data: each level lists the needs that come in with it, and a level carries the needs of every
level below. What a need means is here; which level asks for it belongs to the council's scale.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from .remedies import RULES, Rule


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
    TARGET_LEVEL = "ladder.target-level"
    NOT_ONLY_A_SURVEY = "ladder.not-only-a-survey"


UNKNOWN_LEVEL = "ladder.unknown-level"
BELOW_TARGET = "ladder.below-target-without-reason"
NO_DISCRETION = "ladder.no-discretion"
UNKNOWN_TARGET = "ladder.unknown-target"
UNKNOWN_REASON = "ladder.unknown-reason"
FEEDBACK_BEFORE_CLOSE = "ladder.feedback-before-close"
FEEDBACK_DATE_PAST = "ladder.feedback-date-past"

SURVEY = "survey"
"""The method a plan names for whatever asks everybody the same written questions."""

WITHOUT_DISCRETION = "no discretion"
REASONS = ("urgent", "statutory limit", WITHOUT_DISCRETION, "safety", "confidential")
"""Reasons for a level below the target: handbook of practice 1.3, rule 5."""


class Power(StrEnum):
    """Who decides at a level: what is shared with people, and what is only heard from them (L-32)."""

    TOLD = "told"
    HEARD = "heard"
    SHARED = "shared"
    HANDED_OVER = "handed over"


@dataclass(frozen=True, slots=True)
class Level:
    """One rung. `to_publish` must hold before the plan is public, `to_close` before it may close. `promise`
    is what people are told that the council will do at this level."""

    number: int
    to_publish: frozenset[Need] = frozenset()
    to_close: frozenset[Need] = frozenset()
    name: str = ""
    power: Power | None = None
    promise: str = ""


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What a plan says, as plain values.

    `options_on` is the day options are formed. `channels` are ways to answer (online, paper), `methods` what
    people do (SURVEY, "workshop"); where no method is named, a single channel is taken for a survey.
    `reason_kind` is one of the council's list of reasons for a level below target, in its own words.
    """

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
    closes_on: date | None = None
    methods: frozenset[str] = field(default_factory=frozenset)
    reason_kind: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether law or an earlier decision leaves no choice: told by the plan, or given as its reason."""
        return self.no_discretion or self.reason_kind == WITHOUT_DISCRETION


@dataclass(frozen=True, slots=True)
class HonestyFinding:
    """One thing that does not fit. `asked_by` is the lowest level that asks for it."""

    code: str
    level: int
    asked_by: int

    @property
    def rule(self) -> Rule:
        """The rule of the ladder behind it, and what mends it."""
        return RULES[self.code]

    def explain(self) -> str:
        """Two plain English sentences: what does not fit, and the remedy with the number of the rule."""
        return f"Level {self.level}: {self.rule.says} {self.rule.remedy} (rule {self.rule.number})"


MEANING: dict[Need, Callable[[PlanFacts], bool]] = {
    Need.CHANGEABLE: lambda plan: bool(plan.can_change.strip()),
    Need.UNCHANGEABLE: lambda plan: bool(plan.cannot_change.strip()),
    Need.UNCHANGEABLE_WHY: lambda plan: bool(plan.cannot_change_why.strip()),
    Need.DECISION_HOLDER: lambda plan: bool(plan.decision_holder.strip()),
    Need.DECISION_DATE: lambda plan: plan.decision_on is not None,
    Need.FEEDBACK_DATE: lambda plan: plan.feedback_on is not None,
    Need.FEEDBACK_GIVEN: lambda plan: plan.feedback_given_on is not None,
    Need.TWO_TOUCHPOINTS: lambda plan: _meets_people_before_and_after(plan),
    Need.MORE_THAN_A_SURVEY: lambda plan: len(plan.channels) > 1 or not _is_survey(plan, unknown=True),
    Need.DRAFTING_ROLE: lambda plan: any(role.strip() for role in plan.drafting_roles),
    Need.WRITTEN_SCOPE: lambda plan: bool(plan.written_scope.strip()),
    Need.COMMUNITY_LEAD: lambda plan: not plan.lead_is_council,
    Need.TARGET_LEVEL: lambda plan: plan.target is not None,
    Need.NOT_ONLY_A_SURVEY: lambda plan: not _is_survey(plan, unknown=False),
}


def honesty(
    plan: PlanFacts,
    scale: Sequence[Level],
    *,
    closing: bool = False,
    today: date | None = None,
    reasons: Collection[str] | None = None,
    without_discretion: int = 1,
) -> tuple[HonestyFinding, ...]:
    """Everything that keeps the plan from honestly claiming its level, lowest rung first.

    `closing` adds what must hold before it closes. With `today` a promise of feedback for a day gone by is no
    promise (asked before it opens, not at closing), and feedback dated later is not given yet. With `reasons`
    the kind of reason for a level below target must be among them. Where nothing is left to decide, levels
    above `without_discretion` are not honest: a consultation that can change nothing is offered as
    information instead.

    Raises ValueError when the scale holds a level twice or none at all.

    Source: handbook of practice 1.3, rules 1 to 5.

    >>> scale = [Level(1), Level(2, frozenset({Need.FEEDBACK_DATE}))]
    >>> honesty(PlanFacts(level=2), scale)[0].explain()
    'Level 2: no day is promised for the answer to people. Promise a day for it. (rule 2)'
    """
    _check(scale)
    if plan.level not in {level.number for level in scale}:
        return (HonestyFinding(UNKNOWN_LEVEL, plan.level, plan.level),)
    if today and plan.feedback_given_on and plan.feedback_given_on > today:
        plan = replace(plan, feedback_given_on=None)
    findings = _unmet(plan, plan.level, scale, closing=closing)
    findings += _untimely(plan, scale, None if closing else today)
    if plan.is_decided and plan.level > without_discretion:
        findings.append(HonestyFinding(NO_DISCRETION, plan.level, without_discretion + 1))
    return (*findings, *_below_target(plan, scale, reasons))


def highest_honest_level(plan: PlanFacts, scale: Sequence[Level], *, without_discretion: int = 1) -> int:
    """The highest level whose needs to publish the plan meets, whatever it claims.

    >>> scale = [Level(0), Level(1), Level(2, frozenset({Need.FEEDBACK_DATE}))]
    >>> highest_honest_level(PlanFacts(level=2), scale)
    1
    """
    _check(scale)
    honest = [
        level.number
        for level in scale
        if not _unmet(plan, level.number, scale, closing=False)
        and not _untimely(replace(plan, level=level.number), scale, None)
        and not (plan.is_decided and level.number > without_discretion)
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


def _untimely(plan: PlanFacts, scale: Sequence[Level], today: date | None) -> list[HonestyFinding]:
    """A promise of feedback that cannot be one: for a day before people have finished, or gone by."""
    asked = [level.number for level in scale if Need.FEEDBACK_DATE in level.to_publish | level.to_close]
    if not asked or plan.level < min(asked) or plan.feedback_on is None:
        return []
    found = []
    if plan.closes_on and plan.feedback_on < plan.closes_on:
        found.append(HonestyFinding(FEEDBACK_BEFORE_CLOSE, plan.level, min(asked)))
    if today and plan.feedback_on < today:
        found.append(HonestyFinding(FEEDBACK_DATE_PAST, plan.level, min(asked)))
    return found


def _below_target(
    plan: PlanFacts, scale: Sequence[Level], reasons: Collection[str] | None
) -> list[HonestyFinding]:
    if plan.target is None:
        return []
    if plan.target not in {level.number for level in scale}:
        return [HonestyFinding(UNKNOWN_TARGET, plan.level, plan.level)]
    if plan.level >= plan.target:
        return []
    if not plan.reason_below_target.strip():
        return [HonestyFinding(BELOW_TARGET, plan.level, plan.target)]
    known = reasons is None or (WITHOUT_DISCRETION if plan.is_decided else plan.reason_kind) in reasons
    return [] if known else [HonestyFinding(UNKNOWN_REASON, plan.level, plan.target)]


def _is_survey(plan: PlanFacts, *, unknown: bool) -> bool:
    """Whether people only answer a survey and no reason for that is published; `unknown` where it is not said
    what they do."""
    if plan.single_channel_why.strip():
        return False
    return plan.methods <= {SURVEY} if plan.methods else unknown


def _check(scale: Sequence[Level]) -> None:
    numbers = [level.number for level in scale]
    if not numbers or len(set(numbers)) < len(numbers):
        raise ValueError(f"a scale holds each level once, and at least one, not {numbers}")
