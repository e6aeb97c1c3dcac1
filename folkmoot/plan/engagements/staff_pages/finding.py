"""What every staff page does first: find the engagement among those the person may see."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.plan.engagements import parts, queries, rules
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.parts import Part


def the_engagement(request: StaffRequest, ref: str) -> Engagement:
    """The engagement of that reference; what a person may not see is not found."""
    found = queries.visible_to(request.person).filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def the_engagement_to_write(request: StaffRequest, ref: str) -> Engagement:
    """The same, for people who may change it."""
    found = the_engagement(request, ref)
    if not rules.may_edit(request.person, found):
        raise PermissionDenied
    return found


def the_engagement_to_approve(request: StaffRequest, ref: str) -> Engagement:
    """The same, for people who may approve it, and for its writers, who can read what is missing."""
    found = the_engagement(request, ref)
    if not (rules.may_approve(request.person, found) or rules.may_edit(request.person, found)):
        raise PermissionDenied
    return found


def show(request: StaffRequest, name: str, context: dict[str, Any], *, wrong: bool = False) -> HttpResponse:
    """A page of this feature; with status 400 where something was wrong with what was sent."""
    return render(request, f"engagements/{name}.html", context, status=400 if wrong else 200)


def saved(request: StaffRequest, engagement: Engagement, part: Part) -> HttpResponse:
    """Back to the list of parts, or on to the next one; once the plan is approved, to the desk."""
    messages.success(request, gettext("Saved: %(part)s.") % {"part": part.name})
    if not engagement.is_planning:
        return redirect("engagements:desk", ref=engagement.ref)
    page = parts.after(part).address(engagement) if "next" in request.POST else ""
    return redirect(page or reverse("engagements:plan", args=[engagement.ref]))


def done(request: StaffRequest, words: Any, page: str, engagement: Engagement) -> HttpResponse:
    """Say what happened and go on."""
    messages.success(request, str(words))
    return redirect(page, ref=engagement.ref)
