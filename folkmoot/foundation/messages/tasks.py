"""The worker's side of messages."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from folkmoot.foundation.messages.letters import compose
from folkmoot.foundation.messages.models import Outgoing

DELAYS = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]


@task(queue_name="messages")
def deliver(outgoing_id: int) -> str:
    """Send one message; on failure try again later, each time after a longer wait."""
    with transaction.atomic():
        # The row is held while it is sent, so that a second worker waits and then finds it sent.
        outgoing = Outgoing.objects.select_for_update().filter(pk=outgoing_id).first()
        if outgoing is None or outgoing.state != Outgoing.State.WAITING:
            return "nothing to send"
        outgoing.attempts += 1
        try:
            compose(outgoing).send()
        except (OSError, SMTPException) as failure:
            _try_later(outgoing, str(failure))
        else:
            outgoing.state, outgoing.sent_at, outgoing.failure = Outgoing.State.SENT, timezone.now(), ""
            outgoing.context = {}  # what was said is no longer needed once it is sent
        outgoing.save(update_fields=["state", "sent_at", "attempts", "failure", "context"])
    return outgoing.state


@task(queue_name="messages")
def deliver_many(outgoing_ids: list[int]) -> int:
    """Send a batch, one transaction a message, so that a stop in the middle repeats none."""
    return sum(deliver.call(outgoing_id) == Outgoing.State.SENT for outgoing_id in outgoing_ids)


def _try_later(outgoing: Outgoing, failure: str) -> None:
    outgoing.failure = failure[:1000]
    if outgoing.attempts > len(DELAYS):
        outgoing.state = Outgoing.State.FAILED
        return
    run_after = timezone.now() + DELAYS[outgoing.attempts - 1]
    deliver.using(run_after=run_after).enqueue(outgoing.pk)
