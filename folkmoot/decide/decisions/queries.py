"""What can be seen of decisions: assessments, findings with their answers, packs, and what was decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from folkmoot.decide.decisions.models import Assessment, Consideration, Decision, Pack
from folkmoot.foundation.council.queries import local_date, profile
from folkmoot.foundation.people.models import Person
from folkmoot.listen.evidence.models import Finding
from folkmoot.listen.evidence.queries import findings_of, latest_snapshot
from folkmoot.listen.evidence.queries import visible_to as evidence_visible_to
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.plan.engagements.queries import public_engagements
from folkmoot.words.bilingual import Bilingual

KIND_NAMES = {
    Assessment.Kind.EQUALITY: Bilingual("equality impact assessment", "asesiad effaith ar gydraddoldeb"),
    Assessment.Kind.WELSH: Bilingual("Welsh language assessment", "asesiad y Gymraeg"),
}


def visible_to(person: Person | None) -> QuerySet[Engagement]:
    """Engagements whose decision papers this person may read: as with the evidence they rest on."""
    return evidence_visible_to(person)


def kinds_required() -> list[Assessment.Kind]:
    """The assessments a decision needs: equality always, the Welsh language in Wales."""
    return [Assessment.Kind.EQUALITY, *([Assessment.Kind.WELSH] if profile().nation == "W" else [])]


def current_assessments(engagement: Engagement) -> dict[str, Assessment]:
    return {each.kind: each for each in engagement.assessments.filter(current=True)}


def is_current(assessment: Assessment | None, engagement: Engagement) -> bool:
    """Finished, and after the engagement closed (handbook 4)."""
    if assessment is None or assessment.finished_on is None or engagement.closed_at is None:
        return False
    return assessment.finished_on >= local_date(engagement.closed_at)


@dataclass(frozen=True)
class Answered:
    """A finding with its answer, or None where there is none yet."""

    finding: Finding
    answer: Consideration | None


def findings_with_answers(engagement: Engagement) -> list[Answered]:
    """The newest version of every finding, with what was made of it."""
    return _with_answers(findings_of(engagement))


def _with_answers(findings: QuerySet[Finding]) -> list[Answered]:
    shown = list(findings)
    answers = {
        each.finding_id: each for each in Consideration.objects.filter(finding__in=shown).select_related("by")
    }
    return [Answered(finding, answers.get(finding.pk)) for finding in shown]


def latest_pack(engagement: Engagement) -> Pack | None:
    return engagement.packs.order_by("-version").first()


def pack_content(engagement: Engagement) -> dict[str, Any]:
    """What the decision-holder is given: what was asked, what was found and answered, and the assessments."""
    snapshot = latest_snapshot(engagement)
    return {
        "engagement": _engagement_facts(engagement),
        "evidence": {
            "snapshot": snapshot.number if snapshot else None,
            "contributions": snapshot.contributions if snapshot else 0,
            "content_hash": snapshot.content_hash if snapshot else "",
        },
        "findings": [_finding_facts(each) for each in findings_with_answers(engagement)],
        "assessments": [
            _assessment_facts(each) for _kind, each in sorted(current_assessments(engagement).items())
        ],
        "documents": list(
            engagement.documents.filter(published_at__isnull=False)
            .order_by("slug")
            .values_list("slug", flat=True)
        ),
    }


def _engagement_facts(engagement: Engagement) -> dict[str, Any]:
    bilingual = ("title", "purpose", "can_change", "cannot_change", "promise", "decision", "decision_holder")
    dates = ("opens_on", "closes_on", "decision_on", "feedback_on")
    plan = engagement.plan_versions.order_by("-number").first()
    return {
        "ref": engagement.ref,
        "level": engagement.level,
        "plan": plan.number if plan else None,
        **{name: getattr(engagement, name).as_dict() for name in bilingual},
        **{name: _day(getattr(engagement, name)) for name in dates},
    }


def _finding_facts(each: Answered) -> dict[str, Any]:
    finding, answer = each.finding, each.answer
    return {
        "id": finding.pk,
        "number": finding.number,
        "version": finding.version,
        "statement": finding.statement.as_dict(),
        "method": finding.method.as_dict(),
        "quality": finding.quality.as_dict(),
        "figures": finding.figures,
        "snapshot": finding.snapshot.number,
        "quotes": [quote.text for quote in sorted(finding.quotes.all(), key=lambda quote: quote.pk)],
        "answer": {
            "response": answer.response.as_dict(),
            "disposition": answer.disposition,
            "by": answer.by.name,
        }
        if answer
        else None,
    }


def _assessment_facts(assessment: Assessment) -> dict[str, Any]:
    return {
        "kind": assessment.kind,
        "version": assessment.version,
        "summary": assessment.summary.as_dict(),
        "started_on": _day(assessment.started_on),
        "finished_on": _day(assessment.finished_on),
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def decisions_of(engagement: Engagement) -> QuerySet[Decision]:
    """The decisions as they stand: those put right since are left out."""
    return (
        engagement.decisions.filter(correction=None)
        .select_related("pack", "recorded_by", "corrects")
        .order_by("decided_on", "pk")
    )


def with_a_decision() -> QuerySet[Engagement]:
    decided = Decision.objects.filter(engagement=OuterRef("pk"))
    return public_engagements().filter(Exists(decided))


def answers_in(decision: Decision) -> list[Answered]:
    """The findings the decision was made on, in the versions of its pack, with their answers."""
    keys = [each["id"] for each in decision.pack.content["findings"]]
    findings = Finding.objects.filter(pk__in=keys).select_related("snapshot")
    return _with_answers(
        findings.prefetch_related("themes", "quotes__passage__contribution").order_by("number")
    )


def waiting_for_a_decision(person: Person | None) -> QuerySet[Engagement]:
    """Closed engagements with findings and no decision yet."""
    decided = Decision.objects.filter(engagement=OuterRef("pk"))
    found = Finding.objects.filter(engagement=OuterRef("pk"))
    return (
        visible_to(person).filter(Exists(found), ~Exists(decided), state=State.CLOSED).order_by("decision_on")
    )
