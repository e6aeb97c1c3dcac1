"""People and the posts they hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from folkmoot.foundation.council import use_cases as council
from folkmoot.foundation.council.models import Profile, Service
from folkmoot.foundation.people.models import Account, Appointment, Group, Person, Role
from folkmoot.foundation.people.refusals import (
    ALREADY_HOLDS_POST,
    EMAIL_TAKEN,
    ENDS_BEFORE_IT_STARTS,
    NO_SUCH_ROLE,
    NOT_YOUR_GROUP,
    NOT_YOUR_PLACE,
)
from folkmoot.foundation.people.rules import may_appoint, may_describe_groups
from folkmoot.foundation.places.models import Area
from folkmoot.foundation.records.use_cases import record
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refused


def register_person(
    actor: Any, *, name: str, email: str = "", phone: str = "", language: str = "en", at: dt.datetime
) -> Person:
    """Make a person known; with an email address, one who can sign in."""
    _only_administrators(actor)
    email = email.strip().lower()
    if email and Account.objects.filter(email=email).exists():
        raise Refused(EMAIL_TAKEN(field="email", email=email))
    with transaction.atomic():
        account = Account.objects.create_user(email) if email else None
        person = Person.objects.create(name=name, account=account, phone=phone, language=language)
        record(actor, "person registered", subject=person, after={"name": name}, at=at, public=False)
    return person


def appoint(
    actor: Any,
    person: Person,
    *,
    role: str,
    service: Service | None = None,
    area: Area | None = None,
    from_on: dt.date,
    at: dt.datetime,
) -> Appointment:
    """Give a person a post from a day on: a role, in a service, in an area, or for the whole council."""
    _only_administrators(actor)
    if role not in Role.values:
        raise Refused(NO_SUCH_ROLE(field="role", role=role))
    held = Appointment.objects.filter(
        person=person, role=role, service=service, area=area, to_on__isnull=True
    )
    if held.exists():
        raise Refused(ALREADY_HOLDS_POST(field="role", person=person.name))
    with transaction.atomic():
        post = Appointment.objects.create(
            person=person, role=role, service=service, area=area, from_on=from_on
        )
        facts = {"role": role, "service": service and service.key, "area": area and area.code}
        record(actor, "appointed", subject=person, after={**facts, "from": from_on}, at=at, public=False)
    return post


def end_appointment(actor: Any, post: Appointment, *, to_on: dt.date, reason: str, at: dt.datetime) -> None:
    """A post ends on a day. What was done under it stays done under it."""
    _only_administrators(actor)
    if to_on < post.from_on:
        raise Refused(ENDS_BEFORE_IT_STARTS(field="to_on"))
    with transaction.atomic():
        post.to_on = to_on
        post.save(update_fields=["to_on"])
        record(
            actor,
            "appointment ended",
            subject=post.person,
            reason=reason,
            after={"role": post.role, "to": to_on},
            at=at,
            public=False,
        )


def describe_council(actor: Any, *, at: dt.datetime, **facts: Any) -> Profile:
    """Write down which council this is, under which nation's law, in which languages, how to reach it."""
    _only_administrators(actor)
    return council.describe_council(actor, at=at, **facts)


def add_service(actor: Any, *, key: str, name: Bilingual, parent: Service | None, at: dt.datetime) -> Service:
    """Add a directorate (no parent) or a service; a known key has its name brought up to date."""
    _only_administrators(actor)
    return council.add_service(actor, key=key, name=name, parent=parent, at=at)


def describe_group(
    actor: Any, *, name: Bilingual, kind: str, areas: tuple[Area, ...] = (), at: dt.datetime
) -> Group:
    """Write down a community group or partner (V-12)."""
    if not isinstance(actor, str) and not may_describe_groups(actor):
        raise Refused(NOT_YOUR_GROUP())
    with transaction.atomic():
        group = Group.objects.create(name=name, kind=kind)
        group.areas.set(areas)
        record(actor, "group described", subject=group, after={"name": name, "kind": kind}, at=at)
    return group


def _only_administrators(actor: Any) -> None:
    """`actor` may be the name of a command (a text): set-up happens before anybody holds a post."""
    if not isinstance(actor, str) and not may_appoint(actor):
        raise Refused(NOT_YOUR_PLACE())
