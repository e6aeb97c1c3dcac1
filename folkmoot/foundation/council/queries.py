"""What the rest of Folkmoot asks about the council. Nothing else reads the settings."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from folkmoot.foundation.council.models import Profile, Service
from folkmoot.words.bilingual import Bilingual

LOCAL_TIME = ZoneInfo("Europe/London")


def profile() -> Profile:
    """The council's profile; before one is loaded, a plain one that names no council."""
    plain = Bilingual("Folkmoot", "Folkmoot")
    return Profile.objects.first() or Profile(nation="E", languages=["en"], name=plain)


def services() -> QuerySet[Service]:
    return Service.objects.select_related("parent").order_by("parent__key", "key")


def directorates() -> QuerySet[Service]:
    return Service.objects.filter(parent__isnull=True).order_by("key")


def site_address() -> str:
    """The address the outside world uses, without a final slash: for links in mail."""
    return str(settings.SITE_ADDRESS).rstrip("/")


def local_date(moment: dt.datetime) -> dt.date:
    """The date on the council's clocks at `moment`."""
    return moment.astimezone(LOCAL_TIME).date()


def setting(name: str) -> Any:
    """A deployment setting that a feature needs, e.g. the key for hashing addresses."""
    return getattr(settings, name)
