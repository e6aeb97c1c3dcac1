"""What residents wrote, word for word: marked as theirs, in their direction of writing, long ones folded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..drawing.svg import Mark, text
from .markup import inline, tag
from .words import ENGLISH, Words

FOLD = 500  # characters shown before the fold
SLACK = 120  # so much more is shown rather than folded
MOST = 4000  # characters on the page at all


@dataclass(frozen=True, slots=True)
class Quote:
    """`source` says where it stands ("row 17"); `language` is its own where known ("cy")."""

    words: str
    source: str = ""
    language: str = ""


def quotes(items: Iterable[Quote], *, words: Words = ENGLISH) -> Mark:
    """Quotes one under the other. Empty ones are left out.

    >>> print(quotes([Quote("Keep <Saturdays>", "row 2")]))  # doctest: +NORMALIZE_WHITESPACE
    <div class="quotes"><figure class="quote"><blockquote dir="auto"><p>Keep
    &lt;Saturdays&gt;</p></blockquote><figcaption>row 2</figcaption></figure></div>
    """
    return tag("div", *(_quote(item, words) for item in items if item.words.strip()), class_="quotes")


def _quote(item: Quote, words: Words) -> Mark:
    said = re.sub(r"\s*\n\s*", "\n", item.words.strip())
    shown, rest = _cut(said, FOLD) if len(said) > FOLD + SLACK else (said, "")
    rest, beyond = rest[:MOST], max(len(rest) - MOST, 0)
    parts = [tag("p", text(shown))]
    if rest:
        summary = tag("summary", inline(words.rest.format(n=f"{len(rest) + beyond:,}")), dir="ltr")
        parts.append(tag("details", summary, tag("p", text(rest), dir="auto")))
    if beyond:
        parts.append(tag("p", inline(words.beyond.format(n=f"{beyond:,}")), class_="quiet", dir="ltr"))
    own = item.language if item.language != words.language else ""
    body = tag("blockquote", *parts, dir="auto", lang=own or None)
    caption = (tag("figcaption", inline(item.source)),) if item.source else ()
    return tag("figure", body, *caption, class_="quote")


def _cut(said: str, at: int) -> tuple[str, str]:
    """In two, between words if there is a space near."""
    place = said.rfind(" ", at - 60, at)
    place = place if place > 0 else at
    return said[:place] + " …", said[place:].lstrip()
