"""What came in through one survey: counts for each question, and the file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.analysis.drawing import Bar, bars
from folkmoot.analysis.files import safe_cell
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.plan.engagements.models import Activity
from folkmoot.plan.law.queries import NoRuleInForce
from folkmoot.take_part.contributions.figures import drawn, hidden_words
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.surveys.queries import equality_heard, results, said, version_in_use
from folkmoot.take_part.surveys.sheet import LISTED, sheet_of
from folkmoot.take_part.surveys.staff_pages.building import activity_or_404

EXPORT_BATCH = 500


def responses(request: StaffRequest, activity: int) -> HttpResponse:
    """Exact counts, for the staff of the owning service only."""
    subject = activity_or_404(request, activity)
    counted = results(subject)
    context = {
        "activity": subject,
        "engagement": subject.engagement,
        "drawings": [_drawing(each) for each in counted if each.question.kind in LISTED and each.answered],
        "texts": [each for each in counted if each.question.kind not in LISTED],
        "about": [_about(asked, table) for asked, table in _equality(subject)],
        "total": Contribution.objects.filter(activity=subject, state="counted").count(),
    }
    return render(request, "surveys/responses.html", context)


def export(request: StaffRequest, activity: int) -> StreamingHttpResponse:
    """Every answer as CSV, one row a response, a row at a time. A cell can never become a formula."""
    subject = activity_or_404(request, activity)
    if version_in_use(subject) is None:
        raise Http404
    response = StreamingHttpResponse(_lines(subject), content_type="text/csv; charset=utf-8")
    name = f"{subject.engagement.ref}-{subject.pk}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _drawing(counted: Any) -> Any:
    items = [Bar(str(option.text), counted.counts[option.key]) for option in counted.question.options]
    return drawn(
        bars,
        items,
        title=str(counted.question.text),
        description=_how_many(counted.answered),
        head=(_("Answer"), _("People")),
        hidden="",
    )


def _how_many(people: int) -> str:
    words = ngettext("%(n)s person answered this.", "%(n)s people answered this.", people)
    return words % {"n": intcomma(people)}


def _equality(activity: Activity) -> list[tuple[Any, Any]]:
    try:
        return equality_heard(activity, timezone.localdate())
    except NoRuleInForce:  # without the rule nothing is shown, rather than too much
        return []


def _about(asked: Any, table: Any) -> Any:
    items = [
        Bar(str(option.text), table.cell(option.key).value)
        for option in asked.options
        if option.key in table.columns
    ]
    return drawn(
        bars,
        items,
        title=str(asked.text),
        description=_("Optional answers, kept apart from what people said."),
        head=(_("Answer"), _("People")),
        hidden=hidden_words(table.rules.threshold),
    )


class _Echo:
    def write(self, line: str) -> str:
        return line


def _lines(activity: Activity) -> Iterator[str]:
    version = version_in_use(activity)
    questions = sheet_of(version).questions if version else ()
    writer = csv.writer(_Echo())
    yield "\ufeff"
    head = ["receipt", "channel", "submitted", "language", "ward", "state"]
    yield writer.writerow([*head, *(safe_cell(f"{each.key}: {each.text}") for each in questions)])
    every = (
        Contribution.objects.filter(activity=activity).select_related("area").order_by("received_at", "pk")
    )
    batch: list[Contribution] = []
    for contribution in every.iterator(chunk_size=EXPORT_BATCH):
        batch.append(contribution)
        if len(batch) == EXPORT_BATCH:
            yield from _batch(writer, batch, [each.key for each in questions])
            batch = []
    yield from _batch(writer, batch, [each.key for each in questions])


def _batch(writer: Any, batch: list[Contribution], keys: list[str]) -> Iterator[str]:
    texts = {(each.contribution, each.source): each.text for each in said([one.pk for one in batch])}
    for one in batch:
        facts = [one.receipt, one.channel, one.submitted_at.isoformat(), one.language]
        ward = str(one.area.name) if one.area else ""
        cells = [texts.get((one.pk, key), "") for key in keys]
        yield writer.writerow([*facts, safe_cell(ward), one.state, *map(safe_cell, cells)])
