"""Two page processes over one council: a limit is one limit, and what one changes the other shows."""

from __future__ import annotations

import http.cookiejar
import re
import shutil
import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from folkmoot.tell_back.feedback.receipt_pages import LOOK_UPS
from tests.system.servers import Server, environment_of, run

pytestmark = pytest.mark.process
OFFICER = "officer@merrowvale.example"
LETTERS_A_MINUTE = 3  # of ACCOUNT_RATE_LIMITS
WRONG_CODE = "MV-0000-0000-0000"
PREPARE = f"""
import django
django.setup()
from folkmoot.foundation.people.tests.factories import a_person, a_profile
a_profile()
a_person(role="administrator", email="{OFFICER}")
"""
RENAME = """
import django
django.setup()
from django.utils import timezone
from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.people.administration_forms import CouncilForm
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.use_cases import describe_council
from folkmoot.words.bilingual import Bilingual
facts = CouncilForm.facts_of(profile())
facts["name"] = Bilingual("Newly Named Council", "Cyngor Enw Newydd")
describe_council(Person.objects.get(), at=timezone.now(), **facts)
"""


@pytest.fixture(scope="module")
def two(empty_database, tmp_path_factory) -> Iterator[tuple[Server, Server]]:
    """Two servers of one process each, so that a test knows which of them it asks."""
    folder = tmp_path_factory.mktemp("two")
    shutil.copytree(empty_database, folder, dirs_exist_ok=True)
    environment = environment_of(folder)
    run(PREPARE, environment)
    both = tuple(Server(port, environment, folder / "log", workers=1) for port in _two_ports())
    try:
        for each in both:
            each.start()
        yield both
    finally:
        for each in both:
            each.kill()


def _two_ports() -> list[int]:
    with socket.socket() as one, socket.socket() as other:
        for each in (one, other):
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in (one, other)]


def test_a_limit_is_one_limit_whichever_process_is_asked(two):
    for number in range(2 * LETTERS_A_MINUTE):
        assert _ask_for_a_code(two[number % 2]) == 200, "the page says too many; it is no fault"
    letters = Path(two[0].environment["FOLKMOOT_VAR"], "mail").glob("*")
    assert len(list(letters)) == LETTERS_A_MINUTE


def test_looking_for_receipts_is_braked_by_all_processes_together(two):
    answers = [_look_up(two[number % 2]) for number in range(LOOK_UPS + 2)]
    assert 429 not in answers[:LOOK_UPS]
    assert answers[LOOK_UPS:] == [429, 429]


def test_a_page_kept_by_one_process_gives_way_to_what_another_changed(two):
    for each in two:
        assert "Merrow Vale Council" in _page(each)
    run(RENAME, two[0].environment)
    for each in two:
        said = _page(each)
        assert "Newly Named Council" in said
        assert "Merrow Vale" not in said


def _look_up(server: Server) -> int:
    return _status(lambda: urllib.request.urlopen(f"{server.address}/receipt/{WRONG_CODE}/"))


def _status(opened: Callable[[], Any]) -> int:
    try:
        with opened() as page:
            return page.status
    except urllib.error.HTTPError as refused:
        return refused.code


def _page(server: Server) -> str:
    with urllib.request.urlopen(f"{server.address}/privacy/") as page:
        return page.read().decode()


def _ask_for_a_code(server: Server) -> int:
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(jar)
    address = f"{server.address}/sign-in/"
    with browser.open(address) as page:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())[1]
    sent = urllib.parse.urlencode({"email": OFFICER, "csrfmiddlewaretoken": token}).encode()
    return _status(lambda: browser.open(address, sent))
