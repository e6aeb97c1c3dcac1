"""Where points ended, the trace, the clock and the record of listening: figures that add up."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from folkmoot.decide.decisions.models import Decision
from folkmoot.foundation.people.tests.factories import a_profile, a_service
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_engagement
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.tell_back.feedback.models import Commitment
from folkmoot.tell_back.feedback.promises import STANDINGS
from folkmoot.tell_back.feedback.queries import (
    behind_commitment,
    clock,
    council_tally,
    endings_of,
    how_we_listened,
    latest_changes,
    trace,
    where_did_it_end,
)
from folkmoot.tell_back.feedback.queries.trace import EXPORT_HEAD, export_rows
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
    an_interim_rule,
    an_item,
    an_update,
    publish,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2026, 12, 1)


@pytest.fixture(autouse=True)
def council():
    return a_profile()


def first_of(engagement):
    return engagement.contributions.order_by("received_at", "pk").first()


def a_contributor_to_all(engagement):
    theme_counts = {each.pk: 0 for each in engagement.contributions.all()}
    for pk in engagement.contributions.values_list("pk", "passages__codings"):
        theme_counts[pk[0]] += 1
    return Contribution.objects.select_related("engagement", "activity").get(
        pk=max(theme_counts, key=theme_counts.get)
    )


def test_each_point_leads_to_its_theme_finding_decision_answer_and_promise():
    engagement = a_story()
    points = where_did_it_end(a_contributor_to_all(engagement))
    ends = {str(point.theme.name): point.endings[0] for point in points}
    assert set(ends) == {"Opening hours", "Closure of Priory branch", "Help with computers"}
    priory = ends["Closure of Priory branch"]
    assert (priory.item.outcome, priory.item.because.en) == ("did_not", "The rent saving is needed.")
    assert priory.consideration.disposition == "not_accepted"
    assert priory.decision.reasons.en == "The saving is needed."
    assert [each.title.en for each in ends["Help with computers"].commitments] == [
        "Open until 8pm on Thursdays"
    ]
    texts = {str(point.theme.name): point.text for point in points}
    assert texts["Closure of Priory branch"] == "Keep Priory open."
    assert texts["Opening hours"] == "Open later in the evening."[:26]


def test_what_is_not_published_is_not_shown_to_the_public_but_to_staff():
    engagement = a_closed_engagement()
    contribution = a_contribution(engagement)
    theme = a_theme(engagement, agreed_at=None)
    a_coding(contribution, theme)
    a_told_finding(engagement, theme, published=False)
    assert where_did_it_end(contribution) == []
    [point] = where_did_it_end(contribution, public=False)
    assert [ending.reached for ending in point.endings] == ["considered"]


def test_the_public_reads_how_a_finding_was_weighed_only_with_the_decision():
    engagement = a_closed_engagement()
    contribution = a_contribution(engagement)
    theme = a_theme(engagement)
    a_coding(contribution, theme)
    a_told_finding(engagement, theme)
    reached = [where_did_it_end(contribution)[0].endings[0].reached]
    a_recorded_decision(engagement)
    reached.append(where_did_it_end(contribution)[0].endings[0].reached)
    a_report(engagement)
    reached.append(where_did_it_end(contribution)[0].endings[0].reached)
    assert reached == ["heard", "decided", "answered"]


def test_a_merged_theme_leads_to_the_one_that_stands():
    engagement = a_closed_engagement()
    old, new = a_theme(engagement, "Shut"), a_theme(engagement, "Closure")
    contribution = a_contribution(engagement)
    a_coding(contribution, old)
    old.merged_into = new
    old.save()
    a_told_finding(engagement, new)
    [point] = where_did_it_end(contribution)
    assert (point.theme, len(point.endings)) == (new, 1)


def test_the_number_of_queries_does_not_grow_with_the_number_of_people_or_findings():
    small = a_story()
    with CaptureQueriesContext(
        connection,
    ) as few:
        endings_of(small, list(small.contributions.all()))
    large = a_closed_engagement()
    people = [a_contribution(large) for _each in range(30)]
    for number in range(8):
        theme = a_theme(large, f"Theme {number}")
        for contribution in people:
            a_coding(contribution, theme, start=number, end=number + 9)
        a_told_finding(large, theme)
    a_report(large)
    with CaptureQueriesContext(connection) as many:
        endings_of(large, list(large.contributions.all()))
    assert len(many) == len(few) <= 10
    with CaptureQueriesContext(connection) as whole:
        trace(large)
    assert len(whole) <= 10


def test_a_correction_replaces_the_answer_and_keeps_the_promises_made():
    engagement = a_story()
    will = a_contributor_to_all(engagement)
    corrected = a_report(engagement, published_on=None)
    Commitment.objects.filter(item__report=corrected).delete()
    corrected.items.filter(outcome="did_not").update(because={"en": "Corrected.", "cy": "Wedi'i gywiro."})
    publish(corrected, dt.date(2026, 8, 3))
    ends = {str(point.theme.name): point.endings[0] for point in where_did_it_end(will)}
    assert ends["Closure of Priory branch"].item.because.en == "Corrected."
    assert len(ends["Help with computers"].commitments) == 1


def test_the_trace_leads_back_from_a_commitment_to_the_people_behind_it():
    engagement = a_story()
    commitment = Commitment.objects.get(engagement=engagement)
    behind = set(behind_commitment(commitment).values_list("pk", flat=True))
    digital = commitment.item.finding.themes.get()
    said_it = {each.passage.contribution_id for each in digital.codings.select_related("passage")}
    assert behind == said_it
    assert len(behind) == 2


def test_the_trace_counts_people_and_stays_as_published():
    engagement = a_story()
    before = trace(engagement, exact=True)
    assert [(str(each.theme.name), each.people.value) for each in before.strands] == [
        ("Closure of Priory branch", 7),
        ("Opening hours", 5),
        ("Help with computers", 2),
    ]
    engagement.contributions.update(state="set_aside")
    assert trace(engagement, exact=True) == before


def test_a_theme_counts_each_person_of_its_parts_once():
    engagement = a_closed_engagement()
    hours = a_theme(engagement, "Opening hours")
    evenings = a_theme(engagement, "Evenings", parent=hours)
    late = a_theme(engagement, "After eight", parent=evenings)
    both, one = a_contribution(engagement), a_contribution(engagement)
    a_coding(both, evenings)
    a_coding(both, late, start=18, end=30)
    a_coding(one, hours)
    finding = a_told_finding(engagement, hours, n=2)
    finding.themes.add(evenings, late)
    (family,) = trace(engagement, exact=True).families
    assert (family.theme, family.people.value) == (hours, 2)
    assert [each.theme for each in family.parts] == [evenings, late]
    assert [each.finding for each in family.endings] == [finding], "each finding once"


def test_before_publication_the_trace_is_counted_live():
    engagement = a_closed_engagement()
    theme = a_theme(engagement)
    a_coding(a_contribution(engagement), theme)
    a_told_finding(engagement, theme, n=1)
    assert [each.people.value for each in trace(engagement, exact=True).strands] == [1]
    assert trace(engagement).report is None


def test_the_export_holds_every_coded_passage_and_everybody_else_once():
    engagement = a_story()
    quiet = a_contribution(engagement)
    rows = list(export_rows(engagement))
    assert {len(row) for row in rows} == {len(EXPORT_HEAD)}
    assert len(rows) == 7 + 5 + 2 + 1
    assert [row[0] for row in rows if row[EXPORT_HEAD.index("theme")] == ""] == [quiet.pk]
    outcomes = [row[EXPORT_HEAD.index("outcome")] for row in rows]
    assert (outcomes.count("did"), outcomes.count("did_not"), outcomes.count("will")) == (5, 7, 2)


def test_the_clock_names_each_kind_of_promise_and_its_standing():
    an_interim_rule()
    late = a_closed_engagement(feedback_on=dt.date(2026, 7, 1))
    a_report(late)
    a_closed_engagement(feedback_on=dt.date(2026, 11, 1))
    an_engagement(State.OPEN)
    found = clock(TODAY)
    standings = sorted((promise.kind, promise.standing, promise.days) for promise in found.promises)
    assert ("feedback", "kept_late", 15) in standings
    assert ("feedback", "overdue", 30) in standings
    assert ("feedback", "due", 122) in standings
    assert ("interim", "kept", 4) in standings, "findings published 20 May, promised 24 May"
    assert found.longest_waits(1)[0].days == max(
        each.days for each in found.promises if each.standing == "overdue"
    )


def test_without_a_rule_there_is_no_promise_to_say_what_was_heard():
    a_closed_engagement()
    assert {promise.kind for promise in clock(TODAY).promises} == {"feedback"}


def test_drafts_and_withdrawn_engagements_have_promised_nothing():
    an_interim_rule()
    for state in (State.IDEA, State.PLANNED, State.WITHDRAWN):
        an_engagement(state)
    draft = a_report(published_on=None, outcomes=("will",))
    assert {promise.engagement for promise in clock(TODAY).promises} == {draft.engagement}
    assert "commitment" not in {promise.kind for promise in clock(TODAY).promises}


def test_a_commitment_given_up_is_neither_kept_nor_waited_for():
    a_commitment(state="dropped", due_on=dt.date(2026, 10, 1))
    [promise] = [each for each in clock(TODAY).promises if each.kind == "commitment"]
    assert (promise.standing, promise.actual_on) == ("dropped", dt.date(2026, 11, 2))


def test_services_add_up_to_the_council():
    for key in ("parks", "roads"):
        a_report(a_closed_engagement(owner=a_service(key)), outcomes=("will",))
    a_closed_engagement(feedback_on=dt.date(2026, 11, 1))
    found = clock(TODAY)
    for standing in STANDINGS:
        parts = [tally.counts[standing] for tally in found.by_service()]
        assert sum(parts) == found.council.counts[standing]
    assert found.council.total == len(found.promises)


def test_the_latest_changes_are_what_was_done_and_what_was_carried_out():
    a_story()
    update = an_update(a_commitment(), "done", on=dt.date(2026, 11, 20))
    changes = latest_changes(5)
    assert [change.at for change in changes] == sorted((c.at for c in changes), reverse=True)
    assert str(changes[0].did) == str(update.commitment.title)
    assert changes[0].now == update.commitment.evidence
    assert {str(change.did) for change in changes[1:]} == {"What we did 1."}
    assert len(latest_changes(1)) == 1


def test_what_a_correction_took_back_is_not_news():
    engagement = a_closed_engagement()
    finding = a_told_finding(engagement)
    a_report(engagement, outcomes=("did",))
    correction = a_report(engagement, findings=[], published_on=None)
    an_item(correction, finding, engagement.decisions.get(), outcome="did_not")
    publish(correction, dt.date(2026, 8, 1))
    assert latest_changes(5) == []


def test_the_totals_of_the_record_are_the_sums_of_its_rows_and_of_the_database():
    a_story()
    a_contribution(a_closed_engagement(), state="withdrawn")
    a_commitment(state="done")
    a_commitment(due_on=dt.date(2026, 10, 1))
    a_commitment(state="dropped")
    a_recorded_decision(a_closed_engagement())
    rows, totals = how_we_listened(TODAY)
    for name in ("engagements", "responses", "findings", "decisions", "kept", "missed", "waiting"):
        assert getattr(totals, name) == sum(getattr(row, name) for row in rows)
    assert totals.responses == Contribution.objects.filter(state="counted").count()
    assert totals.decisions == Decision.objects.count()
    assert totals.decisions_changed == Decision.objects.count() - 1
    assert (totals.kept, totals.missed, totals.waiting) == (1, 2, 1)
    assert totals.kept + totals.missed + totals.waiting == Commitment.objects.count()


def test_the_record_is_kept_by_the_year_of_closing():
    a_story()
    assert how_we_listened(TODAY, from_on=dt.date(2025, 1, 1), to_on=dt.date(2025, 12, 31))[0] == []
    rows, totals = how_we_listened(TODAY, from_on=dt.date(2026, 1, 1), to_on=dt.date(2026, 12, 31))
    assert (len(rows), totals.responses) == (1, 7)


class PromisesPartition(TestCase):
    """Whatever the dates, each promise stands in exactly one way, and the services add up."""

    @settings(max_examples=25, deadline=None)
    @given(
        made=st.lists(
            st.tuples(
                st.dates(dt.date(2026, 5, 1), dt.date(2027, 5, 1)),
                st.sampled_from(["promised", "under_way", "done", "dropped"]),
                st.dates(dt.date(2026, 7, 16), dt.date(2026, 12, 1)),
                st.sampled_from(["libraries", "parks", "roads"]),
            ),
            max_size=6,
        ),
        today=st.dates(dt.date(2026, 7, 1), dt.date(2027, 6, 1)),
    )
    def test_every_promise_stands_in_exactly_one_way(self, made, today):
        a_profile()
        an_interim_rule()
        for due_on, state, on, service in made:
            commitment = a_commitment(due_on=due_on, service=a_service(service))
            if state != "promised":
                an_update(commitment, state, on=on)
        found = clock(today)
        assert sum(found.council.counts.values()) == len(found.promises)
        assert sum(tally.total for tally in found.by_service()) == found.council.total
        assert council_tally(today) == found.council
        for promise in found.promises:
            done = promise.actual_on is not None and promise.actual_on <= today
            expected = {
                (True, True): "kept_late",
                (True, False): "kept",
                (False, True): "overdue",
                (False, False): "due",
            }[(done, (promise.actual_on if done else today) > promise.promised_on)]
            assert promise.standing in (expected, "dropped")
            assert promise.days >= 0
