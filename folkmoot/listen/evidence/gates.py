"""What listening asks before an engagement is complete."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from folkmoot.listen.evidence import refusals
from folkmoot.listen.evidence.queries import findings_of
from folkmoot.plan.engagements.gates import Gate, register
from folkmoot.plan.engagements.models import Engagement
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal


def findings_are_published(engagement: Engagement, at: dt.datetime) -> Iterator[Refusal]:
    """What was heard is stated and published, every finding of it."""
    page = reverse("evidence:findings", args=[engagement.ref])
    findings = list(findings_of(engagement))
    if not findings:
        yield refusals.NO_FINDINGS(fix=page)
    elif any(finding.published_at is None for finding in findings):
        yield refusals.NOT_PUBLISHED(fix=page)


def plug_in() -> None:
    register(
        Gate(
            "evidence.findings-published",
            "listen",
            "complete",
            Bilingual("What was heard is published", "Mae'r hyn a glywyd wedi'i gyhoeddi"),
            findings_are_published,
            basis="V-07",
        )
    )
