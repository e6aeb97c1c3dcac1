"""Administrators register people, appoint them and describe the council; nobody else does (X-11)."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from folkmoot.foundation.council.models import Profile, Service
from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.people.models import Account, Appointment, Group, Person
from folkmoot.foundation.people.queries import holds
from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service, sign_in
from folkmoot.foundation.people.use_cases import add_service, describe_council, describe_group
from folkmoot.foundation.places.tests.factories import a_ward
from folkmoot.foundation.records.models import Entry
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FIRST_DAY = {"from_on_day": "1", "from_on_month": "12", "from_on_year": "2026"}


@pytest.fixture
def administrator():
    return a_person("Ada Admin", role="administrator")


@pytest.fixture
def desk(client, administrator):
    return sign_in(client, administrator)


def url(name, **kwargs):
    return reverse(f"people:{name}", kwargs=kwargs)


def test_a_person_is_added_and_appointed(desk):
    service = a_service("libraries")
    new = {"name": "Huw Morgan", "email": "Huw@merrowvale.example", "language": "cy"}
    page = desk.post(url("add_person"), new)
    huw = Person.objects.get(name="Huw Morgan")
    assert page["Location"] == url("person", pk=huw.pk)
    assert huw.account.email == "huw@merrowvale.example"
    desk.post(page["Location"], {"role": "officer", "service": service.pk, **FIRST_DAY})
    assert holds(Person.objects.get(pk=huw.pk), "officer")
    assert list(Entry.objects.order_by("sequence").values_list("verb", flat=True)) == [
        "person registered",
        "appointed",
    ]


def test_an_address_that_is_taken_is_refused_and_what_was_typed_stays(desk):
    a_person(email="huw@merrowvale.example")
    page = desk.post(
        url("add_person"), {"name": "Huw Two", "email": "HUW@merrowvale.example", "language": "en"}
    )
    assert page.status_code == 400
    assert "already has an account" in page.content.decode()
    assert 'value="Huw Two"' in page.content.decode()
    assert not Person.objects.filter(name="Huw Two").exists()


def test_the_same_post_twice_is_refused(desk):
    officer = a_person(role="officer", service=a_service("libraries"))
    post = {"role": "officer", "service": a_service("libraries").pk, **FIRST_DAY}
    page = desk.post(url("person", pk=officer.pk), post)
    assert page.status_code == 400
    assert "already holds this post" in page.content.decode()
    assert Appointment.objects.filter(person=officer).count() == 1


def test_a_post_ends_on_a_day_with_a_reason(desk, clock):
    officer = a_person(role="officer")
    post = officer.appointments.get()
    last_day = {"to_on_day": "30", "to_on_month": "11", "to_on_year": "2026"}
    assert desk.post(url("end_post", pk=post.pk), last_day).status_code == 400
    desk.post(url("end_post", pk=post.pk), last_day | {"reason": "Moved to Housing"})
    post.refresh_from_db()
    assert post.to_on == dt.date(2026, 11, 30)
    assert not holds(Person.objects.get(pk=officer.pk), "officer")
    assert Entry.objects.latest("sequence").reason == "Moved to Housing"
    assert desk.get(url("end_post", pk=post.pk)).status_code == 404


def test_a_post_cannot_end_before_it_began(desk):
    post = a_person(role="officer").appointments.get()
    early = {"to_on_day": "1", "to_on_month": "1", "to_on_year": "2019", "reason": "x"}
    page = desk.post(url("end_post", pk=post.pk), early)
    assert page.status_code == 400
    assert "on or after the first day" in page.content.decode()


def test_a_ward_councillor_gets_a_ward(desk):
    person = a_person()
    desk.post(url("person", pk=person.pk), {"role": "councillor", "area": a_ward().pk, **FIRST_DAY})
    assert person.appointments.get().area.code == "X05000001"


def test_the_list_finds_by_name_and_address_a_page_at_a_time(desk, django_assert_max_num_queries):
    for number in range(45):
        a_person(f"Person {number}", email=f"p{number}@merrowvale.example")
    with django_assert_max_num_queries(10):
        page = desk.get(url("people"))
    assert len(page.context["page"].object_list) == 20
    found = desk.get(url("people"), {"q": "p44@merrow"}).context["page"].object_list
    assert [each.name for each in found] == ["Person 44"]
    assert "Nobody found." in desk.get(url("people"), {"q": "zebra"}).content.decode()


COUNCIL = {
    "name_en": "Brecon Council",
    "name_cy": "Cyngor Brycheiniog",
    "nation": "W",
    "languages": ["en", "cy"],
    "phone": "01632 960 200",
    "email": "say@brecon.example",
    "small_number": "6",
    "percentage_base": "30",
}


def test_the_council_is_described_and_its_pages_say_so(desk, client):
    assert desk.get(url("council")).status_code == 200
    assert desk.post(url("describe_council"), COUNCIL).status_code == 302
    assert (profile().name.cy, profile().nation, profile().small_number) == ("Cyngor Brycheiniog", "W", 6)
    assert Profile.objects.count() == 1
    assert "Brecon Council" in desk.get(url("council")).content.decode()


def test_describing_the_council_again_keeps_what_the_form_does_not_ask(desk):
    a_profile(fictional=True)
    desk.post(url("describe_council"), COUNCIL)
    assert profile().fictional


def test_services_are_added_and_brought_up_to_date(desk):
    desk.post(url("add_service"), {"key": "Places", "name_en": "Places", "name_cy": "Lleoedd"})
    places = Service.objects.get(key="places")
    desk.post(url("add_service"), {"key": "libraries", "name_en": "Libraries", "parent": places.pk})
    desk.post(url("change_service", key="libraries"), {"name_en": "Library service", "parent": places.pk})
    libraries = Service.objects.get(key="libraries")
    assert (libraries.name.en, libraries.parent) == ("Library service", places)
    again = desk.post(url("add_service"), {"key": "libraries", "name_en": "Another"})
    assert again.status_code == 400
    nested = desk.post(url("change_service", key="places"), {"name_en": "Places", "parent": libraries.pk})
    assert nested.status_code == 400


@pytest.mark.parametrize("actor", [None, "officer", "corporate", "administrator"])
def test_only_administrators_describe_the_council_whatever_calls_the_verb(clock, actor):
    a_profile(name=Bilingual("Merrow Vale Council"))
    person, at = a_person("Somebody", role=actor) if actor else None, timezone.now()
    new = {"parent": None, "key": "x", "name": Bilingual("X")}
    verbs = {
        describe_council: {"nation": "E", "languages": ["en"], "name": Bilingual("Mine")},
        add_service: new,
    }
    if actor == "administrator":
        assert all(verb(person, at=at, **facts).pk for verb, facts in verbs.items())
        return
    for verb, facts in verbs.items():
        with pytest.raises(Refused) as refused:
            verb(person, at=at, **facts)
        assert refused.value.codes == ["people.not-yours"]
    assert profile().name.en == "Merrow Vale Council"
    assert not Service.objects.filter(key="x").exists()


@pytest.mark.parametrize(("actor", "may"), [(None, False), ("councillor", False), ("officer", True)])
def test_those_who_plan_engagements_write_down_groups(clock, actor, may):
    person = a_person("Somebody", role=actor) if actor else None
    facts = {"name": Bilingual("Priory Friends"), "kind": "community group", "at": timezone.now()}
    if may:
        assert describe_group(person, **facts).pk
        return
    with pytest.raises(Refused) as refused:
        describe_group(person, **facts)
    assert refused.value.codes == ["people.not-your-group"]
    assert not Group.objects.exists()


HOSTILE = ["", "\x00", "x" * 10_000, "<script>alert(1)</script>", "\u202egnp", "🙂", "' OR 1=1 --", "-1"]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["add_person", "describe_council", "add_service"])
def test_hostile_input_comes_back_with_a_message_or_is_kept_as_words(desk, name, typed):
    fields = (
        "name",
        "name_en",
        "name_cy",
        "email",
        "phone",
        "key",
        "language",
        "nation",
        "languages",
        "parent",
    )
    page = desk.post(url(name), dict.fromkeys((*fields, "small_number", "percentage_base"), typed))
    assert page.status_code == 400
    assert b"<script>alert" not in page.content
    assert "govuk-error-summary" in page.content.decode()


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_appointments_come_back_with_a_message(desk, typed):
    officer = a_person(role="officer")
    fields = ("role", "service", "area", "from_on_day", "from_on_month", "from_on_year")
    page = desk.post(url("person", pk=officer.pk), dict.fromkeys(fields, typed))
    assert page.status_code == 400
    assert desk.get(url("people"), {"q": typed, "page": typed}).status_code == 200


def test_a_number_too_large_for_the_database_is_not_found(desk):
    assert desk.get(url("person", pk=10**30)).status_code == 404
    assert desk.get(url("end_post", pk=10**30)).status_code == 404


@pytest.mark.parametrize("role", ["officer", "service_manager", "councillor", "corporate", "scrutiny"])
def test_other_roles_are_told_the_page_is_not_theirs(client, role):
    sign_in(client, a_person(role=role))
    for name in ("people", "add_person", "council", "describe_council", "add_service"):
        assert client.get(url(name)).status_code == 403
        assert client.post(url(name), COUNCIL).status_code == 403
    assert not Profile.objects.exists()


def test_an_administrator_finds_these_pages_from_my_work(desk, client):
    assert url("people") in desk.get("/staff/").content.decode()
    sign_in(client, a_person(role="officer"))
    assert url("people") not in client.get("/staff/").content.decode()


def test_the_first_administrator_is_made_once_and_can_sign_in():
    out = StringIO()
    call_command("first_administrator", " Sam@brecon.example ", "Sam Pritchard", stdout=out)
    assert "sam@brecon.example" in out.getvalue()
    assert holds(Account.objects.get(email="sam@brecon.example").person, "administrator")
    with pytest.raises(CommandError, match="administrator already"):
        call_command("first_administrator", "eve@brecon.example", "Eve")
    assert Account.objects.count() == 1


@pytest.mark.parametrize(("email", "name"), [("nonsense", "Sam"), ("a@b.example", " "), ("", "Sam")])
def test_the_first_administrator_needs_an_address_and_a_name(email, name):
    with pytest.raises(CommandError):
        call_command("first_administrator", email, name)
    assert not Account.objects.exists()
