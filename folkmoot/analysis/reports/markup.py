"""Writing HTML: every word is escaped, and words of residents cannot turn the direction of ours."""

from __future__ import annotations

from ..drawing.svg import Attribute, Mark, text

EMPTY_KIND = ("br", "hr", "meta", "col")


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
    """Words within a line: what is not plain ASCII stands apart, so that right-to-left words stay in place.

    >>> inline("parking & permits")
    'parking &amp; permits'
    """
    return text(words) if words.isascii() else tag("bdi", text(words))
