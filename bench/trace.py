"""The trace of one engagement with 30,000 responses and 60 findings: the first page, and the whole as CSV.

Processor time of the page through the test client's handler, uncached, as a visitor and as an officer see
it; of the streamed export, beside the driver fetching the same rows raw; and of counting the figures, which
publication does once.
"""

from __future__ import annotations

import datetime as dt
import random
import tempfile
import tracemalloc
import uuid
from collections.abc import Iterator
from typing import Any

from bench._measuring import Clock, Measure, measure, set_up, timed

RESPONSES, FINDINGS = 30_000, 60
THEMES = 40
TIMES = 10


def measures(responses: int = RESPONSES, findings: int = FINDINGS) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        clock = Clock()
        engagement = _fill(responses, findings)
        size = f"{responses} responses, {findings} findings"
        yield measure("trace: filling", clock.gone_by, "s", size, clock.spent)
        yield from _figures(engagement, size)
        yield from _pages(engagement, size)
        yield from _export(engagement, size)


def _fill(responses: int, findings: int) -> Any:
    """One answered engagement: each response is coded with one to four themes, every finding answered."""
    from django.db import transaction

    from folkmoot.foundation.people.tests.factories import a_profile
    from folkmoot.tell_back.feedback.tests import factories as telling

    a_profile()
    engagement = telling.a_closed_engagement()
    themes = [telling.a_theme(engagement, f"Theme {number}") for number in range(THEMES)]
    with transaction.atomic():
        _people(engagement, themes, responses)
        for number in range(findings):
            resting_on = {themes[number % THEMES], themes[(number * 7) % THEMES]}
            telling.a_told_finding(engagement, *resting_on, n=responses // 20)
        telling.a_report(engagement)
    return engagement


def _people(engagement: Any, themes: list[Any], responses: int) -> None:
    from folkmoot.listen.evidence.models import Coding, Passage
    from folkmoot.plan.engagements.tests.factories import an_activity, at
    from folkmoot.take_part.contributions.models import Contribution
    from folkmoot.tell_back.feedback.tests.factories import a_box

    chance = random.Random(20261201)
    activity = an_activity(engagement, tool=a_box())
    moment = at(dt.date(2026, 2, 3), 12)
    rows = [
        Contribution(
            id=uuid.UUID(int=chance.getrandbits(128), version=4),
            engagement=engagement,
            activity=activity,
            channel=chance.choice(["online", "import", "kiosk"]),
            submitted_at=moment,
            received_at=moment,
            receipt=f"BE-{number:012d}",
        )
        for number in range(responses)
    ]
    Contribution.objects.bulk_create(rows, batch_size=2000)
    passages = [
        Passage(contribution=row, source="box:why", start=40 * place, end=40 * place + 30, text_hash="0" * 64)
        for row in rows
        for place in range(chance.randint(1, 4))
    ]
    Passage.objects.bulk_create(passages, batch_size=2000)
    weights = [1 / (place + 1) for place in range(len(themes))]
    chosen = chance.choices(themes, weights, k=len(passages))
    Coding.objects.bulk_create(
        (
            Coding(passage=passage, theme=theme, coder=engagement.accountable, at=moment)
            for passage, theme in zip(passages, chosen, strict=True)
        ),
        batch_size=2000,
    )


def _figures(engagement: Any, size: str) -> Iterator[Measure]:
    from folkmoot.tell_back.feedback.figures import figures_of

    yield timed("trace: counting the figures, once, at publication", lambda: figures_of(engagement), size)


def _pages(engagement: Any, size: str) -> Iterator[Measure]:
    from django.core.cache import caches
    from django.test import Client

    from folkmoot.foundation.people.tests.factories import a_person, sign_in

    officer = sign_in(Client(), a_person(role="officer", service=engagement.owner))
    public, staff = f"/engagements/{engagement.slug}/trace/", f"/staff/trace/{engagement.ref}/"
    for name, client, address in (
        ("trace: first page, public, uncached", Client(), public),
        ("trace: first page, staff, uncached", officer, staff),
    ):

        def ask(client: Any = client, address: str = address) -> None:
            caches["pages"].clear()
            response = client.get(address)
            if response.status_code != 200:
                raise RuntimeError(f"{address} answered {response.status_code}")

        yield timed(name, ask, size, times=TIMES, warm=1)
    client = Client()
    caches["pages"].clear()
    yield timed("trace: first page, public, cached", lambda: client.get(public), size, times=50, warm=1)


def _export(engagement: Any, size: str) -> Iterator[Measure]:
    from django.test import Client

    from folkmoot.foundation.people.tests.factories import a_person, sign_in

    officer = sign_in(Client(), a_person(role="officer", service=engagement.owner))
    clock = Clock()
    response = officer.get(f"/staff/trace/{engagement.ref}/export/")
    lines = sum(piece.count(b"\r\n") for piece in response.streaming_content)
    spent = clock.spent
    yield measure("trace: whole export, streamed", spent, "s", f"{lines} lines", spent)
    clock = Clock()
    most = _most_held(officer, engagement)
    yield measure("trace: most memory the export holds", most, "MB", size, clock.spent)
    raw = timed("trace: the same codings fetched raw", lambda: _raw_rows(engagement), size, unit="s")
    yield raw
    yield measure("trace: export to raw", round(spent / raw["value"], 2), "ratio", f"{lines} lines")


def _most_held(officer: Any, engagement: Any) -> float:
    """The most memory Python holds while the export streams, in a run of its own."""
    tracemalloc.start()
    response = officer.get(f"/staff/trace/{engagement.ref}/export/")
    for _piece in response.streaming_content:
        pass
    most = tracemalloc.get_traced_memory()[1] / 1024 / 1024
    tracemalloc.stop()
    return most


def _raw_rows(engagement: Any) -> int:
    """The driver fetching the coded passages with who said them, and nothing more."""
    from django.db import connection

    count = 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id, c.channel, c.language, c.respondent_type, c.submitted_at, p.source, p.start, "
            'p."end", k.theme_id FROM evidence_coding k JOIN evidence_theme t ON t.id = k.theme_id '
            "JOIN evidence_passage p ON p.id = k.passage_id "
            "JOIN contributions_contribution c ON c.id = p.contribution_id "
            "WHERE t.engagement_id = %s AND c.state = 'counted' ORDER BY k.theme_id, k.passage_id",
            [engagement.pk],
        )
        while rows := cursor.fetchmany(2000):
            count += len(rows)
    return count
