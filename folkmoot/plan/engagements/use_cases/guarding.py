"""What every verb here asks first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import QuerySet

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.models import Entry
from folkmoot.plan.engagements import refusals as no
from folkmoot.plan.engagements import rules
from folkmoot.plan.engagements.addresses import fix, saved_now
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.words.refusals import Refusal, Refused


@contextmanager
def changing(actor: Person | None, engagement: Engagement, *states: State) -> Iterator[Engagement]:
    """The engagement as it is now, for an actor who may change it, in a state it may be changed in.

    Both are asked of the locked row, so that of two who do the same at one moment the second is refused. Once
    all is written, the caller's object follows.
    """
    with transaction.atomic():
        now = locked(engagement)
        only_writers(actor, now)
        only_in(now, *states)
        yield now
    follow(engagement, now)


def only_writers(actor: Person | None, engagement: Engagement) -> Person:
    """The actor, who may change the engagement; anybody else is refused."""
    if actor is None or not rules.may_edit(actor, engagement):
        raise Refused(no.NOT_YOURS(service=engagement.owner.name))
    return actor


def locked(engagement: Engagement) -> Engagement:
    """The engagement as it is now, held against other writers until the transaction ends."""
    return Engagement.objects.select_for_update().get(pk=engagement.pk)


def only_in(engagement: Engagement, *states: State) -> None:
    if engagement.state not in states:
        raise Refused(no.WRONG_STATE(fix=fix(engagement, "desk"), state=engagement.state_words))


def follow(engagement: Engagement, now: Engagement) -> Engagement:
    """Bring the caller's object up to what was written."""
    for field in Engagement._meta.concrete_fields:
        setattr(engagement, field.attname, getattr(now, field.attname))
    return engagement


def changed_meanwhile(engagement: Engagement, entries: QuerySet[Entry], field: str) -> Refusal:
    """Somebody else saved the same since the writer looked: who, by the last of the entries, and where."""
    last = entries.last()
    who = last.actor if last else engagement.accountable.name
    return no.CHANGED_MEANWHILE(fix=saved_now(engagement, field), who=who)
