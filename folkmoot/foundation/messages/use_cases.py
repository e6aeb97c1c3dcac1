"""Sending messages: queued in the transaction of the verb that causes them, sent once by the worker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from folkmoot.foundation.messages.models import Outgoing
from folkmoot.foundation.messages.tasks import deliver, deliver_many

BATCH = 200


@dataclass(frozen=True)
class Message:
    """One message to send: to whom, which template, in which language, with which facts."""

    recipient: str
    template: str
    language: str
    dedupe_key: str
    context: dict[str, Any] = field(default_factory=dict)


def queue_message(
    recipient: str,
    template: str,
    *,
    language: str,
    context: dict[str, Any],
    dedupe_key: str,
    at: dt.datetime,
    send_after: dt.datetime | None = None,
) -> Outgoing:
    """Queue one message. The same dedupe key twice is the same message: it is sent once."""
    with transaction.atomic():
        outgoing, made = Outgoing.objects.get_or_create(
            dedupe_key=dedupe_key,
            defaults={
                "recipient": recipient,
                "template": template,
                "language": language,
                "context": context,
                "queued_at": at,
                "send_after_at": send_after,
            },
        )
        if made:
            deliver.using(run_after=send_after).enqueue(outgoing.pk)
    return outgoing


def queue_messages(messages: Iterable[Message], *, at: dt.datetime) -> int:
    """Queue many messages, a few hundred to a job. Returns how many were new."""
    queued = 0
    batch: list[Message] = []
    for message in messages:
        batch.append(message)
        if len(batch) == BATCH:
            queued += _queue_batch(batch, at)
            batch = []
    return queued + (_queue_batch(batch, at) if batch else 0)


def _queue_batch(batch: list[Message], at: dt.datetime) -> int:
    keys = [message.dedupe_key for message in batch]
    with transaction.atomic():
        known = set(Outgoing.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
        Outgoing.objects.bulk_create(
            [
                Outgoing(
                    recipient=message.recipient,
                    template=message.template,
                    language=message.language,
                    context=message.context,
                    dedupe_key=message.dedupe_key,
                    queued_at=at,
                )
                for message in batch
                if message.dedupe_key not in known
            ],
            ignore_conflicts=True,
        )
        fresh = [key for key in dict.fromkeys(keys) if key not in known]
        if fresh:
            rows = Outgoing.objects.filter(dedupe_key__in=fresh).values_list("pk", flat=True)
            deliver_many.enqueue(sorted(rows))
    return len(fresh)
