"""Approving a plan, and sending it back (row 3)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.use_cases import record
from folkmoot.plan.engagements import gates, rules
from folkmoot.plan.engagements import refusals as no
from folkmoot.plan.engagements.models import BEFORE_APPROVAL, Approval, Engagement, PlanVersion, State
from folkmoot.plan.engagements.own_gates import PRE_ELECTION_GATE
from folkmoot.plan.engagements.plan_facts import content, content_hash
from folkmoot.words.refusals import Refused

from .guarding import follow, locked, only_in


def approve_plan(
    actor: Person | None,
    engagement: Engagement,
    *,
    reason: str = "",
    override: bool = False,
    at: dt.datetime,
) -> Engagement:
    """Approve the plan and freeze it. Warnings may be overridden with a reason; what blocks may not."""
    with transaction.atomic():
        now = locked(engagement)
        approver = _approver(actor, now)
        only_in(now, *BEFORE_APPROVAL)
        states = gates.states(now, "approve", at)
        warned = [state for state in states if state.gate.overridable and not state.met]
        _refuse_unless_overridden(actor, states, warned, reason.strip(), override)
        outcome = Approval.Outcome.OVERRIDDEN if warned else Approval.Outcome.APPROVED
        Approval.objects.create(
            engagement=now, person=approver, at=at, outcome=outcome, reason=reason.strip()
        )
        now.state, now.approved_at = State.APPROVED, at
        now.save()
        version = freeze_plan(approver, now, at)
        record(
            actor,
            "plan approved",
            subject=now,
            engagement=now,
            at=at,
            reason=reason.strip(),
            after={
                "plan_version": version.number,
                "plan_hash": version.content_hash,
                "overridden": [refusal.words.en for state in warned for refusal in state.refusals],
            },
        )
    return follow(engagement, now)


def _refuse_unless_overridden(
    actor: Person | None,
    states: list[gates.GateState],
    warned: list[gates.GateState],
    reason: str,
    override: bool,
) -> None:
    """Everything that blocks, and every warning that is not properly overridden, at once."""
    found = [refusal for state in states if not state.gate.overridable for refusal in state.refusals]
    if warned and not (override and reason):
        found += [refusal for state in warned for refusal in state.refusals]
        found.append(
            no.OVERRIDE_NOT_SAID(field="override") if reason else no.OVERRIDE_NEEDS_REASON(field="reason")
        )
    elif any(state.gate.key == PRE_ELECTION_GATE for state in warned) and not rules.may_coordinate(actor):
        found.append(no.CORPORATE_OVERRIDES())
    if found:
        raise Refused(found)


def send_back_plan(
    actor: Person | None, engagement: Engagement, *, reason: str, at: dt.datetime
) -> Engagement:
    """Send a plan back to be mended; an approved one, before it opens, loses its approval."""
    with transaction.atomic():
        now = locked(engagement)
        approver = _approver(actor, now)
        if not reason.strip():
            raise Refused(no.NO_REASON(field="reason"))
        only_in(now, *BEFORE_APPROVAL, State.APPROVED)
        before = now.state
        Approval.objects.create(
            engagement=now, person=approver, at=at, outcome=Approval.Outcome.REFUSED, reason=reason.strip()
        )
        now.state, now.approved_at = State.IDEA, None
        now.save()
        record(
            actor,
            "plan sent back",
            subject=now,
            engagement=now,
            at=at,
            reason=reason.strip(),
            before={"state": before},
            after={"state": now.state},
            public=before == State.APPROVED,
        )
    return follow(engagement, now)


def _approver(actor: Person | None, engagement: Engagement) -> Person:
    """The actor, who may approve; anybody else is refused."""
    if actor is None or not rules.may_approve(actor, engagement):
        raise Refused(no.NOT_YOURS_TO_APPROVE(service=engagement.owner.name))
    return actor


def freeze_plan(actor: Person, engagement: Engagement, at: dt.datetime) -> PlanVersion:
    """Keep the plan as it stands, with its hash; frozen versions cannot be changed (X-01)."""
    last = engagement.plan_versions.order_by("-number").values_list("number", flat=True).first()
    frozen = content(engagement)
    return PlanVersion.objects.create(
        engagement=engagement,
        number=(last or 0) + 1,
        content=frozen,
        frozen_at=at,
        frozen_by=actor,
        content_hash=content_hash(frozen),
    )
