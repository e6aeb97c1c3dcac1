"""Freezing: the evidence as it stands, in order, with a hash of every word (architecture row 9)."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.use_cases import record
from folkmoot.listen.evidence import refusals
from folkmoot.listen.evidence.models import Freezing, Snapshot, SnapshotMember
from folkmoot.listen.evidence.queries import counted, under_way
from folkmoot.listen.evidence.said import content_hash, hash_of, what_was_said
from folkmoot.listen.evidence.use_cases.guarding import only_workers
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.plan.engagements.use_cases.guarding import locked
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any

BATCH = 1000
Progress = Callable[[int, int], Any]
Frozen = list[tuple[Contribution, str]]


def freeze_snapshot(
    actor: Person, engagement: Engagement, *, at: dt.datetime, progress: Progress | None = None
) -> Snapshot:
    """Freeze the evidence of a closed engagement. Freezing again makes the next number."""
    return _freeze(actor, engagement, at=at, progress=progress, interim=False)


def freeze_interim_snapshot(
    actor: Person, engagement: Engagement, *, at: dt.datetime, progress: Progress | None = None
) -> Snapshot:
    """Freeze what is here while people can still answer, labelled as interim for good."""
    return _freeze(actor, engagement, at=at, progress=progress, interim=True)


def ask_for_freeze(actor: Person, engagement: Engagement, *, interim: bool, at: dt.datetime) -> Freezing:
    """Have a large body of evidence frozen by a worker, with its progress to look at."""
    from folkmoot.listen.evidence.tasks import freeze

    only_workers(actor, engagement)
    with transaction.atomic():
        engagement = locked(engagement)
        refuse_if_any([*_why_not(engagement, interim=interim), *_already_freezing(engagement, at)])
        freezing = Freezing.objects.create(
            engagement=engagement,
            interim=interim,
            asked_by=actor,
            asked_at=at,
            total=counted(engagement).count(),
        )
        record(
            actor,
            "freezing of evidence asked for",
            subject=freezing,
            engagement=engagement,
            at=at,
            public=False,
        )
        transaction.on_commit(lambda: freeze.enqueue(freezing.pk))
    return freezing


def freeze_as_asked(freezing: Freezing, *, at: dt.datetime) -> Freezing:
    """Do what `ask_for_freeze` asked, telling how far it is; a refusal is kept for the page to show."""
    if freezing.ended:
        return freezing
    freezing.engagement.refresh_from_db()
    verb = freeze_interim_snapshot if freezing.interim else freeze_snapshot

    def tell(done: int, total: int) -> None:
        Freezing.objects.filter(pk=freezing.pk).update(looked_at=done, total=total)

    try:
        freezing.snapshot = verb(freezing.asked_by, freezing.engagement, at=at, progress=tell)
    except Refused as refused:
        freezing.refused = refused.refusals[0].words
    freezing.save(update_fields=["snapshot", "refused"])
    return freezing


def why_no_freeze(engagement: Engagement) -> list[Refusal]:
    """What still stands in the way of freezing the evidence for good."""
    return _cannot_freeze(engagement)


def _freeze(
    actor: Person, engagement: Engagement, *, at: dt.datetime, progress: Progress | None, interim: bool
) -> Snapshot:
    # Reading and hashing come first and outside the transaction: on SQLite it would keep every other
    # writer waiting. What was read is compared with what is there when it is written.
    only_workers(actor, engagement)
    refuse_if_any(_why_not(engagement, interim=interim))
    frozen = list(_read(engagement, progress))
    with transaction.atomic():
        engagement = locked(engagement)
        refuse_if_any(_why_not(engagement, interim=interim))
        if [each.pk for each, _hash in frozen] != list(counted(engagement).values_list("pk", flat=True)):
            raise Refused(refusals.CHANGED_MEANWHILE(fix=_freeze_page(engagement)))
        snapshot = _write(actor, engagement, frozen, at=at, interim=interim)
        record(
            actor,
            "interim evidence frozen" if interim else "evidence frozen",
            subject=snapshot,
            engagement=engagement,
            at=at,
            after={
                "number": snapshot.number,
                "contributions": snapshot.contributions,
                "content_hash": snapshot.content_hash,
            },
        )
    return snapshot


def _read(engagement: Engagement, progress: Progress | None) -> Iterator[tuple[Contribution, str]]:
    everything = list(counted(engagement).select_related("activity", "area").defer("area__outline"))
    total, left = len(everything), iter(everything)
    done = 0
    while batch := list(islice(left, BATCH)):
        said = what_was_said(batch)
        for contribution in batch:
            yield contribution, content_hash(contribution, said[contribution.pk])
        done += len(batch)
        if progress:
            progress(done, total)


def _write(
    actor: Person, engagement: Engagement, frozen: Frozen, *, at: dt.datetime, interim: bool
) -> Snapshot:
    figures = _figures(engagement, [contribution for contribution, _hash in frozen])
    latest = engagement.snapshots.order_by("-number").first()
    snapshot = Snapshot.objects.create(
        engagement=engagement,
        number=latest.number + 1 if latest else 1,
        interim=interim,
        frozen_at=at,
        frozen_by=actor,
        contributions=len(frozen),
        figures=figures,
        content_hash=hash_of(json.dumps([[each for _who, each in frozen], figures], sort_keys=True)),
    )
    SnapshotMember.objects.bulk_create(
        (
            SnapshotMember(snapshot=snapshot, contribution=contribution, position=place, content_hash=hashed)
            for place, (contribution, hashed) in enumerate(frozen, 1)
        ),
        batch_size=BATCH,
    )
    return snapshot


def _figures(engagement: Engagement, contributions: list[Contribution]) -> dict[str, Any]:
    """The true counts, for officers; what the public sees is in each finding, suppressed."""
    uncounted = Counter(
        engagement.contributions.exclude(state=Contribution.State.COUNTED).values_list("state", flat=True)
    )
    return {
        "channel": _count(each.channel for each in contributions),
        "respondent_type": _count(each.respondent_type for each in contributions),
        "language": _count(each.language for each in contributions),
        "area": _count(each.area.code if each.area else "" for each in contributions),
        "activity": _count(str(each.activity_id) for each in contributions),
        "not_counted": dict(sorted(uncounted.items())),
    }


def _count(values: Any) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _why_not(engagement: Engagement, *, interim: bool) -> list[Refusal]:
    return _cannot_freeze_interim(engagement) if interim else _cannot_freeze(engagement)


def _cannot_freeze(engagement: Engagement) -> list[Refusal]:
    desk = _freeze_page(engagement)
    if engagement.state == State.OPEN:
        until = date_format(localtime(engagement.closes_at), "j F Y, H:i") if engagement.closes_at else "?"
        return [refusals.STILL_OPEN(until=until, fix=desk)]
    return _nothing_to_freeze(engagement)


def _cannot_freeze_interim(engagement: Engagement) -> list[Refusal]:
    if engagement.state in (State.CLOSED, State.COMPLETE):
        return [refusals.NO_LONGER_OPEN(fix=_freeze_page(engagement))]
    return _nothing_to_freeze(engagement)


def _nothing_to_freeze(engagement: Engagement) -> list[Refusal]:
    if engagement.state not in (State.OPEN, State.CLOSED, State.COMPLETE):
        return [refusals.NOT_OPENED(fix=reverse("engagements:open", args=[engagement.ref]))]
    if counted(engagement).exists():
        return []
    return [refusals.NOTHING_SAID(fix=reverse("contributions:arriving", args=[engagement.ref]))]


def _already_freezing(engagement: Engagement, at: dt.datetime) -> list[Refusal]:
    return [refusals.ALREADY_FREEZING(fix=_freeze_page(engagement))] if under_way(engagement, at) else []


def _freeze_page(engagement: Engagement) -> str:
    return reverse("evidence:freeze", args=[engagement.ref])
