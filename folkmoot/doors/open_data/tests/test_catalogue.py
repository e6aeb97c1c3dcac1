"""The page about the data says what the API really has."""

import json
from html import unescape
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from folkmoot.doors.open_data.columns import ADDRESSES
from folkmoot.foundation.people.tests.factories import a_profile

pytestmark = pytest.mark.django_db
DESCRIPTION = json.loads((Path(__file__).parent / "openapi.json").read_text())


@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_the_page_names_every_address_of_the_api_and_what_narrows_the_list(prefix):
    a_profile()
    cache.clear()
    html = unescape(Client().get(f"{prefix}/data/").content.decode())
    for path, methods in DESCRIPTION["paths"].items():
        assert f">{path.removeprefix('/data/api/')}<" in html
        for parameter in methods["get"].get("parameters", ()):
            assert parameter["name"] in html
    assert len(ADDRESSES) == len(DESCRIPTION["paths"])


def test_the_page_says_which_numbers_are_hidden():
    a_profile(small_number=5)
    cache.clear()
    assert "Numbers from 1 to 4 are not shown" in Client().get("/data/").content.decode()
