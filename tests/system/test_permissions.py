"""Who sees what: every URL has a row, and every row holds for every role."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from folkmoot.foundation.people.tests.factories import sign_in
from tests.permission_rows import ROLES
from tests.system.conftest import forget
from tests.system.every_url import every_url

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
AUDIENCES = {"public", "staff", "councillor", "open_data"}
PLACES = {place.name: place for place in every_url()}


def _rows():
    """The rows of every feature by URL name; a name in two tables fails."""
    found = {}
    for path in sorted(ROOT.glob("folkmoot/**/tests/permissions.py")):
        table = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)).PERMISSIONS
        for name, rows in table.items():
            assert name not in found, f"{name} has rows in two tables"
            found[name] = rows if isinstance(rows, list) else [rows]
    return found


ROWS = _rows()


@pytest.mark.parametrize("name", PLACES)
def test_every_url_declares_who_it_is_for(name):
    place = PLACES[name]
    assert place.audience in AUDIENCES, f"wrap the view of {name} in public, staff or open_data"
    assert place.in_both_languages, f"{name} has no Welsh address: put it inside i18n_patterns"


def test_every_url_has_a_name_of_its_own():
    names = [place.name for place in every_url()]
    assert sorted(names) == sorted(set(names))


def test_every_url_has_a_permission_row():
    assert sorted(set(PLACES) - set(ROWS)) == [], "write rows in the feature's tests/permissions.py"


def test_no_permission_row_is_about_a_url_that_is_gone():
    assert sorted(set(ROWS) - set(PLACES)) == []


@pytest.mark.parametrize("name", sorted(set(ROWS) & set(PLACES)))
def test_each_role_gets_what_its_row_says(name, world):
    wrong = []
    for row in ROWS[name]:
        address = reverse(name, kwargs=dict(row.kwargs(world)))
        for role in ROLES:
            status = _ask(world, row, address, role)
            if status != row.expected(role):
                wrong.append(f"{row.method} {address} as {role}: {status}, not {row.expected(role)}")
    assert wrong == []


BY_BUTTON = sorted(name for name in PLACES if any(row.method == "post" for row in ROWS.get(name, [])))


@pytest.mark.parametrize("name", BY_BUTTON)
def test_an_address_that_a_button_sends_to_can_be_looked_at(name, world):
    """A refused button leaves its address in the browser; the other language and Reload then ask for it."""
    for row in [row for row in ROWS[name] if row.method == "post"]:
        address = reverse(name, kwargs=dict(row.kwargs(world)))
        assert _ask(world, replace(row, method="get"), address, "officer") in (200, 302)


@pytest.mark.parametrize("name", sorted(name for name in PLACES if PLACES[name].audience != "open_data"))
def test_every_url_answers_in_welsh_as_in_english(name, world):
    wrong = []
    for row in ROWS.get(name, []):
        with translation.override("cy"):
            address = reverse(name, kwargs=dict(row.kwargs(world)))
        assert address.startswith("/cy/")
        for role in ("anonymous", "officer"):
            status = _ask(world, row, address, role)
            if status != row.expected(role):
                wrong.append(f"{row.method} {address} as {role}: {status}, not {row.expected(role)}")
    assert wrong == []


def _ask(world, row, address, role):
    """One request, with everything it changed put back. What a view raises is raised here."""
    client = Client()
    if role != "anonymous":
        sign_in(client, world.people[role])
    forget()
    with transaction.atomic():
        response = getattr(client, row.method)(address, dict(row.data))
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response.status_code
