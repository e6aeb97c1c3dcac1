"""What can happen to a contribution: it is received, and it is moderated."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from folkmoot.design.frame import current_council
from folkmoot.foundation.council.queries import local_date
from folkmoot.foundation.messages.use_cases import queue_message
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.places.models import Area
from folkmoot.foundation.records.inserting import insert
from folkmoot.foundation.records.use_cases import Fact, WaitingEntry, prepare_entry, record, record_all
from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.contributions import refusals, withholding
from folkmoot.take_part.contributions.codes import new_code
from folkmoot.take_part.contributions.models import Appeal, Channel, Contribution, ModerationAction
from folkmoot.take_part.contributions.rules import (
    dating_refusals,
    keying_refusals,
    may_handle,
    said_day,
    window_refusals,
)
from folkmoot.words.bilingual import bilingual
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any

KEYED = (Channel.PAPER, Channel.PHONE, Channel.ROOM)
BY_STAFF = (*KEYED, Channel.IMPORT)
LONGEST_APPEAL = 1000
_CHANNELS = frozenset(Channel.values)


@dataclass(frozen=True)
class Envelope:
    """What every contribution says about itself, whichever tool it came through."""

    channel: str
    submitted_at: dt.datetime
    language: str = "en"
    respondent_type: str = "resident"
    area: Area | None = None
    entered_by: Person | None = None
    paper_ref: str = ""
    import_key: str = ""
    notify_email: str = ""
    notify_language: str = ""
    state: str = Contribution.State.COUNTED
    id: uuid.UUID | None = None


def receive(
    actor: Person | None,
    activity: Activity,
    *,
    channel: str,
    at: dt.datetime,
    submitted_at: dt.datetime | None = None,
    **facts: Any,
) -> Contribution:
    """Keep one contribution, give it its receipt and record it. Every tool's own verb calls this one.

    Answers from residents count while the window is open. Staff may key forms that arrived before closing
    for some days afterwards (law rule open.keying_grace).
    """
    envelope = Envelope(channel=channel, submitted_at=submitted_at or at, **facts)
    refuse_if_any(why_not(actor, activity, [envelope], at=at))
    with transaction.atomic(savepoint=False):
        contribution = envelope_row(activity, envelope, at)
        insert(contribution)
        note(actor, activity, contribution, at=at)
    return contribution


def note(actor: Person | None, activity: Activity, contribution: Contribution, *, at: dt.datetime) -> None:
    """Record that a contribution came, and queue its receipt, inside the transaction that writes it."""
    record(actor, "response received", **_entry(contribution, activity, at))
    queue_receipt(contribution, activity, at)


def waiting_note(
    actor: Person | None, activity: Activity, contribution: Contribution, *, at: dt.datetime
) -> WaitingEntry:
    """What the record will say of a contribution, made before the transaction that writes it begins."""
    return prepare_entry(Fact(actor, "response received", **_entry(contribution, activity, at)))


def receive_many(
    actor: Person | None, activity: Activity, envelopes: list[Envelope], *, at: dt.datetime
) -> list[Contribution]:
    """Keep many contributions at once, with the same checks: for imports and for loading."""
    refuse_if_any(why_not(actor, activity, envelopes, at=at))
    rows = [envelope_row(activity, envelope, _received_at(envelope, at)) for envelope in envelopes]
    with transaction.atomic():
        Contribution.objects.bulk_create(rows, batch_size=500)
        record_all(
            Fact(actor=actor, verb="response received", **_entry(row, activity, row.received_at))
            for row in rows
        )
    return rows


def _received_at(envelope: Envelope, at: dt.datetime) -> dt.datetime:
    """Online the moment of sending and of keeping are one; keyed and imported answers are kept later."""
    return max(at, envelope.submitted_at) if envelope.channel in BY_STAFF else envelope.submitted_at


def why_not(
    actor: Person | None, activity: Activity, envelopes: list[Envelope], *, at: dt.datetime
) -> list[Refusal]:
    """Every reason these contributions cannot be kept."""
    channels = {envelope.channel for envelope in envelopes}
    found: list[Refusal] = []
    if not channels <= _CHANNELS:
        found.append(refusals.CHANNEL_UNKNOWN(field="channel"))
    if not channels.isdisjoint(BY_STAFF):
        found += _staff_refusals(actor, activity, envelopes, at)
    said = [each.submitted_at for each in envelopes if each.channel not in BY_STAFF]
    if said:
        outside = (window_refusals(activity, moment) for moment in {max(said), min(said)})
        found += next((each for each in outside if each), [])
    if any(each.notify_email and not _is_email(each.notify_email) for each in envelopes):
        found.append(refusals.EMAIL_UNFIT(field="email"))
    return found


def _staff_refusals(
    actor: Person | None, activity: Activity, envelopes: list[Envelope], at: dt.datetime
) -> list[Refusal]:
    if actor is None or not may_handle(actor, activity.engagement):
        return [refusals.NOT_YOURS()]
    said = [each.submitted_at for each in envelopes if each.channel in BY_STAFF]
    found = keying_refusals(activity, at) if any(each.channel in KEYED for each in envelopes) else []
    found = found or dating_refusals(activity, min(said), max(said), at=at)
    if any(each.channel in KEYED and each.entered_by is None for each in envelopes):
        found.append(refusals.KEYER_MISSING())
    refs = [each.paper_ref for each in envelopes if each.paper_ref]
    if refs and (used := _used_refs(activity, refs)):
        found.append(refusals.PAPER_REF_USED(field="paper_ref", ref=used))
    return found


def _used_refs(activity: Activity, refs: list[str]) -> str:
    used = Contribution.objects.filter(activity=activity, paper_ref__in=refs)
    return used.values_list("paper_ref", flat=True).first() or ""


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def envelope_row(activity: Activity, envelope: Envelope, at: dt.datetime) -> Contribution:
    return Contribution(
        id=envelope.id or uuid.uuid4(),
        engagement_id=activity.engagement_id,
        activity_id=activity.pk,
        channel=envelope.channel,
        language=envelope.language,
        respondent_type=envelope.respondent_type,
        area_id=envelope.area.pk if envelope.area else None,
        submitted_at=envelope.submitted_at,
        received_at=at,
        receipt=new_code(bilingual(current_council().name).en),
        state=envelope.state,
        entered_by_id=envelope.entered_by.pk if envelope.entered_by else None,
        paper_ref=envelope.paper_ref,
        import_key=envelope.import_key,
        notify_email=envelope.notify_email,
        notify_language=envelope.notify_language or envelope.language,
    )


def _entry(contribution: Contribution, activity: Activity, at: dt.datetime) -> dict[str, Any]:
    """What the record says of a contribution: that it came and how, never what it says."""
    return {
        "subject": contribution,
        "engagement": activity.engagement.ref,
        "after": {"channel": contribution.channel, "state": contribution.state},
        "at": at,
        "public": False,
    }


def queue_receipt(contribution: Contribution, activity: Activity, at: dt.datetime) -> None:
    """Send the receipt to those who asked for it."""
    if not contribution.notify_email:
        return
    engagement = activity.engagement
    queue_message(
        contribution.notify_email,
        "receipt",
        language=contribution.notify_language,
        context={
            "title": bilingual(engagement.title).as_dict(),
            "receipt": contribution.receipt,
            "feedback_on": said_day(engagement.feedback_on).as_dict() if engagement.feedback_on else {},
        },
        dedupe_key=f"receipt:{contribution.pk}",
        at=at,
    )


def moderate(
    actor: Person, contribution: Contribution, *, decision: str, reason: str, at: dt.datetime, rule: str = ""
) -> ModerationAction:
    """Count, hold, set aside or withdraw a contribution. It stays in the file whatever is decided (11.3).

    What is set aside is so under a rule, which the person is told and may ask about (`ask_again`).
    """
    if not may_handle(actor, contribution.engagement):
        raise Refused(refusals.NOT_YOURS())
    rule = rule if decision == Contribution.State.SET_ASIDE else ""
    with transaction.atomic():
        before = Contribution.objects.select_for_update().get(pk=contribution.pk).state
        refuse_if_any(_against_moderating(contribution, before, decision, reason, rule))
        action = _decide(actor, contribution, decision, reason, at, rule=rule)
        record(
            actor,
            "response moderated",
            **_of(contribution),
            reason=reason.strip(),
            before={"state": before},
            after={"state": decision, **({"rule": rule} if rule else {})},
            at=at,
        )
        if rule:
            _tell(
                contribution,
                "set_aside",
                {"rule": withholding.rules()[rule].sentence.as_dict()},
                action.pk,
                at,
            )
    return action


def ask_again(actor: Person | None, contribution: Contribution, *, words: str, at: dt.datetime) -> Appeal:
    """Ask for another person to look again at what was set aside. Once; whoever holds the receipt may."""
    words = words.strip()
    with transaction.atomic():
        kept = Contribution.objects.select_for_update().get(pk=contribution.pk)
        refuse_if_any(_against_asking(kept, words))
        about = kept.moderation.filter(decision=Contribution.State.SET_ASIDE).latest("at", "pk")
        appeal = Appeal.objects.create(contribution=contribution, about=about, words=words, asked_at=at)
        record(actor, "moderation appealed", **_of(contribution), after={"rule": about.rule}, at=at)
    return appeal


def answer_appeal(actor: Person, appeal: Appeal, *, outcome: str, answer: str, at: dt.datetime) -> Appeal:
    """Look again at what a colleague set aside, and say why it counts after all or still does not."""
    contribution = appeal.contribution
    if not may_handle(actor, contribution.engagement):
        raise Refused(refusals.NOT_YOURS())
    with transaction.atomic():
        appeal = Appeal.objects.select_for_update().select_related("about").get(pk=appeal.pk)
        refuse_if_any(_against_answering(actor, appeal, outcome, answer))
        appeal.answered_by, appeal.answered_at = actor, at
        appeal.outcome, appeal.answer = outcome, answer.strip()
        appeal.save(update_fields=["answered_by", "answered_at", "outcome", "answer"])
        if outcome == Appeal.Outcome.RESTORED:
            _decide(actor, contribution, Contribution.State.COUNTED, answer, at)
        after = {"outcome": outcome}
        record(
            actor, "moderation appeal answered", **_of(contribution), reason=appeal.answer, after=after, at=at
        )
        _tell(contribution, "appeal_answered", {"outcome": outcome, "answer": appeal.answer}, appeal.pk, at)
    return appeal


def _decide(
    actor: Person, contribution: Contribution, decision: str, reason: str, at: dt.datetime, *, rule: str = ""
) -> ModerationAction:
    contribution.state = decision
    Contribution.objects.filter(pk=contribution.pk).update(state=decision)
    under = {
        "rule": rule,
        "edition": withholding.edition(),
        "review_on": withholding.review_on(local_date(at)),
    }
    return ModerationAction.objects.create(
        contribution=contribution,
        decision=decision,
        reason=reason.strip(),
        by=actor,
        at=at,
        **(under if rule else {}),
    )


def _of(contribution: Contribution) -> dict[str, Any]:
    return {"subject": contribution, "engagement": contribution.engagement.ref, "public": False}


def _tell(
    contribution: Contribution, template: str, facts: dict[str, Any], number: int, at: dt.datetime
) -> None:
    """Write to whoever left an address; others read it with their receipt."""
    if contribution.notify_email:
        title = bilingual(contribution.engagement.title).as_dict()
        queue_message(
            contribution.notify_email,
            template,
            language=contribution.notify_language,
            context={"title": title, "receipt": contribution.receipt, **facts},
            dedupe_key=f"{template}:{number}",
            at=at,
        )


def _against_moderating(
    contribution: Contribution, state: str, decision: str, reason: str, rule: str
) -> Iterator[Refusal]:
    if decision not in Contribution.State.values:
        yield refusals.DECISION_UNKNOWN(field="decision")
    elif decision == state:
        yield refusals.NOTHING_CHANGED(field="decision")
    if decision == Contribution.State.SET_ASIDE and rule not in withholding.rules():
        yield refusals.RULE_MISSING(field="rule")
    if not reason.strip() and decision != Contribution.State.COUNTED:
        yield refusals.REASON_MISSING(field="reason")
    if Appeal.objects.filter(contribution=contribution, answered_at__isnull=True).exists():
        yield refusals.APPEAL_WAITS(fix=reverse("contributions:appeal", args=[contribution.pk]))


def _against_asking(contribution: Contribution, words: str) -> Iterator[Refusal]:
    if Appeal.objects.filter(contribution=contribution).exists():
        yield refusals.ASKED_BEFORE()
    elif contribution.state != Contribution.State.SET_ASIDE:
        yield refusals.NOT_SET_ASIDE()
    if len(words) > LONGEST_APPEAL:
        yield refusals.APPEAL_TOO_LONG(field="words", limit=LONGEST_APPEAL, length=len(words))


def _against_answering(actor: Person, appeal: Appeal, outcome: str, answer: str) -> Iterator[Refusal]:
    if appeal.answered_at is not None:
        yield refusals.ANSWERED_BEFORE()
    if appeal.about.by_id == actor.pk:
        yield refusals.SAME_PERSON()
    if outcome not in Appeal.Outcome.values:
        yield refusals.OUTCOME_MISSING(field="outcome")
    if not answer.strip():
        yield refusals.REASON_MISSING(field="answer")
