"""The measures of the engagement strategy, each computed from the rows the other stages wrote.

A measure takes the period and yields figures: the value, the count it rests on, and the service, level or
channel where it is split. Names and definitions follow the handbook, 12.1. When a definition changes, so
does QUERY_VERSION, and editions say which they were made with.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Min, QuerySet

from folkmoot.foundation.council.queries import local_date, services
from folkmoot.plan.engagements.models import AFTER_APPROVAL, Engagement, Level, State
from folkmoot.take_part.contributions.models import Channel, Contribution
from folkmoot.tell_back.feedback.models import Report
from folkmoot.tell_back.feedback.promises import DUE, KEPT, Promise, promises
from folkmoot.tell_back.feedback.queries import how_we_listened
from folkmoot.words.bilingual import Bilingual

QUERY_VERSION = "2026.1"


@dataclass(frozen=True)
class Span:
    """The days of the period, both included."""

    from_on: dt.date
    to_on: dt.date

    def holds(self, day: dt.date | None) -> bool:
        return day is not None and self.from_on <= day <= self.to_on


@dataclass(frozen=True)
class Figure:
    """One number of an edition: value, the count it rests on, and its split; None where nothing to count."""

    measure: str
    value: Decimal | None
    base: int | None = None
    split: str = ""


@dataclass(frozen=True)
class Measure:
    key: str
    name: Bilingual
    unit: str  # "%", "days", "number"
    compute: Callable[[Span], Iterable[Figure]]


def feedback_timeliness(span: Span) -> Iterator[Figure]:
    """Answers due in the period that were published by the day promised, as per cent of those due."""
    due = _fallen_due(span, "feedback")
    yield _percent("feedback_timeliness", sum(each.standing == KEPT for each in due), len(due))


def days_to_feedback(span: Span) -> Iterator[Figure]:
    """Median days from close to first public answer, of those answered in the period."""
    waits = [
        (local_date(told) - local_date(closed)).days
        for told, closed in _answered_moments()
        if closed and span.holds(local_date(told))
    ]
    value = Decimal(str(statistics.median(waits))) if waits else None
    yield Figure("days_to_feedback", value, len(waits))


def engagements_by_level(span: Span) -> Iterator[Figure]:
    """Engagements held in the period by the level claimed; every level is named, with none or many."""
    counted = Counter(_held(span).values_list("level", flat=True))
    for level in Level:
        yield Figure("engagements_by_level", Decimal(counted[level]), sum(counted.values()), str(level.value))


def coverage(span: Span) -> Iterator[Figure]:
    """Engagements held in the period by owning service, including services with none (V-10)."""
    counted = Counter(_held(span).values_list("owner__key", flat=True))
    for service in services():
        yield Figure("coverage", Decimal(counted[service.key]), sum(counted.values()), service.key)


def responses_by_channel(span: Span) -> Iterator[Figure]:
    """Counted responses received in the period by channel."""
    rows = (
        Contribution.objects.filter(
            state=Contribution.State.COUNTED,
            received_at__date__gte=span.from_on,
            received_at__date__lte=span.to_on,
        )
        .order_by()
        .values_list("channel")
        .annotate(n=Count("pk"))
    )
    counted = Counter(dict(rows))
    for channel in Channel:
        yield Figure("responses_by_channel", Decimal(counted[channel]), sum(counted.values()), channel.value)


def commitments_kept(span: Span) -> Iterator[Figure]:
    """Commitments due in the period that were done by the day promised, as per cent of those due."""
    due = _fallen_due(span, "commitment")
    yield _percent("commitments_kept", sum(each.standing == KEPT for each in due), len(due))


def decisions_changed(span: Span) -> Iterator[Figure]:
    """Decisions after engagements closed in the period in which something changed, as per cent."""
    _rows, totals = how_we_listened(span.to_on, from_on=span.from_on, to_on=span.to_on)
    yield _percent("decisions_changed", totals.decisions_changed, totals.decisions)


MEASURES = (
    Measure(
        "feedback_timeliness",
        Bilingual("Answers given in time", "Atebion a roddwyd mewn pryd"),
        "%",
        feedback_timeliness,
    ),
    Measure(
        "days_to_feedback",
        Bilingual("Days from closing to answer, median", "Diwrnodau o gau i ateb, canolrif"),
        "days",
        days_to_feedback,
    ),
    Measure(
        "commitments_kept",
        Bilingual("Commitments kept in time", "Ymrwymiadau a gadwyd mewn pryd"),
        "%",
        commitments_kept,
    ),
    Measure(
        "decisions_changed",
        Bilingual("Decisions changed by engagement", "Penderfyniadau a newidiwyd gan ymgysylltu"),
        "%",
        decisions_changed,
    ),
    Measure(
        "engagements_by_level",
        Bilingual("Engagements by level", "Ymgysylltiadau yn ôl lefel"),
        "number",
        engagements_by_level,
    ),
    Measure(
        "coverage",
        Bilingual("Engagements by service", "Ymgysylltiadau yn ôl gwasanaeth"),
        "number",
        coverage,
    ),
    Measure(
        "responses_by_channel",
        Bilingual("Responses by channel", "Ymatebion yn ôl sianel"),
        "number",
        responses_by_channel,
    ),
)


def _held(span: Span) -> QuerySet[Engagement]:
    """Engagements open on at least one day of the period."""
    opened = Engagement.objects.filter(state__in=AFTER_APPROVAL).exclude(state=State.APPROVED)
    return opened.filter(opens_on__lte=span.to_on, closes_on__gte=span.from_on)


def _fallen_due(span: Span, kind: str) -> list[Promise]:
    """Promises for a day in the period, as they stood at its end."""
    return [
        promise
        for promise in promises(span.to_on)
        if promise.kind == kind and span.holds(promise.promised_on) and promise.standing != DUE
    ]


def _answered_moments() -> Iterable[tuple[dt.datetime, dt.datetime | None]]:
    """When each engagement first got its answer, and when it closed."""
    first = Report.objects.filter(published_at__isnull=False).order_by().values_list("engagement")
    return first.annotate(told=Min("published_at")).values_list("told", "engagement__closed_at")


def _percent(measure: str, part: int, base: int) -> Figure:
    value = (Decimal(100 * part) / base).quantize(Decimal("0.1")) if base else None
    return Figure(measure, value, base)
