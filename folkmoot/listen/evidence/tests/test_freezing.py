"""Freezing evidence: after closing, in order, with a hash of every word, and never changed afterwards."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from folkmoot.foundation.people.tests.factories import a_person, a_service
from folkmoot.foundation.records.queries import entries_of
from folkmoot.listen.evidence.models import Freezing, Snapshot
from folkmoot.listen.evidence.tests.factories import (
    NOW,
    a_closed_engagement,
    a_snapshot,
    an_answer,
    an_officer,
)
from folkmoot.listen.evidence.use_cases import (
    ask_for_freeze,
    freeze_as_asked,
    freeze_interim_snapshot,
    freeze_snapshot,
)
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_engagement, at
from folkmoot.words.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def refused(verb, *args, **facts):
    with pytest.raises(Refused) as caught:
        verb(*args, **facts)
    return caught.value.codes


def test_evidence_is_frozen_once_closed_and_refused_while_people_can_answer():
    closed, still_open = a_closed_engagement(), an_engagement(State.OPEN)
    for engagement in (closed, still_open):
        an_answer(engagement)
    snapshot = freeze_snapshot(an_officer(closed), closed, at=NOW)
    assert (snapshot.number, snapshot.interim, snapshot.contributions) == (1, False, 1)
    assert refused(freeze_snapshot, an_officer(still_open), still_open, at=NOW) == ["evidence.still-open"]


def test_an_open_engagement_is_frozen_as_interim_and_a_closed_one_is_not():
    still_open, closed = an_engagement(State.OPEN), a_closed_engagement()
    for engagement in (closed, still_open):
        an_answer(engagement)
    assert freeze_interim_snapshot(an_officer(still_open), still_open, at=NOW).interim
    assert refused(freeze_interim_snapshot, an_officer(closed), closed, at=NOW) == ["evidence.no-longer-open"]


def test_nothing_is_frozen_before_anybody_is_asked_or_has_answered():
    planned, quiet = an_engagement(State.PLANNED), a_closed_engagement()
    assert refused(freeze_snapshot, an_officer(planned), planned, at=NOW) == ["evidence.not-opened"]
    assert refused(freeze_snapshot, an_officer(quiet), quiet, at=NOW) == ["evidence.nothing-said"]
    an_answer(quiet)
    assert freeze_snapshot(an_officer(quiet), quiet, at=NOW).contributions == 1


def test_only_the_owning_service_freezes():
    engagement = a_closed_engagement()
    an_answer(engagement)
    stranger = a_person(role="officer", service=a_service("parks"))
    for person in (stranger, a_person(role="councillor"), a_person(role="decision_officer")):
        assert refused(freeze_snapshot, person, engagement, at=NOW) == ["evidence.not-yours"]
    manager = a_person(role="service_manager", service=engagement.owner)
    assert freeze_snapshot(manager, engagement, at=NOW).frozen_by == manager


def test_contributions_stand_in_the_order_received_and_only_those_that_count():
    engagement = a_closed_engagement()
    late = an_answer(engagement, received_at=at(dt.date(2026, 10, 2)))
    early = an_answer(engagement, received_at=at(dt.date(2026, 10, 1)))
    an_answer(engagement, state="set_aside")
    snapshot = freeze_snapshot(an_officer(engagement), engagement, at=NOW)
    members = snapshot.members.order_by("position").values_list("contribution", flat=True)
    assert list(members) == [early.pk, late.pk]
    assert snapshot.figures["not_counted"] == {"set_aside": 1}
    assert snapshot.figures["channel"] == {"online": 2}


def test_freezing_again_makes_the_next_number_and_the_same_evidence_has_the_same_hash():
    engagement = a_closed_engagement()
    an_answer(engagement)
    officer = an_officer(engagement)
    first = freeze_snapshot(officer, engagement, at=NOW)
    again = freeze_snapshot(officer, engagement, at=NOW)
    assert (again.number, again.content_hash) == (2, first.content_hash)
    an_answer(engagement, "Something else.")
    assert freeze_snapshot(officer, engagement, at=NOW).content_hash != first.content_hash


@pytest.mark.parametrize("table", ["evidence_snapshot", "evidence_snapshotmember"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_what_is_frozen_cannot_be_changed_or_deleted(table, change):
    a_snapshot()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(change.format(table))
    assert Snapshot.objects.get().members.count() == 3


def test_freezing_is_in_the_record_with_its_hash():
    snapshot = a_snapshot()
    entry = entries_of(snapshot.engagement).get(verb="evidence frozen")
    assert entry.after["content_hash"] == snapshot.content_hash


def test_progress_is_told_and_ends_at_the_whole():
    engagement = a_closed_engagement()
    for _each in range(3):
        an_answer(engagement)
    told = []
    freeze_snapshot(
        an_officer(engagement), engagement, at=NOW, progress=lambda *how_far: told.append(how_far)
    )
    assert told[-1] == (3, 3)


def test_a_response_that_comes_in_while_freezing_stops_it():
    engagement = a_closed_engagement()
    an_answer(engagement)
    officer = an_officer(engagement)

    def somebody_answers(done, total):
        an_answer(engagement)

    assert refused(freeze_snapshot, officer, engagement, at=NOW, progress=somebody_answers) == [
        "evidence.changed-meanwhile"
    ]
    assert not engagement.snapshots.exists()


def test_a_freeze_asked_for_is_done_by_the_worker_and_asked_for_only_once():
    engagement = a_closed_engagement()
    an_answer(engagement)
    officer = an_officer(engagement)
    freezing = ask_for_freeze(officer, engagement, interim=False, at=NOW)
    assert refused(ask_for_freeze, officer, engagement, interim=False, at=NOW) == [
        "evidence.already-freezing"
    ]
    done = freeze_as_asked(freezing, at=NOW)
    assert (done.ended, done.snapshot.number) == (True, 1)
    assert Freezing.objects.get().looked_at == 1


def test_a_freeze_asked_for_that_cannot_be_done_keeps_the_sentence():
    engagement = a_closed_engagement()
    answer = an_answer(engagement)
    freezing = ask_for_freeze(an_officer(engagement), engagement, interim=False, at=NOW)
    type(answer).objects.filter(pk=answer.pk).update(state="withdrawn")
    assert "nothing to freeze" in freeze_as_asked(freezing, at=NOW).refused.en
