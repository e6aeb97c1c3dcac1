"""Pages for decision makers' officers: findings with their answers, the pack, the decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot.decide.decisions import missing, queries, rules, use_cases
from folkmoot.decide.decisions.forms import AssessmentForm, ConsiderForm, CorrectionForm, DecisionForm
from folkmoot.decide.decisions.models import Assessment, Consideration, Decision
from folkmoot.decide.decisions.tiles import desk_tasks
from folkmoot.design.forms import beside
from folkmoot.design.tiles import Task
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.listen.evidence.models import Finding
from folkmoot.listen.evidence.pictures import pictured
from folkmoot.plan.engagements.models import Engagement
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refused

read_and_write = require_http_methods(["GET", "HEAD", "POST"])
FACTS = ("title", "decided", "reasons", "how_views_counted", "decided_by", "meeting", "decided_on")


def _engagement(request: StaffRequest, ref: str) -> Engagement:
    return get_object_or_404(queries.visible_to(request.person), ref=ref)


@require_safe
def desk(request: StaffRequest, ref: str) -> HttpResponse:
    """Findings with their answers as a list of tasks, and what leads from them to a decision."""
    engagement = _engagement(request, ref)
    person = request.person
    answered = queries.findings_with_answers(engagement)
    context = {
        "engagement": engagement,
        "may_consider": rules.may_consider(person, engagement),
        "may_record": rules.may_record(person),
        "answered": [(each, pictured(each.finding)) for each in answered],
        "done": sum(each.answer is not None for each in answered),
        "left": sum(each.answer is None for each in answered),
        "tasks": [task for task in desk_tasks(person=person, engagement=engagement) if _is_ahead(task)],
        "decisions": queries.decisions_of(engagement),
    }
    return render(request, "decisions/desk.html", context)


def _is_ahead(task: Task) -> bool:
    return task.stage in ("decide", "plan")


@read_and_write
def assessment(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = _engagement(request, ref)
    person = request.person
    may_assess = rules.may_assess(person, engagement)
    context: dict[str, Any] = {}
    bound = None
    if request.method == "POST":
        if not may_assess:
            raise PermissionDenied
        bound = AssessmentForm(request.POST)
        try:
            if bound.is_valid():
                return _assess(request, engagement, bound)
        except Refused as refused:
            context["refusals"] = beside(bound, refused.refusals)
    there = queries.current_assessments(engagement)
    context |= {
        "engagement": engagement,
        "may_assess": may_assess,
        "assessments": [
            (queries.KIND_NAMES[kind], there.get(kind), _form_for(kind, there.get(kind), bound))
            for kind in queries.kinds_required()
        ],
        "form": bound,
        "closed": engagement.closed_at is not None,
        "earlier": _named(engagement.assessments.filter(current=False).order_by("kind", "-version")),
    }
    return render(request, "decisions/assessment.html", context)


def _named(assessments: Iterable[Assessment]) -> list[tuple[Bilingual, Assessment]]:
    """Each with the name of its kind in both languages."""
    return [(queries.KIND_NAMES[Assessment.Kind(each.kind)], each) for each in assessments]


def _form_for(kind: str, there: Assessment | None, bound: AssessmentForm | None) -> AssessmentForm:
    if bound is not None and bound.data.get("kind") == kind:
        return bound
    return AssessmentForm(initial={"kind": kind, "summary": there.summary if there else ""})


def _assess(request: StaffRequest, engagement: Engagement, form: AssessmentForm) -> HttpResponse:
    person, at = request.person, timezone.now()
    kind, summary = form.cleaned_data["kind"], form.cleaned_data["summary"]
    there = queries.current_assessments(engagement).get(kind)
    if there and request.POST.get("what") == "finish":
        use_cases.finish_assessment(person, there, summary=summary, at=at)
        messages.success(request, gettext("The assessment is finished."))
    elif there is None or there.finished_on:
        use_cases.start_assessment(person, engagement, kind=kind, summary=summary, at=at)
        messages.success(request, gettext("The assessment is started."))
    else:
        use_cases.update_assessment(person, there, summary=summary, at=at)
        messages.success(request, gettext("The assessment is saved."))
    return redirect("decisions:assessment", engagement.ref)


@read_and_write
def consider(request: StaffRequest, ref: str, finding: int) -> HttpResponse:
    engagement = _engagement(request, ref)
    person = request.person
    if not rules.may_consider(person, engagement):
        raise PermissionDenied
    found = get_object_or_404(
        Finding.objects.select_related("engagement__owner"), pk=finding, engagement=engagement
    )
    answer = Consideration.objects.filter(finding=found).first()
    initial = {"response": answer.response, "disposition": answer.disposition} if answer else {}
    form = ConsiderForm(request.POST if request.method == "POST" else None, initial=initial)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            use_cases.consider_finding(person, found, **form.cleaned_data, at=timezone.now())
            return _next_finding(request, engagement)
        except Refused as refused:
            context["refusals"] = beside(form, refused.refusals)
    context |= {"engagement": engagement, "finding": pictured(found), "answer": answer, "form": form}
    context["decided"] = queries.decisions_of(engagement).exists()
    return render(request, "decisions/consider.html", context)


def _next_finding(request: StaffRequest, engagement: Engagement) -> HttpResponse:
    """On to the next finding without an answer, or back to the list."""
    messages.success(request, gettext("Your answer is saved."))
    for each in queries.findings_with_answers(engagement):
        if each.answer is None:
            return redirect("decisions:consider", engagement.ref, each.finding.pk)
    return redirect("decisions:desk", engagement.ref)


@read_and_write
def pack(request: StaffRequest, ref: str) -> HttpResponse:
    """What the decision-holder will see: a preview until it is issued, then what was issued."""
    engagement = _engagement(request, ref)
    person = request.person
    context: dict[str, Any] = {}
    if request.method == "POST":
        if not rules.may_record(person):
            raise PermissionDenied
        try:
            issued = use_cases.issue_pack(person, engagement, at=timezone.now())
            messages.success(request, gettext("Pack %(n)s is issued.") % {"n": issued.version})
            return redirect("decisions:decide", engagement.ref)
        except Refused as refused:
            context["refusals"] = refused.refusals
    context |= {
        "engagement": engagement,
        "may_record": rules.may_record(person),
        "missing": missing.why_no_pack(engagement),
        "answered": [(each, pictured(each.finding)) for each in queries.findings_with_answers(engagement)],
        "assessments": _named(queries.current_assessments(engagement).values()),
        "packs": engagement.packs.select_related("issued_by").order_by("-version"),
        "current": missing.pack_is_current(engagement),
    }
    return render(request, "decisions/pack.html", context)


@read_and_write
def decide(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = _engagement(request, ref)
    person = request.person
    if not rules.may_record(person):
        raise PermissionDenied
    initial = {"decided_by": engagement.decision_holder, "title": engagement.decision}
    form = DecisionForm(request.POST if request.method == "POST" else None, initial=initial)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            use_cases.record_decision(person, engagement, **form.cleaned_data, at=timezone.now())
            messages.success(request, gettext("The decision is recorded and public."))
            return redirect("decisions:desk", engagement.ref)
        except Refused as refused:
            context["refusals"] = beside(form, refused.refusals)
    context |= {
        "engagement": engagement,
        "form": form,
        "missing": [] if "refusals" in context else missing.why_no_decision(engagement),
        "decisions": queries.decisions_of(engagement),
    }
    return render(request, "decisions/decide.html", context)


@read_and_write
def correct(request: StaffRequest, ref: str, number: int) -> HttpResponse:
    """Put a recorded decision right."""
    engagement = _engagement(request, ref)
    person = request.person
    if not rules.may_record(person):
        raise PermissionDenied
    found = get_object_or_404(Decision.objects.select_related("engagement__owner", "pack"), pk=number)
    if found.engagement_id != engagement.pk:
        raise Http404
    initial = {name: getattr(found, name) for name in FACTS}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=initial)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            use_cases.correct_decision(person, found, **form.cleaned_data, at=timezone.now())
            messages.success(request, gettext("The decision is put right."))
            return redirect("decisions:desk", engagement.ref)
        except Refused as refused:
            context["refusals"] = beside(form, refused.refusals)
    context |= {"engagement": engagement, "form": form, "decision": found}
    return render(request, "decisions/decide.html", context)
