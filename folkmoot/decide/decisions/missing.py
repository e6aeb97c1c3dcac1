"""What still stands in the way of a pack and of a decision: each as a refusal with the page that mends it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.urls import reverse

from folkmoot.decide.decisions import refusals
from folkmoot.decide.decisions.queries import (
    KIND_NAMES,
    Answered,
    current_assessments,
    findings_with_answers,
    is_current,
    kinds_required,
    latest_pack,
    pack_content,
)
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.words.refusals import Refusal

AFTER_CLOSING = (State.CLOSED, State.COMPLETE)


def why_no_pack(engagement: Engagement) -> list[Refusal]:
    """Everything that still stands in the way of a pack, each with the page where it is mended."""
    return [
        *_early(engagement),
        *_unanswered(engagement),
        *_interim(engagement),
        *_assessments_not_current(engagement),
    ]


def why_no_decision(engagement: Engagement) -> list[Refusal]:
    """Everything that still stands in the way of a decision: each unanswered finding, and the pack."""
    return [*_early(engagement), *_unanswered(engagement), *_pack_is_not_current(engagement)]


def _early(engagement: Engagement) -> list[Refusal]:
    if engagement.state in AFTER_CLOSING:
        return []
    return [refusals.NOT_CLOSED(fix=reverse("engagements:desk", args=[engagement.ref]))]


def pack_is_current(engagement: Engagement) -> bool:
    """Whether the newest pack says what would be said today."""
    return not _pack_is_not_current(engagement)


def _pack_is_not_current(engagement: Engagement) -> list[Refusal]:
    pack, fix = latest_pack(engagement), _page("pack", engagement)
    if pack is None:
        return [refusals.NO_PACK(fix=fix)]
    if pack.content_hash != hash_of(pack_content(engagement)):
        return [refusals.PACK_OUT_OF_DATE(version=pack.version, fix=fix)]
    return []


def _unanswered(engagement: Engagement) -> list[Refusal]:
    findings = findings_with_answers(engagement)
    if not findings:
        return [refusals.NO_FINDINGS(fix=reverse("evidence:findings", args=[engagement.ref]))]
    return [_unanswered_finding(each) for each in findings if each.answer is None]


def _unanswered_finding(each: Answered) -> Refusal:
    finding = each.finding
    fix = reverse("decisions:consider", args=[finding.engagement.ref, finding.pk])
    return refusals.UNANSWERED(number=finding.number, statement=finding.statement, fix=fix)


def _interim(engagement: Engagement) -> list[Refusal]:
    return [
        refusals.INTERIM_FINDING(
            number=each.finding.number, fix=reverse("evidence:freeze", args=[engagement.ref])
        )
        for each in findings_with_answers(engagement)
        if each.finding.snapshot.interim
    ]


def _assessments_not_current(engagement: Engagement) -> list[Refusal]:
    there = current_assessments(engagement)
    fix = _page("assessment", engagement)
    return [
        refusals.ASSESSMENT_NOT_CURRENT(kind=KIND_NAMES[kind], fix=fix)
        for kind in kinds_required()
        if not is_current(there.get(kind), engagement)
    ]


def hash_of(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _page(name: str, engagement: Engagement) -> str:
    return reverse(f"decisions:{name}", args=[engagement.ref])
