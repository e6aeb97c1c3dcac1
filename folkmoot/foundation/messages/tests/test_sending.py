"""Messages reach a real SMTP server once, in the reader's language, and wait when the server is away."""

import datetime as dt
import subprocess
import sys
import time
from email import message_from_bytes, policy

import pytest
from django.core.management import call_command
from django.utils import timezone

from folkmoot.foundation.messages.models import Outgoing
from folkmoot.foundation.messages.tasks import deliver
from folkmoot.foundation.messages.use_cases import Message, queue_message, queue_messages
from folkmoot.foundation.people.tests.factories import a_profile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters(settings, tmp_path):
    """A letter that says hello, and the council that sends it."""
    folder = tmp_path / "templates" / "messages"
    folder.mkdir(parents=True)
    (folder / "hello.txt").write_text("Hello {{ name|safe }}\n\nYou wrote to us.\n")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path / "templates"]}]
    a_profile()


def queue(key="hello:1", name="Gwen", language="en"):
    return queue_message(
        "gwen@merrowvale.example",
        "hello",
        language=language,
        context={"name": name},
        dedupe_key=key,
        at=timezone.now(),
    )


def run_worker():
    call_command(
        "db_worker", queue_name="messages", batch=True, interval=0, startup_delay=False, reload=False
    )


def test_a_queued_message_is_sent_by_the_worker_and_forgets_what_it_said(mailoutbox):
    queue()
    run_worker()
    assert [mail.subject for mail in mailoutbox] == ["Hello Gwen"]
    assert "01632 960100" in mailoutbox[0].body
    outgoing = Outgoing.objects.get()
    assert outgoing.state == "sent"
    assert outgoing.context == {}


def test_the_same_message_queued_or_run_twice_is_sent_once(mailoutbox):
    first, second = queue(), queue()
    assert first == second
    run_worker()
    deliver.call(first.pk)
    assert len(mailoutbox) == 1


def test_many_messages_are_sent_once_each_even_when_some_were_queued_before(mailoutbox):
    messages = [
        Message("a@merrowvale.example", "hello", "en", f"hello:{n}", {"name": "A"}) for n in range(450)
    ]
    assert queue_messages(messages[:10], at=timezone.now()) == 10
    assert queue_messages(messages, at=timezone.now()) == 440
    run_worker()
    assert len(mailoutbox) == 450


def test_a_line_break_in_a_name_cannot_add_a_header(mailoutbox):
    queue(name="Gwen\r\nBcc: everybody@merrowvale.example")
    run_worker()
    assert mailoutbox[0].subject == "Hello Gwen"
    assert "Bcc" not in mailoutbox[0].message()


def test_a_welsh_reader_gets_the_council_in_welsh(mailoutbox):
    queue(language="cy")
    run_worker()
    assert "Cyngor Dyffryn Merw" in mailoutbox[0].body
    assert mailoutbox[0].extra_headers["Content-Language"] == "cy"


def test_a_server_that_is_away_is_tried_again_later_and_then_given_up(settings, clock):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    outgoing = queue()
    for attempt in range(1, 7):
        run_worker()
        outgoing.refresh_from_db()
        assert outgoing.attempts == attempt
        clock.shift(dt.timedelta(hours=13))
    assert outgoing.state == "failed"
    assert "refused" in outgoing.failure.lower()


SERVER = """
import sys, time
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
Controller(Mailbox(sys.argv[1]), hostname="127.0.0.1", port=int(sys.argv[2])).start()
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture
def smtp_server(tmp_path, unused_port):
    maildir = tmp_path / "maildir"
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(maildir), str(unused_port)], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout.readline().strip() == "ready"
    yield unused_port, maildir
    server.kill()
    server.wait()


@pytest.mark.process
def test_a_message_arrives_over_real_smtp(smtp_server, settings):
    port, maildir = smtp_server
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    queue(name="Siân Ŵyn 🌊")
    run_worker()
    deadline = time.monotonic() + 5
    while not (arrived := list((maildir / "new").glob("*"))) and time.monotonic() < deadline:
        time.sleep(0.05)
    mail = message_from_bytes(arrived[0].read_bytes(), policy=policy.default)
    assert mail["Subject"] == "Hello Siân Ŵyn 🌊"
    assert mail["To"] == "gwen@merrowvale.example"
    assert "You wrote to us." in mail.get_content()
