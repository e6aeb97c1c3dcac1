import re
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from folkmoot.design.tiles import tiles_for
from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service, sign_in
from folkmoot.foundation.places.tests.factories import a_ward
from folkmoot.plan.engagements import gates
from folkmoot.plan.engagements.tests.factories import an_activity, an_engagement
from folkmoot.take_part.contributions import queries
from folkmoot.take_part.contributions.codes import LETTERS, new_code, prefix, tidy_code
from folkmoot.take_part.contributions.models import ModerationAction
from folkmoot.take_part.contributions.tests.factories import a_contribution
from folkmoot.take_part.contributions.throttle import too_many
from folkmoot.take_part.contributions.use_cases import moderate
from folkmoot.take_part.surveys.tests.factories import a_survey, the_officer
from folkmoot.words.refusals import Refused

pytestmark = pytest.mark.django_db


def test_receipt_codes_have_no_letter_that_looks_like_another():
    codes = [new_code("Merrow Vale Council") for _each in range(500)]
    assert len(set(codes)) == 500
    assert all(re.fullmatch(f"MV(-[{LETTERS}]{{4}}){{3}}", code) for code in codes)
    assert not set("01258OIZSBLUV") & set(LETTERS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Merrow Vale Council", "MV"), ("City of Elsewhere", "FM"), ("", "FM"), ("The Vale of Glamorgan", "VG")],
)
def test_the_code_begins_with_the_councils_initials(name, expected):
    assert prefix(name) == expected


def test_a_code_is_found_however_it_is_typed():
    kept = a_contribution()
    plain = kept.receipt.replace("-", "")
    for typed in (kept.receipt, plain, plain.lower(), f"  {kept.receipt.replace('-', ' ')} "):
        assert queries.by_receipt(typed) == kept
    for wrong in ("", "MV", "x" * 500, "\x00", "😀", "' OR 1=1 --"):
        assert queries.by_receipt(wrong) is None
        tidy_code(wrong)


def _many(activity, n, **facts):
    return [a_contribution(activity, **facts) for _each in range(n)]


def test_small_numbers_are_hidden_from_the_public_and_cannot_be_worked_out():
    a_profile()
    activity = an_activity()
    ward, other = a_ward("X05000001", "Harbourside"), a_ward("X05000002", "Quayside")
    _many(activity, 12, area=ward)
    _many(activity, 3, area=other)
    _many(activity, 9)
    heard = queries.heard_so_far(activity.engagement)
    shown = heard.by_ward.values()
    assert heard.total == 24
    assert shown[other.code] is None
    assert sum(value is None for value in shown.values()) >= 2, "one hidden number follows from the total"
    assert queries.heard_exactly(activity.engagement).by_ward.values()[other.code] == 3


def test_fewer_than_five_answers_show_no_number_at_all():
    a_profile()
    activity = an_activity()
    _many(activity, 3)
    assert queries.heard_so_far(activity.engagement).total is None
    request = RequestFactory().get("/")
    (shown,) = [
        each
        for each in tiles_for("engagement.page", request, engagement=activity.engagement)
        if each.template == "contributions/heard.html"
    ]
    assert all("fewer than 5" in str(drawing.wide.table.rows) for drawing in shown.context["drawings"])


@pytest.mark.parametrize(
    "outline", [None, {"type": "Polygon", "coordinates": [[[0, 51], [1, 51], [1, 52], [0, 51]]]}]
)
def test_wards_are_drawn_for_wide_and_narrow_screens_with_or_without_a_map(client, outline):
    a_profile()
    activity = an_activity()
    _many(activity, 12, area=a_ward("X05000001", "Harbourside", outline=outline))
    page = client.get(reverse("engagements:page", args=[activity.engagement.slug])).content.decode()
    assert page.count("Where people live") >= 2
    assert "Harbourside" in page
    assert page.count("<svg") >= 6


def test_what_is_set_aside_is_not_counted_and_says_why():
    activity = an_activity()
    kept = a_contribution(activity)
    officer = activity.engagement.proposed_by
    with pytest.raises(Refused) as refused:
        moderate(officer, kept, decision="set_aside", rule="spam", reason=" ", at=timezone.now())
    assert refused.value.codes == ["contributions.reason-missing"]
    moderate(officer, kept, decision="set_aside", rule="spam", reason="A machine's.", at=timezone.now())
    assert queries.counted(activity.engagement).count() == 0
    assert ModerationAction.objects.get().reason == "A machine's."
    with pytest.raises(Refused) as refused:
        moderate(officer, kept, decision="set_aside", rule="spam", reason="Again.", at=timezone.now())
    assert refused.value.codes == ["contributions.nothing-changed"]


@pytest.mark.database
def test_of_two_officers_who_decide_the_same_the_second_is_told_that_nothing_changed():
    activity = an_activity()
    kept = a_contribution(activity)
    as_the_second_saw_it = type(kept).objects.get(pk=kept.pk)
    facts = {"decision": "held", "reason": "Look.", "at": timezone.now()}
    moderate(activity.engagement.proposed_by, kept, **facts)
    with pytest.raises(Refused) as refused:
        moderate(activity.engagement.proposed_by, as_the_second_saw_it, **facts)
    assert refused.value.codes == ["contributions.nothing-changed"]
    assert kept.moderation.count() == 1


def test_moderation_cannot_be_rewritten():
    activity = an_activity()
    kept = a_contribution(activity)
    moderate(activity.engagement.proposed_by, kept, decision="held", reason="Look.", at=timezone.now())
    for change in (
        lambda: ModerationAction.objects.update(reason="Nothing."),
        lambda: ModerationAction.objects.all().delete(),
    ):
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            change()


def test_another_services_officer_can_neither_read_nor_moderate(client):
    kept = a_contribution()
    stranger = a_person(role="officer", service=a_service("parks"))
    with pytest.raises(Refused) as refused:
        moderate(stranger, kept, decision="held", reason="Mine now.", at=timezone.now())
    assert refused.value.codes == ["contributions.not-yours"]
    address = reverse("contributions:detail", args=[kept.pk])
    assert sign_in(client, stranger).get(address).status_code == 404
    assert sign_in(client, a_person(role="councillor")).get(address).status_code == 404


def test_the_throttle_is_generous_and_keeps_no_address(settings):
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7")
    assert not any(too_many(request, "test", most=50) for _each in range(50))
    assert too_many(request, "test", most=50)
    neighbour = RequestFactory().get("/", REMOTE_ADDR="203.0.113.8")
    assert not too_many(neighbour, "test", most=50)
    files = Path(settings.CACHES["default"]["LOCATION"]).parent.glob("limits.sqlite3*")
    assert b"203.0.113" not in b"".join(each.read_bytes() for each in files)


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("2001:db8:1:2::7", "2001:db8:1:2:ffff::8", True),  # one household's
        ("2001:db8:1:2::7", "2001:db8:1:3::7", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.8", False),
        ("unknown", "unknown", True),
    ],
)
def test_a_household_with_many_addresses_shares_one_limit(first, second, alike):
    one, other = (RequestFactory().get("/", REMOTE_ADDR=address) for address in (first, second))
    assert not too_many(one, "test", most=1)
    assert too_many(other, "test", most=1) == alike


def test_the_confirmation_is_shown_for_two_days(client, clock):
    kept = a_contribution()
    address = reverse("contributions:received", args=[kept.pk])
    assert kept.receipt in client.get(address).content.decode()
    clock.shift(60 * 60 * 49)
    assert client.get(address).status_code == 404


def test_an_officer_watches_answers_arrive_and_moderates_one(client):
    version = a_survey()
    activity = version.survey.activity
    kept = a_contribution(activity)
    sign_in(client, the_officer(activity.engagement))
    page = client.get(reverse("contributions:arriving", args=[activity.engagement.ref])).content.decode()
    assert kept.receipt in page
    assert "Show as a table" in page
    address = reverse("contributions:detail", args=[kept.pk])
    refused = client.post(address, {"decision": "held", "reason": ""})
    assert "Say why" in refused.content.decode()
    assert client.post(address, {"decision": "held", "reason": "Look."}).status_code == 302
    hostile = client.post(address, {"decision": "<script>", "reason": "\x00" + "x" * 5000})
    assert hostile.status_code == 200


def test_an_engagement_cannot_open_before_its_questions_are_in_use():
    engagement = an_engagement("approved")
    version = a_survey(engagement, frozen=False)
    (missing,) = [
        each for each in gates.unmet(engagement, "open", timezone.now()) if each.code == "surveys.not-frozen"
    ]
    assert missing.fix == reverse("surveys:build", args=[version.survey.activity_id])


def test_the_engagement_page_offers_the_survey_while_it_is_open(client, clock):
    activity = a_survey().survey.activity
    engagement = activity.engagement
    start = reverse("surveys:start", args=[engagement.slug, activity.pk])
    page = reverse("engagements:page", args=[engagement.slug])
    assert start in client.get(page).content.decode()
    clock.move_to(engagement.closes_at)
    clock.shift(1)
    caches["pages"].clear()
    assert start not in client.get(page).content.decode()
