"""Adding to the record. Called by every verb, inside the verb's own transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from folkmoot.foundation.records.chain import FIRST_HASH, digest, subject_key
from folkmoot.foundation.records.inserting import insert
from folkmoot.foundation.records.models import Entry

_CHAIN_LOCK = 0x666F6C6B  # "folk"; one writer at a time extends the chain on PostgreSQL


@dataclass(frozen=True)
class Fact:
    """What one entry will say; `record` takes the same words."""

    actor: Any
    verb: str
    subject: Any
    at: datetime
    engagement: Any = ""
    reason: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    public: bool = True


def record(actor: Any, verb: str, *, subject: Any, at: datetime, **facts: Any) -> Entry:
    """Add one entry: who (`actor`), what (`verb`, in the past tense), to what, when and why."""
    return record_all([Fact(actor=actor, verb=verb, subject=subject, at=at, **facts)])[0]


def record_all(facts: Iterable[Fact]) -> list[Entry]:
    """Add many entries in order, in one transaction."""
    # Without a savepoint of its own: an entry that fails takes the verb it records down with it.
    with transaction.atomic(savepoint=False):
        previous = _last_hash()
        entries = []
        for fact in facts:
            entry = _entry(fact, previous)
            previous = entry.hash
            entries.append(entry)
        if len(entries) == 1:
            insert(entries[0])
            return entries
        return Entry.objects.bulk_create(entries, batch_size=500)


def _entry(fact: Fact, previous: str) -> Entry:
    entry = Entry(
        at=fact.at,
        actor=str(fact.actor or "Resident")[:200],
        verb=fact.verb,
        subject=subject_key(fact.subject),
        engagement=str(getattr(fact.engagement, "ref", fact.engagement) or ""),
        reason=fact.reason,
        before=_plain(fact.before),
        after=_plain(fact.after),
        public=fact.public,
        previous_hash=previous,
    )
    entry.hash = digest(entry)
    return entry


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as they will come back from the JSON column, so that the hash can be checked later."""
    return json.loads(json.dumps(facts or {}, cls=FactEncoder)) if facts else {}


class FactEncoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        if hasattr(o, "as_dict"):
            return o.as_dict()
        if isinstance(o, models.Model):
            return subject_key(o)
        return super().default(o)


def _last_hash() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
        cursor.execute("SELECT hash FROM records_entry ORDER BY sequence DESC LIMIT 1")
        row = cursor.fetchone()
    return row[0] if row else FIRST_HASH
