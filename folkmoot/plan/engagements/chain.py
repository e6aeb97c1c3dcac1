"""Whether record entries are as they were written: each hash follows from its facts and its predecessor."""

from __future__ import annotations

from collections.abc import Iterable

from folkmoot.foundation.records.chain import FIRST_HASH, digest
from folkmoot.foundation.records.models import Entry


def untouched(entries: Iterable[Entry]) -> bool:
    """Whether every entry's hash is right and the entry before it is still there."""
    shown = list(entries)
    before = {entry.previous_hash for entry in shown} - {FIRST_HASH}
    there = set(Entry.objects.filter(hash__in=before).values_list("hash", flat=True))
    return before <= there and all(entry.hash == digest(entry) for entry in shown)
