"""Approving, opening, extending, closing and completing; each success beside its refusals."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from folkmoot.foundation.people.models import Group
from folkmoot.foundation.people.tests.factories import a_person
from folkmoot.foundation.records.models import Entry
from folkmoot.plan.engagements import gates, own_gates, queries, use_cases
from folkmoot.plan.engagements.models import Document, Engagement, PlanVersion, State
from folkmoot.plan.engagements.plan_facts import content_hash
from folkmoot.plan.engagements.tests.factories import at
from folkmoot.plan.engagements.tests.planning import (
    ELECTION,
    NOW,
    PLAN,
    WAYS,
    a_plan,
    a_world,
    an_approved,
    an_idea,
)
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import CATALOGUE, Refused

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
OPENING = at(PLAN["opens_on"], 9)
SECOND = dt.timedelta(seconds=1)
DOCUMENT = {"title": Bilingual("Proposal", "Cynnig"), "body": Bilingual("Text", "Testun")}


@pytest.fixture(autouse=True)
def only_the_gates_of_planning(monkeypatch):
    """What later stages ask for is tested by them."""
    ours = {gate.key: gate for gate in own_gates.ALL}
    monkeypatch.setattr(gates, "_GATES", ours)


def refused_codes(verb, *args, **facts):
    with pytest.raises(Refused) as refused:
        verb(*args, **facts)
    return [code.removeprefix("engagements.") for code in refused.value.codes]


def test_a_manager_approves_and_the_plan_is_frozen_with_its_hash():
    world = a_world()
    engagement = a_plan(world)
    use_cases.approve_plan(world.manager, engagement, at=NOW)
    assert engagement.state == State.APPROVED
    version = PlanVersion.objects.get(engagement=engagement)
    assert version.number == 1
    assert version.content_hash == content_hash(version.content)
    assert version.content["promise"] == {"en": "We will listen.", "cy": "Byddwn yn gwrando."}
    assert [way["channel"] for way in version.content["ways"]] == ["online", "paper"]
    entry = Entry.objects.get(verb="plan approved")
    assert entry.after["plan_hash"] == version.content_hash


@pytest.mark.database
def test_a_frozen_plan_cannot_be_changed_or_deleted():
    world = a_world()
    an_approved(world)
    version = PlanVersion.objects.get()
    for change in (lambda: PlanVersion.objects.update(number=9), version.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_nobody_approves_their_own_proposal_except_the_corporate_team():
    world = a_world()
    engagement = a_plan(world)
    Engagement.objects.filter(pk=engagement.pk).update(proposed_by=world.manager)
    engagement.refresh_from_db()
    for actor in (world.manager, world.officer, world.stranger, world.administrator, None):
        assert refused_codes(use_cases.approve_plan, actor, engagement, at=NOW) == ["not-yours-to-approve"]
    use_cases.approve_plan(world.director, engagement, at=NOW)
    assert engagement.state == State.APPROVED


def test_a_plan_with_gaps_is_refused_with_every_gap():
    world = a_world()
    engagement = a_plan(world, can_change="", contact_phone="", feedback_on=dt.date(2027, 6, 30))
    found = refused_codes(
        use_cases.approve_plan, world.corporate, engagement, override=True, reason="Now", at=NOW
    )
    assert found == ["what-can-change", "no-contact"]
    found = refused_codes(use_cases.approve_plan, world.corporate, engagement, at=NOW)
    assert found == ["what-can-change", "no-contact", "answer-too-late", "override-needs-reason"]


def test_a_warning_is_overridden_only_with_a_reason():
    world = a_world()
    engagement = a_plan(world, size_class="major")
    assert refused_codes(use_cases.approve_plan, world.manager, engagement, at=NOW) == [
        "too-short",
        "override-needs-reason",
    ]
    assert refused_codes(use_cases.approve_plan, world.manager, engagement, reason="Fixed", at=NOW) == [
        "too-short",
        "override-not-said",
    ]
    assert "override-needs-reason" in refused_codes(
        use_cases.approve_plan, world.manager, engagement, override=True, reason="  ", at=NOW
    )
    use_cases.approve_plan(world.manager, engagement, override=True, reason="Budget day is fixed", at=NOW)
    approval = engagement.approvals.get()
    assert (approval.outcome, approval.reason) == ("overridden", "Budget day is fixed")
    assert "people need at least" in Entry.objects.get(verb="plan approved").after["overridden"][0]


def test_only_the_corporate_team_overrides_a_pre_election_period():
    world = a_world()
    engagement = a_plan(world, **ELECTION)
    facts = {"override": True, "reason": "A statutory date", "at": NOW}
    assert refused_codes(use_cases.approve_plan, world.manager, engagement, **facts) == [
        "corporate-overrides"
    ]
    use_cases.approve_plan(world.corporate, engagement, **facts)
    assert engagement.state == State.APPROVED


def test_a_plan_sent_back_can_be_written_again():
    world = a_world()
    engagement = an_approved(world)
    assert refused_codes(use_cases.send_back_plan, world.manager, engagement, reason=" ", at=NOW) == [
        "no-reason"
    ]
    use_cases.send_back_plan(world.manager, engagement, reason="The dates moved", at=NOW)
    assert engagement.state == State.IDEA
    use_cases.write_plan(world.officer, engagement, minutes=9, at=NOW)
    use_cases.approve_plan(world.manager, engagement, at=NOW)
    assert [version.number for version in engagement.plan_versions.order_by("number")] == [1, 2]


def test_opening_makes_the_answer_a_public_promise():
    world = a_world()
    engagement = an_approved(world)
    assert refused_codes(use_cases.open_engagement, world.stranger, engagement, at=OPENING) == ["not-yours"]
    use_cases.open_engagement(world.officer, engagement, at=OPENING)
    assert engagement.state == State.OPEN
    entry = Entry.objects.get(verb="engagement opened")
    assert entry.after["answer_promised_on"] == "2027-05-14"
    assert entry.public
    assert refused_codes(use_cases.open_engagement, world.officer, engagement, at=OPENING) == ["wrong-state"]


def test_nothing_opens_without_something_to_take_part_in():
    world = a_world()
    engagement = an_approved(world, activity=False)
    assert refused_codes(use_cases.open_engagement, world.officer, engagement, at=OPENING) == ["no-activity"]


def test_the_clock_does_not_start_before_the_documents_are_live():
    world = a_world()
    engagement = an_approved(world)
    use_cases.write_document(world.officer, engagement, at=NOW, **DOCUMENT)
    assert refused_codes(use_cases.open_engagement, world.officer, engagement, at=OPENING) == [
        "document-not-live"
    ]
    use_cases.write_document(world.officer, engagement, at=NOW, publish=True, **DOCUMENT)
    use_cases.open_engagement(world.officer, engagement, at=OPENING)
    assert engagement.state == State.OPEN


def test_a_major_exercise_opens_with_a_document():
    world = a_world()
    engagement = an_approved(world, size_class="major", closes_on=dt.date(2027, 3, 12))
    assert refused_codes(use_cases.open_engagement, world.officer, engagement, at=OPENING) == ["no-document"]
    use_cases.write_document(world.officer, engagement, at=NOW, publish=True, **DOCUMENT)
    use_cases.open_engagement(world.officer, engagement, at=OPENING)


def test_opened_late_it_must_first_be_extended():
    world = a_world()
    engagement = an_approved(world)
    late = OPENING + 10 * DAY
    assert refused_codes(use_cases.open_engagement, world.officer, engagement, at=late) == ["time-ran-out"]
    facts = {"closes_on": dt.date(2027, 3, 8), "reason": "The survey was not ready", "at": late}
    use_cases.extend_engagement(world.officer, engagement, **facts)
    use_cases.open_engagement(world.officer, engagement, at=late)
    assert engagement.opened_at == late


def test_opened_ahead_of_its_day_it_starts_by_the_clock():
    world = a_world()
    engagement = use_cases.open_engagement(world.officer, an_approved(world), at=NOW)
    first, last = at(PLAN["opens_on"], 0), at(PLAN["closes_on"], 23, 59, 59)
    assert not queries.is_open(engagement, first - SECOND)
    assert queries.is_open(engagement, first)
    assert queries.is_open(engagement, last)
    assert not queries.is_open(engagement, last + SECOND)
    assert queries.standing(engagement, NOW) == "coming"
    assert queries.standing(engagement, last + SECOND) == "closed"


def test_extending_gives_people_longer_and_freezes_the_new_dates():
    world = a_world()
    engagement = use_cases.open_engagement(world.officer, an_approved(world), at=OPENING)
    later = {"closes_on": dt.date(2027, 3, 5), "at": OPENING + DAY}
    assert refused_codes(use_cases.extend_engagement, world.officer, engagement, reason="", **later) == [
        "no-reason"
    ]
    use_cases.extend_engagement(world.officer, engagement, reason="Snow", **later)
    assert engagement.closes_at == at(dt.date(2027, 3, 5), 23, 59, 59)
    assert engagement.activities.get().closes_at == engagement.closes_at
    assert engagement.plan_versions.count() == 2
    assert engagement.feedback_on == PLAN["feedback_on"]


@pytest.mark.parametrize(
    ("closes_on", "found"),
    [
        (dt.date(2027, 2, 26), ["not-later"]),
        (dt.date(2027, 4, 21), ["past-a-promise", "pre-election"]),
        (dt.date(2027, 5, 15), ["past-a-promise", "past-a-promise", "pre-election"]),
    ],
)
def test_an_extension_keeps_the_promises_already_made(closes_on, found):
    world = a_world()
    engagement = use_cases.open_engagement(world.officer, an_approved(world), at=OPENING)
    facts = {"closes_on": closes_on, "reason": "More time", "at": OPENING}
    assert refused_codes(use_cases.extend_engagement, world.officer, engagement, **facts) == found
    assert Engagement.objects.get().closes_on == PLAN["closes_on"]


def test_closing_early_needs_a_reason():
    world = a_world()
    engagement = use_cases.open_engagement(world.officer, an_approved(world), at=OPENING)
    noon = OPENING + 5 * DAY
    assert refused_codes(use_cases.close_engagement, world.officer, engagement, at=noon) == ["closes-early"]
    use_cases.close_engagement(world.officer, engagement, reason="The plan was dropped", at=noon)
    assert (engagement.state, engagement.closed_at) == (State.CLOSED, noon)
    assert Entry.objects.get(verb="engagement closed").reason == "The plan was dropped"


def test_the_clock_closes_what_is_due_and_only_that(clock):
    world = a_world()
    engagement = use_cases.open_engagement(world.officer, an_approved(world), at=OPENING)
    clock.move_to(engagement.closes_at)
    call_command("tick", verbosity=0)
    engagement.refresh_from_db()
    assert engagement.state == State.OPEN
    clock.move_to(engagement.closes_at + SECOND)
    call_command("tick", verbosity=0)
    call_command("tick", verbosity=0)
    engagement.refresh_from_db()
    assert (engagement.state, engagement.closed_at) == (State.CLOSED, engagement.closes_at)
    entry = Entry.objects.get(verb="engagement closed")
    assert entry.actor == "Clock"


def closed(world):
    engagement = use_cases.open_engagement(world.officer, an_approved(world), at=OPENING)
    return use_cases.close_engagement(world.officer, engagement, at=engagement.closes_at + SECOND)


def test_the_cycle_is_complete_only_when_no_stage_is_empty(monkeypatch):
    world = a_world()
    engagement = use_cases.open_engagement(world.officer, an_approved(world), at=OPENING)
    assert "not-closed" in refused_codes(use_cases.close_cycle, world.officer, engagement, at=OPENING)
    later = engagement.closes_at + SECOND
    use_cases.close_engagement(world.officer, engagement, at=later)
    empty = CATALOGUE["engagements.no-activity"]
    others = dict(gates._GATES)
    reply = gates.Gate("reply", "tell_back", "complete", Bilingual("Reply"), lambda e, at: [empty()])
    monkeypatch.setattr(gates, "_GATES", others | {"reply": reply})
    assert refused_codes(use_cases.close_cycle, world.officer, engagement, at=later) == ["no-activity"]
    monkeypatch.setattr(gates, "_GATES", others)
    use_cases.close_cycle(world.officer, engagement, at=later)
    assert (engagement.state, engagement.completed_at) == (State.COMPLETE, later)


def test_a_plan_can_be_withdrawn_until_it_opens():
    world = a_world()
    engagement = an_approved(world)
    assert refused_codes(use_cases.withdraw_engagement, world.officer, engagement, reason="", at=NOW) == [
        "no-reason"
    ]
    use_cases.withdraw_engagement(world.officer, engagement, reason="Not needed", at=NOW)
    assert not queries.public_engagements().exists()
    assert refused_codes(use_cases.withdraw_engagement, world.officer, engagement, reason="x", at=NOW) == [
        "wrong-state"
    ]


def test_later_stages_note_their_moment_once():
    world = a_world()
    engagement = closed(world)
    moment = engagement.closes_at + 30 * DAY
    use_cases.note_decided(world.officer, engagement, at=moment)
    use_cases.note_decided(world.officer, engagement, at=moment + DAY)
    use_cases.note_answered(world.officer, engagement, at=moment + DAY)
    kept = Engagement.objects.get()
    assert (kept.decided_at, kept.answered_at) == (moment, moment + DAY)
    assert queries.standing(kept, moment) == "decided"


def test_an_activity_stays_within_the_engagement():
    world = a_world()
    engagement = a_plan(world)
    facts = {"tool": "survey", "title": "Survey", "at": NOW}
    window = {"opens_at": engagement.opens_at - DAY, "closes_at": engagement.closes_at}
    assert refused_codes(use_cases.add_activity, world.officer, engagement, **facts, **window) == [
        "outside-window"
    ]
    window = {"opens_at": engagement.opens_at + DAY, "closes_at": engagement.opens_at}
    assert refused_codes(use_cases.add_activity, world.officer, engagement, **facts, **window) == [
        "window-reversed"
    ]
    assert refused_codes(
        use_cases.add_activity, world.officer, engagement, tool="survey", title="", at=NOW
    ) == ["empty-words"]
    activity = use_cases.add_activity(world.officer, engagement, **facts)
    assert (activity.opens_at, activity.closes_at) == (engagement.opens_at, engagement.closes_at)
    use_cases.remove_activity(world.officer, activity, at=NOW)
    assert not engagement.activities.exists()


def test_ways_to_take_part_are_known_and_say_what_they_ask():
    world = a_world()
    engagement = an_idea(world)
    wrong = [{"channel": "pigeon", "asks": ""}]
    assert refused_codes(use_cases.set_ways, world.officer, engagement, ways=wrong, at=NOW) == [
        "unknown-channel",
        "empty-words",
    ]
    use_cases.set_ways(world.officer, engagement, ways=WAYS, at=NOW)
    use_cases.set_ways(world.officer, engagement, ways=WAYS[1:], at=NOW)
    assert [way.channel for way in engagement.ways.all()] == ["paper"]


def test_a_published_document_is_not_changed_but_a_draft_is():
    world = a_world()
    engagement = a_plan(world)
    draft = use_cases.write_document(world.officer, engagement, at=NOW, **DOCUMENT)
    use_cases.remove_document(world.officer, draft, at=NOW)
    live = use_cases.write_document(world.officer, engagement, at=NOW, publish=True, **DOCUMENT)
    assert refused_codes(use_cases.write_document, world.officer, engagement, at=NOW, **DOCUMENT) == [
        "document-published"
    ]
    assert refused_codes(use_cases.remove_document, world.officer, live, at=NOW) == ["document-published"]
    empty = {"title": "", "body": "", "at": NOW}
    assert refused_codes(use_cases.write_document, world.officer, engagement, **empty) == ["empty-words"] * 2
    assert Document.objects.count() == 1


def test_a_group_s_part_and_what_changed_are_kept():
    world = a_world()
    engagement = a_plan(world)
    group = Group.objects.create(name=Bilingual("Friends of the library", "Cyfeillion y llyfrgell"))
    assert refused_codes(
        use_cases.involve_group, world.officer, engagement, group=group, part="", at=NOW
    ) == ["empty-words"]
    for change in ("", "Two branches stay open"):
        use_cases.involve_group(world.officer, engagement, group=group, part="Drafted", change=change, at=NOW)
    assert engagement.involvements.get().change.en == "Two branches stay open"
    assert not queries.involvements_of(group).exists()
    use_cases.write_plan(world.officer, engagement, at=NOW)
    Engagement.objects.filter(pk=engagement.pk).update(state=State.OPEN)
    assert queries.involvements_of(group).count() == 1


def test_spending_is_noted():
    world = a_world()
    engagement = a_plan(world)
    spent = use_cases.spend(world.officer, engagement, kind="Printing", pounds=120, on=NOW.date(), at=NOW)
    assert Entry.objects.get(verb="spending noted").after["pounds"] == 120
    assert spent.engagement == engagement


def test_everybody_sees_what_is_approved_and_only_the_service_its_drafts():
    world = a_world()
    draft, public = a_plan(world), an_approved(world)

    def seen(person):
        return set(queries.visible_to(person).values_list("ref", flat=True))

    both = {draft.ref, public.ref}
    for person in (world.officer, world.manager, world.director, world.corporate):
        assert seen(person) == both
    for person in (
        None,
        world.stranger,
        world.administrator,
        a_person(role="councillor"),
        a_person(role="scrutiny"),
    ):
        assert seen(person) == {public.ref}


def test_every_refusal_of_the_plan_stage_has_both_languages():
    ours = [reason for code, reason in CATALOGUE.items() if code.startswith("engagements.")]
    assert len(ours) > 40
    for reason in ours:
        assert reason.en
        assert reason.cy
        assert reason.en != reason.cy
