"""A cycle is complete when the team has looked back (V-07)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from folkmoot.learn.evaluation import refusals
from folkmoot.learn.evaluation.models import Review
from folkmoot.plan.engagements.gates import Gate, register
from folkmoot.plan.engagements.models import Engagement
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal


def review_done(engagement: Engagement, at: dt.datetime) -> Iterator[Refusal]:
    if not Review.objects.filter(engagement=engagement).exists():
        yield refusals.NO_REVIEW(fix=reverse("evaluation:evaluation", args=[engagement.ref]))


def plug_in() -> None:
    name = Bilingual("The engagement is reviewed", "Mae'r ymgysylltiad wedi'i adolygu")
    register(Gate("evaluation.review", "learn", "complete", name, review_done, basis="V-07"))
