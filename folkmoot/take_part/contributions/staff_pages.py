"""Answers as staff see them: arriving, and one by one."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.design.forms import Form
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.plan.engagements.models import Activity, Engagement
from folkmoot.take_part.contributions import figures, queries
from folkmoot.take_part.contributions.forms import (
    STATE_COLOURS,
    STATE_NAMES,
    AppealForm,
    ModerationForm,
    posted,
)
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.rules import READERS, may_handle, within_reach
from folkmoot.take_part.contributions.tools import Tool, all_tools
from folkmoot.take_part.contributions.use_cases import answer_appeal, moderate
from folkmoot.take_part.contributions.withholding import rules
from folkmoot.words.refusals import Refused

LATEST = 20


def arriving(request: StaffRequest, ref: str) -> HttpResponse:
    """Answers as they come in: by day, by channel, by ward, and the latest."""
    person = request.person
    reachable = Engagement.objects.filter(within_reach(person, READERS, "owner"), ref=ref)
    engagement = get_object_or_404(reachable.select_related("owner"))
    heard = queries.heard_exactly(engagement)
    days = queries.by_day(engagement)
    latest = queries.visible_to(person).filter(engagement=engagement).order_by("-received_at")[:LATEST]
    context = {
        "engagement": engagement,
        "heard": heard,
        "drawings": _drawings(heard, days) if heard.anybody else [],
        "latest": [(each, STATE_NAMES[each.state], queries.CHANNEL_NAMES[each.channel]) for each in latest],
        "ways": _ways(engagement),
        "may_handle": may_handle(person, engagement),
        "waiting": Contribution.objects.filter(engagement=engagement, state="held").count(),
        "today": days.get(timezone.localdate(), 0),
    }
    return render(request, "contributions/arriving.html", context)


def _drawings(heard: queries.Heard, days: dict) -> list:
    return [figures.by_day(days), figures.by_channel(heard), figures.by_ward(heard)]


def _ways(engagement: Engagement) -> list[dict]:
    """Each activity with where staff build it and key for it, and how much came in."""
    tools = {tool.key: tool for tool in all_tools()}
    activities = [each for each in engagement.activities.order_by("pk") if each.tool in tools]
    counts = queries.counts_of(activities)
    return [_way(each, tools[each.tool], counts.get(each.pk, 0)) for each in activities]


def _way(activity: Activity, tool: Tool, count: int) -> dict:
    key_in = tool.key_in_url(activity) if tool.key_in_url else ""
    facts = {"tool": tool.name, "build": tool.staff_url(activity), "key_in": key_in, "count": count}
    return {"activity": activity, **facts}


def detail(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """One answer: what was said, how it came, and what became of it. Equality answers are not here."""
    person = request.person
    contribution = queries.visible_to(person).filter(pk=pk).first()
    if contribution is None:
        raise Http404
    form = ModerationForm(posted(request))
    found = []
    if request.method == "POST" and form.is_valid():
        try:
            moderate(person, contribution, **form.cleaned_data, at=timezone.now())
        except Refused as refused:
            found = refused.refusals
        else:
            messages.success(request, _("Saved, with your name and reason in the record."))
            return redirect("contributions:detail", pk)
    context = _detail(person, contribution, form, found)
    return render(request, "contributions/detail.html", context, status=409 if found else 200)


def appeal(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """Look again at what a colleague set aside."""
    person = request.person
    contribution = queries.visible_to(person).filter(pk=pk).first()
    asked = queries.appeal_of(contribution) if contribution else None
    if contribution is None or asked is None or not may_handle(person, contribution.engagement):
        raise Http404
    form = AppealForm(posted(request))
    found = []
    if request.method == "POST" and form.is_valid():
        try:
            answer_appeal(person, asked, **form.cleaned_data, at=timezone.now())
        except Refused as refused:
            found = refused.refusals
        else:
            messages.success(request, _("Saved, with your name and reason in the record."))
            return redirect("contributions:detail", pk)
    context = _detail(person, contribution, form, found) | {
        "appeal": asked,
        "rule": rules().get(asked.about.rule),
        "own": asked.about.by_id == person.pk,
    }
    return render(request, "contributions/appeal.html", context, status=409 if found else 200)


def _detail(person: Person, contribution: Contribution, form: Form, found: list) -> dict:
    tools = {tool.key: tool for tool in all_tools()}
    tool = tools.get(contribution.activity.tool)
    return {
        "contribution": contribution,
        "engagement": contribution.engagement,
        "channel": queries.CHANNEL_NAMES[contribution.channel],
        "state": STATE_NAMES[contribution.state],
        "colour": STATE_COLOURS[contribution.state],
        "said": list(tool.said([contribution.pk])) if tool else [],
        "appeal": queries.appeal_of(contribution),
        "history": [
            (each, STATE_NAMES[each.decision], rules().get(each.rule))
            for each in contribution.moderation.select_related("by").order_by("at", "pk")
        ],
        "form": form,
        "refusals": found,
        "may_handle": may_handle(person, contribution.engagement),
    }
