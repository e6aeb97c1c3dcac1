"""The whole page: landmarks, contents, its limits, how it was made, and a policy without gaps."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ..drawing.svg import Mark, text
from .markup import inline, tag
from .parts import bullets, facts, paragraph
from .sections import Part, Section
from .words import ENGLISH, Words


@dataclass(frozen=True, slots=True)
class Report:
    """A self-contained HTML page. After `parts` come what it can and cannot say, and how it was made.

    `kind` stands small above the title; `can_say` and `cannot_say` are sentences; `made` are names and
    values, best from `how_made`; `footer` is one sentence. Raises ValueError in `html()` when two parts have
    the same address within the page.

    >>> from folkmoot.analysis.reports import Report, Section, paragraph
    >>> page = Report("Themes in 3 answers", "What people wrote about.",
    ...               (Section("Theme by theme", paragraph("Parking & permits")),),
    ...               can_say=("What was often said.",), cannot_say=("What all residents think.",),
    ...               made=(("File", "answers.csv"),)).html()
    >>> "<h1>Themes in 3 answers</h1>" in page, "<p>Parking &amp; permits</p>" in page, "<script" in page
    (True, True, False)
    """

    title: str
    lead: str
    parts: tuple[Part, ...]
    can_say: Sequence[str] = ()
    cannot_say: Sequence[str] = ()
    made: Sequence[tuple[str, str]] = ()
    kind: str = ""
    footer: str = ""
    words: Words = field(default=ENGLISH)

    def html(self) -> str:
        sections = [*self.parts, *self._last()]
        marks = [part.markup() if isinstance(part, Section) else part for part in sections]
        body = "".join(
            (
                tag("a", inline(self.words.skip), href="#main", class_="skip"),
                self._header(),
                self._contents([part for part in sections if isinstance(part, Section)]),
                tag("main", *marks, id="main", tabindex="-1"),
                tag("footer", paragraph(self.footer)) if self.footer else "",
            )
        )
        _check_addresses(body)
        page = tag("html", self._head(), tag("body", Mark(body)), lang=self.words.language)
        return f"<!doctype html>\n{page}\n"

    def _head(self) -> Mark:
        return tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", http_equiv="Content-Security-Policy", content=_policy()),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="robots", content="noindex"),
            tag("title", text(self.title)),
            tag("style", Mark(_style())),
        )

    def _header(self) -> Mark:
        kind = (paragraph(self.kind, class_="kind"),) if self.kind else ()
        return tag("header", *kind, tag("h1", inline(self.title)), paragraph(self.lead, class_="lead"))

    def _contents(self, sections: Sequence[Section]) -> Mark:
        links = (
            tag("li", tag("a", inline(section.title), href=f"#{section.anchor}")) for section in sections
        )
        name = self.words.contents
        return tag("nav", tag("strong", inline(name)), tag("ul", *links), class_="contents", aria_label=name)

    def _last(self) -> tuple[Section, ...]:
        said = []
        if self.can_say:
            said.append(Section(self.words.can, bullets(self.can_say)))
        if self.cannot_say:
            said.append(Section(self.words.cannot, bullets(self.cannot_say)))
        limits = (Section(self.words.says, *said),) if said else ()
        return (*limits, *((Section(self.words.made, facts(self.made)),) if self.made else ()))


@cache
def _style() -> str:
    return Path(__file__).with_name("style.css").read_text(encoding="utf-8")


def _policy() -> str:
    """Nothing from anywhere; only this style sheet, known by its digest."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _check_addresses(body: str) -> None:
    twice = [each for each, n in Counter(re.findall(r'\sid="([^"]*)"', body)).items() if n > 1]
    if twice:
        raise ValueError(f"two parts of the report have the address '{twice[0]}'; give one another anchor")
