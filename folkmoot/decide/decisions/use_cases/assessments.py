"""Impact assessments: started before people are asked, finished with what they said (handbook 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.urls import reverse

from folkmoot.decide.decisions import refusals, rules
from folkmoot.decide.decisions.models import Assessment
from folkmoot.decide.decisions.queries import current_assessments
from folkmoot.foundation.council.queries import local_date
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.use_cases import record
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.plan.engagements.use_cases.guarding import locked
from folkmoot.words.bilingual import Bilingual, bilingual
from folkmoot.words.refusals import Refusal, refuse_if_any

AFTER_CLOSING = (State.CLOSED, State.COMPLETE)


def start_assessment(
    actor: Person,
    engagement: Engagement,
    *,
    kind: str = Assessment.Kind.EQUALITY,
    summary: Bilingual | str,
    at: dt.datetime,
) -> Assessment:
    """Begin an impact assessment, before people are asked; or its next version once one is finished."""
    summary, today = bilingual(summary), local_date(at)
    refuse_if_any(_may_not_assess(actor, engagement))
    with transaction.atomic():
        engagement = locked(engagement)
        earlier = current_assessments(engagement).get(kind)
        refuse_if_any([*_says_nothing(summary), *_is_unfinished(earlier)])
        if earlier:
            Assessment.objects.filter(pk=earlier.pk).update(current=False)
        assessment = Assessment.objects.create(
            engagement=engagement,
            kind=kind,
            version=earlier.version + 1 if earlier else 1,
            summary=summary,
            started_on=today,
            updated_on=today,
        )
        record(
            actor,
            "impact assessment started",
            subject=assessment,
            engagement=engagement,
            at=at,
            after=_assessed(assessment),
        )
    return assessment


def update_assessment(
    actor: Person, assessment: Assessment, *, summary: Bilingual | str, at: dt.datetime
) -> Assessment:
    """Write what is known now. It is not final."""
    return _write_assessment(actor, assessment, bilingual(summary), final=False, at=at)


def finish_assessment(
    actor: Person, assessment: Assessment, *, summary: Bilingual | str, at: dt.datetime
) -> Assessment:
    """Make the assessment final, after closing, with what people said in it."""
    return _write_assessment(actor, assessment, bilingual(summary), final=True, at=at)


def _write_assessment(
    actor: Person, assessment: Assessment, summary: Bilingual, *, final: bool, at: dt.datetime
) -> Assessment:
    refuse_if_any(_may_not_assess(actor, assessment.engagement))
    with transaction.atomic():
        engagement = locked(assessment.engagement)
        assessment = engagement.assessments.get(pk=assessment.pk)
        refuse_if_any(_cannot_write(assessment, summary, final=final))
        before, today = {"summary": assessment.summary}, local_date(at)
        assessment.summary, assessment.updated_on = summary, today
        assessment.finished_on = today if final else None
        assessment.save(update_fields=["summary", "updated_on", "finished_on"])
        record(
            actor,
            "impact assessment finished" if final else "impact assessment updated",
            subject=assessment,
            engagement=engagement,
            at=at,
            before=before,
            after=_assessed(assessment),
        )
    return assessment


def _cannot_write(assessment: Assessment, summary: Bilingual, *, final: bool) -> Iterator[Refusal]:
    yield from _is_finished(assessment)
    yield from _says_nothing(summary)
    if final and assessment.engagement.state not in AFTER_CLOSING:
        yield refusals.ASSESSMENT_BEFORE_CLOSING()


def _may_not_assess(actor: Person, engagement: Engagement) -> list[Refusal]:
    if rules.may_assess(actor, engagement):
        return []
    return [refusals.NOT_YOURS_TO_ASSESS(service=engagement.owner.name)]


def _says_nothing(summary: Bilingual) -> list[Refusal]:
    return [] if str(summary).strip() else [refusals.ASSESSMENT_SAYS_NOTHING(field="summary")]


def _is_unfinished(earlier: Assessment | None) -> list[Refusal]:
    if earlier is None or earlier.finished_on:
        return []
    return [refusals.ASSESSMENT_STARTED_ALREADY(fix=_page("assessment", earlier.engagement))]


def _is_finished(assessment: Assessment) -> list[Refusal]:
    if assessment.finished_on is None and assessment.current:
        return []
    return [refusals.ASSESSMENT_FINISHED(fix=_page("assessment", assessment.engagement))]


def _assessed(assessment: Assessment) -> dict[str, Any]:
    names = ("kind", "version", "summary", "finished_on")
    return {name: getattr(assessment, name) for name in names}


def _page(name: str, engagement: Engagement) -> str:
    return reverse(f"decisions:{name}", args=[engagement.ref])
