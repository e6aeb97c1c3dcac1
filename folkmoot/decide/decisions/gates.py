"""What deciding asks before an engagement opens and before it is complete."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from folkmoot.decide.decisions import refusals
from folkmoot.decide.decisions.queries import KIND_NAMES, current_assessments, decisions_of, kinds_required
from folkmoot.plan.engagements.gates import Gate, register
from folkmoot.plan.engagements.models import Engagement
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal


def assessments_are_started(engagement: Engagement, at: dt.datetime) -> Iterator[Refusal]:
    """Who may be worse off is thought about before people are asked, not afterwards."""
    there = current_assessments(engagement)
    for kind in kinds_required():
        if kind not in there:
            fix = reverse("decisions:assessment", args=[engagement.ref])
            yield refusals.ASSESSMENT_NOT_STARTED(kind=KIND_NAMES[kind], fix=fix)


def decision_is_recorded(engagement: Engagement, at: dt.datetime) -> Iterator[Refusal]:
    if not decisions_of(engagement).exists():
        yield refusals.NOT_DECIDED(fix=reverse("decisions:desk", args=[engagement.ref]))


def plug_in() -> None:
    register(
        Gate(
            "decisions.assessments-started",
            "plan",
            "open",
            Bilingual("Impact assessments are started", "Mae'r asesiadau effaith wedi'u dechrau"),
            assessments_are_started,
            basis="Equality Act 2010 s.149",
        ),
        Gate(
            "decisions.decision-recorded",
            "decide",
            "complete",
            Bilingual("The decision is recorded", "Mae'r penderfyniad wedi'i gofnodi"),
            decision_is_recorded,
            basis="V-07",
        ),
    )
