"""The pack the decision-holder sees, and the decision with its reasons (rows 13 and 14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format

from folkmoot.decide.decisions import refusals, rules
from folkmoot.decide.decisions.missing import hash_of, why_no_decision, why_no_pack
from folkmoot.decide.decisions.models import Decision, Pack
from folkmoot.decide.decisions.queries import latest_pack, pack_content
from folkmoot.foundation.council.queries import local_date, profile
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.use_cases import record
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.use_cases import note_decided
from folkmoot.words.bilingual import Bilingual, bilingual
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any

FEWEST_WORDS = 5  # "See report CAB/114" is a reference, not a reason (C-050)


def issue_pack(actor: Person, engagement: Engagement, *, at: dt.datetime) -> Pack:
    """Put together what the decision-holder will see, and fix it with its hash."""
    if not rules.may_record(actor):
        raise Refused(refusals.NOT_YOURS_TO_RECORD())
    with transaction.atomic():
        engagement = _held(engagement)
        refuse_if_any(why_no_pack(engagement))
        content = pack_content(engagement)
        earlier, hashed = latest_pack(engagement), hash_of(content)
        if earlier and earlier.content_hash == hashed:
            raise Refused(refusals.PACK_UNCHANGED(version=earlier.version, fix=_page("decide", engagement)))
        pack = Pack.objects.create(
            engagement=engagement,
            version=earlier.version + 1 if earlier else 1,
            content=content,
            content_hash=hashed,
            issued_by=actor,
            issued_at=at,
        )
        after = {"version": pack.version, "content_hash": hashed}
        record(actor, "decision pack issued", subject=pack, engagement=engagement, at=at, after=after)
    return pack


def record_decision(
    actor: Person,
    engagement: Engagement,
    *,
    title: Bilingual | str,
    decided: Bilingual | str,
    reasons: Bilingual | str,
    how_views_counted: Bilingual | str,
    decided_by: Bilingual | str,
    meeting: str = "",
    decided_on: dt.date,
    at: dt.datetime,
) -> Decision:
    """Record what was decided and why. It is public at once, and does not change."""
    facts = _Facts.of(title, decided, reasons, how_views_counted, decided_by)
    if not rules.may_record(actor):
        raise Refused(refusals.NOT_YOURS_TO_RECORD())
    with transaction.atomic():
        engagement = _held(engagement)
        wrong = [*why_no_decision(engagement), *_cannot_say(engagement, facts, decided_on, at)]
        refuse_if_any([*wrong, *_recorded_already(engagement, facts, decided_on)])
        decision = _write_decision(actor, engagement, facts, meeting=meeting, decided_on=decided_on, at=at)
        facts_of_it = _decided(decision)
        note_decided(actor, engagement, at=at)
        record(actor, "decision recorded", subject=decision, engagement=engagement, at=at, after=facts_of_it)
    return decision


def correct_decision(
    actor: Person,
    decision: Decision,
    *,
    reason: Bilingual | str,
    title: Bilingual | str,
    decided: Bilingual | str,
    reasons: Bilingual | str,
    how_views_counted: Bilingual | str,
    decided_by: Bilingual | str,
    meeting: str = "",
    decided_on: dt.date,
    at: dt.datetime,
) -> Decision:
    """Put a recorded decision right by one that replaces it and says why; the first stays in the record."""
    engagement, reason = decision.engagement, bilingual(reason)
    facts = _Facts.of(title, decided, reasons, how_views_counted, decided_by)
    if not rules.may_record(actor):
        raise Refused(refusals.NOT_YOURS_TO_RECORD())
    with transaction.atomic():
        engagement = _held(engagement)
        refuse_if_any([*_cannot_correct(decision, reason), *_cannot_say(engagement, facts, decided_on, at)])
        corrected = _write_decision(
            actor,
            engagement,
            facts,
            meeting=meeting,
            decided_on=decided_on,
            at=at,
            corrects=decision,
            correction_reason=reason,
        )
        record(
            actor,
            "decision corrected",
            subject=corrected,
            engagement=engagement,
            at=at,
            reason=str(reason),
            before=_decided(decision),
            after=_decided(corrected),
        )
    return corrected


@dataclass(frozen=True)
class _Facts:
    """What was decided, in both languages."""

    title: Bilingual
    decided: Bilingual
    reasons: Bilingual
    how_views_counted: Bilingual
    decided_by: Bilingual

    @classmethod
    def of(cls, *words: Bilingual | str) -> _Facts:
        return cls(*map(bilingual, words))


def _cannot_say(
    engagement: Engagement, facts: _Facts, decided_on: dt.date, at: dt.datetime
) -> Iterator[Refusal]:
    if not str(facts.title).strip() or not str(facts.decided).strip():
        yield refusals.DECISION_MISSING(field="decided" if str(facts.title).strip() else "title")
    if not str(facts.decided_by).strip():
        yield refusals.DECIDER_MISSING(field="decided_by")
    if len(str(facts.reasons).split()) < FEWEST_WORDS:
        yield refusals.REASONS_MISSING(field="reasons")
    if not str(facts.how_views_counted).strip():
        yield refusals.VIEWS_MISSING(field="how_views_counted")
    wanted = profile().languages
    if any(words and words.missing(wanted) for words in vars(facts).values()):
        yield refusals.WELSH_MISSING(field="decided")
    yield from _wrong_day(engagement, decided_on, at)


def _wrong_day(engagement: Engagement, decided_on: dt.date, at: dt.datetime) -> Iterator[Refusal]:
    closed = local_date(engagement.closed_at) if engagement.closed_at else engagement.closes_on
    if closed and decided_on < closed:
        yield refusals.DECIDED_TOO_EARLY(
            decided=date_format(decided_on, "j F Y"), closed=date_format(closed, "j F Y"), field="decided_on"
        )
    if decided_on > local_date(at):
        yield refusals.DECIDED_IN_FUTURE(decided=date_format(decided_on, "j F Y"), field="decided_on")


def _held(engagement: Engagement) -> Engagement:
    """The engagement as it is now: of two who press at the same moment the second waits, then is refused."""
    return Engagement.objects.select_for_update().get(pk=engagement.pk)


def _recorded_already(engagement: Engagement, facts: _Facts, decided_on: dt.date) -> Iterator[Refusal]:
    """The same form sent twice is one decision."""
    for known in Decision.objects.filter(engagement=engagement, decided_on=decided_on):
        if (known.title, known.decided) == (facts.title, facts.decided):
            yield refusals.RECORDED_ALREADY(fix=_page("desk", engagement))


def _cannot_correct(decision: Decision, reason: Bilingual) -> Iterator[Refusal]:
    if Decision.objects.filter(corrects=decision).exists():
        yield refusals.CORRECTED_ALREADY(fix=_page("desk", decision.engagement))
    if not str(reason).strip():
        yield refusals.CORRECTION_NEEDS_REASON(field="reason")


def _write_decision(
    actor: Person, engagement: Engagement, facts: _Facts, *, at: dt.datetime, **more: Any
) -> Decision:
    pack = more["corrects"].pack if "corrects" in more else latest_pack(engagement)
    if pack is None:
        raise Refused(why_no_decision(engagement))
    return Decision.objects.create(
        engagement=engagement, pack=pack, recorded_by=actor, recorded_at=at, **vars(facts), **more
    )


def _decided(decision: Decision) -> dict[str, Any]:
    names = ("title", "decided", "reasons", "how_views_counted", "decided_by", "meeting", "decided_on")
    return {"pack": decision.pack.version} | {name: getattr(decision, name) for name in names}


def _page(name: str, engagement: Engagement) -> str:
    return reverse(f"decisions:{name}", args=[engagement.ref])
