"""How entries are chained, and the name by which the record knows a thing."""

from __future__ import annotations

import hashlib
from datetime import UTC
from operator import attrgetter
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from folkmoot.foundation.records.models import Entry

FIRST_HASH = "0" * 64


def subject_key(thing: Any) -> str:
    """The plain text by which the record names a thing: it must outlive what it names."""
    if isinstance(thing, models.Model):
        return f"{thing._meta.label_lower}:{thing.pk}"
    return str(thing)


def digest(entry: Entry) -> str:
    """The hash of an entry: SHA-256 over its facts and the hash before it."""
    return chained(entry.previous_hash, facts_text(_read(entry)))


# What an entry says, in the order in which its hash covers it.
FACTS = ("at", "actor", "verb", "subject", "engagement", "reason", "before", "after", "public")
_read = attrgetter(*FACTS)


def facts_text(facts: tuple[Any, ...]) -> str:
    """All that an entry says, as one text that is always the same."""
    at, *rest = facts
    return _ENCODER.encode([at.astimezone(UTC).isoformat(), *rest])


def chained(previous: str, facts: str) -> str:
    """The hash of facts that follow the entry with the hash `previous`."""
    return hashlib.sha256(f'["{previous}", {facts[1:]}'.encode()).hexdigest()


_ENCODER = DjangoJSONEncoder(sort_keys=True, ensure_ascii=False)
