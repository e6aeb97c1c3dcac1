"""Proposing, planning, approving and sending back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.plan.engagements import gates, rules, use_cases
from folkmoot.plan.engagements.forms import ApprovalForm, PlanForm, ProposalForm
from folkmoot.plan.engagements.models import BEFORE_APPROVAL, Engagement, State
from folkmoot.plan.engagements.reading_out import fact_rows, frozen_rows
from folkmoot.words.refusals import Refused

from .finding import done, show, the_engagement_to_approve, the_engagement_to_write

# The long form in parts: legend, hint, fields.
PARTS = (
    (_("What it is for"), "", ("title", "summary", "purpose", "audience", "areas", "actions")),
    (
        _("What can change"),
        _("Shown on the public page. From level 2 on it is compulsory."),
        ("can_change", "cannot_change", "cannot_change_why", "no_discretion"),
    ),
    (
        _("Level and promise"),
        _("The level is about who decides. Claim what the plan really gives people."),
        (
            "level",
            "target_level",
            "level_reason",
            "promise",
            "single_channel_why",
            "scope",
            "led_by",
        ),
    ),
    (_("The decision"), "", ("decision", "decision_holder", "decision_on")),
    (
        _("Dates"),
        "",
        ("size_class", "legal_basis", "opens_on", "closes_on", "options_on", "feedback_on", "feedback_plan"),
    ),
    (
        _("Taking part and contact"),
        "",
        ("minutes", "response_target", "contact_role", "contact_phone", "contact_email", "accountable"),
    ),
)


def propose(request: StaffRequest) -> HttpResponse:
    if not rules.may_propose_anything(request.person):
        raise PermissionDenied
    form = ProposalForm(request.POST or None, person=request.person)
    refusals = []
    if request.method == "POST" and form.is_valid():
        try:
            new = use_cases.propose_engagement(request.person, at=timezone.now(), **form.cleaned_data)
            return done(request, _("The engagement is in the register."), "engagements:plan", new)
        except Refused as refused:
            refusals = refused.refusals
    wrong = request.method == "POST"
    return show(request, "propose", {"form": form, "refusals": refusals}, wrong=wrong)


def plan(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = the_engagement_to_write(request, ref)
    if engagement.state not in BEFORE_APPROVAL:
        return show(request, "plan_fixed", _plan_context(engagement) | _frozen(engagement))
    form = PlanForm(request.POST or None, engagement=engagement)
    refusals = []
    if request.method == "POST" and form.is_valid():
        try:
            use_cases.write_plan(request.person, engagement, at=timezone.now(), **form.facts())
            return done(request, _("Saved."), "engagements:plan", engagement)
        except Refused as refused:
            refusals = refused.refusals
            engagement.refresh_from_db()
    context = _plan_context(engagement) | {"form": form, "refusals": refusals, "parts": _parts(form)}
    return show(request, "plan", context, wrong=request.method == "POST")


def _parts(form: PlanForm) -> list[tuple[object, object, list[object]]]:
    return [(legend, hint, [form[name] for name in names]) for legend, hint, names in PARTS]


def _plan_context(engagement: Engagement) -> dict[str, object]:
    states = gates.states(engagement, "approve", timezone.now())
    missing = [each for state in states if not state.gate.overridable for each in state.refusals]
    warnings = [each for state in states if state.gate.overridable for each in state.refusals]
    return {
        "engagement": engagement,
        "state": engagement.state_words,
        "missing": missing,
        "warnings": warnings,
        "can_send_back": engagement.state == State.APPROVED,
    }


def _frozen(engagement: Engagement) -> dict[str, object]:
    version = engagement.plan_versions.order_by("-number").first()
    digest = version.content_hash if version else ""
    return {
        "version": version,
        "hash_parts": [digest[place : place + 16] for place in range(0, len(digest), 16)],
        "frozen": frozen_rows(version.content) if version else fact_rows(engagement),
    }


def approve(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = the_engagement_to_approve(request, ref)
    form = ApprovalForm(request.POST or None)
    refusals = []
    if request.method == "POST" and form.is_valid():
        try:
            return _answer(request, engagement, form)
        except Refused as refused:
            refusals = refused.refusals
            engagement.refresh_from_db()
    context = _plan_context(engagement) | {
        "form": form,
        "refusals": refusals,
        "facts": fact_rows(engagement),
        "may_approve": rules.may_approve(request.person, engagement),
        "still_open": engagement.state in BEFORE_APPROVAL,
        "approvals": engagement.approvals.select_related("person").order_by("-at", "-pk"),
    }
    return show(request, "approve", context, wrong=request.method == "POST")


def _answer(request: StaffRequest, engagement: Engagement, form: ApprovalForm) -> HttpResponse:
    facts = {"reason": form.cleaned_data["reason"], "at": timezone.now()}
    if "send_back" in request.POST:
        use_cases.send_back_plan(request.person, engagement, **facts)
        return done(request, _("The plan is sent back."), "engagements:desk", engagement)
    override = form.cleaned_data["override"]
    use_cases.approve_plan(request.person, engagement, override=override, **facts)
    return done(request, _("The plan is approved and frozen."), "engagements:desk", engagement)
