"""Sections: headings whose level follows from where they stand, so that none is ever skipped."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ..drawing.svg import Mark
from .markup import inline, tag

DEEPEST = 6


@dataclass(frozen=True, slots=True, init=False)
class Section:
    """A heading and what stands under it: markup or sections. `anchor` is its address within the page."""

    title: str
    parts: tuple[Part, ...]
    anchor: str

    def __init__(self, title: str, *parts: Part, anchor: str = "") -> None:
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "anchor", anchor or slug(title))

    def markup(self, level: int = 2) -> Mark:
        heading = tag(f"h{min(level, DEEPEST)}", inline(self.title))
        inside = (part.markup(level + 1) if isinstance(part, Section) else part for part in self.parts)
        return tag("section", heading, *inside, id=self.anchor)


Part = Mark | Section


def slug(title: str) -> str:
    """The title as an address within the page.

    >>> slug("How large each theme is"), slug("Theme 3: tŷ & parc"), slug("…")
    ('how-large-each-theme-is', 'theme-3-ty-parc', 'section')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"
