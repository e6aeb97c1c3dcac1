"""What an officer starts from when writing feedback: each finding, its consideration, the decision."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from folkmoot.decide.decisions.models import Consideration
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import holds, open_appointments
from folkmoot.listen.evidence.models import Finding
from folkmoot.listen.evidence.queries import findings_of
from folkmoot.plan.engagements.models import Engagement
from folkmoot.tell_back.feedback.models import Commitment, Item, Report
from folkmoot.words.bilingual import Bilingual

_SUGGESTED = {
    Consideration.Disposition.ACCEPTED: Item.Outcome.WILL,
    Consideration.Disposition.ACCEPTED_IN_PART: Item.Outcome.WILL,
    Consideration.Disposition.NOT_ACCEPTED: Item.Outcome.DID_NOT,
}


def draft_of(engagement: Engagement) -> Report | None:
    return engagement.reports.filter(published_at=None).first()


def suggested_answers(engagement: Engagement) -> list[dict[str, Any]]:
    """One a finding, in order: from the draft, else the published answer, else the consideration."""
    written = {
        item.finding_id: item
        for item in Item.objects.filter(report__engagement=engagement)
        .prefetch_related("commitments")
        .order_by("report__version")
    }
    return [
        _from_item(finding, written[finding.pk])
        if finding.pk in written
        else _from_consideration(engagement, finding)
        for finding in findings_of(engagement).select_related("consideration")
    ]


def _from_item(finding: Finding, item: Item) -> dict[str, Any]:
    return {
        "finding": finding,
        "asked": item.asked,
        "said": item.said,
        "outcome": item.outcome,
        "did": item.did,
        "because": item.because,
        "commitments": list(item.commitments.all()) if item.report.published_at is None else [],
        "settled": bool(item.outcome),
    }


def _from_consideration(engagement: Engagement, finding: Finding) -> dict[str, Any]:
    considered = getattr(finding, "consideration", None)
    outcome = _SUGGESTED.get(considered.disposition, "") if considered else ""
    response = considered.response if considered else Bilingual()
    refused = outcome == Item.Outcome.DID_NOT
    return {
        "finding": finding,
        "asked": engagement.decision or engagement.purpose,
        "said": finding.statement,
        "outcome": outcome,
        "did": Bilingual() if refused else response,
        "because": response if refused else Bilingual(),
        "commitments": [],
    }


def updatable_commitments(person: Person | None) -> QuerySet[Commitment]:
    """Published commitments of the person's services; to the corporate team all. Unfinished ones first."""
    made = Commitment.objects.filter(item__report__published_at__isnull=False)
    if not holds(person, "corporate"):
        posts = open_appointments(person) if person else []
        services = [post.service_id for post in posts if post.role in ("officer", "service_manager")]
        ours = Q(service__in=services) | Q(engagement__owner__in=services)
        ours |= Q(service__parent__in=services) | Q(engagement__owner__parent__in=services)
        made = made.filter(ours)
    unfinished = Case(When(state__in=["promised", "under_way"], then=Value(0)), default=Value(1))
    return made.select_related("service", "engagement").order_by(unfinished, "due_on", "pk")
