"""Impact assessments: started before people are asked, finished with what they said (handbook 4)."""

from __future__ import annotations

import datetime as dt
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
    earlier, summary = current_assessments(engagement).get(kind), bilingual(summary)
    refuse_if_any(_may_not_assess(actor, engagement) or [*_says_nothing(summary), *_is_unfinished(earlier)])
    today = local_date(at)
    with transaction.atomic():
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
    summary = bilingual(summary)
    refuse_if_any(
        _may_not_assess(actor, assessment.engagement) or [*_is_finished(assessment), *_says_nothing(summary)]
    )
    return _write_assessment(actor, assessment, summary, at=at)


def finish_assessment(
    actor: Person, assessment: Assessment, *, summary: Bilingual | str, at: dt.datetime
) -> Assessment:
    """Make the assessment final, after closing, with what people said in it."""
    summary, engagement = bilingual(summary), assessment.engagement
    refuse_if_any(
        _may_not_assess(actor, engagement)
        or [*_is_finished(assessment), *_says_nothing(summary), *_is_too_early(engagement)]
    )
    assessment.finished_on = local_date(at)
    return _write_assessment(actor, assessment, summary, at=at)


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


def _is_too_early(engagement: Engagement) -> list[Refusal]:
    return [] if engagement.state in AFTER_CLOSING else [refusals.ASSESSMENT_BEFORE_CLOSING()]


def _write_assessment(
    actor: Person, assessment: Assessment, summary: Bilingual, *, at: dt.datetime
) -> Assessment:
    verb = "impact assessment finished" if assessment.finished_on else "impact assessment updated"
    with transaction.atomic():
        before = {"summary": Assessment.objects.get(pk=assessment.pk).summary}
        assessment.summary, assessment.updated_on = summary, local_date(at)
        assessment.save(update_fields=["summary", "updated_on", "finished_on"])
        record(
            actor,
            verb,
            subject=assessment,
            engagement=assessment.engagement,
            at=at,
            before=before,
            after=_assessed(assessment),
        )
    return assessment


def _assessed(assessment: Assessment) -> dict[str, Any]:
    names = ("kind", "version", "summary", "finished_on")
    return {name: getattr(assessment, name) for name in names}


def _page(name: str, engagement: Engagement) -> str:
    return reverse(f"decisions:{name}", args=[engagement.ref])
