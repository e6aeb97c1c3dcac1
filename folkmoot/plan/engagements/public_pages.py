"""What residents see: engagements open, coming and past; one engagement; its documents; a group's part."""

from __future__ import annotations

import datetime as dt
import re
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.design.tiles import tiles_for
from folkmoot.foundation.people.models import Group
from folkmoot.foundation.records.cached_pages import cached_for_visitors
from folkmoot.plan.engagements import queries
from folkmoot.plan.engagements.forms import wards
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.queries import Line, Standing
from folkmoot.plan.engagements.timeline import timeline
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.templatetags.words import words

A_PAGE = 20
LONGEST_SEARCH = 100
STANDING_WORDS = {
    Standing.OPEN: (_("Open now"), "teal"),
    Standing.COMING: (_("Coming soon"), "blue"),
    Standing.CLOSED: (_("Closed, waiting for a decision"), "yellow"),
    Standing.DECIDED: (_("Decided"), "green"),
}


@cached_for_visitors(seconds=60)
def engagements(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    wanted = request.GET.get("state", "")
    area = request.GET.get("area", "").replace("\x00", "")[:9]
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    found = queries.in_standing(wanted, at) if wanted in STANDING_WORDS else queries.newest_first()
    if area:
        found = queries.about_area(found, area)
    page = queries.page_of(queries.matching(found, typed), request.GET.get("page"), A_PAGE)
    context = {
        "page": page,
        "cards": [_card(each, at) for each in page.object_list],
        "states": [("", _("All")), *((key, status[0]) for key, status in STANDING_WORDS.items())],
        "areas": [("", _("All areas")), *wards().values_list("code", "name")],
        "state": wanted,
        "area": area,
        "q": typed,
    }
    return render(request, "engagements/list.html", context)


def _card(engagement: Line, at: Any) -> dict[str, Any]:
    """The attributes of the card component."""
    stands = queries.standing(engagement, at)
    status, colour = STANDING_WORDS[stands]
    return {
        "title": words(engagement.title),
        "href": reverse("engagements:page", args=[engagement.slug]),
        "summary": words(engagement.summary),
        "service": words(engagement.service),
        "minutes": engagement.minutes,
        "status": str(status),
        "colour": colour,
        "closes_at": engagement.closes_at if stands == Standing.OPEN else None,
        "opens_at": engagement.opens_at if stands == Standing.COMING else None,
        "kind": "now" if stands == Standing.OPEN else "quiet" if stands == Standing.DECIDED else "",
    }


@cached_for_visitors(seconds=60)
def forward_plan(request: HttpRequest) -> HttpResponse:
    """What opens within the next twelve months, month by month (C-023)."""
    planned = queries.coming(timezone.now()).defer(*queries.LONG_WORDS)
    months = groupby(planned, key=_opening_month)
    context = {"months": [(month, list(each)) for month, each in months]}
    return render(request, "engagements/forward_plan.html", context)


def _opening_month(engagement: Engagement) -> dt.date | None:
    return engagement.opens_on.replace(day=1) if engagement.opens_on else None


@cached_for_visitors(seconds=60)
def engagement(request: HttpRequest, slug: str) -> HttpResponse:
    found = _public_or_404(slug)
    at = timezone.now()
    stands = queries.standing(found, at)
    status, colour = STANDING_WORDS[stands]
    context = {
        "engagement": found,
        "standing": stands.value,
        "standing_words": status,
        "colour": colour,
        "stages": timeline(request, found),
        **_what_can_change(found),
        "ways": found.ways.order_by("position", "pk"),
        "participate": tiles_for("engagement.participate", request, engagement=found),
        "parts": tiles_for("engagement.page", request, engagement=found),
        "documents": queries.live_documents(found).defer("body"),
        "involvements": queries.groups_involved(found),
        "areas": found.areas.all(),
        "whole_council": queries.is_about_whole_council(found),
    }
    return render(request, "engagements/page.html", context)


def _what_can_change(engagement: Engagement) -> dict[str, Any]:
    """What can change and what cannot, line by line; each `cannot` beside its reason where they pair up."""
    cannot, why = lines(engagement.cannot_change), lines(engagement.cannot_change_why)
    pairs = list(zip(cannot, why, strict=True)) if len(cannot) == len(why) else []
    return {
        "can_change": lines(engagement.can_change),
        "cannot_change": cannot,
        "cannot_why": why,
        "cannot_each": pairs,
    }


def lines(words: Bilingual) -> list[Bilingual]:
    """Words cut at each line, in the language they will be shown in."""
    language, text = words.spoken()
    return [Bilingual(**{language: line.strip()}) for line in text.splitlines() if line.strip()]


@cached_for_visitors(seconds=60)
def document(request: HttpRequest, slug: str, document: str) -> HttpResponse:
    found = _public_or_404(slug)
    shown = get_object_or_404(queries.live_documents(found), slug=document)
    context = {"engagement": found, "document": shown, "paragraphs": paragraphs(shown.body)}
    return render(request, "engagements/document.html", context)


def paragraphs(body: Bilingual) -> list[Bilingual]:
    """A document's text cut where an empty line stands, in the language it will be shown in."""
    language, text = body.spoken()
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    return [Bilingual(**{language: part.strip()}) for part in parts if part.strip()]


@cached_for_visitors(seconds=60)
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Every engagement a group took part in and what changed (V-12)."""
    if pk > 2**62:
        raise Http404
    found = get_object_or_404(Group, pk=pk)
    involvements = queries.involvements_of(found)
    page = Paginator(involvements, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "engagements/group.html", {"group": found, "page": page})


def _public_or_404(slug: str) -> Engagement:
    return get_object_or_404(queries.public_engagements(), slug=slug)
