"""Officers' pages: write the answer to each finding, look at it, publish it, and follow what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.design.forms import beside
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.queries import visible_to
from folkmoot.tell_back.feedback import rules
from folkmoot.tell_back.feedback.checks import against_publishing
from folkmoot.tell_back.feedback.forms import AnswerForm, PledgeForm, SummaryForm, UpdateForm
from folkmoot.tell_back.feedback.models import Commitment, Item, Report
from folkmoot.tell_back.feedback.queries import published_report
from folkmoot.tell_back.feedback.queries.endings import answers_of
from folkmoot.tell_back.feedback.queries.writing import draft_of, suggested_answers, updatable_commitments
from folkmoot.tell_back.feedback.trace_table import lead
from folkmoot.tell_back.feedback.use_cases import (
    Answer,
    Pledge,
    draft_report,
    publish_feedback,
    update_commitment,
)
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal, Refused

PAGE = 50
SPARE_PLEDGES = 1


@dataclass
class Part:
    """One finding on the writing page: its forms and what they hold."""

    finding: Any
    answer: AnswerForm
    pledges: list[PledgeForm]
    settled: bool = False

    @property
    def outcome(self) -> str:
        return str(self.answer.initial.get("outcome", ""))

    @property
    def answered(self) -> Bilingual:
        """What was answered so far, in short."""
        about = "because" if self.outcome == Item.Outcome.DID_NOT else "did"
        return lead(self.answer.initial.get(about, Bilingual()))

    def is_valid(self) -> bool:
        return all([self.answer.is_valid(), *(each.is_valid() for each in self.pledges)])

    def filled(self) -> Answer:
        pledges = [
            Pledge(each.cleaned_data["title"], each.cleaned_data["service"], each.cleaned_data["due_on"])
            for each in self.pledges
            if not each.is_empty
        ]
        return Answer(self.finding, commitments=pledges, **self.answer.cleaned_data)


def write(request: StaffRequest, ref: str) -> HttpResponse:
    """Every finding with what was said, and room for what came of it. Filled from the considerations."""
    engagement, person = _writable(request, ref)
    draft, published = draft_of(engagement), published_report(engagement)
    data = request.POST if request.method == "POST" else None
    latest = draft or published
    starting = {"summary": latest.summary} if latest else {}
    if draft:
        starting["correction"] = draft.correction
    form = SummaryForm(data, initial=starting, correcting=published is not None)
    parts = [_part(suggestion, data) for suggestion in suggested_answers(engagement)]
    refusals: Sequence[Refusal] = ()
    if data is not None and all([form.is_valid(), *(part.is_valid() for part in parts)]):
        try:
            _save(person, engagement, form, parts)
        except Refused as refused:
            refusals = refused.refusals
        else:
            messages.success(request, _("The draft is kept. Nobody outside the council can see it yet."))
            return redirect("feedback:preview" if "preview" in request.POST else "feedback:write", ref=ref)
    facts = {
        "engagement": engagement,
        "form": form,
        "parts": parts,
        "part_forms": [each for part in parts for each in (part.answer, *part.pledges)],
        "refusals": refusals,
        "wrong": bool(refusals) or (data is not None and _has_errors(form, parts)),
        "draft": draft,
        "published": published,
    }
    return render(request, "feedback/write.html", facts, status=422 if refusals else 200)


def preview(request: StaffRequest, ref: str) -> HttpResponse:
    """The draft as people will read it, with the list of what is still missing."""
    engagement, _person = _writable(request, ref)
    draft = draft_of(engagement)
    if draft is None and published_report(engagement) is None:
        return redirect("feedback:write", ref=ref)
    return _show_preview(request, engagement, draft)


def publish(request: StaffRequest, ref: str) -> HttpResponse:
    """Tell everybody. By POST only; a refusal shows the same list again."""
    engagement, person = _writable(request, ref)
    draft = draft_of(engagement)
    if request.method != "POST" or draft is None:
        return redirect("feedback:preview", ref=ref)
    try:
        publish_feedback(person, draft, at=timezone.now())
    except Refused as refused:
        return _show_preview(request, engagement, draft, refused.refusals)
    messages.success(request, _("Published. Everyone who left an address is being told."))
    return redirect("feedback:preview", ref=ref)


def commitments(request: StaffRequest) -> HttpResponse:
    """Every commitment this person may update, those due first."""
    found = updatable_commitments(request.person)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "feedback/commitments.html", {"page": page, "today": timezone.localdate()})


def commitment(request: StaffRequest, pk: int) -> HttpResponse:
    """One commitment: what has been said about it so far, and room for the next news."""
    person = request.person
    seen = Commitment.objects.filter(engagement__in=visible_to(person)).select_related(
        "engagement__owner", "service", "item__report", "item__finding"
    )
    found = get_object_or_404(seen, pk=pk)
    if not rules.may_update(person, found):
        raise PermissionDenied
    form = UpdateForm(request.POST or None, initial={"state": found.state})
    refusals: Sequence[Refusal] = ()
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            update_commitment(person, found, **form.cleaned_data, at=timezone.now())
        except Refused as refused:
            refusals, status = beside(form, refused.refusals), 422
        else:
            messages.success(request, _("The news is published with the commitment."))
            return redirect("feedback:commitment", pk=pk)
    facts = {
        "commitment": found,
        "updates": found.updates.select_related("by").order_by("-at", "-pk"),
        "form": form,
        "refusals": refusals,
        "closed": found.state in (Commitment.State.DONE, Commitment.State.DROPPED),
    }
    return render(request, "feedback/commitment.html", facts, status=status)


def _writable(request: StaffRequest, ref: str) -> tuple[Engagement, Person]:
    person = request.person
    engagement = get_object_or_404(visible_to(person), ref=ref)
    if not rules.may_write(person, engagement):
        raise PermissionDenied
    return engagement, person


def _part(suggestion: dict[str, Any], data: Any) -> Part:
    finding = suggestion["finding"]
    answer = AnswerForm(data, initial=suggestion, prefix=f"f{finding.pk}")
    made = [
        {"title": each.title, "service": each.service_id, "due_on": each.due_on}
        for each in suggestion["commitments"]
    ]
    blank = [{"service": finding.engagement.owner_id}] * SPARE_PLEDGES
    pledges = [
        PledgeForm(data, initial=initial, prefix=f"f{finding.pk}c{place}")
        for place, initial in enumerate([*made, *blank])
    ]
    return Part(finding, answer, pledges, suggestion.get("settled", False))


def _has_errors(form: SummaryForm, parts: list[Part]) -> bool:
    return bool(form.errors) or not all(part.is_valid() for part in parts)


def _save(person: Person, engagement: Engagement, form: SummaryForm, parts: list[Part]) -> Report:
    return draft_report(
        person,
        engagement,
        summary=form.cleaned_data["summary"],
        correction=form.cleaned_data.get("correction", ""),
        items=[part.filled() for part in parts],
        at=timezone.now(),
    )


def _show_preview(
    request: StaffRequest,
    engagement: Engagement,
    draft: Report | None,
    refusals: Sequence[Refusal] = (),
) -> HttpResponse:
    missing = list(against_publishing(draft, timezone.now())) if draft else []
    facts = {
        "engagement": engagement,
        "draft": draft,
        "report": draft or published_report(engagement),
        "answers": answers_of(engagement, draft),
        "missing": missing,
        "refusals": refusals,
        "waiting": engagement.contributions.exclude(notify_email="").count(),
    }
    return render(request, "feedback/preview.html", facts, status=422 if refusals else 200)
