"""How entries are chained, and the name by which the record knows a thing."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
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
    facts = [
        entry.previous_hash,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor,
        entry.verb,
        entry.subject,
        entry.engagement,
        entry.reason,
        entry.before,
        entry.after,
        entry.public,
    ]
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()
