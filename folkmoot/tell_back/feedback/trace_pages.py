"""The trace of one engagement, from either end: in figures for everybody, with contributions for staff."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from folkmoot.analysis.files import safe_cell
from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.foundation.records.cached_pages import cached_for_visitors
from folkmoot.foundation.records.queries import entries_of, without_single_people
from folkmoot.listen.evidence.models import Finding
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.queries import public_engagements, visible_to
from folkmoot.plan.engagements.reading_out import parts_named
from folkmoot.take_part.contributions.codes import tidy_code
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.tell_back.feedback import rules, trace_table
from folkmoot.tell_back.feedback.forms import ResponseCodeForm
from folkmoot.tell_back.feedback.pictures import Places, public_places, staff_places, trace_picture
from folkmoot.tell_back.feedback.queries import behind_commitment, contributions_in, receipt_of
from folkmoot.tell_back.feedback.queries import trace as trace_of
from folkmoot.tell_back.feedback.queries.endings import published_commitments
from folkmoot.tell_back.feedback.queries.trace import EXPORT_HEAD, Family, Trace, export_rows

PAGE = 20


@cached_for_visitors(60)
def trace(request: HttpRequest, slug: str) -> HttpResponse:
    """The flow picture, each band a link, and the same as a table. No personal words, no small numbers."""
    engagement = get_object_or_404(public_engagements(), slug=slug)
    found, places = trace_of(engagement), public_places(slug)
    facts = {
        "engagement": engagement,
        "trace": found,
        "smallest": profile().small_number,
        "pictures": trace_picture(found, places),
        "table": _table(found, places),
    }
    return render(request, "feedback/trace.html", facts)


@cached_for_visitors(60)
def theme(request: HttpRequest, slug: str, theme: int) -> HttpResponse:
    """What is in one band: the findings that rest on a theme and what came of each."""
    engagement = get_object_or_404(public_engagements(), slug=slug)
    family = _family(trace_of(engagement), theme)
    facts = {"engagement": engagement, "family": family, "smallest": profile().small_number}
    return render(request, "feedback/trace_theme.html", facts)


@cached_for_visitors(60)
def finding(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One finding: the themes it rests on, how it was weighed, what was decided and done."""
    engagement = get_object_or_404(public_engagements(), slug=slug)
    facts = _finding_facts(trace_of(engagement), number)
    return render(request, "feedback/trace_finding.html", facts)


def staff_trace(request: StaffRequest, ref: str) -> HttpResponse:
    """Both ends: find a contribution by its receipt, or choose a commitment; with the record beneath."""
    engagement, person = _engagement(request, ref)
    form = ResponseCodeForm(request.GET if "code" in request.GET else None)
    may_read = rules.may_read_words(person, engagement)
    if may_read and form.is_bound and form.is_valid():
        code = tidy_code(form.cleaned_data["code"])
        found = Contribution.objects.filter(engagement=engagement, receipt=code).first()
        if found is not None:
            return redirect("feedback:trace_contribution", ref=ref, contribution=found.pk)
        form.add_error("code", _("No response to this engagement has this code."))
    whole = trace_of(engagement, public=False, exact=may_read)
    entries = entries_of(engagement).order_by("-sequence")
    page = Paginator(entries if may_read else without_single_people(entries), PAGE).get_page(
        request.GET.get("page")
    )
    places = staff_places(ref) if may_read else public_places(engagement.slug)
    facts = {
        "engagement": engagement,
        "trace": whole,
        "pictures": trace_picture(whole, places),
        "table": _table(whole, places),
        "form": form,
        "may_read": may_read,
        "entries": page,
        "told": [(entry, parts_named(entry)) for entry in page],
    }
    return render(request, "feedback/staff_trace.html", facts)


def from_contribution(request: StaffRequest, ref: str, contribution: UUID) -> HttpResponse:
    """Forward: what one contribution said, and where each point ended."""
    engagement = _readable(request, ref)
    found = get_object_or_404(
        Contribution.objects.select_related("activity", "area", "engagement__owner", "entered_by"),
        engagement=engagement,
        pk=contribution,
    )
    facts = {"engagement": engagement, "contribution": found, "receipt": receipt_of(found, public=False)}
    return render(request, "feedback/from_contribution.html", facts)


def from_commitment(request: StaffRequest, ref: str, pk: int) -> HttpResponse:
    """Back: from a commitment to its answer, finding and themes, and every contribution behind them."""
    engagement = _readable(request, ref)
    commitment = get_object_or_404(published_commitments(engagement), pk=pk)
    facts = {
        "engagement": engagement,
        "commitment": commitment,
        "themes": commitment.item.finding.themes.order_by("pk"),
        "page": _page(request, behind_commitment(commitment)),
    }
    return render(request, "feedback/from_commitment.html", facts)


def staff_theme(request: StaffRequest, ref: str, theme: int) -> HttpResponse:
    """What is in one band, with the contributions that raised the theme."""
    engagement = _readable(request, ref)
    family = _family(trace_of(engagement, public=False, exact=True), theme)
    people = contributions_in(engagement, themes=family.themes).select_related("area")
    facts = {"engagement": engagement, "family": family, "page": _page(request, people)}
    return render(request, "feedback/staff_theme.html", facts)


def staff_finding(request: StaffRequest, ref: str, number: int) -> HttpResponse:
    engagement = _readable(request, ref)
    facts = _finding_facts(trace_of(engagement, public=False, exact=True), number)
    findings = Finding.objects.filter(engagement=engagement, number=number)
    people = contributions_in(engagement, findings=findings).select_related("area")
    return render(request, "feedback/staff_finding.html", facts | {"page": _page(request, people)})


def export(request: StaffRequest, ref: str) -> Any:
    """The whole trace as one CSV, sent row by row, so that its size does not matter."""
    engagement = _readable(request, ref)
    response = StreamingHttpResponse(_csv(export_rows(engagement)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{engagement.ref}-trace.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


class _Line:
    """What csv.writer writes to: gives each line back."""

    def write(self, line: str) -> str:
        return line


def _csv(rows: Iterator[tuple[Any, ...]], batch: int = 500) -> Iterator[str]:
    """Lines in batches: fewer, larger pieces over the wire. No cell can be taken for a formula."""
    writer = csv.writer(_Line())
    lines = ["\ufeff" + writer.writerow(EXPORT_HEAD)]
    for row in rows:
        lines.append(writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row]))
        if len(lines) >= batch:
            yield "".join(lines)
            lines = []
    yield "".join(lines)


def _engagement(request: StaffRequest, ref: str) -> tuple[Engagement, Person]:
    person = request.person
    return get_object_or_404(visible_to(person), ref=ref), person


def _readable(request: StaffRequest, ref: str) -> Engagement:
    """The engagement, for those who may read single contributions of it."""
    engagement, person = _engagement(request, ref)
    if not rules.may_read_words(person, engagement):
        raise PermissionDenied
    return engagement


def _family(trace: Trace, theme: int) -> Family:
    family = trace.family_of(theme)
    if family is None:
        raise Http404
    return family


def _table(trace: Trace, places: Places) -> dict[str, Any]:
    return {
        "head": trace_table.head(),
        "rows": trace_table.rows(trace, places.theme, places.finding),
        "numeric": (trace_table.PEOPLE,),
    }


def _finding_facts(trace: Trace, number: int) -> dict[str, Any]:
    for ending in trace.endings:
        if ending.finding.number == number:
            strands = [each for each in trace.strands if ending in each.endings]
            smallest = profile().small_number
            return {
                "engagement": trace.engagement,
                "ending": ending,
                "strands": strands,
                "smallest": smallest,
            }
    raise Http404


def _page(request: HttpRequest, rows: QuerySet[Contribution]) -> Any:
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))
