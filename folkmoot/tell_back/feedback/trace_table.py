"""The trace as a table: one row a theme and finding. In Python, since there may be hundreds of rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from folkmoot.design.templatetags.design import linked, short_day
from folkmoot.listen.evidence.models import Finding, Theme
from folkmoot.tell_back.feedback.forms import OUTCOME_WORDS
from folkmoot.tell_back.feedback.queries import Ending, Trace
from folkmoot.tell_back.feedback.templatetags.feedback import hidden_below, standing
from folkmoot.words.templatetags.words import words

PEOPLE = 1  # the column with numbers


def head() -> list[str]:
    return [
        _("Theme"),
        _("People"),
        _("What we found"),
        _("Decided"),
        _("What came of it"),
        _("Commitments"),
    ]


def rows(
    trace: Trace, theme_href: Callable[[int], str], finding_href: Callable[[int], str], smallest: int
) -> list[list[Any]]:
    """Rows for the table component, with counts below `smallest` hidden."""
    found = []
    for strand in trace.strands:
        start = [_theme(strand.theme, theme_href), hidden_below(strand.people, smallest)]
        endings = [[*start, *_end(ending, finding_href)] for ending in strand.endings]
        found += endings or [[*start, _("No finding"), "", "", ""]]
    return found


def _theme(theme: Theme, href: Callable[[int], str]) -> SafeString:
    return linked(href(theme.pk), words(theme.name))


def _end(ending: Ending, href: Callable[[int], str]) -> list[Any]:
    return [
        _finding(ending.finding, href),
        short_day(ending.decision.decided_on) if ending.decision else _("Not yet"),
        OUTCOME_WORDS[ending.item.outcome] if ending.item else _("Not yet"),  # type: ignore[index]
        format_html_join(
            SafeString("<br>"),
            "{} ({})",
            ((words(each.title), standing(each).words) for each in ending.commitments),
        ),
    ]


def _finding(finding: Finding, href: Callable[[int], str]) -> SafeString:
    return linked(href(finding.number), words(finding.statement))
