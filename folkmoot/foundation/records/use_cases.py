"""Adding to the record. Called by every verb, inside the verb's own transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from folkmoot.foundation.records.chain import FACTS, FIRST_HASH, chained, facts_text, subject_key
from folkmoot.foundation.records.inserting import Insert, prepare_values
from folkmoot.foundation.records.models import RESIDENT, Entry

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


def record(actor: Any, verb: str, *, subject: Any, at: datetime, **facts: Any) -> None:
    """Add one entry: who (`actor`), what (`verb`, in the past tense), to what, when and why."""
    waiting = prepare_entry(Fact(actor=actor, verb=verb, subject=subject, at=at, **facts))
    # Without a savepoint of its own: an entry that fails takes the verb it records down with it.
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        waiting.run(cursor)


def record_all(facts: Iterable[Fact]) -> list[Entry]:
    """Add many entries in order, in one transaction."""
    said = [_said(fact) for fact in facts]
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            previous = _last_hash(cursor)
        entries = []
        for each in said:
            entries.append(_entry(each, previous, chained(previous, facts_text(each))))
            previous = entries[-1].hash
        return Entry.objects.bulk_create(entries, batch_size=500)


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """An entry that only lacks its place in the chain: made before the transaction that writes it begins,
    since writers of one database wait for each other."""

    text: str
    insert: Insert

    def run(self, cursor: Any) -> None:
        """Add it, inside the transaction of the verb that it records."""
        previous = _last_hash(cursor)
        links = previous, chained(previous, self.text)
        cursor.execute(self.insert.sql, [*self.insert.values, *links])


def prepare_entry(fact: Fact) -> WaitingEntry:
    said = _said(fact)
    whole = prepare_values(Entry, _COLUMNS, [(*said, "", "")])
    return WaitingEntry(facts_text(said), Insert(whole.sql, whole.values[: len(FACTS)]))


_COLUMNS = (*FACTS, "previous_hash", "hash")


def _said(fact: Fact) -> tuple[Any, ...]:
    """What an entry will say, in the order of `FACTS`."""
    return (
        fact.at,
        str(fact.actor or RESIDENT)[:200],
        fact.verb,
        subject_key(fact.subject),
        str(getattr(fact.engagement, "ref", fact.engagement) or ""),
        fact.reason,
        _plain(fact.before),
        _plain(fact.after),
        fact.public,
    )


def _entry(said: tuple[Any, ...], *links: str) -> Entry:
    return Entry(**dict(zip(_COLUMNS, (*said, *links), strict=True)))


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as they will come back from the JSON column, so that the hash can be checked later."""
    if all(type(key) is str and type(value) is str for key, value in facts.items()):
        return dict(facts)
    return json.loads(json.dumps(facts, cls=FactEncoder))  # type: ignore[no-any-return]


class FactEncoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        if hasattr(o, "as_dict"):
            return o.as_dict()
        if isinstance(o, models.Model):
            return subject_key(o)
        return super().default(o)


def _last_hash(cursor: Any) -> str:
    if connection.vendor == "postgresql":
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
    cursor.execute("SELECT hash FROM records_entry ORDER BY sequence DESC LIMIT 1")
    row = cursor.fetchone()
    return row[0] if row else FIRST_HASH
