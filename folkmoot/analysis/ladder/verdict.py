"""Whether a plan may be published or closed at the level it claims, and what could honestly be offered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .honesty import HonestyFinding, Level, PlanFacts, highest_honest_level, honesty
from .scale import SCALE

NOT_PUBLIC = "ladder.not-public"
OWED = (
    "level",
    "target",
    "decision_holder",
    "decision_on",
    "can_change",
    "cannot_change",
    "cannot_change_why",
)
"""What is recorded for every plan and public from level 2 (handbook of practice 1.3, rule 1)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`findings` keep it from the step; `honest_level` is the highest that the plan as written can claim, and
    `promise` what people may be told at the level it ends on: the one claimed if allowed, else that one."""

    step: Literal["publish", "close"]
    level: int
    findings: tuple[HonestyFinding, ...]
    honest_level: int
    promise: str

    @property
    def allowed(self) -> bool:
        return not self.findings

    def explain(self) -> str:
        """Plain English sentences: the answer, each finding with its remedy, and what can be offered."""
        done = {"publish": "published", "close": "closed"}[self.step]
        if self.allowed:
            promise = f' The promise is: "{self.promise}".' if self.promise else ""
            return f"It may be {done} at level {self.level}.{promise}"
        wrong = " ".join(finding.explain() for finding in self.findings)
        lower = self.honest_level < self.level
        offer = f" As it is written it can honestly claim level {self.honest_level}." if lower else ""
        return f"It cannot be {done} at level {self.level}. {wrong}{offer}"


def may_publish(
    plan: PlanFacts,
    scale: Sequence[Level] = SCALE,
    *,
    today: date | None = None,
    reasons: Collection[str] | None = None,
    shown: Collection[str] | None = None,
    public_from: int = 2,
) -> Verdict:
    """Whether the plan may be made public: rules 1 to 5, but for feedback itself.

    `shown` names the fields of the plan that its public page shows, where that is to be checked: from
    `public_from` on all of OWED must be among them, and the reason where the level is below target (S-07).
    `today` and `reasons` are as in `honesty`.

    >>> may_publish(PlanFacts(level=1, target=1, decision_holder="Cabinet")).explain()
    'It may be published at level 1. The promise is: "We will tell you early, clearly and why".'
    """
    findings = honesty(plan, scale, today=today, reasons=reasons)
    if shown is not None and hidden(plan, shown, public_from=public_from):
        findings = (*findings, HonestyFinding(NOT_PUBLIC, plan.level, public_from))
    return _verdict("publish", plan, scale, findings)


def may_close(
    plan: PlanFacts,
    scale: Sequence[Level] = SCALE,
    *,
    today: date | None = None,
    reasons: Collection[str] | None = None,
) -> Verdict:
    """Whether the plan may be closed: all that publishing asks, and the answer to people given by `today`.

    >>> from .honesty import Need
    >>> may_close(PlanFacts(level=2), [Level(2, to_close=frozenset({Need.FEEDBACK_GIVEN}))]).findings[0].code
    'ladder.feedback-given'
    """
    findings = honesty(plan, scale, closing=True, today=today, reasons=reasons)
    return _verdict("close", plan, scale, findings)


def hidden(plan: PlanFacts, shown: Collection[str], *, public_from: int = 2) -> tuple[str, ...]:
    """What people are owed and are not shown, by the names of fields.

    >>> hidden(PlanFacts(level=2), ["level", "target", "decision_holder", "decision_on", "can_change"])
    ('cannot_change', 'cannot_change_why')
    """
    below = plan.target is not None and plan.level < plan.target
    owed = (*OWED, "reason_below_target") if below else OWED
    return tuple(name for name in owed if name not in shown) if plan.level >= public_from else ()


def _verdict(
    step: Literal["publish", "close"],
    plan: PlanFacts,
    scale: Sequence[Level],
    findings: tuple[HonestyFinding, ...],
) -> Verdict:
    honest = highest_honest_level(plan, scale)
    ends_on = plan.level if not findings else min(plan.level, honest)
    promise = next((level.promise for level in scale if level.number == ends_on), "")
    return Verdict(step, plan.level, findings, honest, promise)
