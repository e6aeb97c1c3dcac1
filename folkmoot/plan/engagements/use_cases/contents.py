"""What belongs to an engagement: activities, ways to take part, documents, groups, spending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from folkmoot.foundation.council.queries import local_date
from folkmoot.foundation.people.models import Group, Person
from folkmoot.foundation.records.queries import entries_about, entries_of
from folkmoot.foundation.records.use_cases import record
from folkmoot.plan.engagements import refusals as no
from folkmoot.plan.engagements.models import (
    BEFORE_APPROVAL,
    PUBLISHED,
    Activity,
    Document,
    Engagement,
    Involvement,
    Spend,
    State,
    Way,
)
from folkmoot.plan.engagements.own_gates import day_words
from folkmoot.plan.engagements.plan_facts import B, document_slug, edition_of_ways, edition_of_words
from folkmoot.words.bilingual import Bilingual, bilingual
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any

from .guarding import changed_meanwhile, changing
from .planning import settle_state

TITLE = B("Title", "Teitl")
TEXT = B("Text", "Testun")
ASKS = B("What it asks of people", "Beth mae'n ei ofyn gan bobl")
NO_DATE = B("(not set yet)", "(heb ei bennu eto)")
PART = B("The group's part", "Rhan y grŵp")
WAYS_SET = "ways to take part set"
RUNNING = (*BEFORE_APPROVAL, State.APPROVED, State.OPEN)


def add_activity(
    actor: Person | None,
    engagement: Engagement,
    *,
    tool: str,
    title: Any,
    at: dt.datetime,
    opens_at: dt.datetime | None = None,
    closes_at: dt.datetime | None = None,
) -> Activity:
    """Add something people take part in. Without a window of its own it follows the engagement's."""
    with changing(actor, engagement, *RUNNING) as now:
        title = bilingual(title)
        opens_at, closes_at = opens_at or now.opens_at, closes_at or now.closes_at
        refuse_if_any(_wrong_with_activity(now, title, opens_at, closes_at))
        activity = Activity.objects.create(
            engagement=now, tool=tool, title=title, opens_at=opens_at, closes_at=closes_at
        )
        _noted(actor, "activity added", now, at, {"tool": tool, "title": title}, subject=activity)
    return activity


def _wrong_with_activity(
    engagement: Engagement, title: Bilingual, opens_at: dt.datetime | None, closes_at: dt.datetime | None
) -> Iterator[Refusal]:
    if not title.en:
        yield no.EMPTY_WORDS(field="title", words=TITLE)
    if opens_at and closes_at and closes_at <= opens_at:
        yield no.WINDOW_REVERSED(field="closes_at")
    first, last = engagement.opens_at, engagement.closes_at
    early = bool(opens_at and first and opens_at < first)
    late = bool(closes_at and last and closes_at > last)
    if early or late:
        yield no.OUTSIDE_WINDOW(
            field="opens_at" if early else "closes_at",
            first=_day_of(first),
            last=_day_of(last),
        )


def _day_of(moment: dt.datetime | None) -> Bilingual:
    return day_words(local_date(moment)) if moment else NO_DATE


def remove_activity(actor: Person | None, activity: Activity, *, at: dt.datetime) -> None:
    """Take away an activity before approval. Once people can see it, it stays."""
    with changing(actor, activity.engagement, *BEFORE_APPROVAL) as now:
        there = _still_there(now.activities, activity)
        _noted(actor, "activity removed", now, at, {"title": there.title}, subject=there)
        there.delete()


def _still_there(kept: Any, thing: Any) -> Any:
    """The thing as it is now, or a refusal where somebody else has just taken it away."""
    found = kept.filter(pk=thing.pk).first()
    if found is None:
        raise Refused(no.REMOVED_ALREADY(title=thing.title))
    return found


def set_ways(
    actor: Person | None,
    engagement: Engagement,
    *,
    ways: Iterable[Mapping[str, Any]],
    at: dt.datetime,
    seen: str = "",
) -> list[Way]:
    """Say every way to take part, in order: channel, what it asks, where, and the first day of a meeting.

    With `seen`, the edition the writer had before them, nobody writes over what somebody else has just saved.
    """
    wanted = [_way(each) for each in ways]
    with changing(actor, engagement, *RUNNING) as now:
        if seen and seen != edition_of_ways(now):
            raise Refused(changed_meanwhile(now, entries_of(now).filter(verb=WAYS_SET), "ways"))
        refuse_if_any(_wrong_with_ways(wanted))
        now.ways.all().delete()
        for position, way in enumerate(wanted):
            way.engagement, way.position = now, position
        kept = Way.objects.bulk_create(wanted)
        _noted(actor, WAYS_SET, now, at, {"ways": [[way.channel, way.asks] for way in kept]})
    return kept


def _way(facts: Mapping[str, Any]) -> Way:
    return Way(
        channel=facts.get("channel") or "",
        asks=bilingual(facts.get("asks")),
        where=bilingual(facts.get("where")),
        first_on=facts.get("first_on"),
    )


def _wrong_with_ways(ways: list[Way]) -> Iterator[Refusal]:
    for way in ways:
        if way.channel not in Way.Channel.values:
            yield no.UNKNOWN_CHANNEL(field="channel", channel=way.channel)
        if not way.asks.en:
            yield no.EMPTY_WORDS(field="asks", words=ASKS)


def write_document(
    actor: Person | None,
    engagement: Engagement,
    *,
    title: Any,
    body: Any,
    at: dt.datetime,
    slug: str = "",
    kind: str = "document",
    publish: bool = False,
    seen: str = "",
) -> Document:
    """Keep a draft that residents cannot see, or publish it. What is published is not changed.

    With `seen`, the edition the writer had before them, nobody writes over a draft that changed since, nor
    over one they did not know of.
    """
    title, body = bilingual(title), bilingual(body)
    slug = slug or document_slug(title)
    with changing(actor, engagement, *RUNNING, State.CLOSED) as now:
        there = now.documents.filter(slug=slug).first()
        document = there or Document(engagement=now, slug=slug)
        refuse_if_any(_wrong_with_document(document, title, body))
        if seen and seen != edition_of_words(there):
            raise Refused(changed_meanwhile(now, entries_about(there), "documents"))
        document.title, document.body, document.kind = title, body, kind
        document.published_at = at if publish else None
        document.save()
        verb = "document published" if publish else "document drafted"
        _noted(actor, verb, now, at, {"slug": slug, "title": title}, subject=document)
    return document


def _wrong_with_document(document: Document, title: Bilingual, body: Bilingual) -> Iterator[Refusal]:
    if document.published_at:
        yield no.DOCUMENT_PUBLISHED(field="title", document=document.title)
    if not title.en:
        yield no.EMPTY_WORDS(field="title", words=TITLE)
    if not body.en:
        yield no.EMPTY_WORDS(field="body", words=TEXT)


def remove_document(actor: Person | None, document: Document, *, at: dt.datetime) -> None:
    """Take away a draft; a published document stays."""
    with changing(actor, document.engagement, *State) as now:
        there = _still_there(now.documents, document)
        if there.published_at:
            raise Refused(no.DOCUMENT_PUBLISHED(document=there.title))
        _noted(actor, "document removed", now, at, {"slug": there.slug}, subject=there)
        there.delete()


def involve_group(
    actor: Person | None,
    engagement: Engagement,
    *,
    group: Group,
    part: Any,
    change: Any = "",
    at: dt.datetime,
    seen: str = "",
) -> Involvement:
    """Say which group takes what part and, later, what changed because of it (V-12). `seen` as above."""
    part, change = bilingual(part), bilingual(change)
    with changing(actor, engagement, *RUNNING, State.CLOSED) as now:
        if not part.en:
            raise Refused(no.EMPTY_WORDS(field="part", words=PART))
        there = now.involvements.filter(group=group).first()
        if seen and seen != edition_of_words(there):
            raise Refused(changed_meanwhile(now, entries_about(there), "groups"))
        involvement, _new = Involvement.objects.update_or_create(
            engagement=now, group=group, defaults={"part": part, "change": change}
        )
        after = {"group": str(group), "part": part, "change": change}
        _noted(actor, "group involved", now, at, after, subject=involvement)
    return involvement


def spend(
    actor: Person | None,
    engagement: Engagement,
    *,
    kind: str,
    on: dt.date,
    at: dt.datetime,
    hours: Decimal | None = None,
    pounds: Decimal | None = None,
) -> Spend:
    """Write down hours or money the engagement took."""
    with changing(actor, engagement, *State) as now:
        spent = Spend.objects.create(engagement=now, kind=kind, on=on, hours=hours, pounds=pounds)
        after = {"kind": kind, "hours": hours, "pounds": pounds}
        _noted(actor, "spending noted", now, at, after, subject=spent)
    return spent


def _noted(
    actor: Person | None,
    verb: str,
    engagement: Engagement,
    at: dt.datetime,
    after: dict[str, Any],
    *,
    subject: Any = None,
) -> None:
    """Record it and, while the plan is being written, see whether it is now complete."""
    record(
        actor,
        verb,
        subject=subject or engagement,
        engagement=engagement,
        at=at,
        after=after,
        public=engagement.state in PUBLISHED,
    )
    if engagement.state in BEFORE_APPROVAL:
        settle_state(engagement, at)
