"""How fast durable submissions are: a ten-question survey sent through `record_response` on SQLite FULL,
against the same SQL statements with the same values sent by the driver alone, on copies of one database.

With one writer and with eight at once, each a process of its own that has sent one response before the clock
starts. A lock error is counted, not retried.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import pickle
import shutil
import sqlite3
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench._measuring import CHILDREN, OURS, Measure, children_seconds, measure, set_up, settings

SIZE, WRITERS, ROUNDS = 2_000, 8, 3
Statements = list[tuple[str, tuple[Any, ...]]]
PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728;"
    "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;"
)


def measures(size: int = SIZE) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _in_process(_prepare, folder, size)
        for writers in (1, WRITERS):
            yield from _compare(folder, size, writers)


def _compare(folder: Path, size: int, writers: int) -> Iterator[Measure]:
    """The two ways by turns, each on a fresh copy; the best round of each counts."""
    ours, raw, errors, spent = [], [], 0, 0.0
    for _round in range(ROUNDS):
        before = children_seconds()
        rate, failed = _rate(folder, size, writers, _send)
        spent += children_seconds() - before
        ours.append(rate)
        errors += failed
        raw.append(_rate(folder, size, writers, _send_raw)[0])
    label = "one writer" if writers == 1 else f"{writers} writers"
    yield _line(f"submissions, {label}", max(ours), "responses/s", size, spent)
    yield _line(f"submissions, {label}, same statements by the driver", max(raw), "responses/s", size)
    yield _line(f"submissions, {label}, share of the driver's rate", max(ours) / max(raw), "", size)
    yield _line(f"submissions, {label}, lock errors", errors, "errors", size * ROUNDS)


def _line(name: str, value: float, unit: str, size: int, seconds: float = 0) -> Measure:
    return measure(name, value, unit, size, seconds, of=(OURS, CHILDREN))


def _in_process(work: Callable[..., Any], *facts: Any) -> None:
    process = multiprocessing.get_context("spawn").Process(target=work, args=facts)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{work.__name__} failed")


def _prepare(folder: Path, size: int) -> None:
    """A council with one open survey, a draft for each submission, and the statements each one sends."""
    set_up(folder, "base")
    from django.db import connection

    drafts = _drafts(_survey(), size + WRITERS)
    connection.close()
    with sqlite3.connect(folder / "base.sqlite3") as base:
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(folder / "base.sqlite3", folder / "kept.sqlite3")
    statements = [_captured(draft) for draft in drafts]
    connection.close()
    (folder / "drafts.pickle").write_bytes(pickle.dumps((drafts, statements)))


def _survey() -> Any:
    from folkmoot.foundation.people.tests.factories import a_profile
    from folkmoot.plan.engagements.tests.factories import an_activity, an_engagement
    from folkmoot.take_part.surveys.use_cases import build_survey, freeze_version

    now = dt.datetime.now(dt.UTC)
    a_profile()
    engagement = an_engagement(
        opens_on=now.date() - dt.timedelta(days=3), closes_on=now.date() + dt.timedelta(days=3)
    )
    questions = [_question(number) for number in range(1, 11)]
    version = build_survey(engagement.proposed_by, an_activity(engagement), questions=questions, at=now)
    return freeze_version(engagement.proposed_by, version, at=now)


def _question(number: int) -> dict[str, Any]:
    text = {"en": f"Question {number}?", "cy": f"Cwestiwn {number}?"}
    if number > 8:
        return {"key": f"q{number}", "kind": "text", "text": text, "limit": 1000}
    options = [{"key": f"o{n}", "text": {"en": f"Option {n}", "cy": f"Opsiwn {n}"}} for n in range(1, 6)]
    return {"key": f"q{number}", "kind": "choice", "text": text, "options": options}


def _answers() -> dict[str, Any]:
    words = "Keep the branch open on Saturdays: many of us work in the week. " * 3
    return {f"q{number}": "o3" if number <= 8 else words for number in range(1, 11)}


def _drafts(version: Any, size: int) -> list[uuid.UUID]:
    from folkmoot.take_part.surveys.models import Draft

    now = dt.datetime.now(dt.UTC)
    made = [
        Draft(version=version, answers=_answers(), started_at=now, touched_at=now) for _each in range(size)
    ]
    return [draft.pk for draft in Draft.objects.bulk_create(made, batch_size=500)]


def _submit(draft: uuid.UUID) -> None:
    from folkmoot.take_part.surveys.models import Version
    from folkmoot.take_part.surveys.use_cases import record_response

    global _version
    if _version is None:
        _version = Version.objects.select_related("survey__activity__engagement__owner").get()
    record_response(None, _version, answers=_answers(), at=dt.datetime.now(dt.UTC), draft=draft)


_version: Any = None


def _captured(draft: uuid.UUID) -> Statements:
    from django.db import connection

    seen: Statements = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        values = tuple(str(each) if isinstance(each, str) else each for each in params or ())
        seen.append((sql.replace("%s", "?"), values))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        _submit(draft)
    return seen


def _rate(folder: Path, size: int, writers: int, worker: Callable[..., None]) -> tuple[float, int]:
    """Responses kept in a second by all writers together, and how many met a locked database."""
    database = folder / "run.sqlite3"
    for rest in folder.glob("run.sqlite3*"):
        rest.unlink()
    shutil.copy(folder / "kept.sqlite3", database)
    os.environ |= settings(folder, "run")
    spawn = multiprocessing.get_context("spawn")
    barrier, told = spawn.Barrier(writers), spawn.Queue()
    processes = [
        spawn.Process(target=worker, args=(folder, database, each, writers, barrier, told))
        for each in range(writers)
    ]
    for process in processes:
        process.start()
    results = [told.get(timeout=120) for _process in processes]
    for process in processes:
        process.join()
    starts, ends, failed = zip(*results, strict=True)
    _check(database, size + writers - sum(failed))
    return (size - sum(failed)) / (max(ends) - min(starts)), sum(failed)


def _check(database: Path, expected: int) -> None:
    with sqlite3.connect(database) as run:
        kept = run.execute("SELECT COUNT(*) FROM contributions_contribution").fetchone()[0]
        answers = run.execute("SELECT COUNT(*) FROM surveys_answer").fetchone()[0]
    if kept != expected or answers != expected * 10:
        raise SystemExit(f"{kept} responses with {answers} answers were kept, not {expected}")


def _send(folder: Path, database: Path, each: int, writers: int, barrier: Any, told: Any) -> None:
    from django.db import OperationalError, connection

    import folkmoot.wsgi  # noqa: F401 - started as a page process is

    drafts, _statements = pickle.loads((folder / "drafts.pickle").read_bytes())
    size = len(drafts) - WRITERS
    _submit(drafts[size + each])  # questions read, council known: as after a server's first response
    connection.ensure_connection()
    _time(drafts[:size][each::writers], _submit, OperationalError, barrier, told)


def _send_raw(folder: Path, database: Path, each: int, writers: int, barrier: Any, told: Any) -> None:
    _drafts, statements = pickle.loads((folder / "drafts.pickle").read_bytes())
    connection = sqlite3.connect(database, isolation_level=None, timeout=20)
    connection.executescript(PRAGMAS)

    def send(submission: Statements) -> None:
        for sql, params in submission:
            connection.execute(sql, params).fetchall()
        connection.execute("COMMIT")

    size = len(statements) - WRITERS
    send(statements[size + each])
    _time(statements[:size][each::writers], send, sqlite3.OperationalError, barrier, told)


def _time(
    work: list[Any], send: Callable[[Any], None], locked: type[Exception], barrier: Any, told: Any
) -> None:
    failed = 0
    barrier.wait()
    start = time.monotonic()
    for each in work:
        try:
            send(each)
        except locked as error:
            if "locked" not in str(error):
                raise
            failed += 1
    told.put((start, time.monotonic(), failed))
    barrier.wait()  # a process that ends is not to take the processor from those still at work
