"""Signing in with a code by email, from the first page to the desk; and every way it does not work."""

import re
import runpy
from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse

from folkmoot.foundation.people.sign_in import StaffOnlyAdapter
from folkmoot.foundation.people.tests.factories import a_person, a_profile, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ASK, ENTER = "/sign-in/", "/sign-in/code/"
OFFICER = "officer@merrowvale.example"


@pytest.fixture(autouse=True)
def council():
    a_profile()


def code_in(message):
    return re.search(r"is:? (\S+)", message.subject + "\n" + message.body)[1].rstrip(".")


def ask(client, email=OFFICER, **more):
    return client.post(ASK, {"email": email, **more})


def test_a_code_comes_by_mail_and_opens_the_desk(client):
    officer = a_person("Sam Pritchard", role="officer", email=OFFICER)
    assert ask(client)["Location"] == ENTER
    [message] = mail.outbox
    assert message.to == [OFFICER]
    assert "Merrow Vale Council" in message.body
    answer = client.post(ENTER, {"code": code_in(message).lower()})
    assert answer["Location"] == reverse("workspace:my_work")
    desk = client.get(answer["Location"])
    assert desk.status_code == 200
    assert officer.name in desk.content.decode()


def test_a_wrong_code_says_so_and_signs_nobody_in(client):
    a_person(role="officer", email=OFFICER)
    ask(client)
    answer = client.post(ENTER, {"code": "WRONG1"})
    assert answer.status_code == 200
    assert "govuk-error-summary" in answer.content.decode()
    assert client.get("/staff/").status_code == 302


def test_after_too_many_wrong_codes_the_right_one_no_longer_works(client):
    a_person(role="officer", email=OFFICER)
    ask(client)
    code = code_in(mail.outbox[0])
    for _number in range(4):
        client.post(ENTER, {"code": "WRONG1"})
    client.post(ENTER, {"code": code})
    assert client.get("/staff/").status_code == 302


@pytest.mark.parametrize(
    ("language", "wrong", "ended"),
    [
        ("", "This code is not right.", "The code was wrong three times"),
        ("/cy", "Nid yw&#x27;r cod hwn yn gywir.", "Roedd y cod yn anghywir dair gwaith"),
    ],
)
def test_a_wrong_code_and_the_end_of_trying_are_said_in_ones_own_language(client, language, wrong, ended):
    a_person(role="officer", email=OFFICER)
    client.post(language + ASK, {"email": OFFICER})
    for _number in range(2):
        assert wrong in client.post(language + ENTER, {"code": "WRONG1"}).content.decode()
    back = client.post(language + ENTER, {"code": "WRONG1"}, follow=True)
    assert back.redirect_chain[-1][0] == language + ASK
    said = back.content.decode()
    assert ended in said
    assert "failed login" not in said


def test_another_code_can_be_asked_for_with_the_address_mended_and_leads_where_one_wanted(client):
    a_person(role="officer", email=OFFICER)
    ask(client, "mistyped@merrowvale.example", next="/staff/engagements/")
    assert client.get(ASK)["Location"].startswith(ENTER)
    page = client.get(f"{ENTER}?next=/staff/engagements/").content.decode()
    (again,) = set(re.findall(r'href="(/sign-in/\?[^"]+)"', page))
    form = client.get(again.replace("&amp;", "&")).content.decode()
    assert 'name="next" value="/staff/engagements/"' in form
    ask(client, next="/staff/engagements/")
    answer = client.post(ENTER, {"code": code_in(mail.outbox[0]), "next": "/staff/engagements/"})
    assert answer["Location"] == "/staff/engagements/"


def test_a_code_that_ran_out_is_said_to_have_run_out(client, clock):
    a_person(role="officer", email=OFFICER)
    ask(client)
    code = code_in(mail.outbox[0])
    clock.shift(60 * 10)
    back = client.post(ENTER, {"code": code}, follow=True)
    assert back.redirect_chain[-1][0] == ASK
    assert "The code no longer works." in back.content.decode()
    assert client.get("/staff/").status_code == 302


def test_the_page_for_the_code_does_not_say_that_a_letter_was_sent_where_there_is_no_account(client):
    said = client.post(ASK, {"email": "nobody@example.com"}, follow=True).content.decode()
    assert "If nobody@example.com has an account" in said
    assert "has been sent" not in said


def test_a_code_opens_one_sign_in_only(client):
    from django.test import Client

    a_person(role="officer", email=OFFICER)
    ask(client)
    code = code_in(mail.outbox[0])
    stranger = Client()
    stranger.post(ASK, {"email": "stranger@example.com"})
    stranger.post(ENTER, {"code": code})
    assert stranger.get("/staff/").status_code == 302


def test_an_unknown_address_gets_the_same_page_and_no_mail(client):
    a_person(role="officer", email=OFFICER)
    known, unknown = ask(client), ask(client.__class__(), "nobody@example.com")
    assert (unknown.status_code, unknown["Location"]) == (known.status_code, known["Location"])
    assert [message.to for message in mail.outbox] == [[OFFICER]]


def test_the_page_after_it_is_the_same_for_an_unknown_address(client):
    other = client.__class__()
    a_person(role="officer", email=OFFICER)
    ask(client), ask(other, "nobody@example.com")
    known = client.get(ENTER).content.decode().replace(OFFICER, "X")
    unknown = other.get(ENTER).content.decode().replace("nobody@example.com", "X")
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    assert token.sub("", known) == token.sub("", unknown)


def test_a_switched_off_account_cannot_sign_in(client):
    left = a_person(role="officer", email=OFFICER)
    left.account.is_active = False
    left.account.save()
    ask(client)
    for message in mail.outbox:
        client.post(ENTER, {"code": code_in(message)})
    assert client.get("/staff/").status_code == 302


def test_asking_again_and_again_is_braked(client):
    a_person(role="officer", email=OFFICER)
    answers = [ask(client.__class__()) for _number in range(8)]
    assert len(mail.outbox) <= 3
    assert {answer.status_code for answer in answers} <= {200, 302, 429}
    said = client.post("/cy" + ASK, {"email": OFFICER}).content.decode()
    assert "Rhoddwyd y cyfeiriad hwn sawl gwaith mewn amser byr." in said


def signed_in_with_next(client, target):
    a_person(role="officer", email=OFFICER)
    ask(client, next=target)
    return client.post(ENTER, {"code": code_in(mail.outbox[-1]), "next": target})


def test_after_signing_in_one_lands_where_one_wanted_to_go(client):
    assert client.get("/staff/engagements/")["Location"] == "/sign-in/?next=/staff/engagements/"
    assert signed_in_with_next(client, "/staff/engagements/")["Location"] == "/staff/engagements/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", "\x00"]
)
def test_signing_in_leads_to_no_other_site(client, target):
    assert signed_in_with_next(client, target)["Location"] == reverse("workspace:my_work")


def test_signing_out_asks_first_and_then_forgets(client):
    sign_in(client, a_person(role="officer"))
    assert client.get("/sign-out/").status_code == 200
    assert client.get("/staff/").status_code == 200
    assert client.post("/sign-out/").status_code == 302
    assert client.get("/staff/").status_code == 302


def test_a_person_without_a_post_is_told_in_plain_words_that_the_page_is_not_theirs(client):
    sign_in(client, a_person(email="left@merrowvale.example"))
    answer = client.get("/staff/")
    assert answer.status_code == 403
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize(
    "email", ["", "not an address", "a@b", "x" * 400 + "@example.com", "a\x00@b.example", "<script>@x.yz"]
)
def test_hostile_addresses_get_the_form_back(client, email):
    answer = ask(client, email)
    assert answer.status_code in (200, 302)
    assert not mail.outbox
    assert b"<script>@" not in answer.content


@pytest.mark.parametrize("code", ["", "\x00", "x" * 5000, "🙂🙂🙂", "<script>"])
def test_hostile_codes_get_the_form_back(client, code):
    a_person(role="officer", email=OFFICER)
    ask(client)
    assert client.post(ENTER, {"code": code}).status_code in (200, 302)
    assert client.get("/staff/").status_code == 302


def test_nobody_can_make_an_account_for_themselves(client):
    for address in ("/sign-in/new/", "/sign-in/again/", "/sign-in/inactive/"):
        assert client.get(address)["Location"] == ASK
    for address in ("/accounts/signup/", "/sign-up/", "/password/reset/"):
        assert client.get(address).status_code == 404


def test_the_pages_are_in_welsh_too(client):
    assert "Anfonwch god ataf" in client.get("/cy/sign-in/").content.decode()


def test_behind_the_proxy_each_visitor_has_a_limit_of_their_own(rf, settings, monkeypatch):
    monkeypatch.setenv("FOLKMOOT_ADDRESS", "https://engage.council.example")
    as_served = runpy.run_path(str(Path(settings.ROOT) / "folkmoot" / "settings.py"))
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = as_served["ALLAUTH_TRUSTED_PROXY_COUNT"]
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.9, 203.0.113.7")
    assert StaffOnlyAdapter().get_client_ip(request) == "203.0.113.7"
