"""Proposing, planning, approving and sending back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from folkmoot.design.forms import beside
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.plan.engagements import parts, rules, use_cases
from folkmoot.plan.engagements import refusals as no
from folkmoot.plan.engagements.forms import ApprovalForm, PlanForm, ProposalForm
from folkmoot.plan.engagements.models import BEFORE_APPROVAL, Engagement, State
from folkmoot.plan.engagements.parts import WRITTEN, Part
from folkmoot.plan.engagements.progress import Standing, is_said, progress
from folkmoot.plan.engagements.reading_out import fact_rows, frozen_rows
from folkmoot.words.refusals import Refusal, Refused

from .finding import done, saved, show, the_engagement_to_approve, the_engagement_to_write


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
            refusals = beside(form, refused.refusals)
    wrong = request.method == "POST"
    return show(request, "propose", {"form": form, "refusals": refusals}, wrong=wrong)


@require_safe
def plan(request: StaffRequest, ref: str) -> HttpResponse:
    """The parts of the plan as a list of tasks; once approved, the plan as it is frozen."""
    engagement = the_engagement_to_write(request, ref)
    if engagement.state not in BEFORE_APPROVAL:
        return show(request, "plan_fixed", _plan_context(engagement) | _frozen(engagement))
    return show(request, "plan", _plan_context(engagement))


def plan_part(request: StaffRequest, ref: str, part: str) -> HttpResponse:
    """One part of the plan, saved on its own. What is refused stays in the boxes."""
    engagement = the_engagement_to_write(request, ref)
    if part not in WRITTEN:
        raise Http404
    ours = WRITTEN[part]
    if engagement.state not in BEFORE_APPROVAL and request.method != "POST":
        return redirect("engagements:plan", ref=engagement.ref)
    form = PlanForm(request.POST or None, engagement=engagement, names=ours.fields)
    refusals: list[Refusal] = []
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            use_cases.write_plan(request.person, engagement, at=timezone.now(), seen=seen, **form.facts())
            return saved(request, engagement, ours)
        except Refused as refused:
            refusals = beside(form, refused.refusals)
            engagement.refresh_from_db()
    return show(
        request, "plan_part", _part_context(engagement, ours, form, refusals), wrong=request.method == "POST"
    )


def _part_context(
    engagement: Engagement, part: Part, form: PlanForm, refusals: list[Refusal]
) -> dict[str, object]:
    meanwhile = any(each.reason == no.CHANGED_MEANWHILE for each in refusals)
    if meanwhile:
        form.look_again()
    standing = progress(engagement, timezone.now()).of(part)
    return {
        "engagement": engagement,
        "part": part,
        "next": parts.after(part),
        "standing": standing,
        "form": form,
        "boxes": [form[name] for name in part.fields if name not in part.folded],
        "folded": [form[name] for name in part.folded],
        "unfolded": _asked_for(engagement, standing, form, refusals),
        "refusals": refusals,
        "saved_now": form.saved_differently() if meanwhile else [],
        "saved_now_id": parts.SAVED_NOW,
    }


def _asked_for(engagement: Engagement, standing: Standing, form: PlanForm, refusals: list[Refusal]) -> bool:
    """Whether the folded facts are to be seen at once: something is said in them, or missing or wrong."""
    found = (*refusals, *standing.missing, *standing.warnings)
    wrong = {*form.errors, *(each.field for each in found)}
    folded = standing.part.folded
    return any(name in wrong or is_said(engagement, name) or _typed(form, name) for name in folded)


def _typed(form: PlanForm, name: str) -> bool:
    return form.is_bound and form.fields[name].has_changed(None, form[name].data)


def _plan_context(engagement: Engagement) -> dict[str, object]:
    far = progress(engagement, timezone.now())
    return {
        "engagement": engagement,
        "state": engagement.state_words,
        "progress": far,
        "missing": far.missing,
        "warnings": far.warnings,
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
            refusals = beside(form, refused.refusals)
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
