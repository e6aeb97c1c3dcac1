"""Findings drawn: each chart with its table, from the figures as suppressed when the finding was stated."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from folkmoot.analysis.drawing import Bar, Drawing, bars
from folkmoot.listen.evidence.figures import FigureTable, Shown, read
from folkmoot.listen.evidence.models import Finding, Quote
from folkmoot.words.templatetags.words import plain_heading

WIDTH = 420  # wide enough for a desktop column, and its letters can still be read on a phone
LONGEST_LABEL = 60


@dataclass(frozen=True)
class Pictured:
    """A finding with its figures, its charts and its quotes, ready for a page."""

    finding: Finding
    shown: Shown
    charts: list[Drawing]
    quotes: list[Quote]

    @property
    def withheld(self) -> bool:
        return not self.charts or any(table.withheld for table in self.shown.tables)


def pictured(finding: Finding) -> Pictured:
    shown = read(finding.figures)
    charts = [_chart(table) for table in shown.tables if not table.withheld]
    return Pictured(finding, shown, charts, sorted(finding.quotes.all(), key=lambda quote: quote.pk))


def how_many_said_each(findings: list[Pictured]) -> Drawing:
    """All findings beside each other."""
    return bars(
        [
            Bar(f"{each.finding.number}. {_short(plain_heading(each.finding.statement))}", each.shown.n.value)
            for each in findings
        ],
        title=gettext("How many people said each thing"),
        description=gettext("One person can have said several things."),
        head=(gettext("What we heard"), gettext("People")),
        hidden=gettext("not shown"),
        width=WIDTH,
    )


def _chart(table: FigureTable) -> Drawing:
    title, head = _TITLES[table.by]()
    return bars(
        [Bar(f"{row.name} ({row.base})", row.said.value) for row in table.rows],
        title=title,
        description=gettext("In brackets: how many of them took part."),
        head=(head, gettext("Said it")),
        hidden=gettext("not shown"),
        width=WIDTH,
    )


_TITLES = {
    "respondent_type": lambda: (gettext("Who said it"), gettext("Kind of respondent")),
    "channel": lambda: (gettext("How they took part"), gettext("Way of taking part")),
    "area": lambda: (gettext("Where they live"), gettext("Ward")),
}


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_LABEL else words[: LONGEST_LABEL - 1].rstrip() + "…"
