"""The pack the decision-holder sees, and the decision with its reasons (rows 13 and 14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict, Unpack

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
from folkmoot.plan.engagements.use_cases.guarding import locked
from folkmoot.words.bilingual import Bilingual, bilingual
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any

FEWEST_WORDS = 5  # "See report CAB/114" is a reference, not a reason (C-050)


def issue_pack(actor: Person, engagement: Engagement, *, at: dt.datetime) -> Pack:
    """Put together what the decision-holder will see, and fix it with its hash."""
    if not rules.may_record(actor):
        raise Refused(refusals.NOT_YOURS_TO_RECORD())
    with transaction.atomic():
        engagement = locked(engagement)
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


class Said(TypedDict):
    """What is said of a decision, whether it is recorded or put right."""

    title: Bilingual | str
    decided: Bilingual | str
    reasons: Bilingual | str
    how_views_counted: Bilingual | str
    decided_by: Bilingual | str
    meeting: NotRequired[str]
    decided_on: dt.date


def record_decision(
    actor: Person, engagement: Engagement, *, at: dt.datetime, **said: Unpack[Said]
) -> Decision:
    """Record what was decided and why. It is public at once, and does not change."""
    return _decide(actor, engagement, _Facts.of(**said), at=at)


def correct_decision(
    actor: Person, decision: Decision, *, reason: Bilingual | str, at: dt.datetime, **said: Unpack[Said]
) -> Decision:
    """Put a recorded decision right by one that replaces it and says why; the first stays in the record."""
    correction = _Correction(decision, bilingual(reason))
    return _decide(actor, decision.engagement, _Facts.of(**said), at=at, correction=correction)


@dataclass(frozen=True)
class _Facts:
    """What was decided, in both languages, where and when."""

    title: Bilingual
    decided: Bilingual
    reasons: Bilingual
    how_views_counted: Bilingual
    decided_by: Bilingual
    decided_on: dt.date
    meeting: str = ""

    @classmethod
    def of(cls, **said: Unpack[Said]) -> _Facts:
        return cls(
            bilingual(said["title"]),
            bilingual(said["decided"]),
            bilingual(said["reasons"]),
            bilingual(said["how_views_counted"]),
            bilingual(said["decided_by"]),
            said["decided_on"],
            said.get("meeting", ""),
        )

    @property
    def words(self) -> list[Bilingual]:
        return [said for said in vars(self).values() if isinstance(said, Bilingual)]


@dataclass(frozen=True)
class _Correction:
    """The decision that is put right, and why."""

    of: Decision
    reason: Bilingual


def _decide(
    actor: Person,
    engagement: Engagement,
    facts: _Facts,
    *,
    at: dt.datetime,
    correction: _Correction | None = None,
) -> Decision:
    """The one piece that writes a decision, the first of its kind or one that corrects another."""
    if not rules.may_record(actor):
        raise Refused(refusals.NOT_YOURS_TO_RECORD())
    with transaction.atomic():
        engagement = locked(engagement)
        refuse_if_any(
            [
                *(_cannot_correct(correction) if correction else why_no_decision(engagement)),
                *_cannot_say(engagement, facts, at),
                *([] if correction else _recorded_already(engagement, facts)),
            ]
        )
        decision = _write_decision(actor, engagement, facts, correction, at=at)
        if correction is None:
            note_decided(actor, engagement, at=at)
        record(
            actor,
            "decision corrected" if correction else "decision recorded",
            subject=decision,
            engagement=engagement,
            at=at,
            reason=str(correction.reason) if correction else "",
            before=_decided(correction.of) if correction else {},
            after=_decided(decision),
        )
    return decision


def _cannot_say(engagement: Engagement, facts: _Facts, at: dt.datetime) -> Iterator[Refusal]:
    if not str(facts.title).strip() or not str(facts.decided).strip():
        yield refusals.DECISION_MISSING(field="decided" if str(facts.title).strip() else "title")
    if not str(facts.decided_by).strip():
        yield refusals.DECIDER_MISSING(field="decided_by")
    if len(str(facts.reasons).split()) < FEWEST_WORDS:
        yield refusals.REASONS_MISSING(field="reasons")
    if not str(facts.how_views_counted).strip():
        yield refusals.VIEWS_MISSING(field="how_views_counted")
    wanted = profile().languages
    if any(words and words.missing(wanted) for words in facts.words):
        yield refusals.WELSH_MISSING(field="decided")
    yield from _wrong_day(engagement, facts.decided_on, at)


def _wrong_day(engagement: Engagement, decided_on: dt.date, at: dt.datetime) -> Iterator[Refusal]:
    closed = local_date(engagement.closed_at) if engagement.closed_at else engagement.closes_on
    if closed and decided_on < closed:
        yield refusals.DECIDED_TOO_EARLY(
            decided=date_format(decided_on, "j F Y"), closed=date_format(closed, "j F Y"), field="decided_on"
        )
    if decided_on > local_date(at):
        yield refusals.DECIDED_IN_FUTURE(decided=date_format(decided_on, "j F Y"), field="decided_on")


def _recorded_already(engagement: Engagement, facts: _Facts) -> Iterator[Refusal]:
    """The same form sent twice is one decision."""
    for known in Decision.objects.filter(engagement=engagement, decided_on=facts.decided_on):
        if (known.title, known.decided) == (facts.title, facts.decided):
            yield refusals.RECORDED_ALREADY(fix=_page("desk", engagement))


def _cannot_correct(correction: _Correction) -> Iterator[Refusal]:
    if Decision.objects.filter(corrects=correction.of).exists():
        yield refusals.CORRECTED_ALREADY(fix=_page("desk", correction.of.engagement))
    if not str(correction.reason).strip():
        yield refusals.CORRECTION_NEEDS_REASON(field="reason")


def _write_decision(
    actor: Person, engagement: Engagement, facts: _Facts, correction: _Correction | None, *, at: dt.datetime
) -> Decision:
    pack = correction.of.pack if correction else latest_pack(engagement)
    if pack is None:
        raise Refused(why_no_decision(engagement))
    why = {"corrects": correction.of, "correction_reason": correction.reason} if correction else {}
    return Decision.objects.create(
        engagement=engagement, pack=pack, recorded_by=actor, recorded_at=at, **vars(facts), **why
    )


def _decided(decision: Decision) -> dict[str, Any]:
    names = ("title", "decided", "reasons", "how_views_counted", "decided_by", "meeting", "decided_on")
    return {"pack": decision.pack.version} | {name: getattr(decision, name) for name in names}


def _page(name: str, engagement: Engagement) -> str:
    return reverse(f"decisions:{name}", args=[engagement.ref])
