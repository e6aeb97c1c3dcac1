"""What the clock does each minute, in order. Each part belongs to the feature that offers it."""

from __future__ import annotations

import datetime as dt
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection

from folkmoot.foundation.council.queries import LOCAL_TIME, setting
from folkmoot.foundation.people.apart import write_anew
from folkmoot.plan.engagements.use_cases import close_those_whose_time_is_up
from folkmoot.take_part.surveys.drafts import KEEP_DAYS
from folkmoot.take_part.surveys.models import Draft
from folkmoot.tell_back.feedback.use_cases import escalate_overdue

LOCK = 0x7469636B  # "tick"
NIGHT_HOUR = 3


def tick(at: dt.datetime) -> Iterator[str]:
    """Let time pass: a sentence for each thing done, and none where nothing was due."""
    for engagement in close_those_whose_time_is_up(at=at):
        yield f"Closed {engagement.ref}: its time was up."
    for engagement in escalate_overdue(at=at):
        yield f"Told the corporate team that the answer to {engagement.ref} is overdue."
    if drafts := forget_abandoned_drafts(at):
        yield f"Forgot unfinished forms: {drafts}."
    if sessions := forget_ended_sessions(at):
        yield f"Forgot ended sign-ins: {sessions}."
    if is_night(at) and (answers := write_anew()):
        yield f"Wrote the answers to equality questions anew, out of the order they came in: {answers}."


def is_night(at: dt.datetime) -> bool:
    return at.astimezone(LOCAL_TIME).hour == NIGHT_HOUR


def forget_abandoned_drafts(at: dt.datetime) -> int:
    """Answers nobody came back to are deleted after the days that the survey promises."""
    old = Draft.objects.filter(touched_at__lt=at - dt.timedelta(days=KEEP_DAYS))
    return old.delete()[0] if old.exists() else 0


def forget_ended_sessions(at: dt.datetime) -> int:
    ended = Session.objects.filter(expire_date__lt=at)
    return ended.delete()[0] if ended.exists() else 0


@contextmanager
def alone() -> Iterator[bool]:
    """True for the one tick that runs now; False for another started meanwhile, on any host."""
    if connection.vendor == "postgresql":
        yield from _alone_on_postgresql()
    else:
        yield from _alone_on_this_machine(Path(setting("VAR")) / "tick.lock")


def _alone_on_postgresql() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        first = cursor.fetchone()[0]
        try:
            yield first
        finally:
            if first:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _alone_on_this_machine(path: Path) -> Iterator[bool]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
