"""The report of `when`: the answer, the picture, the table, then how it was done and what it cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..clocks import spoken
from ..clocks.calendars import nation_name
from ..drawing import DataTable, Drawing
from ..drawing.month_sheets import month_sheets
from ..drawing.spans import Span, spans
from ..reports import (
    Part,
    Report,
    Section,
    bullets,
    figure,
    folded,
    key_figures,
    notice,
    paragraph,
    table,
    warning,
)
from .when_found import Answer, Line, capital, plain
from .wording import count

SHEETS = 126  # days that are still drawn as sheets of a calendar
WIDE, NARROW = 760, 340
CAN_SAY = (
    "Which day a period ends on by the rule named, and each day that was left out with its reason.",
    "Which rule sets the length, where it is written, and whether that was checked against the source.",
)
CANNOT_SAY = (
    "Whether a rule applies to your case, or whether it was changed after the day it was checked: ask the "
    "monitoring officer. A rule that is not checked yet never blocks anything here.",
    "Bank holidays or days of mourning that are proclaimed later. Work the dates out again when one is.",
    "Local holidays, closed offices, or the last post: ask people who will read the notice.",
    "Whether the time is fair. A legal minimum is not yet adequate time for the people concerned.",
)


@dataclass(frozen=True, slots=True)
class WhenPage:
    """The page needs the answer, and names and values for its last section."""

    answer: Answer
    made: Sequence[tuple[str, str]]

    def html(self) -> str:
        return Report(
            title=self.answer.title,
            kind=f"Dates and deadlines, {nation_name(self.answer.nation)}",
            lead=self.answer.sentence,
            parts=tuple(self._parts()),
            can_say=CAN_SAY,
            cannot_say=CANNOT_SAY,
            made=self.made,
            footer="This page holds dates and rules only, nobody's name or words. It may be published.",
        ).html()

    def _parts(self) -> Iterator[Part]:
        answer = self.answer
        yield key_figures(self._figures())
        if told := [each for each in answer.problems if each != answer.sentence]:
            yield warning("Why this cannot be", bullets(told))
        cautions = [each for each in answer.cautions if each != answer.sentence]
        if cautions and not answer.instead:
            yield notice("Look out for", bullets(cautions))
        if answer.instead:
            yield Section("A timetable that can be kept", *WhenPage(answer.instead, ()).kept())
            yield Section("The timetable asked for", self.picture())
        else:
            yield Section("On the calendar", self.picture())
        yield Section("Date by date", *self._tables())
        if answer.left_out:
            yield Section("Days that do not count", *self._left_out())
        if rules := self._rules():
            yield Section("Where the rules are written", table(rules))

    def _figures(self) -> tuple[tuple[str, str], ...]:
        answer = self.answer
        return answer.figures or tuple((plain(line.last), line.name) for line in answer.lines[:4])

    def kept(self) -> Iterator[Part]:
        """What can be done instead of what was asked for."""
        yield paragraph(self.answer.sentence)
        if self.answer.cautions:
            yield notice("Look out for", bullets(self.answer.cautions))
        yield self.picture()

    def picture(self) -> Part:
        lines = self.answer.lines
        one = len(lines) == 1 and (lines[0].last - lines[0].first).days <= SHEETS
        draw = self._sheets if one else self._spans
        return figure(draw(WIDE), draw(NARROW), table_printed=False)

    def _spans(self, width: float) -> Drawing:
        items = [Span(line.name, line.first, line.last, line.is_main) for line in self.answer.lines]
        off = tuple((each.day, each.day) for each in self.answer.weekdays_off)
        holidays = f" {count(len(off), 'bank holiday')} within." if off else ""
        return spans(
            items,
            title=self.answer.title,
            description=f"{count(len(items), 'row')} under the months, earliest first.{holidays}",
            head=("What", "From", "To"),
            day_name=_short,
            month_name=_month,
            marked=off,
            marked_name="Bank holiday",
            width=width,
        )

    def _sheets(self, width: float) -> Drawing:
        answer, line = self.answer, self.answer.lines[0]
        off = {each.day: each.why for each in answer.left_out}
        holidays = {each.day: each.why for each in answer.weekdays_off}
        within = (line.first + timedelta(days=n) for n in range((line.last - line.first).days + 1))
        inside = {day: day not in off for day in within if day not in answer.uncounted}
        return month_sheets(
            inside,
            ends=(line.first, line.last),
            holidays=holidays,
            title=answer.title,
            description=(
                f"From {spoken(line.first)} to {spoken(line.last)}. Days that count are filled, days left "
                "out are hatched, the first and the last day have a heavy frame."
            ),
            words=("Counts", "Left out", "First and last day"),
            head=("Day", "Counts"),
            day_name=spoken,
            month_name=_month_and_year,
            width=width,
        )

    def _tables(self) -> Iterator[Part]:
        if self.answer.instead:
            yield table(WhenPage(self.answer.instead, ())._table("What can be kept"))
        yield table(self._table("What was asked for" if self.answer.instead else "Dates in order"))

    def _table(self, caption: str) -> DataTable:
        rows = tuple(
            (breakable(line.name), _when(line), breakable(capital(line.why))) for line in self._in_order()
        )
        return DataTable(caption, ("What", "When", "Why"), rows)

    def _in_order(self) -> list[Line]:
        return sorted(self.answer.lines, key=lambda line: (line.first, line.last))

    def _left_out(self) -> Iterator[Part]:
        answer = self.answer
        weekend = len(answer.left_out) - len(answer.named_off)
        yield paragraph(
            f"{count(len(answer.left_out), 'day')} were left out: {weekend} on weekends and "
            f"{count(len(answer.named_off), 'other day')}."
        )
        if answer.named_off:
            named = tuple((spoken(each.day), breakable(each.why)) for each in answer.named_off)
            yield table(DataTable("Days left out beside weekends", ("Day", "Why"), named))
        every = tuple((spoken(each.day), breakable(each.why)) for each in answer.left_out)
        yield folded("Every day left out", table(DataTable("Days left out", ("Day", "Why"), every)))

    def _rules(self) -> DataTable | None:
        answers = [self.answer, *([self.answer.instead] if self.answer.instead else [])]
        lines = [line for answer in answers for line in answer.lines if line.rule]
        seen = {line.rule: (_id(line.rule), breakable(f"{line.source}; {line.sure}.")) for line in lines}
        if not seen:
            return None
        return DataTable("Rules and sources", ("Rule", "Source, and how sure"), tuple(seen.values()))


def breakable(words: str) -> str:
    """Words of which very long ones may be broken, so that no table is wider than its page.

    >>> breakable("SI 2012/637 reg 14")
    'SI 2012/637 reg 14'
    """
    return re.sub(r"(\S{8})(?=\S{8})", "\\1\u200b", words)


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _id(rule: str) -> str:
    """An id of a rule that may be broken after its points and underlines, and within a very long part.

    >>> _id("eng.acv.moratorium").split("\u200b")
    ['eng.', 'acv.', 'moratorium']
    """
    return "\u200b".join(part for each in re.split(r"(?<=[._])", rule) for part in _pieces(each))


def _pieces(part: str) -> list[str]:
    return [part[start : start + 16] for start in range(0, len(part), 16)]


def _when(line: Line) -> str:
    until = f" to {_table_day(line.last)}" if line.last > line.first else ""
    return f"{_table_day(line.first)}{until}"


def _table_day(day: date) -> str:
    """A day whose year alone may go to the next line."""
    return f"{day:%a}\u00a0{day.day}\u00a0{day:%b %Y}"


def _month(day: date) -> str:
    return f"{day:%b}"


def _month_and_year(day: date) -> str:
    return f"{day:%B %Y}"
