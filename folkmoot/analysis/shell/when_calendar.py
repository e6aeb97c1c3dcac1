"""The answer of `when` as a calendar file that any calendar program reads. Source: RFC 5545."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from .when_found import Answer, Line

LONGEST = 75  # octets of a line


def calendar_file(answer: Answer, now: datetime) -> str:
    """One all-day event for each line; a long stage has one on its first day and one on its last.

    >>> from datetime import date
    >>> answer = Answer("Plan", "", (Line("Open, at last", date(2026, 3, 2), date(2026, 3, 2)),), "E")
    >>> made = calendar_file(answer, datetime(2026, 1, 1, tzinfo=UTC)).splitlines()
    >>> [line for line in made if line.startswith(("DTSTART", "DTEND", "SUMMARY"))]
    ['DTSTART;VALUE=DATE:20260302', 'DTEND;VALUE=DATE:20260303', 'SUMMARY:Open\\\\, at last']
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Folkmoot//when//EN",
        f"X-WR-CALNAME:{_text(answer.title)}",
    ]
    for line in answer.lines:
        for event in _events(line):
            lines += _event(event, now)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _events(line: Line) -> Iterator[Line]:
    """A stage that lasts is marked where it begins and where it ends."""
    if line.last == line.first:
        yield line
        return
    yield Line(f"{line.name}: begins", line.first, line.first, line.why, line.rule, line.source)
    yield Line(f"{line.name}: ends", line.last, line.last, line.why, line.rule, line.source)


def _event(line: Line, now: datetime) -> list[str]:
    about = "; ".join(part for part in (line.why, line.rule, line.source) if part)
    key = hashlib.sha256(f"{line.name}|{line.first}|{line.rule}".encode()).hexdigest()[:24]
    after = line.first + timedelta(days=1)
    return [
        "BEGIN:VEVENT",
        f"UID:{key}@folkmoot.invalid",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{line.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_text(line.name)}",
        *([f"DESCRIPTION:{_text(about)}"] if about else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(words: str) -> str:
    """Words as the format wants them."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return " ".join(words.split())


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, never cut within a letter; what goes on begins with a space."""
    part, room = "", LONGEST
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield part
            part, room = " ", LONGEST - 1
        part += letter
        room -= size
    yield part
