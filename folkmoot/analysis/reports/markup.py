"""Writing HTML: every word is escaped, and words of residents cannot turn the direction of ours."""

from __future__ import annotations

import re
from unicodedata import bidirectional

from ..drawing.phrases import marked
from ..drawing.svg import Attribute, Mark, text

EMPTY_KIND = ("br", "hr", "meta", "col")
# Of a command, such as --round-to; a word without end is none, and may be broken.
OPTION = re.compile(r"(?<![\w-])--[a-z]{1,14}(?:-[a-z]{1,14}){0,2}(?![\w-])")
# Classes of the Unicode bidirectional algorithm that can turn the direction of a line (UAX 9).
TURNING = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}


def tag(name: str, /, *children: Mark, **attributes: Attribute) -> Mark:
    """One element. `class_` is class, other underscores become hyphens, None leaves an attribute out.

    >>> tag("p", inline("a < b"), class_="lead")
    '<p class="lead">a &lt; b</p>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in EMPTY_KIND:
        return Mark(f"<{name}{written}>")
    return Mark(f"<{name}{written}>{''.join(children)}</{name}>")


def inline(words: str) -> Mark:
    """Words within a line. Where some run from right to left all stand apart, so that ours stay in place.
    Those that are known to be in another language are marked so (`drawing.phrases`); an option of a command
    is not broken over two lines.

    >>> inline("parking & permits"), inline("שלום")
    ('parking &amp; permits', '<bdi>שלום</bdi>')
    """
    turns = not words.isascii() and any(bidirectional(char) in TURNING for char in words)
    said = Mark(OPTION.sub(r'<span class="option">\g<0></span>', marked(words, _in_language)))
    return tag("bdi", said) if turns else said


def _in_language(words: Mark, language: str) -> Mark:
    return tag("span", words, lang=language)
