"""Deciding: every finding answered, the assessments current, the pack fixed, the reasons given."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from folkmoot.decide.decisions import queries
from folkmoot.decide.decisions.gates import assessments_are_started, decision_is_recorded
from folkmoot.decide.decisions.missing import why_no_decision
from folkmoot.decide.decisions.models import Consideration, Decision
from folkmoot.decide.decisions.tests.factories import (
    DECISION,
    NOW,
    SUMMARY,
    a_consideration,
    a_decision,
    a_decision_officer,
    a_pack,
    an_assessment,
)
from folkmoot.decide.decisions.use_cases import (
    consider_finding,
    correct_decision,
    finish_assessment,
    issue_pack,
    record_decision,
    start_assessment,
    update_assessment,
)
from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service
from folkmoot.foundation.records.queries import entries_of
from folkmoot.listen.evidence.tests.factories import a_finding, an_answer, an_officer
from folkmoot.listen.evidence.tests.test_freezing import refused
from folkmoot.listen.evidence.use_cases import freeze_interim_snapshot, restate_finding
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_engagement
from folkmoot.words.bilingual import Bilingual

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ANSWER = {"response": "We will.", "disposition": "accepted", "at": NOW}


def test_an_assessment_is_started_before_opening_and_finished_after_closing(engagement, clerk):
    still_open = an_engagement(State.OPEN)
    assert [each.code for each in assessments_are_started(still_open, NOW)] == [
        "decisions.assessment-not-started"
    ]
    started = an_assessment(still_open)
    assert not list(assessments_are_started(still_open, NOW))
    assert refused(finish_assessment, clerk, started, summary=SUMMARY, at=NOW) == [
        "decisions.assessment-before-closing"
    ]
    assert finish_assessment(clerk, an_assessment(engagement), summary=SUMMARY, at=NOW).finished_on


def test_an_assessment_says_something_and_is_started_once_at_a_time(engagement, clerk):
    facts = {"summary": SUMMARY, "at": NOW}
    assert refused(start_assessment, clerk, engagement, summary="", at=NOW) == [
        "decisions.assessment-says-nothing"
    ]
    first = start_assessment(clerk, engagement, **facts)
    assert refused(start_assessment, clerk, engagement, **facts) == ["decisions.assessment-started-already"]
    update_assessment(clerk, first, summary="Better known now.", at=NOW)
    finish_assessment(clerk, first, **facts)
    assert refused(update_assessment, clerk, first, **facts) == ["decisions.assessment-finished"]
    assert refused(finish_assessment, clerk, first, **facts) == ["decisions.assessment-finished"]
    assert start_assessment(clerk, engagement, **facts).version == 2


def test_wales_needs_the_language_assessed_too(engagement):
    an_assessment(engagement)
    a_profile(nation="W", languages=["en", "cy"])
    missing = list(assessments_are_started(engagement, NOW))
    assert [each.words.en for each in missing] == [
        "Start the Welsh language assessment before people are asked."
    ]


def test_only_the_service_and_decision_officers_assess(engagement, clerk):
    stranger = a_person(role="officer", service=a_service("parks"))
    facts = {"summary": SUMMARY, "at": NOW}
    assert refused(start_assessment, stranger, engagement, **facts) == ["decisions.not-yours-to-assess"]
    assert start_assessment(an_officer(engagement), engagement, **facts)


def test_a_finding_is_answered_by_a_decision_officer_or_the_manager(engagement, clerk):
    finding = a_finding(engagement)
    for person in (
        an_officer(engagement),
        a_person(role="service_manager", service=a_service("parks")),
        a_person(role="scrutiny"),
        a_person(role="councillor"),
    ):
        assert refused(consider_finding, person, finding, **ANSWER) == ["decisions.not-yours-to-consider"]
    manager = a_person(role="service_manager", service=engagement.owner)
    for person in (manager, clerk):
        assert consider_finding(person, finding, **ANSWER).by == person
    assert Consideration.objects.count() == 1


def test_an_answer_says_something_and_gives_weight(engagement, clerk):
    finding = a_finding(engagement)
    facts = {"response": " ", "disposition": "maybe", "at": NOW}
    assert refused(consider_finding, clerk, finding, **facts) == [
        "decisions.answer-missing",
        "decisions.weight-missing",
    ]
    assert consider_finding(clerk, finding, **ANSWER)


def test_the_newest_version_of_a_finding_is_answered(engagement, clerk):
    finding = a_finding(engagement)
    a_consideration(finding)
    newer = restate_finding(an_officer(engagement), finding, statement="Said better.", at=NOW)
    assert refused(consider_finding, clerk, finding, **ANSWER) == ["decisions.finding-replaced"]
    assert [each.answer for each in queries.findings_with_answers(engagement)] == [None]
    assert consider_finding(clerk, newer, **ANSWER)


def test_a_pack_waits_for_every_answer_and_for_the_assessment(engagement, clerk):
    assert refused(issue_pack, clerk, engagement, at=NOW) == [
        "decisions.no-findings",
        "decisions.assessment-not-current",
    ]
    findings = [a_finding(engagement), a_finding(engagement)]
    an_assessment(engagement)
    assert refused(issue_pack, clerk, engagement, at=NOW) == [
        "decisions.unanswered",
        "decisions.unanswered",
        "decisions.assessment-not-current",
    ]
    for finding in findings:
        a_consideration(finding)
    finish_assessment(clerk, engagement.assessments.get(), summary=SUMMARY, at=NOW)
    pack = issue_pack(clerk, engagement, at=NOW)
    assert [each["number"] for each in pack.content["findings"]] == [1, 2]


def test_an_assessment_finished_before_closing_is_not_current(engagement):
    assessment = an_assessment(engagement, finished=True)
    assert queries.is_current(assessment, engagement)
    assessment.finished_on = dt.date(2026, 11, 5)
    assert not queries.is_current(assessment, engagement)


def test_findings_counted_before_closing_carry_no_pack(clerk):
    engagement = an_engagement(State.OPEN)
    an_answer(engagement)
    officer = an_officer(engagement)
    freeze_interim_snapshot(officer, engagement, at=NOW)
    a_consideration(a_finding(engagement))
    assert refused(issue_pack, clerk, engagement, at=NOW) == [
        "decisions.not-closed",
        "decisions.interim-finding",
        "decisions.assessment-not-current",
    ]


def test_the_same_pack_is_not_issued_twice(engagement, clerk):
    pack = a_pack(engagement)
    assert refused(issue_pack, clerk, engagement, at=NOW) == ["decisions.pack-unchanged"]
    a_consideration(engagement.findings.get(), response=Bilingual("We changed our mind.", "Newid meddwl."))
    assert issue_pack(clerk, engagement, at=NOW).version == pack.version + 1


def test_the_same_decision_sent_twice_is_one(engagement, clerk):
    a_pack(engagement)
    record_decision(clerk, engagement, **DECISION, at=NOW)
    again = refused(record_decision, clerk, engagement, **DECISION, at=NOW)
    assert again == ["decisions.recorded-already"]
    assert engagement.decisions.count() == 1
    part = DECISION | {"title": Bilingual("And on Sundays", "Ac ar ddydd Sul")}
    assert record_decision(clerk, engagement, **part, at=NOW)


def test_each_unanswered_finding_stops_a_decision_with_a_link_to_it(engagement, clerk):
    findings = [a_finding(engagement), a_finding(engagement), a_finding(engagement)]
    a_consideration(findings[1])
    an_assessment(engagement, finished=True)
    missing = [each for each in why_no_decision(engagement) if each.code == "decisions.unanswered"]
    assert [each.fix for each in missing] == [
        f"/staff/decisions/{engagement.ref}/consider/{finding.pk}/" for finding in (findings[0], findings[2])
    ]
    assert refused(record_decision, clerk, engagement, **DECISION, at=NOW) == [
        "decisions.unanswered",
        "decisions.unanswered",
        "decisions.no-pack",
    ]
    a_pack(engagement)
    assert record_decision(clerk, engagement, **DECISION, at=NOW)


def test_a_decision_needs_a_pack_that_says_what_holds_today(engagement, clerk):
    pack = a_pack(engagement)
    finding = engagement.findings.get()
    a_consideration(finding, disposition="in_part")
    assert refused(record_decision, clerk, engagement, **DECISION, at=NOW) == ["decisions.pack-out-of-date"]
    again = issue_pack(clerk, engagement, at=NOW)
    assert record_decision(clerk, engagement, **DECISION, at=NOW).pack == again != pack


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        ({"reasons": "See report CAB/114"}, "decisions.reasons-missing"),
        ({"reasons": "  "}, "decisions.reasons-missing"),
        ({"decided": ""}, "decisions.decision-missing"),
        ({"title": ""}, "decisions.decision-missing"),
        ({"decided_by": ""}, "decisions.decider-missing"),
        ({"how_views_counted": ""}, "decisions.views-missing"),
        ({"decided_on": dt.date(2026, 11, 5)}, "decisions.decided-too-early"),
        ({"decided_on": dt.date(2026, 12, 2)}, "decisions.decided-in-future"),
    ],
)
def test_a_decision_says_what_why_who_and_when(engagement, clerk, spoilt, code):
    a_pack(engagement)
    assert refused(record_decision, clerk, engagement, **(DECISION | spoilt), at=NOW) == [code]
    assert record_decision(clerk, engagement, **DECISION, at=NOW).reasons == DECISION["reasons"]


def test_a_council_of_two_languages_decides_in_both(engagement, clerk):
    a_pack(engagement)
    a_profile()
    english = DECISION | {"decided": "Only in English."}
    assert refused(record_decision, clerk, engagement, **english, at=NOW) == ["decisions.welsh-missing"]
    assert record_decision(clerk, engagement, **DECISION, at=NOW)


def test_only_a_decision_officer_issues_and_records(engagement):
    a_pack(engagement)
    manager = a_person(role="service_manager", service=engagement.owner)
    assert refused(issue_pack, manager, engagement, at=NOW) == ["decisions.not-yours-to-record"]
    assert refused(record_decision, manager, engagement, **DECISION, at=NOW) == [
        "decisions.not-yours-to-record"
    ]
    decision = record_decision(a_decision_officer(), engagement, **DECISION, at=NOW)
    facts = DECISION | {"reason": "A slip", "at": NOW}
    assert refused(correct_decision, manager, decision, **facts) == ["decisions.not-yours-to-record"]


def test_after_the_decision_answers_stay_as_they_were(engagement, clerk):
    decision = a_decision(engagement)
    finding = engagement.findings.get()
    assert refused(consider_finding, clerk, finding, **ANSWER) == ["decisions.decided-already"]
    assert [each.answer.disposition for each in queries.answers_in(decision)] == ["accepted"]


def test_a_decision_is_put_right_by_another_that_says_why(engagement, clerk):
    decision = a_decision(engagement)
    facts = DECISION | {"meeting": "Cabinet, minute 43", "at": NOW}
    assert refused(correct_decision, clerk, decision, reason="", **facts) == [
        "decisions.correction-needs-reason"
    ]
    corrected = correct_decision(clerk, decision, reason="The minute was wrong.", **facts)
    assert refused(correct_decision, clerk, decision, reason="Again", **facts) == [
        "decisions.corrected-already"
    ]
    assert list(queries.decisions_of(engagement)) == [corrected]
    decision.refresh_from_db()
    assert decision.meeting == DECISION["meeting"]


@pytest.mark.parametrize("table", ["decisions_pack", "decisions_decision"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_packs_and_decisions_cannot_be_changed_or_deleted(table, change):
    a_decision()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(change.format(table))
    assert Decision.objects.count() == 1


def test_the_decision_is_in_the_record_and_opens_the_gate(engagement):
    assert [each.code for each in decision_is_recorded(engagement, NOW)] == ["decisions.not-decided"]
    decision = a_decision(engagement)
    assert not list(decision_is_recorded(engagement, NOW))
    entry = entries_of(engagement).get(verb="decision recorded")
    assert entry.after["reasons"] == decision.reasons.as_dict()
    engagement.refresh_from_db()
    assert engagement.decided_at
