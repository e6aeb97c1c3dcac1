"""`folkmoot when`: periods, working days, elections and timetables, with each day left out and why."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import frame, when_asked
from .telling import Telling
from .wording import count

if TYPE_CHECKING:  # the days are counted once there is a question
    from ..clocks import Rules
    from .when_found import Answer

OUTPUTS = ("dates.csv", "dates.ics", "dates.html")
PACKAGES = ("holidays", "PyYAML")
HEAD = ["what", "from", "to", "weekday_to", "why", "rule", "source", "how_sure", "note"]


def main(argv: Sequence[str]) -> int:
    """Run the command; the exit code."""
    return frame.run(when_asked.parser(), argv, lambda arguments, telling: _work(arguments, telling, argv))


def _work(arguments: argparse.Namespace, telling: Telling, argv: Sequence[str]) -> None:
    asked = when_asked.question(arguments)
    rules = _rules(arguments)
    if asked == "--list-rules":
        from .when_told import listed_rules

        on = arguments.today or _today()
        print("\n".join(listed_rules(rules.on(on, arguments.nation), on, arguments.nation)))
        return
    answer = _answer(asked, arguments, rules)
    if arguments.output:
        _write(answer, arguments, argv, telling)
    from .when_told import told

    print("\n".join(told(answer)))
    if arguments.output:
        print(f"Open {arguments.output / 'dates.html'}; {OUTPUTS[0]} and {OUTPUTS[1]} lie beside.")


def _rules(arguments: argparse.Namespace) -> Rules:
    from ..clocks import read_rules

    if arguments.law is None:
        raise ValueError("No rules of law were given; give a file or folder with --law.")
    if not arguments.law.exists():
        raise ValueError(f"There is no file or folder {arguments.law}; check the path after --law.")
    return read_rules(arguments.law, switched_on=dict(arguments.switch_on))


def _answer(asked: str, arguments: argparse.Namespace, rules: Rules) -> Answer:
    from . import when_answers

    if asked == "--decision":
        return when_answers.for_decision(arguments, rules, _today())
    if asked == "--poll":
        return when_answers.for_poll(arguments, rules)
    if asked == "--before":
        return when_answers.counted_back(arguments, rules)
    return when_answers.counted(arguments, rules)


def _write(answer: Answer, arguments: argparse.Namespace, argv: Sequence[str], telling: Telling) -> None:
    """The three files, together or not at all."""
    from ..files import keep_whole
    from .when_calendar import calendar_file
    from .when_page import WhenPage

    sources = [arguments.law] if arguments.law.is_file() else []
    folder, overwrite = arguments.output, arguments.overwrite
    with (
        keep_whole(folder, OUTPUTS, overwrite=overwrite, sources=sources) as keeping,
        telling.step("Writing dates") as progress,
    ):
        keeping.table("dates.csv", HEAD, _rows(answer))
        progress(1, 3)
        now = dt.datetime.now(tz=dt.UTC)
        keeping.text("dates.ics", calendar_file(answer.instead or answer, now))
        progress(2, 3)
        keeping.text("dates.html", WhenPage(answer, _made(arguments, argv, now)).html())
        progress(3, 3)


def _rows(answer: Answer) -> Iterator[list[str]]:
    """The dates asked for; where they cannot be kept, those that can be first, and each row says which."""
    if answer.instead:
        yield from _dated(answer.instead, "can be kept")
    yield from _dated(answer, "cannot be kept" if answer.problems else "")
    for each in answer.left_out:
        written = each.day.isoformat()
        yield [f"Left out: {each.why}", written, written, f"{each.day:%A}", "not counted", "", "", "", ""]


def _dated(answer: Answer, note: str) -> Iterator[list[str]]:
    for line in answer.lines:
        first, last = line.first.isoformat(), line.last.isoformat()
        yield [line.name, first, last, f"{line.last:%A}", line.why, line.rule, line.source, line.sure, note]


def _made(
    arguments: argparse.Namespace, argv: Sequence[str], now: dt.datetime
) -> tuple[tuple[str, str], ...]:
    from ..reports import how_made

    law = arguments.law
    files = sorted(law.glob("*.yaml")) if law.is_dir() else [law]
    names = ", ".join(file.name for file in files)
    more = (("Rules of law", f"{count(len(files), 'file')}: {names}; fingerprint {_fingerprint(files)}"),)
    return how_made(_command(argv), [], at=now.astimezone(), packages=PACKAGES, more=more)


def _fingerprint(files: Sequence[Path]) -> str:
    import hashlib

    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return f"SHA-256 {digest.hexdigest()[:16]}…"


def _command(argv: Sequence[str]) -> str:
    """The command as it was typed, without where the rules lie, which was put before it."""
    typed = list(argv)
    if typed[:1] == ["--law"]:
        typed = typed[2:]
    return frame.typed("when", typed)


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
