"""Editions of the measures: a list, a new one, and one beside the one before."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.learn.performance import rules
from folkmoot.learn.performance.forms import EditionForm
from folkmoot.learn.performance.models import Edition
from folkmoot.learn.performance.queries import edition_before, editions, sections
from folkmoot.learn.performance.use_cases import compute_measures
from folkmoot.words.refusals import Refusal, Refused


def performance(request: StaffRequest) -> HttpResponse:
    """Every edition; the corporate team freezes a new one here."""
    person = request.person
    may_make = rules.may_make_editions(person)
    if request.method == "POST" and not may_make:
        raise PermissionDenied
    form = EditionForm(request.POST if request.method == "POST" else None)
    refusals: Sequence[Refusal] = ()
    if form.is_bound and form.is_valid():
        period = form.cleaned_data["from_on"], form.cleaned_data["to_on"]
        try:
            made = compute_measures(
                person, period=period, title=form.cleaned_data["title"], at=timezone.now()
            )
        except Refused as refused:
            refusals = refused.refusals
        else:
            messages.success(request, _("The figures are frozen. Everybody reads the same edition."))
            return redirect("performance:edition", edition=made.pk)
    facts = {"editions": editions(), "form": form, "refusals": refusals, "may_make": may_make}
    return render(request, "performance/performance.html", facts, status=422 if refusals else 200)


def edition(request: StaffRequest, edition: int) -> HttpResponse:
    """One edition as frozen, beside the one before it."""
    found = get_object_or_404(Edition.objects.select_related("frozen_by"), pk=edition)
    before = edition_before(found)
    facts = {"edition": found, "before": before, "sections": sections(found, before)}
    return render(request, "performance/edition.html", facts)
