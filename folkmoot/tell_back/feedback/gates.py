"""What must hold before a cycle is completed: people were told, and no promise is left in silence (V-07)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from folkmoot.design.templatetags.design import day
from folkmoot.foundation.council.queries import local_date
from folkmoot.plan.engagements.gates import Gate, register
from folkmoot.plan.engagements.models import Engagement
from folkmoot.tell_back.feedback import refusals
from folkmoot.tell_back.feedback.checks import write_url
from folkmoot.tell_back.feedback.models import Commitment
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal


def reply_published(engagement: Engagement, at: dt.datetime) -> Iterator[Refusal]:
    if not engagement.reports.filter(published_at__isnull=False).exists():
        yield refusals.NO_REPLY(fix=write_url(engagement))


def no_commitment_in_silence(engagement: Engagement, at: dt.datetime) -> Iterator[Refusal]:
    """Commitments still ahead, or late with news since their day, are being tracked and may go on."""
    overdue = Commitment.objects.filter(
        engagement=engagement,
        item__report__published_at__isnull=False,
        state__in=(Commitment.State.PROMISED, Commitment.State.UNDER_WAY),
        due_on__lt=local_date(at),
    ).order_by("due_on", "pk")
    for commitment in overdue:
        news = commitment.updates.order_by("-at").first()
        if news is None or local_date(news.at) < commitment.due_on:
            yield refusals.COMMITMENT_SILENT(
                title=commitment.title,
                due_on=day(commitment.due_on),
                fix=reverse("feedback:commitment", kwargs={"pk": commitment.pk}),
            )


def plug_in() -> None:
    register(
        Gate(
            "feedback.reply",
            "tell_back",
            "complete",
            Bilingual("Feedback is published", "Mae'r adborth wedi'i gyhoeddi"),
            reply_published,
            basis="V-07",
        ),
        Gate(
            "feedback.commitments",
            "tell_back",
            "complete",
            Bilingual(
                "Each commitment has an outcome or is being followed",
                "Mae gan bob ymrwymiad ganlyniad neu mae'n cael ei ddilyn",
            ),
            no_commitment_in_silence,
            basis="V-07",
        ),
    )
