"""The gates that the plan stage itself puts up. Later stages add theirs through `gates.register`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from django.utils.formats import date_format
from django.utils.translation import override

from folkmoot.analysis.clocks import OutOfReachError
from folkmoot.foundation.council.queries import local_date, profile
from folkmoot.plan.engagements import honesty, timing
from folkmoot.plan.engagements import refusals as no
from folkmoot.plan.engagements.addresses import fix
from folkmoot.plan.engagements.gates import Check, Gate
from folkmoot.plan.engagements.models import Approval, Engagement, State, Way
from folkmoot.plan.engagements.plan_facts import WORDS
from folkmoot.plan.law.queries import NoRuleInForce
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Reason, Refusal

Moment = dt.datetime
PRE_ELECTION_GATE = "plan.pre-election"
PUBLIC_WORDS = (
    "title",
    "summary",
    "purpose",
    "can_change",
    "cannot_change",
    "cannot_change_why",
    "promise",
    "decision_holder",
    "decision",
    "audience",
    "level_reason",
    "single_channel_why",
    "scope",
    "led_by",
    "contact_role",
    "feedback_plan",
)


def refusal(reason: Reason, engagement: Engagement, field: str, **facts: object) -> Refusal:
    """A refusal with its mend; dates are written out in both languages."""
    said = {name: _said(fact) for name, fact in facts.items()}
    return reason(fix=fix(engagement, field), field=field, **said)


def _said(fact: object) -> object:
    return day_words(fact) if isinstance(fact, dt.date) else fact


def day_words(day: dt.date) -> Bilingual:
    """A date written out in both languages: 3 January 2027."""
    spoken = []
    for language in ("en", "cy"):
        with override(language):
            spoken.append(date_format(day, "j F Y"))
    return Bilingual(*spoken)


def purpose(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    if not engagement.title:
        yield refusal(no.NO_TITLE, engagement, "title")
    if not engagement.purpose:
        yield refusal(no.NO_PURPOSE, engagement, "purpose")
    if not engagement.decision:
        yield refusal(no.NO_DECISION, engagement, "decision")


def promise(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    """Promise, decision-holder, decision date and answer date, at every level (L-32, C-037)."""
    if not engagement.promise:
        yield refusal(no.NO_PROMISE, engagement, "promise")
    found = {reason.code for reason, _field, _level in honesty.unmet(engagement)}
    needed = (
        (no.NO_DECISION_HOLDER, "decision_holder"),
        (no.NO_DECISION_DATE, "decision_on"),
        (no.NO_FEEDBACK_DATE, "feedback_on"),
    )
    for reason, field in needed:
        if not getattr(engagement, field) and reason.code not in found:
            yield refusal(reason, engagement, field)


def level(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    for reason, field, claimed in honesty.unmet(engagement):
        yield refusal(reason, engagement, field, level=claimed)


def dates(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    if not engagement.opens_on:
        yield refusal(no.NO_OPENING_DATE, engagement, "opens_on")
    elif engagement.opens_on < local_date(at):
        yield refusal(no.OPENS_IN_THE_PAST, engagement, "opens_on", day=engagement.opens_on)
    if not engagement.closes_on:
        yield refusal(no.NO_CLOSING_DATE, engagement, "closes_on")
    elif engagement.feedback_on and engagement.feedback_on < engagement.closes_on:
        yield refusal(no.ANSWERED_BEFORE_CLOSING, engagement, "feedback_on")


def languages(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    """Everything residents will read is in every language of the council (X-14)."""
    if "cy" not in profile().languages:
        return
    for field in PUBLIC_WORDS:
        if _half_said(getattr(engagement, field)):
            yield refusal(no.NO_WELSH, engagement, field, words=WORDS[field])
    for field, words in _words_of_parts(engagement):
        if _half_said(words):
            yield refusal(no.NO_WELSH, engagement, field, words=words)


def _half_said(words: Bilingual) -> bool:
    return bool(words) and bool(words.missing())


def _words_of_parts(engagement: Engagement) -> Iterator[tuple[str, Bilingual]]:
    for way in engagement.ways.all():
        yield "ways", way.asks
        yield "ways", way.where
    for activity in engagement.activities.all():
        yield "activities", activity.title
    for document in engagement.documents.all():
        yield "documents", document.title
    for each in engagement.involvements.all():
        yield "groups", each.part


def contact(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    if not engagement.contact_phone or not engagement.contact_role:
        yield refusal(no.NO_CONTACT, engagement, "contact_phone")


def ways(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    if not engagement.ways.exists():
        yield refusal(no.NO_WAYS, engagement, "ways")


def other_ways(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    """Nobody is left out for want of a computer (C-012)."""
    channels = {way.channel for way in engagement.ways.all()}
    if channels == {Way.Channel.ONLINE}:
        yield refusal(no.ONLY_ONLINE, engagement, "ways")


def legal_time(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    return _timed(engagement, lambda: timing.too_short_in_law(engagement, blocking=True))


def usual_time(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    yield from _timed(engagement, lambda: timing.too_short_in_law(engagement, blocking=False))
    yield from _timed(engagement, lambda: timing.school_days_uncounted(engagement))
    yield from _timed(engagement, lambda: timing.too_short(engagement))


def answer_in_time(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    if engagement.feedback_on:
        yield from _timed(engagement, lambda: timing.answer_too_late(engagement))


def pre_election(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    return _timed(engagement, lambda: timing.pre_election(engagement))


def _timed(engagement: Engagement, found: Callable[[], Iterable[timing.Finding]]) -> Iterator[Refusal]:
    """Findings about dates, once both dates are there; without rules, that they are not loaded; in years
    beyond the calendar, that nobody can count."""
    if not (engagement.opens_on and engagement.closes_on):
        return
    try:
        for reason, field, facts in found():
            yield refusal(reason, engagement, field, **facts)
    except NoRuleInForce as missing:
        yield no.NO_RULES(fix=fix(engagement, "closes_on"), field="closes_on", key=missing.key)
    except OutOfReachError:
        yield refusal(no.OUT_OF_REACH, engagement, "opens_on")


def has_activity(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    """From level 2 on there is something to take part in; whether it is ready its own tool says."""
    if (engagement.level or 0) > 1 and not engagement.activities.exists():
        yield refusal(no.NO_ACTIVITY, engagement, "activities")


def documents_live(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    """The clock never starts before everything people need to read is there (handbook 2.5)."""
    documents = list(engagement.documents.all())
    for document in documents:
        if document.published_at is None:
            yield refusal(no.DOCUMENT_NOT_LIVE, engagement, "documents", document=document.title)
    if engagement.size_class == "major" and not documents:
        yield refusal(no.NO_DOCUMENT, engagement, "documents")


def time_left(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    """Opened late, people still get the time; unless a shorter time was approved with a reason."""
    today = local_date(at)
    if not engagement.opens_on or today <= engagement.opens_on or _overridden(engagement):
        return
    if any(_timed(engagement, lambda: timing.too_short(engagement, opens_on=today))):
        yield no.TIME_RAN_OUT(fix=fix(engagement, "extend"), field="closes_on")


def _overridden(engagement: Engagement) -> bool:
    return engagement.approvals.filter(outcome=Approval.Outcome.OVERRIDDEN).exists()


def end_date(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    if engagement.closes_at and at <= engagement.closes_at:
        last_day = engagement.closes_on or local_date(engagement.closes_at)
        yield no.CLOSES_EARLY(fix=fix(engagement, "close"), field="reason", day=day_words(last_day))


def closed(engagement: Engagement, at: Moment) -> Iterator[Refusal]:
    if engagement.state != State.CLOSED:
        yield no.NOT_CLOSED(fix=fix(engagement, "close"), state=engagement.state_words)


def _gate(
    key: str, transition: str, en: str, cy: str, check: Check, *, basis: str = "", overridable: bool = False
) -> Gate:
    return Gate(key, "plan", transition, Bilingual(en=en, cy=cy), check, basis, overridable)


ALL = (
    _gate("plan.purpose", "approve", "What it is for", "Ei ddiben", purpose, basis="L-20"),
    _gate(
        "plan.promise", "approve", "Promise and decision", "Addewid a phenderfyniad", promise, basis="C-037"
    ),
    _gate("plan.level", "approve", "Level and honesty", "Lefel a gonestrwydd", level, basis="L-21, S-05"),
    _gate("plan.dates", "approve", "Dates", "Dyddiadau", dates, basis="C-023"),
    _gate("plan.ways", "approve", "Ways to take part", "Ffyrdd o gymryd rhan", ways, basis="C-012"),
    _gate("plan.contact", "approve", "Someone to ring", "Rhywun i'w ffonio", contact, basis="C-012"),
    _gate("plan.languages", "approve", "Both languages", "Y ddwy iaith", languages, basis="X-14"),
    _gate(
        "plan.legal-time",
        "approve",
        "Time the law asks for",
        "Yr amser y mae'r gyfraith yn ei ofyn",
        legal_time,
    ),
    _gate("plan.time", "approve", "Enough time", "Digon o amser", usual_time, overridable=True),
    _gate("plan.answer", "approve", "Answer in time", "Ateb mewn pryd", answer_in_time, overridable=True),
    _gate("plan.offline", "approve", "Not only online", "Nid ar-lein yn unig", other_ways, overridable=True),
    _gate(
        PRE_ELECTION_GATE,
        "approve",
        "Not before an election",
        "Nid cyn etholiad",
        pre_election,
        basis="Local Government Act 1986 s.2",
        overridable=True,
    ),
    _gate("open.activity", "open", "Something to take part in", "Rhywbeth i gymryd rhan ynddo", has_activity),
    _gate("open.documents", "open", "Documents published", "Dogfennau wedi'u cyhoeddi", documents_live),
    _gate("open.time", "open", "Enough time left", "Digon o amser ar ôl", time_left),
    _gate(
        "close.end-date",
        "close",
        "Closing date passed",
        "Y dyddiad cau wedi mynd heibio",
        end_date,
        overridable=True,
    ),
    _gate("complete.closed", "complete", "Closed", "Wedi cau", closed),
)
