"""Feedback for everybody: one engagement's answer, what changed council-wide, and the feedback clock."""

from __future__ import annotations

import datetime as dt

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.records.cached_pages import cached_for_visitors
from folkmoot.plan.engagements.queries import public_engagements
from folkmoot.tell_back.feedback.forms import ClockFilter, YearFilter
from folkmoot.tell_back.feedback.pictures import clock_picture
from folkmoot.tell_back.feedback.promises import (
    FEEDBACK,
    STANDINGS,
    interim_promise,
    interim_rule,
    promises,
)
from folkmoot.tell_back.feedback.queries import clock, how_we_listened, latest_changes, published_report
from folkmoot.tell_back.feedback.queries.changes import latest_reports, years_closed
from folkmoot.tell_back.feedback.queries.endings import answers_of, versions_of

PAGE = 20


@cached_for_visitors(60)
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """We asked, you said, we did, we did not because; before that, when it is promised."""
    engagement = get_object_or_404(public_engagements(), slug=slug)
    today = timezone.localdate()
    published = published_report(engagement)
    promise = next(
        (
            each
            for each in promises(today, type(engagement).objects.filter(pk=engagement.pk))
            if each.kind == FEEDBACK
        ),
        None,
    )
    facts = {
        "engagement": engagement,
        "report": published,
        "smallest": profile().small_number,
        "answers": answers_of(engagement),
        "versions": versions_of(engagement),
        "promise": promise,
        "interim_on": interim_promise(engagement, interim_rule(today)),
    }
    return render(request, "feedback/report.html", facts)


@cached_for_visitors(60)
def what_changed(request: HttpRequest) -> HttpResponse:
    """What changed because of residents, and the record of how the council listened (V-11)."""
    years = years_closed()
    form = YearFilter(request.GET or None, years=years)
    year = form.chosen()
    from_on, to_on = (dt.date(year, 1, 1), dt.date(year, 12, 31)) if year else (None, None)
    rows, totals = how_we_listened(timezone.localdate(), from_on=from_on, to_on=to_on)
    facts = {
        "form": form,
        "year": year,
        "changes": latest_changes(12),
        "reports": latest_reports(),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "totals": totals,
    }
    return render(request, "feedback/what_changed.html", facts)


@cached_for_visitors(60)
def feedback_clock(request: HttpRequest) -> HttpResponse:
    """Every promise of the council, kept, due or overdue, by service, with the longest waits named."""
    everything = clock(timezone.localdate())
    form = ClockFilter(request.GET or None, services=[each.service for each in everything.by_service()])
    service, standing = form.chosen()
    shown = everything.of_service(service) if service else everything
    listed = shown.standing(standing) if standing in STANDINGS else shown
    facts = {
        "form": form,
        "service": service,
        "clock": shown,
        "tallies": everything.by_service(),
        "picture": clock_picture(everything) if everything.promises else None,
        "page": Paginator(listed.promises, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "feedback/clock.html", facts)
