"""Setting up the council: its profile and its services. Who may is known one layer up, by
`people.use_cases.describe_council` and `add_service`, which everybody else calls."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from folkmoot.foundation.council.models import Profile, Service
from folkmoot.foundation.records.use_cases import record
from folkmoot.words.bilingual import Bilingual


def describe_council(actor: Any, *, at: dt.datetime, **facts: Any) -> Profile:
    """Write down which council this is, under which nation's law, in which languages, how to reach it."""
    with transaction.atomic():
        profile, made = Profile.objects.update_or_create(only=True, defaults=facts)
        profile.full_clean(exclude=["only"])
        record(
            actor,
            "council described" if made else "council description changed",
            subject=profile,
            after=facts,
            at=at,
        )
    return profile


def add_service(
    actor: Any, *, key: str, name: Bilingual, parent: Service | None = None, at: dt.datetime
) -> Service:
    """Add a directorate (no parent) or a service; a known key has its name brought up to date."""
    with transaction.atomic():
        service, _made = Service.objects.update_or_create(key=key, defaults={"name": name, "parent": parent})
        record(actor, "service described", subject=service, after={"key": key, "name": name}, at=at)
    return service
