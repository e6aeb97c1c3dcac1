"""Answering each finding before anything is decided (C-063, architecture row 12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.urls import reverse

from folkmoot.decide.decisions import refusals, rules
from folkmoot.decide.decisions.models import Consideration, Decision
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.use_cases import record
from folkmoot.listen.evidence.models import Finding
from folkmoot.plan.engagements.use_cases.guarding import locked
from folkmoot.words.bilingual import Bilingual, bilingual
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any


def consider_finding(
    actor: Person, finding: Finding, *, response: Bilingual | str, disposition: str, at: dt.datetime
) -> Consideration:
    """Answer one finding: what weight it gets and what follows. Until the decision it can be rewritten."""
    response, engagement = bilingual(response), finding.engagement
    if not rules.may_consider(actor, engagement):
        raise Refused(refusals.NOT_YOURS_TO_CONSIDER(service=engagement.owner.name))
    with transaction.atomic():
        engagement = locked(engagement)
        refuse_if_any(_cannot_consider(finding, response, disposition))
        earlier = Consideration.objects.filter(finding=finding).first()
        before = _considered(earlier) if earlier else {}
        facts = {"response": response, "disposition": disposition, "by": actor, "at": at}
        answer, _new = Consideration.objects.update_or_create(finding=finding, defaults=facts)
        record(
            actor,
            "finding considered",
            subject=answer,
            engagement=engagement,
            at=at,
            before=before,
            after=_considered(answer),
        )
    return answer


def _cannot_consider(finding: Finding, response: Bilingual, disposition: str) -> Iterator[Refusal]:
    if Decision.objects.filter(engagement=finding.engagement_id).exists():
        yield refusals.DECIDED_ALREADY(
            fix=reverse("decisions:decision", args=[finding.engagement.slug]),
        )
    newer = Finding.objects.filter(engagement=finding.engagement_id, number=finding.number)
    if latest := newer.filter(version__gt=finding.version).order_by("-version").first():
        fix = reverse("decisions:consider", args=[finding.engagement.ref, latest.pk])
        yield refusals.FINDING_REPLACED(number=finding.number, fix=fix)
    if not str(response).strip():
        yield refusals.ANSWER_MISSING(field="response")
    if disposition not in Consideration.Disposition.values:
        yield refusals.WEIGHT_MISSING(field="disposition")


def _considered(answer: Consideration) -> dict[str, Any]:
    return {
        "finding": answer.finding.number,
        "version": answer.finding.version,
        "disposition": answer.disposition,
        "response": answer.response,
    }
