"""Keying forms, calls and sheets from meetings: the questions in the order of the paper, one page, and on."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.design.forms import Form
from folkmoot.foundation.council.queries import LOCAL_TIME
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.contributions.forms import posted
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.rules import HANDLERS, keying_refusals
from folkmoot.take_part.contributions.use_cases import KEYED
from folkmoot.take_part.surveys.forms import AnswerForm, PaperForm
from folkmoot.take_part.surveys.models import Version
from folkmoot.take_part.surveys.queries import version_in_use
from folkmoot.take_part.surveys.sheet import sheet_of
from folkmoot.take_part.surveys.staff_pages.building import activity_or_404
from folkmoot.take_part.surveys.use_cases import record_paper_response
from folkmoot.words.refusals import Refused

LATEST = 10


def key(request: StaffRequest, activity: int) -> HttpResponse:
    """One form after another: "Save and key next" keeps the channel and the date."""
    subject = activity_or_404(request, activity, *HANDLERS)
    version = version_in_use(subject)
    if version is None:
        return redirect("surveys:build", activity)
    sheet = sheet_of(version)
    envelope = PaperForm(posted(request), initial=_kept_from_last(request))
    answers = AnswerForm(list(sheet.questions), posted(request), required=False)
    about = AnswerForm(list(sheet.equality), posted(request), required=False)
    forms = (envelope, answers, about)
    found = keying_refusals(subject, timezone.now()) if request.method == "GET" else []
    valid = [form.is_valid() for form in forms]
    if all(valid):
        try:
            kept = _record(request, version, *forms)
        except Refused as refused:
            found = refused.refusals
        else:
            return _on(request, subject, kept, envelope)
    context = {
        "activity": subject,
        "engagement": subject.engagement,
        "forms": forms,
        "form": _all_errors(forms),
        "refusals": found,
        "equality": about.fields,
        "latest": _latest(subject),
    }
    return render(
        request, "surveys/key.html", context, status=409 if found and request.method == "POST" else 200
    )


def _record(
    request: StaffRequest, version: Version, envelope: PaperForm, answers: AnswerForm, about: AnswerForm
) -> Contribution:
    told = envelope.cleaned_data
    return record_paper_response(
        request.person,
        version,
        answers=answers.answers,
        equality=about.answers,
        submitted_at=_moment(told["submitted_on"]),
        paper_ref=told["paper_ref"],
        channel=told["channel"],
        language=told["language"],
        at=timezone.now(),
    )


def _moment(day: dt.date) -> dt.datetime:
    """A paper form has a day and no hour: today's counts from now, any other from its noon."""
    noon = dt.datetime.combine(day, dt.time(12), LOCAL_TIME)
    now = timezone.now()
    return min(noon, now) if day == now.astimezone(LOCAL_TIME).date() else noon


def _on(request: StaffRequest, activity: Activity, kept: Contribution, envelope: PaperForm) -> HttpResponse:
    messages.success(request, _("Saved. The code of this answer is %(code)s.") % {"code": kept.receipt})
    if "done" in request.POST:
        return redirect("contributions:arriving", activity.engagement.ref)
    told = envelope.cleaned_data
    there = reverse("surveys:key", args=[activity.pk])
    return redirect(
        f"{there}?channel={told['channel']}&on={told['submitted_on']}&language={told['language']}"
    )


def _kept_from_last(request: StaffRequest) -> dict[str, str]:
    """What stays from the form before: a pile of paper has mostly one channel and one date."""
    kept = {}
    if request.GET.get("channel") in KEYED:
        kept["channel"] = request.GET["channel"]
    if request.GET.get("language") in ("en", "cy"):
        kept["language"] = request.GET["language"]
    if on := request.GET.get("on"):
        kept["submitted_on"] = on
    return kept


def _all_errors(forms: tuple[Form, ...]) -> Form:
    """The first form that has something wrong, for the summary at the top."""
    return next((form for form in forms if form.is_bound and form.errors), forms[0])


def _latest(activity: Activity) -> list[Contribution]:
    keyed = Contribution.objects.filter(activity=activity, channel__in=KEYED)
    return list(keyed.select_related("entered_by").order_by("-received_at")[:LATEST])
