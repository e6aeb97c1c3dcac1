"""Writing SVG: every text is escaped, every address checked, nothing needs a style sheet to be right."""

import hashlib
import re
from collections.abc import Iterable
from typing import NewType
from xml.sax.saxutils import escape

Mark = NewType("Mark", str)  # markup that is safe to put on a page
Attribute = str | float | None

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PLACES_ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:|^[/\\]{2}", re.IGNORECASE)
NOTHING = Mark("")


def text(content: str) -> Mark:
    """Words as markup: escaped, and without characters XML does not allow.

    >>> text("<b> & \\x00")
    '&lt;b&gt; &amp; '
    """
    return Mark(escape(NOT_IN_XML.sub("", content), {'"': "&quot;", "'": "&#39;"}))


def element(name: str, *children: Mark, **attributes: Attribute) -> Mark:
    """One element. `class_` is class, other underscores become hyphens, None leaves an attribute out.

    >>> element("rect", x=1.0, stroke_width=2, fill=None, class_="bar")
    '<rect x="1" stroke-width="2" class="bar"/>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_written(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not children:
        return Mark(f"<{name}{written}/>")
    return Mark(f"<{name}{written}>{''.join(children)}</{name}>")


def group(children: Iterable[Mark], **attributes: Attribute) -> Mark:
    return element("g", *children, NOTHING, **attributes)


def link(href: str, name: str, *children: Mark, class_: str) -> Mark:
    """A link with an accessible name. Raises ValueError for anything but http, https or an own address.

    Without an address the children stand alone in a group that carries the name.
    """
    tip = element("title", text(name))
    if not href:
        return element("g", tip, *children, role="img", aria_label=name, class_=class_)
    return element("a", tip, *children, href=safe_href(href), aria_label=name, class_=class_)


def safe_href(href: str) -> str:
    """The address itself, if following it can do no harm.

    >>> safe_href("/engagements/library/")
    '/engagements/library/'
    """
    plain = href.strip()
    is_web = plain.lower().startswith(("http://", "https://"))
    is_clean = not NOT_IN_XML.search(plain) and not re.search(r"\s", plain)
    if is_clean and (is_web or not PLACES_ELSEWHERE.match(plain)):
        return plain
    raise ValueError(f"not an address to link to: {href!r}")


def key_of(*parts: object) -> str:
    """A short name, the same for the same content, to keep the ids of two pictures on a page apart."""
    return "d" + hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:10]


def picture(
    body: Iterable[Mark],
    *,
    kind: str,
    key: str,
    width: float,
    height: float,
    title: str,
    description: str,
    has_links: bool = False,
) -> str:
    """The whole SVG element. It scales with its container: it has a viewBox and no size of its own."""
    return element(
        "svg",
        element("title", text(title), id=f"{key}-title"),
        element("desc", text(description), NOTHING, id=f"{key}-desc"),
        *body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_written(width)} {_written(height)}",
        role="group" if has_links else "img",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
        class_=f"drawing drawing-{kind}",
        font_family="arial, sans-serif",
        focusable="false",
    )


def _written(value: str | float) -> str:
    if isinstance(value, str):
        return text(value)
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
