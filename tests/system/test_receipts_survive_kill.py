"""A receipt that was shown is a response that is kept, even when the server is killed in the middle of a
burst: with real gunicorn processes, a real database file and `kill -9` at moments nobody chose. A round ends
by what was shown, not by the clock, so that a busy machine proves as much as a quiet one."""

from __future__ import annotations

import contextlib
import http.client
import http.cookiejar
import random
import re
import shutil
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.system.servers import PATIENCE, Server, environment_of, run

ROUNDS, VISITORS, SENDERS = 6, 4, 8
FEWEST, MOST = 4, 16  # receipts shown in a round before the kill
RECEIPT = re.compile(r"<strong>([A-Z]{2,3}(?:-[0-9A-Z]{4}){3})</strong>")
PREPARE = """
import datetime as dt
import django
django.setup()
from folkmoot.plan.engagements.tests.factories import an_engagement
from folkmoot.take_part.surveys.tests.factories import QUESTIONS, a_survey
today = dt.date.today()
engagement = an_engagement(opens_on=today - dt.timedelta(days=3), closes_on=today + dt.timedelta(days=3))
version = a_survey(engagement, questions=[each for each in QUESTIONS if "bank" not in each])
print(f"/engagements/{engagement.slug}/survey/{version.survey.activity_id}/")
"""
KEPT = """
import django
django.setup()
from folkmoot.foundation.records.queries import first_broken_entry
from folkmoot.take_part.contributions.models import Contribution
for kept in Contribution.objects.prefetch_related("response__answers"):
    print(kept.receipt, kept.response.answers.count())
print("record", first_broken_entry())
"""


class Visitor(threading.Thread):
    """Somebody without script who answers again and again, and notes every receipt shown with status 200."""

    def __init__(self, survey: str, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.survey, self.stop, self.receipts = survey, stop, []

    def run(self) -> None:
        while not self.stop.is_set():
            with contextlib.suppress(OSError, http.client.HTTPException, TypeError):
                self.receipts += self.answer()

    def answer(self) -> list[str]:
        jar = http.cookiejar.CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        browser.addheaders = [("Referer", self.survey)]
        self.post(browser, f"{self.survey}all/", {"use": "yes", "hours": "4", "why": "Keep Saturdays."})
        with self.post(browser, f"{self.survey}check/", {}) as page:
            text = page.read().decode()
            return RECEIPT.findall(text) if page.status == 200 and "/received/" in page.url else []

    def post(self, browser: urllib.request.OpenerDirector, address: str, data: dict[str, str]):
        with browser.open(address, timeout=PATIENCE) as page:
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())[1]
        sent = urllib.parse.urlencode(data | {"csrfmiddlewaretoken": token}).encode()
        return browser.open(address, sent, timeout=PATIENCE)


@pytest.fixture(scope="module")
def prepared(empty_database, tmp_path_factory) -> tuple[Path, str]:
    """A folder with one open survey in its database, and the survey's address."""
    folder = tmp_path_factory.mktemp("prepared")
    shutil.copytree(empty_database, folder, dirs_exist_ok=True)
    return folder, run(PREPARE, environment_of(folder))[0]


@pytest.fixture
def served(prepared, tmp_path, unused_port) -> Server:
    folder, survey = prepared
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    server = Server(unused_port, environment_of(tmp_path), tmp_path / "server.log")
    server.survey = f"{server.address}{survey}"
    return server


@pytest.mark.process
def test_every_receipt_that_was_shown_is_found_after_kill_nine(served):
    shown: list[str] = []
    chance = random.Random(20261201)
    for _round in range(ROUNDS):
        enough = chance.randint(FEWEST, MOST)
        receipts = _killed_in_a_burst(served, enough, chance.uniform(0, 0.3))
        assert len(receipts) >= enough, "too few receipts were shown to prove anything"
        shown += receipts
    *kept, record, _end = run(KEPT, served.environment)
    answers = dict(line.split() for line in kept)
    assert [receipt for receipt in shown if receipt not in answers] == []
    assert set(answers.values()) == {"3"}, "a response lost some of its answers"
    assert record == "record None", "the chain of the record is broken"


def _killed_in_a_burst(server: Server, enough: int, later: float) -> list[str]:
    """What visitors were shown until the server was killed, a moment after `enough` of them."""
    server.start()
    stop = threading.Event()
    visitors = [Visitor(server.survey, stop) for _each in range(VISITORS)]
    try:
        for visitor in visitors:
            visitor.start()
        deadline = time.monotonic() + PATIENCE
        while sum(len(each.receipts) for each in visitors) < enough and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(later)
    finally:
        server.kill()
        stop.set()
    for visitor in visitors:
        visitor.join(timeout=PATIENCE)
    return [receipt for visitor in visitors for receipt in visitor.receipts]


@pytest.mark.process
def test_eight_sends_of_one_draft_at_the_same_moment_make_one_response(served):
    served.start()
    try:
        receipts = _send_together(Visitor(served.survey, threading.Event()))
    finally:
        served.kill()
    *kept, _record, _end = run(KEPT, served.environment)
    assert len(receipts) == SENDERS
    assert len(set(receipts)) == len(kept) == 1


def _send_together(visitor: Visitor) -> list[str]:
    """One filled-in form, sent by eight hands at once with the same cookies."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = visitor.post(browser, f"{visitor.survey}all/", {"use": "yes", "why": "Once."}).read().decode()
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page))
    together, receipts = threading.Barrier(SENDERS), []

    def send() -> None:
        hand = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        together.wait(timeout=PATIENCE)
        sent = hand.open(f"{visitor.survey}check/", urllib.parse.urlencode(fields).encode(), timeout=PATIENCE)
        receipts.extend(RECEIPT.findall(sent.read().decode()))

    hands = [threading.Thread(target=send) for _each in range(SENDERS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(timeout=PATIENCE)
    return receipts


def test_a_receipt_is_recognised_on_the_page():
    """The test above proves nothing if it cannot read a receipt."""
    assert RECEIPT.findall("<br><strong>MV-7K4P-9TXQ-3HRD</strong>") == ["MV-7K4P-9TXQ-3HRD"]
