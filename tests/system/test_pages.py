"""What is true of every page: its headers, its cookies, its forms, and how often it asks the database."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.foundation.people.tests.factories import sign_in
from folkmoot.plan.engagements.tests.factories import an_engagement
from tests.system.conftest import forget
from tests.system.every_url import every_url
from tests.system.test_permissions import ROWS

pytestmark = pytest.mark.django_db
PLACES = {place.name: place for place in every_url()}
# Pages that begin something for one visitor: their forms carry a token, so they may set its cookie.
OF_ONE_VISITOR = {
    "surveys:question",
    "surveys:all",
    "surveys:check",
    "surveys:about_you",
    "surveys:kiosk",
    "ideas:idea",
    "ideas:suggest",
    "ideas:support",
    "evaluation:verdict",
    "feedback:receipt",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_logout",
    "account_login",
    "account_inactive",
    "account_signup",
}
MOST_QUERIES = 30  # on an uncached public page


def _rows(*audiences: str):
    for name, rows in sorted(ROWS.items()):
        if name in PLACES and PLACES[name].audience in audiences:
            for row in rows:
                if row.method == "get":
                    yield name, row


def _get(world, name, row, client=None):
    forget()
    return (client or Client()).get(reverse(name, kwargs=dict(row.kwargs(world))), dict(row.data))


def test_every_page_is_guarded_by_its_headers(world):
    """The content policy allows no outside host, no inline script and no frame; nothing tells where one
    came from; no browser guesses a type."""
    for name, row in _rows("public", "open_data", "staff"):
        headers = _get(world, name, row).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, name
        assert "frame-ancestors 'none'" in policy, name
        assert "unsafe-inline" not in policy, name
        assert not re.search(r"https?:", policy), name
        assert headers["X-Frame-Options"] == "DENY", name
        assert headers["X-Content-Type-Options"] == "nosniff", name
        assert headers["Referrer-Policy"] in ("same-origin", "no-referrer"), name


def test_pages_that_are_only_read_set_no_cookie_and_carry_no_token(world):
    found = []
    for name, row in _rows("public", "open_data"):
        if name in OF_ONE_VISITOR:
            continue
        response = _get(world, name, row)
        if response.cookies or b"csrfmiddlewaretoken" in getattr(response, "content", b""):
            found.append(name)
    assert found == []


def test_what_belongs_to_one_person_is_kept_by_no_cache(world):
    private = [*sorted(OF_ONE_VISITOR & set(ROWS)), "contributions:received"]
    for name in private:
        for row in ROWS[name]:
            if row.method != "get" or row.expected("anonymous") != 200:
                continue
            said = _get(world, name, row).headers.get("Cache-Control", "")
            assert "no-store" in said or "no-cache" in said, name


def test_staff_pages_are_kept_by_no_cache(world):
    client = sign_in(Client(), world.people["officer"])
    kept = []
    for name, row in _rows("staff"):
        response = _get(world, name, row, client)
        if "public" in response.headers.get("Cache-Control", ""):
            kept.append(name)
    assert kept == []


def test_a_form_sent_without_its_token_is_refused(world):
    """Every page that shows a form refuses the same form when its token is missing."""
    forms = 0
    officer = world.people["officer"]
    for name, row in _rows("public", "staff"):
        client = Client(enforce_csrf_checks=True)
        if PLACES[name].audience == "staff":
            sign_in(client, officer)
        address = reverse(name, kwargs=dict(row.kwargs(world)))
        forget()
        page = client.get(address)
        body = "" if page.streaming or page.status_code != 200 else page.content.decode()
        posts = re.findall(r"<form\b[^>]*method=\"post\".*?</form>", body, flags=re.S | re.I)
        if not posts:
            continue
        forms += 1
        assert all("csrfmiddlewaretoken" in each for each in posts), f"{name} has a form without a token"
        assert client.post(address).status_code == 403, name
    assert forms > 20


def test_no_public_page_asks_the_database_often(world):
    often = []
    for name, row in _rows("public"):
        forget()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            Client().get(reverse(name, kwargs=dict(row.kwargs(world))), dict(row.data))
        if len(asked) > MOST_QUERIES:
            often.append(f"{name}: {len(asked)}")
    assert often == []


@pytest.mark.parametrize(
    "name", ["public_site:home", "engagements:list", "feedback:clock", "feedback:what_changed"]
)
def test_a_list_asks_no_more_when_there_is_more_to_list(name, world):
    def asked():
        forget()
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(reverse(name)).status_code == 200
        return len(queries)

    before = asked()
    for _each in range(12):
        an_engagement(owner=world.service)
    assert asked() <= before + 1
