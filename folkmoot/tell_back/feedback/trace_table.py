"""The trace as a table: each theme, then its parts, with what came of it. There may be hundreds of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from folkmoot.design.templatetags.design import linked, short_day
from folkmoot.listen.evidence.models import Finding, Theme
from folkmoot.tell_back.feedback.forms import OUTCOME_WORDS
from folkmoot.tell_back.feedback.models import Item
from folkmoot.tell_back.feedback.queries import Ending, Trace
from folkmoot.tell_back.feedback.queries.trace import Family, Strand
from folkmoot.tell_back.feedback.templatetags.feedback import standing
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.sentences import in_two
from folkmoot.words.templatetags.words import words

PEOPLE = 1  # the column with numbers
LEAD = 90  # characters of a finding that tell it from the others
_LINE = SafeString("<br>")


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
    trace: Trace, theme_href: Callable[[int], str], finding_href: Callable[[int], str]
) -> list[list[Any]]:
    """Rows for the table component, with numbers as the trace tells them."""
    ends = {ending.finding.pk: _end(ending, finding_href) for ending in trace.endings}
    found = []
    for family in trace.families:
        start = [_whole(family, theme_href), family.people]
        endings = [[*start, *ends[ending.finding.pk]] for ending in family.endings]
        found += endings or [[*start, _("No finding"), "", "", ""]]
    return found


def _whole(family: Family, href: Callable[[int], str]) -> SafeString:
    """The theme, and under it its parts with the people who raised each."""
    name = linked(href(family.theme.pk), words(family.theme.name))
    if not family.parts:
        return name
    return format_html("{}{}", name, _parts(family.parts, href))


def _parts(parts: Iterable[Strand], href: Callable[[int], str]) -> SafeString:
    listed = format_html_join(
        "",
        "<li>{}: {}</li>",
        ((_theme(each.theme, href), each.people) for each in parts),
    )
    return format_html('<ul class="app-parts">{}</ul>', listed)


def _theme(theme: Theme, href: Callable[[int], str]) -> SafeString:
    return linked(href(theme.pk), words(theme.name))


def _end(ending: Ending, href: Callable[[int], str]) -> list[Any]:
    return [
        _finding(ending.finding, href),
        short_day(ending.decision.decided_on) if ending.decision else _("Not yet"),
        _came_of_it(ending.item) if ending.item else _("Not yet"),
        format_html_join(
            _LINE, "{} ({})", ((words(each.title), standing(each).words) for each in ending.commitments)
        ),
    ]


def _came_of_it(item: Item) -> SafeString:
    """What was done; what was not comes with the reason."""
    said = OUTCOME_WORDS[item.outcome]  # type: ignore[index]
    if item.outcome != Item.Outcome.DID_NOT or not item.because:
        return format_html("{}", said)
    return format_html("{}: {}", said, words(lead(item.because)))


def _finding(finding: Finding, href: Callable[[int], str]) -> SafeString:
    """The finding by its number, with the beginning of what it says."""
    name = linked(href(finding.number), _("Finding %(number)s") % {"number": finding.number})
    return format_html("{}: {}", name, words(lead(finding.statement)))


def lead(statement: Bilingual) -> Bilingual:
    """The first sentence of a statement, cut at a word where it is long."""
    return Bilingual(*(_first_words(said) for said in (statement.en, statement.cy)))


def _first_words(said: str) -> str:
    return Truncator(in_two(said)[0]).chars(LEAD)
