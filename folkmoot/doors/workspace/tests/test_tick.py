"""The clock closes, warns and forgets; it says nothing when nothing happened, and two at once do no harm."""

import datetime as dt
import subprocess
import sys
import uuid
from contextlib import contextmanager
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from folkmoot.doors.workspace.clockwork import LOCK
from folkmoot.foundation.people.models import EqualityAnswer
from folkmoot.foundation.people.tests.factories import a_person
from folkmoot.foundation.records.queries import entries_of
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_engagement
from folkmoot.take_part.surveys.models import Draft
from folkmoot.take_part.surveys.tests.factories import a_survey

pytestmark = [pytest.mark.django_db, pytest.mark.database]
YESTERDAY = dt.date(2026, 11, 30)


def ticked():
    out = StringIO()
    call_command("tick", stdout=out)
    return out.getvalue()


def test_a_tick_says_nothing_when_nothing_happened():
    an_engagement()
    assert ticked() == ""


def test_it_closes_what_has_ended_and_leaves_what_is_still_open():
    over, still = an_engagement(closes_on=YESTERDAY), an_engagement()
    assert ticked() == f"Closed {over.ref}: its time was up.\n"
    over.refresh_from_db(), still.refresh_from_db()
    assert (over.state, still.state) == (State.CLOSED, State.OPEN)
    assert ticked() == ""
    assert entries_of(over).count() == 1


def test_it_tells_the_corporate_team_once_of_an_overdue_answer():
    a_person(role="corporate")
    late = an_engagement(
        State.CLOSED,
        opens_on=dt.date(2026, 2, 2),
        closes_on=dt.date(2026, 4, 26),
        feedback_on=dt.date(2026, 11, 1),
    )
    assert late.ref in ticked()
    assert ticked() == ""


def test_it_forgets_abandoned_forms_and_ended_sign_ins():
    version = a_survey()
    now = timezone.now()
    for days in (1, 15):
        then = now - dt.timedelta(days=days)
        Draft.objects.create(version=version, started_at=then, touched_at=then)
        ends = now + dt.timedelta(days=10 - days)
        Session.objects.create(session_key=f"s{days}", session_data="", expire_date=ends)
    assert ticked().splitlines() == ["Forgot unfinished forms: 1.", "Forgot ended sign-ins: 1."]
    assert Draft.objects.count() == Session.objects.count() == 1


HOLD = "import fcntl, sys; f = open(sys.argv[1], 'a'); fcntl.flock(f, 2); print(flush=True); input()"


@pytest.mark.django_db(transaction=True)
def test_in_the_night_equality_answers_are_written_out_of_the_order_they_came_in(clock):
    """PostgreSQL says of each row which transaction wrote it; SQLite keeps no order to begin with."""
    for age in ("25-34", "35-44"):
        told = {"engagement": "ENG-2026-0001", "link": uuid.uuid4(), "question": "age", "wording": "w"}
        EqualityAnswer.objects.create(answer=age, **told)
    assert ticked() == ""
    clock.move_to(dt.datetime(2026, 12, 2, 3, 10, tzinfo=dt.UTC))
    told = ticked()
    assert told.startswith("Wrote the answers") if connection.vendor == "postgresql" else told == ""
    assert ticked() == ""
    assert EqualityAnswer.objects.count() == 2


@contextmanager
def another_tick(folder):
    """Another process, or on PostgreSQL another connection, that is ticking."""
    if connection.vendor == "postgresql":
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            yield
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])  # closing alone takes its time
        other.close()
        return
    command = [sys.executable, "-c", HOLD, str(folder / "tick.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        yield
        process.communicate("\n")


def test_a_second_tick_does_nothing_while_one_runs(tmp_path, settings):
    settings.VAR = tmp_path
    over = an_engagement(closes_on=YESTERDAY)
    with another_tick(tmp_path):
        assert ticked() == ""
    assert over.ref in ticked()
