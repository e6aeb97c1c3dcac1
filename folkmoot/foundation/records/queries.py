"""Reading the record, and checking that nobody has touched it."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from folkmoot.foundation.records.chain import FIRST_HASH, digest, subject_key
from folkmoot.foundation.records.models import RESIDENT, Entry


def entries_of(engagement: Any) -> QuerySet[Entry]:
    """Everything recorded about one engagement, oldest first."""
    return Entry.objects.filter(engagement=str(getattr(engagement, "ref", engagement))).order_by("sequence")


_OF_ONE_PERSON: set[str] = set()


def name_single_people(label: str) -> None:
    """Name a kind of thing of which each tells of one person who took part, by its model's label."""
    _OF_ONE_PERSON.add(label)


def without_single_people(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """The same without what is recorded about single people who took part: for those who may read counts
    only, and who could count and recognise them by channel and minute (X-03)."""
    for label in sorted(_OF_ONE_PERSON):
        entries = entries.exclude(subject__startswith=f"{label}:")
    return entries


def by_the_council(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """What staff and the system did, without what residents did and what was done to single answers."""
    return without_single_people(entries).exclude(actor=RESIDENT)


def entries_about(thing: Any) -> QuerySet[Entry]:
    return Entry.objects.filter(subject=subject_key(thing)).order_by("sequence")


def public_edition() -> int:
    """A number that moves whenever something the public can see may have changed: the key of cached pages."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(sequence) FROM records_entry WHERE public")
        return cursor.fetchone()[0] or 0


def first_broken_entry() -> Entry | None:
    """The first entry whose hash does not follow from its facts and its predecessor, or None."""
    previous = FIRST_HASH
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.previous_hash != previous or entry.hash != digest(entry):
            return entry
        previous = entry.hash
    return None
