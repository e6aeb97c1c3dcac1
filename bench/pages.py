"""How fast read pages are: a list page of 20 engagements out of 2,000 and the front page of the same
council, made anew and from the cache; and how much of the front page goes over the wire.

The request passes through the whole site with the test client's handler, without a socket. The raw measure
fetches the same 20 rows with the driver alone.
"""

from __future__ import annotations

import datetime as dt
import gzip
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench._measuring import Measure, measure, set_up, timed

SIZE = 2_000
TIMES = 100


def measures(size: int = SIZE) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        _fill(size)
        yield from _pages(size)


def _fill(size: int) -> None:
    """A council of 16 wards with ten years of engagements behind it; one in forty is open today.

    Those that ended were answered, most within the promised time, so that the feedback clock has promises
    to count.
    """
    from io import StringIO

    from django.core.management import call_command
    from django.utils import timezone

    from folkmoot.foundation.people.tests.factories import a_profile
    from folkmoot.foundation.places.tests.factories import a_ward
    from folkmoot.plan.engagements.models import Engagement, State
    from folkmoot.plan.engagements.tests.factories import an_engagement

    call_command("load_law", stdout=StringIO())
    a_profile()
    for number in range(16):
        a_ward(f"X05{number:06d}", f"Ward {number}", f"Ward {number} yn Gymraeg")
    first = an_engagement(State.COMPLETE, opens_on=dt.date(2016, 1, 4), closes_on=dt.date(2016, 2, 4))
    facts = {
        field.attname: getattr(first, field.attname)
        for field in Engagement._meta.concrete_fields
        if field.attname not in ("id", "ref", "slug")
    }
    today = timezone.localdate()
    rows = []
    for number in range(size - 1):
        here = dict(facts, ref=f"BEN-2026-{number:04d}", slug=f"bench-{number}")
        here |= _open(today, number) if number % 40 == 0 else _over(today, number)
        rows.append(Engagement(**here))
    Engagement.objects.bulk_create(rows, batch_size=200)
    _answer()


def _open(today: dt.date, number: int) -> Measure:
    from folkmoot.plan.engagements.models import State

    return {"state": State.OPEN, "closed_at": None} | _dates(today - dt.timedelta(5), number % 60 + 10)


def _over(today: dt.date, number: int) -> Measure:
    dates = _dates(today - dt.timedelta(days=150 + number * 37 % 3500), 30)
    return dates | {"closed_at": dates["closes_at"], "decided_at": dates["closes_at"] + dt.timedelta(days=20)}


def _dates(opens_on: dt.date, days: int) -> Measure:
    from folkmoot.plan.engagements.tests.factories import at

    closes_on = opens_on + dt.timedelta(days=days)
    return {
        "opens_on": opens_on,
        "opens_at": at(opens_on),
        "closes_on": closes_on,
        "closes_at": at(closes_on, 23, 59, 59),
        "decision_on": closes_on + dt.timedelta(days=30),
        "feedback_on": closes_on + dt.timedelta(days=60),
    }


def _answer() -> None:
    """Every engagement that is over was heard, decided and answered, nine in ten of them in time."""
    from folkmoot.decide.decisions.models import Decision, Pack
    from folkmoot.listen.evidence.models import Finding, Snapshot
    from folkmoot.plan.engagements.models import Engagement, State
    from folkmoot.tell_back.feedback.models import Item, Report
    from folkmoot.words.bilingual import Bilingual

    over = list(Engagement.objects.filter(state=State.COMPLETE))
    words = Bilingual("Open later in the evening.", "Agor yn hwyrach gyda'r nos.")

    def one_each(model: Any, **facts: Callable[[int], Any]) -> list[Any]:
        rows = [model(**{name: fact(number) for name, fact in facts.items()}) for number in range(len(over))]
        return model.objects.bulk_create(rows, batch_size=100)

    def of(number: int) -> Any:
        return over[number]

    def by(number: int) -> int:
        return over[number].accountable_id

    def days_after(days: int) -> Callable[[int], dt.datetime]:
        return lambda number: over[number].closes_at + dt.timedelta(days=days)

    def always(value: Any) -> Callable[[int], Any]:
        return lambda number: value

    snapshots = one_each(
        Snapshot,
        engagement=of,
        number=always(1),
        frozen_at=days_after(1),
        frozen_by_id=by,
        contributions=always(40),
        figures=always({}),
    )
    findings = one_each(
        Finding,
        engagement=of,
        snapshot=snapshots.__getitem__,
        number=always(1),
        statement=always(words),
        method=always(words),
        n=always(12),
        base=always(40),
        stated_by_id=by,
        stated_at=days_after(10),
        published_at=days_after(20),
    )
    packs = one_each(
        Pack, engagement=of, version=always(1), content=always({}), issued_by_id=by, issued_at=days_after(20)
    )
    decisions = one_each(
        Decision,
        engagement=of,
        pack=packs.__getitem__,
        title=always(words),
        decided=always(words),
        reasons=always(words),
        decided_by=always(words),
        decided_on=lambda number: of(number).decision_on,
        recorded_by_id=by,
        recorded_at=days_after(30),
    )
    reports = one_each(Report, engagement=of, version=always(1), summary=always(words))
    one_each(
        Item,
        report=reports.__getitem__,
        finding=findings.__getitem__,
        decision=decisions.__getitem__,
        outcome=always(Item.Outcome.DID),
        asked=always(words),
        said=always(words),
        did=always(words),
    )
    for number, report in enumerate(reports):
        report.published_at = days_after(70 if number % 10 == 0 else 40 + number % 20)(number)
        report.published_by_id = by(number)
    Report.objects.bulk_update(reports, ["published_at", "published_by"], batch_size=100)


def _pages(size: int) -> Iterator[Measure]:
    from django.core.cache import caches
    from django.test import Client
    from django.urls import reverse

    from folkmoot.doors.public_site.public_pages import home
    from folkmoot.plan.engagements.public_pages import engagements

    client = Client()
    for name, page, view in (
        ("list page", "engagements:list", engagements),
        ("front page", "public_site:home", home),
    ):
        address = reverse(page)

        def anew(address: str = address) -> Any:
            caches["pages"].clear()
            return client.get(address)

        yield measure(f"{name}: queries, uncached", _queries(anew), "queries", size)
        yield _page(f"{name}: uncached", anew, size)
        yield _page(f"{name}: in the view, cached", _in_the_view(view, address), size, times=TIMES * 10)
    yield _page("front page: whole request, cached", lambda: client.get(reverse("public_site:home")), size)
    yield _page("list page: raw rows by the driver", _raw, size, times=TIMES * 10)
    yield measure("front page: over the wire, gzipped", _wire(client) / 1000, "kB", size)


def _queries(page: Callable[[], Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page()
    with CaptureQueriesContext(connection) as caught:
        assert page().status_code == 200
    return len(caught)


def _in_the_view(view: Callable[..., Any], address: str) -> Callable[[], Any]:
    """The view alone, as the site calls it for a visitor without a session."""
    from django.test import RequestFactory

    request = RequestFactory().get(address)
    request.person = None  # type: ignore[attr-defined]
    return lambda: view(request)


def _raw() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id, e.title, e.summary, e.closes_at, s.name FROM engagements_engagement e "
            "JOIN council_service s ON s.id = e.owner_id ORDER BY e.opens_on DESC, e.id DESC LIMIT 20"
        )
        cursor.fetchall()


def _wire(client: Any) -> int:
    """Bytes of the front page with every style and script it names, gzipped as a server would."""
    from django.contrib.staticfiles import finders

    page = client.get("/").content
    named = re.findall(rb'(?:href|src)="/static/([^"?]+\.(?:css|js))', page)
    files = [Path(finders.find(name.decode())).read_bytes() for name in set(named)]
    return sum(len(gzip.compress(each, 6)) for each in (page, *files))


def _page(name: str, page: Callable[[], Any], size: int, *, times: int = TIMES) -> Measure:
    return timed(name, page, size, times=times, warm=5)
