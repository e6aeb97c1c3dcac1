"""Pages for officers: state findings, choose quotes, publish what was heard."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from folkmoot.design.forms import beside, first_box
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.listen.evidence import queries, refusals, rules, use_cases
from folkmoot.listen.evidence.access import engagement_of, own_engagement, read_and_write
from folkmoot.listen.evidence.forms import FindingForm, QuoteForm
from folkmoot.listen.evidence.models import Finding
from folkmoot.listen.evidence.pictures import pictured
from folkmoot.listen.evidence.use_cases import ChosenQuote
from folkmoot.plan.engagements.models import Engagement
from folkmoot.words.refusals import Refusal, Refused

PASSAGES_OFFERED = 6
FIELDS = ("statement", "method", "quality", "themes")


@read_and_write
def findings(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = engagement_of(request, ref)
    context: dict[str, Any] = {}
    if request.method == "POST":
        own_engagement(request, ref)
        try:
            return _publish(request, engagement)
        except Refused as refused:
            context["refusals"] = refused.refusals
    found = list(queries.findings_of(engagement))
    context |= {
        "engagement": engagement,
        "may_work": rules.may_work(request.person, engagement),
        "findings": [pictured(each) for each in found],
        "unpublished": any(each.published_at is None for each in found),
        "published": any(each.published_at for each in found),
    }
    return render(request, "evidence/findings.html", context)


def _publish(request: StaffRequest, engagement: Engagement) -> HttpResponse:
    person = request.person
    published = use_cases.publish_findings(person, engagement, at=timezone.now())
    words = ngettext("%(n)s finding is public.", "%(n)s findings are public.", len(published))
    messages.success(request, words % {"n": len(published)})
    return redirect("evidence:findings", engagement.ref)


@read_and_write
def new_finding(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = own_engagement(request, ref)
    form = FindingForm(engagement, request.POST or None)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        person = request.person
        try:
            made = use_cases.state_finding(person, engagement, **form.cleaned_data, at=timezone.now())
            return redirect("evidence:quotes", engagement.ref, made.number)
        except Refused as refused:
            context["refusals"] = beside(form, refused.refusals)
    context |= {"engagement": engagement, "form": form}
    return render(request, "evidence/new_finding.html", context)


@read_and_write
def finding(request: StaffRequest, ref: str, number: int) -> HttpResponse:
    engagement = engagement_of(request, ref)
    found = _finding(engagement, number)
    form = FindingForm(engagement, initial={name: _initial(found, name) for name in FIELDS})
    context: dict[str, Any] = {}
    if request.method == "POST":
        own_engagement(request, ref)
        counting = request.POST.get("what") == "count"
        form = form if counting else FindingForm(engagement, request.POST)
        try:
            if done := _restate(request, found, form):
                return done
        except Refused as refused:
            context["refusals"] = beside(form, refused.refusals)
    context |= {
        "engagement": engagement,
        "may_work": rules.may_work(request.person, engagement),
        "may_read": rules.may_read_answers(request.person, engagement),
        "finding": pictured(found),
        "agrees": use_cases.counts_agree(found),
        "versions": engagement.findings.filter(number=number).exclude(pk=found.pk).order_by("-version"),
        "form": form,
    }
    return render(request, "evidence/finding.html", context)


def _initial(finding: Finding, name: str) -> Any:
    return list(finding.themes.all()) if name == "themes" else getattr(finding, name)


def _restate(request: StaffRequest, finding: Finding, form: FindingForm) -> HttpResponse | None:
    person, at = request.person, timezone.now()
    if request.POST.get("what") == "count":
        use_cases.restate_finding(person, finding, at=at)
        messages.success(request, gettext("The finding is counted again."))
    elif form.is_valid():
        use_cases.restate_finding(person, finding, **form.cleaned_data, at=at)
        messages.success(request, gettext("The finding is stated again."))
    else:
        return None
    return redirect("evidence:finding", finding.engagement.ref, finding.number)


@read_and_write
def quotes(request: StaffRequest, ref: str, number: int) -> HttpResponse:
    """Passages behind the finding, each to be quoted or not."""
    engagement = own_engagement(request, ref)
    found = _finding(engagement, number)
    forms = _quote_forms(request, found)
    context: dict[str, Any] = {}
    if request.method == "POST" and all(form.is_valid() for form in forms):
        person, at = request.person, timezone.now()
        chosen = [_chosen(form, person) for form in forms if form.cleaned_data["take"]]
        try:
            use_cases.restate_finding(person, found, quotes=chosen, at=at)
            messages.success(request, gettext("The quotes are saved."))
            return redirect("evidence:finding", engagement.ref, number)
        except Refused as refused:
            context["refusals"] = [_at_its_box(forms, each) for each in refused]
    context |= {"engagement": engagement, "finding": pictured(found), "forms": forms}
    context["next"] = _skipped(request) + PASSAGES_OFFERED if len(forms) >= PASSAGES_OFFERED else 0
    return render(request, "evidence/quotes.html", context)


def _at_its_box(forms: list[QuoteForm], refusal: Refusal) -> Refusal:
    """Say what is wrong with a quote at its own box, and lead there from the summary."""
    name = "checked" if refusal.reason == refusals.QUOTE_NOT_CHECKED else "text"
    for form in forms:
        if form.passage.pk == refusal.facts.get("passage"):
            form.add_error(name, refusal.sentence)
            return dataclasses.replace(refusal, fix=f"#{first_box(form[name])}")
    return refusal


def _quote_forms(request: StaffRequest, finding: Finding) -> list[QuoteForm]:
    """One form a passage: those quoted already, then the first of the others."""
    taken = {quote.passage_id: quote.text for quote in finding.quotes.all()}
    passages = queries.passages_to_quote(finding, taken, skip=_skipped(request), many=PASSAGES_OFFERED)
    words = queries.words_of(passages)
    typed = request.POST if request.method == "POST" else None
    return [
        QuoteForm(
            passage, typed, initial=_offered(passage.pk in taken, taken.get(passage.pk, words[passage.pk]))
        )
        for passage in passages
    ]


def _offered(taken: bool, words: str) -> dict[str, Any]:
    return {"text": words[:1000], "take": taken, "checked": taken}


def _skipped(request: StaffRequest) -> int:
    """How many passages the officer has gone past already."""
    typed = request.GET.get("from", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0


def _chosen(form: QuoteForm, person: Any) -> ChosenQuote:
    checked = person if form.cleaned_data["checked"] else None
    return ChosenQuote(form.passage, form.cleaned_data["text"], checked)


def _finding(engagement: Engagement, number: int) -> Finding:
    found = queries.findings_of(engagement).filter(number=number).first()
    if found is None:
        raise Http404
    return found
