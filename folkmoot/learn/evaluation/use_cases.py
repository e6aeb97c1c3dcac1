"""What can happen when looking back: participants give their verdict, the team its review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from django.db import transaction

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.use_cases import record
from folkmoot.learn.evaluation import refusals, rules
from folkmoot.learn.evaluation.criteria import CRITERIA, HIGHEST, LOWEST
from folkmoot.learn.evaluation.models import Review, Verdict
from folkmoot.learn.evaluation.queries import is_answered
from folkmoot.plan.engagements.models import Engagement
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.words.bilingual import Bilingual, bilingual
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any


def collect_verdict(
    contribution: Contribution,
    *,
    heard: int | None,
    clear: int | None = None,
    comment: str = "",
    at: dt.datetime,
) -> Verdict:
    """Keep one participant's answer to "did we keep our promise?". Once, after they were answered."""
    with transaction.atomic():
        locked = Contribution.objects.select_for_update().select_related("engagement")
        contribution = locked.get(pk=contribution.pk)
        refuse_if_any(_against_verdict(contribution, heard, clear))
        verdict = Verdict.objects.create(
            contribution=contribution,
            engagement=contribution.engagement,
            heard=heard,  # type: ignore[misc]  # checked before
            clear=clear,
            comment=comment.strip(),
            at=at,
        )
        record(
            None,
            "verdict given",
            subject=contribution,
            engagement=contribution.engagement,
            public=False,
            at=at,
        )
    return verdict


def review_engagement(
    actor: Person | None,
    engagement: Engagement,
    *,
    scores: Mapping[str, int | None],
    lessons: Bilingual | str,
    changed: Bilingual | str = "",
    at: dt.datetime,
) -> Review:
    """Look back once, with a score for each criterion and what was learnt. It stays as it is."""
    if not rules.may_review(actor, engagement):
        raise Refused(refusals.NOT_YOURS())
    with transaction.atomic():
        engagement = Engagement.objects.select_for_update().get(pk=engagement.pk)
        refuse_if_any(_against_review(engagement, scores, bilingual(lessons)))
        review = Review.objects.create(
            engagement=engagement,
            scores={key: scores[key] for key in CRITERIA},
            lessons=bilingual(lessons),
            changed=bilingual(changed),
            reviewed_by=actor,  # type: ignore[misc]  # rules
            reviewed_at=at,
        )
        record(
            actor,
            "engagement reviewed",
            subject=review,
            engagement=engagement,
            after={"scores": review.scores},
            at=at,
        )
    return review


def _against_verdict(contribution: Contribution, heard: int | None, clear: int | None) -> Iterator[Refusal]:
    if contribution.state != Contribution.State.COUNTED:
        yield refusals.NOT_COUNTED()
    elif not is_answered(contribution.engagement):
        yield refusals.NOT_ANSWERED_YET()
    elif Verdict.objects.filter(contribution=contribution).exists():
        yield refusals.ALREADY_GIVEN()
    if heard not in range(1, 6):
        yield refusals.NO_SCORE(field="heard")
    if clear is not None and clear not in range(1, 6):
        yield refusals.NO_SCORE(field="clear")


def _against_review(
    engagement: Engagement, scores: Mapping[str, int | None], lessons: Bilingual
) -> Iterator[Refusal]:
    if not is_answered(engagement):
        yield refusals.TOO_EARLY()
    if Review.objects.filter(engagement=engagement).exists():
        yield refusals.REVIEWED()
    for key, criterion in CRITERIA.items():
        score = scores.get(key)
        if score is None or not LOWEST <= score <= HIGHEST:
            yield refusals.SCORE_MISSING(criterion=criterion, field=key)
    if not lessons:
        yield refusals.NO_LESSONS(field="lessons")
