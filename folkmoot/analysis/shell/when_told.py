"""The answer of `when` on a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from ..clocks import LeftOut, Rule, spoken
from ..clocks.calendars import nation_name
from .telling import on_one_line
from .when_found import Answer, Line, capital
from .wording import count

WIDTH = 96


def told(answer: Answer) -> Iterator[str]:
    """The lines of the answer: the answer first, then what it rests on."""
    yield from _filled(answer.sentence)
    if len(answer.lines) > 1:
        yield from _dated(answer.lines)
    for line in answer.lines[:1] if len(answer.lines) == 1 else ():
        yield from _filled(f"How: {line.why}.", "  ")
        if line.rule:
            yield from _filled(f"Rule: {line.rule}, {line.source} ({line.sure}).", "  ")
    yield from _left_out(answer)
    for problem in answer.problems:
        if problem != answer.sentence:
            yield from _filled(f"Cannot be: {problem}", "  ")
    if answer.instead:
        yield "A timetable that can be kept:"
        yield from _dated(answer.instead.lines)
    for caution in answer.instead.cautions if answer.instead else answer.cautions:
        if caution != answer.sentence:
            yield from _filled(f"Note: {caution}", "  ")


def listed_rules(rules: Sequence[Rule], on: date, nation: str) -> Iterator[str]:
    """Every rule in force, one a line, with its length, source, how sure it is, and what else it holds."""
    widest = max((len(rule.id) for rule in rules), default=0)
    yield f"{count(len(rules), 'rule')} in force in {nation_name(nation)} on {spoken(on)}:"
    for rule in rules:
        length = rule.length.words() if rule.length else "none fixed"
        held = f". Holds: {rule.holds}" if rule.holds else ""
        yield on_one_line(
            f"  {rule.id:<{widest}}  {length:<16}  {rule.confidence}  {rule.name}. {rule.source}{held}"
        )
    yield "V checked against the source, K professional knowledge, U not confirmed."


def _dated(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        days = spoken(line.first)
        if line.last > line.first:
            days += f" to {spoken(line.last)}"
        yield f"  {on_one_line(f'{days}: {line.name}')}"
        if line.why:
            yield from _filled(f"{capital(line.why)}{f' ({line.rule})' if line.rule else ''}", "      ")


def _left_out(answer: Answer) -> Iterator[str]:
    """Weekends in one line, every other day with its reason."""
    if not answer.left_out:
        return
    weekend = len(answer.left_out) - len(answer.named_off)
    yield f"  Left out: {count(len(answer.left_out), 'day')}, of them {weekend} on weekends."
    for each in answer.named_off:
        yield f"    {_day_off(each)}"


def _day_off(each: LeftOut) -> str:
    return f"{spoken(each.day)}: {each.why}"


def _filled(words: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        on_one_line(words), WIDTH, initial_indent=indent, subsequent_indent=indent + ("  " if indent else "")
    )
