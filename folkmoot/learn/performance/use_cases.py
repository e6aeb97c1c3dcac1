"""Freezing the measures: one edition that management, the Executive and Scrutiny read alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from folkmoot.foundation.council.queries import local_date
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.use_cases import record
from folkmoot.learn.performance import refusals, rules
from folkmoot.learn.performance.measures import MEASURES, QUERY_VERSION, Span
from folkmoot.learn.performance.models import Edition, Value
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any


def compute_measures(
    actor: Person | None, *, period: tuple[dt.date, dt.date], title: str = "", at: dt.datetime
) -> Edition:
    """Compute every measure for a period and freeze the figures as one edition."""
    if not rules.may_make_editions(actor):
        raise Refused(refusals.NOT_YOURS())
    span = Span(*period)
    title = title.strip() or f"{span.from_on.day} {span.from_on:%B %Y} to {span.to_on.day} {span.to_on:%B %Y}"
    refuse_if_any(_against(span, at))
    with transaction.atomic():
        edition = Edition.objects.create(
            title=title[:120],
            period_from_on=span.from_on,
            period_to_on=span.to_on,
            frozen_at=at,
            frozen_by=actor,  # type: ignore[misc]  # rules
            query_version=QUERY_VERSION,
        )
        Value.objects.bulk_create(
            Value(
                edition=edition,
                measure=figure.measure,
                split=figure.split,
                value=figure.value,
                base=figure.base,
            )
            for measure in MEASURES
            for figure in measure.compute(span)
        )
        record(
            actor,
            "measures frozen",
            subject=edition,
            after={"title": edition.title, "query_version": QUERY_VERSION},
            public=False,
            at=at,
        )
    return edition


def _against(span: Span, at: dt.datetime) -> Iterator[Refusal]:
    if span.to_on < span.from_on:
        yield refusals.PERIOD_REVERSED(field="to_on")
    if span.to_on > local_date(at):
        yield refusals.PERIOD_IN_THE_FUTURE(field="to_on")
