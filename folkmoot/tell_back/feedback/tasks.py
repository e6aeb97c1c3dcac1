"""Jobs of the worker: telling contributors where their points ended, and watching the feedback clock."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task


@task(queue_name="messages")
def tell_contributors(report_id: int) -> int:
    """One batch of letters; while there are more to write, the next batch is queued behind it."""
    from folkmoot.tell_back.feedback.telling import tell_batch

    told = tell_batch(report_id, at=timezone.now())
    if told:
        tell_contributors.enqueue(report_id)
    return told


@task(queue_name="default")
def watch_the_clock() -> int:
    """Escalate answers that have become overdue. Run by `tick`; running it again tells nobody twice."""
    from folkmoot.tell_back.feedback.use_cases import escalate_overdue

    return len(escalate_overdue(at=timezone.now()))
