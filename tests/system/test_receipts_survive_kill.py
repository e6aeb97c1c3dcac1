"""A receipt that was shown is a response that is kept, even when the server is killed in the middle of a
burst: with real gunicorn processes, a real database file and `kill -9` at moments nobody chose."""

from __future__ import annotations

import contextlib
import http.client
import http.cookiejar
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

ROUNDS, VISITORS, WORKERS, SENDERS = 3, 4, 2, 8
ROOT = Path(__file__).resolve().parents[2]
RECEIPT = re.compile(r"<strong>([A-Z]{2,3}(?:-[0-9A-Z]{4}){3})</strong>")
PREPARE = """
import datetime as dt
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
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


class Server:
    """Gunicorn on loopback, in a process group of its own, so that one signal ends all of it."""

    def __init__(self, port: int, environment: dict[str, str], log: Path) -> None:
        self.address, self.environment, self.log = f"http://127.0.0.1:{port}", environment, log
        self.command = [sys.executable, "-m", "gunicorn", "folkmoot.wsgi", "--bind", f"127.0.0.1:{port}"]
        self.command += ["--workers", str(WORKERS), "--threads", "2", "--log-level", "error"]

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.environment, cwd=ROOT, stderr=log, stdout=log, start_new_session=True
            )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.address}/accessibility/", timeout=5).close()
                return
            time.sleep(0.1)
        raise AssertionError(f"the server did not start: {self.log.read_text()[-2000:]}")

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)


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
        with browser.open(address, timeout=10) as page:
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())[1]
        sent = urllib.parse.urlencode(data | {"csrfmiddlewaretoken": token}).encode()
        return browser.open(address, sent, timeout=10)


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "FOLKMOOT_DATABASE": f"sqlite:///{folder}/kill.sqlite3",
        "FOLKMOOT_VAR": str(folder),
        "FOLKMOOT_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "folkmoot.settings",
        "PYTHONWARNINGS": "ignore",
    }


def _run(code: str, environment: dict[str, str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.split("\n")


@pytest.mark.process
def test_every_receipt_that_was_shown_is_found_after_kill_nine(tmp_path, unused_port):
    environment = _environment(tmp_path)
    survey = _run(PREPARE, environment)[0]
    server = Server(unused_port, environment, tmp_path / "server.log")
    shown: list[str] = []
    chance = random.Random(20261201)
    for _round in range(ROUNDS):
        server.start()
        try:
            stop = threading.Event()
            visitors = [Visitor(f"{server.address}{survey}", stop) for _each in range(VISITORS)]
            for visitor in visitors:
                visitor.start()
            time.sleep(chance.uniform(0.8, 2.0))
        finally:
            server.kill()
        stop.set()
        for visitor in visitors:
            visitor.join(timeout=15)
            shown += visitor.receipts
    *kept, record, _end = _run(KEPT, environment)
    answers = dict(line.split() for line in kept)
    assert len(shown) > ROUNDS * VISITORS, "too few receipts were shown to prove anything"
    assert [receipt for receipt in shown if receipt not in answers] == []
    assert set(answers.values()) == {"3"}, "a response lost some of its answers"
    assert record == "record None", "the chain of the record is broken"


@pytest.mark.process
def test_eight_sends_of_one_draft_at_the_same_moment_make_one_response(tmp_path, unused_port):
    environment = _environment(tmp_path)
    survey = _run(PREPARE, environment)[0]
    server = Server(unused_port, environment, tmp_path / "server.log")
    server.start()
    try:
        receipts = _send_together(Visitor(f"{server.address}{survey}", threading.Event()))
    finally:
        server.kill()
    *kept, _record, _end = _run(KEPT, environment)
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
        together.wait(timeout=20)
        sent = hand.open(f"{visitor.survey}check/", urllib.parse.urlencode(fields).encode(), timeout=20)
        receipts.extend(RECEIPT.findall(sent.read().decode()))

    hands = [threading.Thread(target=send) for _each in range(SENDERS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(timeout=30)
    return receipts


def test_a_receipt_is_recognised_on_the_page():
    """The test above proves nothing if it cannot read a receipt."""
    assert RECEIPT.findall("<br><strong>MV-7K4P-9TXQ-3HRD</strong>") == ["MV-7K4P-9TXQ-3HRD"]
