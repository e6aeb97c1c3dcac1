"""Drafting, publishing, correcting and following up: what happens, and every reason why not."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from folkmoot.foundation.messages.models import Outgoing
from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service
from folkmoot.foundation.records.models import Entry
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_engagement
from folkmoot.tell_back.feedback.models import Commitment, Item, Notice, Report
from folkmoot.tell_back.feedback.tasks import tell_contributors
from folkmoot.tell_back.feedback.telling import tell_batch
from folkmoot.tell_back.feedback.tests.factories import (
    a_closed_engagement,
    a_coding,
    a_commitment,
    a_contribution,
    a_recorded_decision,
    a_report,
    a_story,
    a_theme,
    a_told_finding,
    an_item,
    publish,
)
from folkmoot.tell_back.feedback.use_cases import (
    Answer,
    Pledge,
    draft_report,
    escalate_overdue,
    publish_feedback,
    update_commitment,
)
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
BOTH = Bilingual("Words", "Geiriau")


@pytest.fixture(autouse=True)
def council():
    return a_profile()


@pytest.fixture
def engagement():
    return a_closed_engagement()


@pytest.fixture
def officer(engagement):
    return a_person(role="officer", service=engagement.owner)


@pytest.fixture
def ready(engagement):
    """A draft that answers its three findings: did, did not, will."""
    for _each in range(3):
        a_told_finding(engagement)
    a_recorded_decision(engagement)
    return a_report(engagement, published_on=None)


def refused(verb, *args, **facts):
    with pytest.raises(Refused) as told:
        verb(*args, at=timezone.now(), **facts)
    return told.value.codes


def test_a_draft_answers_findings_and_may_be_unfinished(engagement, officer):
    finding = a_told_finding(engagement)
    decision = a_recorded_decision(engagement)
    pledge = Pledge(BOTH, engagement.owner, dt.date(2027, 3, 1))
    answers = [Answer(finding, asked=BOTH, outcome="will", commitments=[pledge])]
    report = draft_report(officer, engagement, summary="", items=answers, at=timezone.now())
    item = report.items.get()
    assert (report.version, item.decision, item.commitments.get().due_on) == (1, decision, pledge.due_on)
    assert Entry.objects.get(verb="feedback drafted").public is False


def test_drafting_again_replaces_the_draft(engagement, officer, ready):
    finding = engagement.findings.first()
    again = draft_report(officer, engagement, summary=BOTH, items=[Answer(finding)], at=timezone.now())
    assert (again.pk, again.items.count(), Commitment.objects.count()) == (ready.pk, 1, 0)


def test_a_draft_after_publication_is_the_next_version(engagement, officer, ready):
    publish(ready)
    again = draft_report(officer, engagement, summary=BOTH, at=timezone.now())
    assert (again.version, ready.published_at is not None) == (2, True)


@pytest.mark.parametrize("state", [State.OPEN, State.APPROVED])
def test_feedback_is_not_drafted_while_people_can_still_take_part(state):
    engagement = an_engagement(state)
    officer = a_person(role="officer", service=engagement.owner)
    assert refused(draft_report, officer, engagement, summary="") == ["feedback.still-open"]


def test_drafting_names_findings_of_others_and_findings_answered_twice(engagement, officer):
    mine, other = a_told_finding(engagement), a_told_finding(a_closed_engagement())
    items = [Answer(mine), Answer(mine), Answer(other)]
    assert refused(draft_report, officer, engagement, summary="", items=items) == [
        "feedback.finding-twice",
        "feedback.not-of-this-engagement",
    ]


def test_a_commitment_is_not_kept_without_its_service_and_date(engagement, officer):
    answer = Answer(a_told_finding(engagement), commitments=[Pledge(BOTH, None, None)])
    assert refused(draft_report, officer, engagement, summary="", items=[answer]) == [
        "feedback.commitment-unfinished"
    ]


@pytest.mark.parametrize("role", ["councillor", "scrutiny", "decision_officer", "administrator"])
def test_others_may_neither_write_nor_publish_nor_update(engagement, ready, role):
    person = a_person(role=role)
    commitment = Commitment.objects.get()
    assert refused(draft_report, person, engagement, summary="") == ["feedback.not-yours"]
    assert refused(publish_feedback, person, ready) == ["feedback.not-yours"]
    assert refused(update_commitment, person, commitment, state="done", words=BOTH) == ["feedback.not-yours"]


def test_an_officer_of_another_service_may_not_write(engagement):
    stranger = a_person(role="officer", service=a_service("parks"))
    assert refused(draft_report, stranger, engagement, summary="") == ["feedback.not-yours"]
    assert refused(draft_report, None, engagement, summary="") == ["feedback.not-yours"]


def test_publishing_fixes_the_moment_the_figures_and_the_record(officer):
    engagement = a_story()
    draft = a_report(engagement, published_on=None, correction=BOTH)
    publish_feedback(a_person(role="corporate"), draft, at=timezone.now())
    draft.refresh_from_db()
    assert draft.published_at == timezone.now()
    assert draft.figures["people"] == 7
    assert sorted(draft.figures["themes"].values()) == [2, 5, 7]
    assert draft.figures["outcomes"] == {"did": 5, "did_not": 7, "will": 2}
    entry = Entry.objects.get(verb="feedback corrected")
    assert (entry.public, entry.engagement, entry.after["version"]) == (True, engagement.ref, 2)


def test_each_person_is_counted_once_however_often_they_said_it(engagement):
    hours = a_theme(engagement)
    contribution = a_contribution(engagement)
    a_coding(contribution, hours)
    a_coding(contribution, hours, start=18, end=44)
    a_coding(a_contribution(engagement, state="set_aside"), hours)
    a_told_finding(engagement, hours, n=1)
    assert a_report(engagement).figures["themes"] == {str(hours.pk): 1}


def test_publishing_names_everything_missing_at_once(engagement, officer):
    unpublished = a_told_finding(engagement, published=False)
    for _each in range(5):
        a_told_finding(engagement)
    draft = Report.objects.create(engagement=engagement, version=1)
    first, second, third, fourth, fifth = engagement.findings.exclude(pk=unpublished.pk).order_by("number")
    an_item(draft, first, outcome="did_not", because=Bilingual())
    Commitment.objects.filter(item=an_item(draft, second, outcome="will")).delete()
    an_item(draft, third, outcome="did", did=Bilingual())
    an_item(draft, fourth, outcome="", said=Bilingual())
    an_item(draft, fifth, outcome="did", asked=Bilingual("Only English"))
    a_commitment(draft.items.get(finding=second), due_on=dt.date(2026, 11, 30))
    codes = refused(publish_feedback, officer, draft)
    assert codes == [
        "feedback.no-summary",
        "feedback.no-decision",
        "feedback.finding-not-published",
        "feedback.finding-unanswered",
        "feedback.no-because",
        "feedback.due-in-the-past",
        "feedback.nothing-done",
        "feedback.finding-unanswered",
        "feedback.missing-language",
    ]


def test_we_will_needs_a_commitment_unless_an_earlier_version_made_one(engagement, officer, ready):
    will = ready.items.get(outcome="will")
    Commitment.objects.filter(item=will).delete()
    assert refused(publish_feedback, officer, ready) == ["feedback.no-commitment"]
    a_commitment(will)
    publish_feedback(officer, ready, at=timezone.now())
    correction = a_report(engagement, published_on=None, outcomes=("will",), correction=BOTH)
    Commitment.objects.filter(item__report=correction).delete()
    codes = refused(publish_feedback, officer, correction)
    assert codes == ["feedback.no-commitment"] * 2, "only the finding promised before needs none"


def test_nothing_said_is_refused(engagement, officer, ready):
    ready.items.filter(outcome="did").update(said=Bilingual())
    assert refused(publish_feedback, officer, ready) == ["feedback.nothing-said"]


def test_without_findings_there_is_nothing_to_publish(engagement, officer):
    a_recorded_decision(engagement)
    draft = Report.objects.create(engagement=engagement, version=1, summary=BOTH)
    assert refused(publish_feedback, officer, draft) == ["feedback.no-findings"]


def test_a_published_version_is_corrected_by_a_new_one_that_says_why(engagement, officer, ready):
    publish(ready)
    assert refused(publish_feedback, officer, ready) == ["feedback.already-published"]
    again = a_report(engagement, published_on=None)
    assert refused(publish_feedback, officer, again) == ["feedback.correction-unexplained"]


def test_an_english_only_council_needs_no_welsh(engagement, officer, ready):
    ready.items.filter(outcome="did").update(asked=Bilingual("Only English"))
    assert refused(publish_feedback, officer, ready) == ["feedback.missing-language"]
    a_profile(languages=["en"])
    assert publish_feedback(officer, ready, at=timezone.now()).published_at


@pytest.mark.parametrize(
    "change",
    [
        lambda report: Report.objects.filter(pk=report.pk).update(summary=BOTH),
        lambda report: report.items.update(did=BOTH),
        lambda report: Commitment.objects.filter(item__report=report).delete(),
        lambda report: Commitment.objects.update(due_on=dt.date(2030, 1, 1)),
        lambda report: a_commitment(report.items.first()),
        lambda report: an_item(report, a_told_finding(report.engagement)),
        lambda report: Report.objects.filter(pk=report.pk)._raw_delete("default"),
    ],
)
def test_the_database_refuses_any_change_to_what_was_published(ready, change):
    publish(ready)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        change(ready)


@pytest.mark.parametrize(
    "facts",
    [{"outcome": ""}, {"outcome": "did_not", "because": Bilingual()}, {"decision": None}],
)
def test_the_database_refuses_to_publish_what_does_not_answer(ready, facts):
    ready.items.filter(outcome="did").update(**facts)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        publish(ready)


def test_news_of_a_commitment_can_neither_be_changed_nor_deleted():
    commitment = a_commitment(state="under_way")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        commitment.updates.update(state="done")


def test_everybody_who_left_an_address_is_told_where_their_own_points_ended():
    engagement = a_story()
    first = engagement.contributions.order_by("received_at", "pk").first()
    type(first).objects.filter(pk=first.pk).update(notify_email="ann@example.org", notify_language="cy")
    report = engagement.reports.get()
    assert tell_batch(report.pk, at=timezone.now()) == 1
    letter = Outgoing.objects.get()
    assert (letter.recipient, letter.language) == ("ann@example.org", "cy")
    assert first.receipt in letter.context["where"]
    assert letter.context["where"].startswith("/cy/")
    endings = {(line["theme"], line["outcome"]) for line in letter.context["points"]}
    assert ("Closure of Priory branch (cy)", "did_not") in endings
    assert Notice.objects.get().contribution_id == first.pk


def test_nobody_is_told_twice_or_before_publication(ready, engagement):
    a_contribution(engagement, notify_email="ann@example.org")
    assert tell_batch(ready.pk, at=timezone.now()) == 0
    publish(ready)
    told = [tell_batch(ready.pk, at=timezone.now()) for _run in range(2)]
    assert (told, Outgoing.objects.count()) == ([1, 0], 1)


def test_those_who_withdrew_or_left_no_address_are_left_alone(ready, engagement):
    a_contribution(engagement)
    a_contribution(engagement, notify_email="bob@example.org", state="withdrawn")
    publish(ready)
    assert tell_batch(ready.pk, at=timezone.now()) == 0


def test_letters_are_written_in_batches(ready, engagement, monkeypatch):
    monkeypatch.setattr("folkmoot.tell_back.feedback.telling.BATCH", 2)
    for number in range(5):
        a_contribution(engagement, notify_email=f"person{number}@example.org")
    publish(ready)
    told = [tell_contributors.call(ready.pk) for _job in range(4)]
    assert (told, Outgoing.objects.count()) == ([2, 2, 1, 0], 5)


def test_done_shows_its_evidence_and_its_day():
    commitment = a_commitment()
    manager = a_person(role="service_manager", service=commitment.service)
    assert refused(update_commitment, manager, commitment, state="done", words="") == [
        "feedback.done-needs-evidence"
    ]
    update_commitment(manager, commitment, state="done", words=BOTH, at=timezone.now())
    commitment.refresh_from_db()
    assert (commitment.state, commitment.finished_on) == ("done", dt.date(2026, 12, 1))
    assert commitment.updates.get().words == BOTH
    assert Entry.objects.get(verb="commitment updated").before == {"state": "promised"}


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"state": "dropped", "words": ""}, ["feedback.dropped-needs-reason"]),
        ({"state": "under_way", "words": ""}, ["feedback.news-needs-words"]),
        ({"state": "maybe", "words": BOTH}, ["feedback.unknown-state"]),
        ({"state": "done", "words": Bilingual("English")}, ["feedback.missing-language"]),
    ],
)
def test_an_update_is_refused_with_its_reason(facts, codes):
    commitment = a_commitment()
    person = a_person(role="corporate")
    assert refused(update_commitment, person, commitment, **facts) == codes


def test_a_commitment_not_yet_published_cannot_be_updated(ready):
    person = a_person(role="corporate")
    assert refused(update_commitment, person, Commitment.objects.get(), state="done", words=BOTH) == [
        "feedback.commitment-not-public"
    ]


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_a_closed_commitment_stays_as_it_is(state):
    commitment = a_commitment(state=state)
    person = a_person(role="corporate")
    assert refused(update_commitment, person, commitment, state="under_way", words=BOTH) == [
        "feedback.commitment-finished"
    ]


def test_overdue_feedback_is_escalated_to_the_corporate_team_once():
    a_closed_engagement(feedback_on=dt.date(2026, 11, 30))
    a_closed_engagement(feedback_on=dt.date(2026, 12, 1))
    a_person(role="corporate", email="corporate@merrowvale.example")
    a_person(role="officer", service=a_service("libraries"))
    told = [len(escalate_overdue(at=timezone.now())) for _tick in range(2)]
    assert told == [1, 0]
    assert Outgoing.objects.get().recipient == "corporate@merrowvale.example"
    assert Outgoing.objects.get().context["due"] == "30 November 2026"
    assert Entry.objects.filter(verb="overdue feedback escalated").count() == 1


def test_one_draft_an_engagement_is_held_by_the_database(ready, engagement):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(engagement=engagement, version=2)


def test_the_triggers_are_there_on_this_engine():
    names = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'"}.get(
        connection.vendor, "SELECT tgname FROM pg_trigger"
    )
    with connection.cursor() as cursor:
        cursor.execute(names)
        found = {row[0] for row in cursor.fetchall()}
    assert sum(name.startswith("feedback_item_frozen") for name in found) == 3
    assert Item.objects.count() == 0
