"""Idea boards for staff: every idea, and whether it can go on."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.design.forms import beside
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.take_part.contributions.forms import posted
from folkmoot.take_part.contributions.rules import may_handle
from folkmoot.take_part.ideas.forms import JudgeForm
from folkmoot.take_part.ideas.queries import activities_of, every_idea
from folkmoot.take_part.ideas.use_cases import judge_idea
from folkmoot.words.refusals import Refused

A_PAGE = 50
JUDGED: dict[bool | None, str] = {True: "yes", False: "no"}


def manage(request: StaffRequest, activity: int) -> HttpResponse:
    """Every idea of a board, held ones too."""
    person = request.person
    subject = activities_of(person).filter(pk=activity).first()
    if subject is None:
        raise Http404
    context = {
        "activity": subject,
        "engagement": subject.engagement,
        "page": Paginator(every_idea(subject), A_PAGE).get_page(request.GET.get("page")),
        "may_handle": may_handle(person, subject.engagement),
    }
    return render(request, "ideas/manage.html", context)


def judge(request: StaffRequest, activity: int, pk: uuid.UUID) -> HttpResponse:
    """Say whether one idea can go on, and why not."""
    person = request.person
    subject = activities_of(person).filter(pk=activity).first()
    idea = every_idea(subject).filter(pk=pk).first() if subject else None
    if subject is None or idea is None or not may_handle(person, subject.engagement):
        raise Http404
    initial = {"eligible": JUDGED.get(idea.eligible), "reason": idea.eligibility_reason}
    form = JudgeForm(posted(request), initial=initial)
    found, status = [], 200
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            eligible = told["eligible"] == "yes"
            judge_idea(person, idea, eligible=eligible, reason=told["reason"], at=timezone.now())
        except Refused as refused:
            found, status = beside(form, refused.refusals), 409
        else:
            messages.success(request, _("Saved, with your name and reason in the record."))
            return redirect("ideas:manage", activity)
    context = {"activity": subject, "idea": idea, "form": form, "refusals": found}
    return render(request, "ideas/judge.html", context, status=status)
