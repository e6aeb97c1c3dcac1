"""The measures: computed from the rows of the other stages, frozen, and read alike by everyone."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from folkmoot.foundation.council.models import Service
from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service, sign_in
from folkmoot.learn.performance.models import Edition, Value
from folkmoot.learn.performance.tests.factories import YEAR, an_edition
from folkmoot.learn.performance.use_cases import compute_measures
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.tell_back.feedback.tests.factories import (
    a_closed_engagement,
    a_commitment,
    a_contribution,
    a_report,
    a_story,
)
from folkmoot.words.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def council():
    return a_profile()


def value(edition, measure, split=""):
    return edition.values.get(measure=measure, split=split)


def test_timeliness_counts_the_answers_due_in_the_period():
    a_report()  # promised 19 July, told 16 July
    a_report(a_closed_engagement(feedback_on=dt.date(2026, 7, 1)))  # told late
    a_closed_engagement(feedback_on=dt.date(2026, 8, 1))  # never told
    a_closed_engagement(feedback_on=dt.date(2027, 1, 5))  # not due in the period
    measured = value(an_edition(), "feedback_timeliness")
    assert (measured.value, measured.base) == (Decimal("33.3"), 3)


def test_days_to_feedback_is_the_median_from_closing():
    a_report()  # 26 April to 16 July: 81 days
    a_report(a_closed_engagement(), published_on=dt.date(2026, 7, 26))  # 91 days
    measured = value(an_edition(), "days_to_feedback")
    assert (measured.value, measured.base) == (Decimal("86"), 2)


def test_a_correction_does_not_move_the_first_answer():
    engagement = a_story()
    a_report(engagement, published_on=dt.date(2026, 10, 1))
    assert value(an_edition(), "days_to_feedback").value == Decimal("81")


def test_commitments_are_counted_when_due_and_kept_when_done_in_time():
    a_commitment(state="done", due_on=dt.date(2026, 11, 20))
    a_commitment(due_on=dt.date(2026, 11, 20))
    a_commitment(state="dropped", due_on=dt.date(2026, 11, 20))
    a_commitment(due_on=dt.date(2027, 3, 1))
    measured = value(an_edition(), "commitments_kept")
    assert (measured.value, measured.base) == (Decimal("33.3"), 3)


def test_services_without_engagements_are_named_with_none():
    a_story()
    a_service("parks")
    edition = an_edition()
    splits = {each.split: each.value for each in edition.values.filter(measure="coverage")}
    assert set(splits) == set(Service.objects.values_list("key", flat=True))
    assert (splits["libraries"], splits["parks"]) == (1, 0)


def test_splits_add_up_to_their_base():
    engagement = a_story()
    keyer = a_person(role="officer")
    a_contribution(engagement, channel="paper", entered_by=keyer)
    edition = an_edition()
    for measure in ("coverage", "engagements_by_level", "responses_by_channel"):
        rows = list(edition.values.filter(measure=measure))
        assert {sum(row.value for row in rows)} == {row.base for row in rows}
    assert value(edition, "responses_by_channel", "paper").value == 1
    assert value(edition, "responses_by_channel", "online").base == Contribution.objects.count()


def test_decisions_changed_are_those_with_something_done():
    a_story()
    a_report(a_closed_engagement(), outcomes=("did_not",))
    measured = value(an_edition(), "decisions_changed")
    assert (measured.value, measured.base) == (Decimal("50.0"), 2)


def test_an_empty_council_has_no_shares_rather_than_none_kept():
    assert value(an_edition(), "feedback_timeliness").value is None


def test_an_edition_stays_as_it_was_frozen():
    edition = an_edition()
    before = list(edition.values.values_list("measure", "split", "value"))
    a_story()
    assert list(edition.values.values_list("measure", "split", "value")) == before
    for rows in (Edition.objects, Value.objects):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.all()._raw_delete("default")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(id=1)


@pytest.mark.parametrize(
    ("role", "period", "codes"),
    [
        ("scrutiny", YEAR, ["performance.not-yours"]),
        ("corporate", YEAR[::-1], ["performance.period-reversed"]),
        ("corporate", (YEAR[0], dt.date(2026, 12, 2)), ["performance.period-in-the-future"]),
    ],
)
def test_an_edition_is_refused_with_its_reason(role, period, codes):
    with pytest.raises(Refused) as told:
        compute_measures(a_person(role=role), period=period, at=timezone.now())
    assert told.value.codes == codes


def test_everybody_with_a_post_reads_the_same_edition():
    a_story()
    edition = an_edition(title="Year 2026")
    pages = []
    for role in ("corporate", "scrutiny", "councillor", "service_manager"):
        client = sign_in(Client(), a_person(role=role))
        response = client.get(f"/staff/performance/{edition.pk}/")
        assert response.status_code == 200
        pages.append(response.content.decode().split('id="main-content"')[1].split("</main>")[0])
    assert len(set(pages)) == 1
    assert "81 days" in pages[0]


def test_an_edition_stands_beside_the_one_before():
    an_edition((dt.date(2025, 1, 1), dt.date(2025, 12, 31)), title="Year 2025")
    a_story()
    later = an_edition(title="Year 2026")
    client = sign_in(Client(), a_person(role="scrutiny"))
    page = client.get(f"/staff/performance/{later.pk}/").content.decode()
    assert "Beside them: Year 2025." in page
    assert "+7" in page


def test_the_corporate_team_freezes_an_edition_on_the_page():
    client = sign_in(Client(), a_person(role="corporate"))
    data = {f"from_on_{part}": number for part, number in (("day", 1), ("month", 1), ("year", 2026))}
    data |= {f"to_on_{part}": number for part, number in (("day", 30), ("month", 9), ("year", 2026))}
    assert client.post("/staff/performance/", data | {"to_on_day": "x" * 99}).status_code == 200
    assert client.post("/staff/performance/", data | {"to_on_year": 2027}).status_code == 422
    assert not Edition.objects.exists()
    assert client.post("/staff/performance/", data).status_code == 302
    assert Edition.objects.get().title == "1 January 2026 to 30 September 2026"
    scrutiny = sign_in(Client(), a_person(role="scrutiny"))
    assert scrutiny.post("/staff/performance/", data).status_code == 403
