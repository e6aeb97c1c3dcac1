"""Letters to everyone who asked to hear: what came of each point they made."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from folkmoot.design.templatetags.design import day
from folkmoot.foundation.messages.use_cases import Message, queue_messages
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.tell_back.feedback.models import Item, Notice, Report
from folkmoot.tell_back.feedback.queries.endings import Point, endings_of
from folkmoot.words.bilingual import Bilingual

BATCH = 500


def tell_batch(report_id: int, *, at: dt.datetime) -> int:
    """Queue letters to the next contributors not told of this report yet. Returns how many."""
    report = Report.objects.select_related("engagement").get(pk=report_id)
    if report.published_at is None:
        return 0
    with transaction.atomic():
        waiting = list(_waiting(report)[:BATCH])
        endings = endings_of(report.engagement, waiting)
        queue_messages((_letter(report, each, endings[each.pk]) for each in waiting), at=at)
        Notice.objects.bulk_create(Notice(report=report, contribution=each, queued_at=at) for each in waiting)
    return len(waiting)


def _waiting(report: Report) -> Any:
    told = Notice.objects.filter(report=report).values("contribution")
    return (
        Contribution.objects.filter(engagement=report.engagement)
        .exclude(notify_email="")
        .exclude(state=Contribution.State.WITHDRAWN)
        .exclude(pk__in=told)
        .select_related("activity")
        .order_by("pk")
    )


def _letter(report: Report, contribution: Contribution, points: list[Point]) -> Message:
    language = contribution.notify_language or contribution.language
    engagement = report.engagement
    with translation.override(language):
        where = reverse("feedback:receipt", kwargs={"code": contribution.receipt})
    return Message(
        recipient=contribution.notify_email,
        template="feedback_published",
        language=language,
        context={
            "title": engagement.title.spoken(language)[1],
            "correction": report.correction.spoken(language)[1] if report.version > 1 else "",
            "points": [line for point in points for line in _lines(point, language)],
            "where": where,
        },
        dedupe_key=f"feedback:{report.pk}:{contribution.pk}",
    )


def _lines(point: Point, language: str) -> list[dict[str, Any]]:
    """What became of one point: its theme, what was answered, and what was promised by when."""
    return [
        {
            "theme": point.theme.name.spoken(language)[1],
            "outcome": ending.item.outcome,
            "answer": _answer(ending.item).spoken(language)[1],
            "promises": [
                {"title": each.title.spoken(language)[1], "due": _day(each.due_on, language)}
                for each in ending.commitments
            ],
        }
        for ending in point.endings
        if ending.item is not None
    ]


def _answer(item: Item) -> Bilingual:
    answer: Bilingual = item.because if item.outcome == Item.Outcome.DID_NOT else item.did
    return answer


def _day(date: dt.date, language: str) -> str:
    with translation.override(language):
        return day(date)
