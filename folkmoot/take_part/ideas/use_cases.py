"""What can happen to an idea: it is sent in, supported, and judged to be within the rules or not."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.use_cases import record
from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.contributions.models import Channel, Contribution
from folkmoot.take_part.contributions.refusals import NOT_YOURS
from folkmoot.take_part.contributions.rules import may_handle, window_refusals
from folkmoot.take_part.contributions.use_cases import receive
from folkmoot.take_part.ideas import refusals
from folkmoot.take_part.ideas.models import Idea, Support
from folkmoot.words.bilingual import Bilingual, bilingual
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any

LONGEST_TITLE = Idea._meta.get_field("title").max_length or 120
LONGEST_TEXT = 2000
VISITOR_DAYS = 180  # a visitor who supports an idea is known as long; the privacy page says so


def submit_idea(
    actor: Person | None,
    activity: Activity,
    *,
    title: str,
    text: str,
    at: dt.datetime,
    channel: str = Channel.ONLINE,
    id: uuid.UUID | None = None,
    **facts: Any,
) -> Contribution:
    """Put an idea on the board. The same `id` twice is the same idea: it is kept once."""
    title, text = " ".join(title.split()), text.strip()
    refuse_if_any(_wrong_with(title, text))
    with transaction.atomic():
        if id is not None and (sent := _claim(activity, id)):
            return sent
        contribution = receive(actor, activity, channel=channel, at=at, id=id, **facts)
        Idea(contribution=contribution, title=title, text=text).save(force_insert=True)
    return contribution


def support_idea(idea: Idea, *, visitor: str, at: dt.datetime) -> Support:
    """Support an idea, once a visitor. The visitor is known only by a hash that differs for each idea."""
    activity = idea.contribution.activity
    found = window_refusals(activity, at)
    if idea.contribution.state != Contribution.State.COUNTED:
        found.append(refusals.NOT_ON_THE_BOARD())
    refuse_if_any(found)
    token = salted_hmac(f"ideas.support.{idea.pk}", visitor, algorithm="sha256").hexdigest()
    with transaction.atomic():
        support, made = Support.objects.get_or_create(idea=idea, token=token, defaults={"at": at})
        if made:
            ref = activity.engagement.ref
            record(None, "idea supported", subject=idea, engagement=ref, at=at, public=False)
    return support


def judge_idea(
    actor: Person, idea: Idea, *, eligible: bool | None, reason: Bilingual | str, at: dt.datetime
) -> Idea:
    """Say whether an idea is within the rules; if not, why not, in the languages of the council."""
    contribution = idea.contribution
    if not may_handle(actor, contribution.engagement):
        raise Refused(NOT_YOURS())
    why = bilingual(reason)
    why = Bilingual(why.en.strip(), why.cy.strip())
    refuse_if_any(_against_judging(eligible, why))
    with transaction.atomic():
        before = Idea.objects.select_for_update().get(pk=idea.pk).eligible
        idea.eligible, idea.eligibility_reason = eligible, why
        idea.save(update_fields=["eligible", "eligibility_reason"])
        record(
            actor,
            "idea judged",
            subject=idea,
            engagement=contribution.engagement.ref,
            reason=why.en or why.cy,
            before={"eligible": before},
            after={"eligible": eligible},
            at=at,
            public=True,
        )
    return idea


def _against_judging(eligible: bool | None, why: Bilingual) -> Iterator[Refusal]:
    if eligible is None:
        yield refusals.ANSWER_MISSING(field="eligible")
    elif not eligible and not why:
        yield refusals.REASON_MISSING(field="reason")
    elif not eligible and why.missing(profile().languages):
        yield refusals.REASON_IN_ONE_LANGUAGE(field="reason")


def _claim(activity: Activity, key: uuid.UUID) -> Contribution | None:
    """What was sent under this key already; the activity is held meanwhile, so that two at once are one."""
    Activity.objects.select_for_update().get(pk=activity.pk)
    return Contribution.objects.filter(pk=key, activity=activity).first()


def _wrong_with(title: str, text: str) -> list[Refusal]:
    found = []
    if not title:
        found.append(refusals.TITLE_MISSING(field="title"))
    if len(title) > LONGEST_TITLE:
        found.append(refusals.TITLE_TOO_LONG(field="title", limit=LONGEST_TITLE))
    if not text:
        found.append(refusals.TEXT_MISSING(field="text"))
    if len(text) > LONGEST_TEXT:
        found.append(refusals.TEXT_TOO_LONG(field="text", limit=LONGEST_TEXT, length=len(text)))
    return found
