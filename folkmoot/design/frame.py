"""What every page needs around it: the council, the other language, the links at the top and the bottom.

The frame reads neither the session nor the person, so a page nobody is signed in to sets no cookie and
can be cached for everybody. The council is asked for at most once in half a minute, and links are worked
out only when a template shows them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language

KEEP_COUNCIL_FOR = 30.0  # seconds
LANGUAGE_NAMES = {"en": "English", "cy": "Cymraeg"}


@dataclass(frozen=True)
class NoCouncil:
    """The stand-in before a council is loaded."""

    name: str = "Folkmoot"
    phone: str = ""
    email: str = ""
    opening_hours: str = ""
    address: str = ""
    fictional: bool = False
    languages: tuple[str, ...] = ("en", "cy")


@dataclass(frozen=True)
class Link:
    """A link of the frame: `place` is "public", "staff" or "footer"; `to` is the name of a URL.

    `below`: whether it is the current one on the pages below its own, too.
    """

    place: str
    label: Any
    to: str
    order: int = 50
    below: bool = True


@dataclass(frozen=True)
class ShownLink:
    label: str
    href: str
    current: str  # "page" on the page itself, "true" below it, else empty


# Set by foundation.council when the site starts: a function that gives the council's profile.
council: Callable[[], Any] = NoCouncil
# The name of the URL that signs a person out; foundation.people owns it.
sign_out = "account_logout"

_links: dict[tuple[str, str], Link] = {}
_kept: tuple[float, Any] | None = None


def add_link(place: str, label: Any, to: str, *, order: int = 50, below: bool = True) -> None:
    """Put a link into the frame. Called from `apps.ready()` by the door the link leads to."""
    _links[place, to] = Link(place, label, to, order, below)


def current_council() -> Any:
    """The council's profile, at most half a minute old."""
    global _kept
    now = time.monotonic()
    if _kept is None or now - _kept[0] > KEEP_COUNCIL_FOR:
        _kept = (now, council())
    return _kept[1]


def forget_council() -> None:
    """Ask again at the next page: call it when the profile changes."""
    global _kept
    _kept = None


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Everything in it is lazy: a page pays for what it shows."""
    return {
        "council": SimpleLazyObject(current_council),
        "language_name": LANGUAGE_NAMES[_language()],
        "home_href": SimpleLazyObject(lambda: _address("public_site:home") or "/"),
        "receipt_href": SimpleLazyObject(lambda: _address("feedback:receipt_entry")),
        "sign_out_href": SimpleLazyObject(lambda: _address(sign_out)),
        "other_language": SimpleLazyObject(lambda: other_language(request)),
        "public_links": SimpleLazyObject(lambda: links("public", request.path)),
        "staff_links": SimpleLazyObject(lambda: links("staff", request.path)),
        "footer": SimpleLazyObject(footer),
        "staff_footer": SimpleLazyObject(lambda: footer(staff=True)),
    }


def footer(*, staff: bool = False) -> SafeString:
    """What stands below every page: help for residents, and the links. It is the same on all of one
    language, and written as often as the council is asked for."""
    current_council()
    asked_at = _kept[0] if _kept else 0.0
    return _written_footer(asked_at, get_language(), get_resolver(), staff)


@lru_cache(maxsize=8)
def _written_footer(asked_at: float, language: str | None, resolver: URLResolver, staff: bool) -> SafeString:
    around = {"council": current_council(), "footer_links": links("footer", ""), "staff": staff}
    return render_to_string("design/footer.html", around)


def other_language(request: HttpRequest) -> dict[str, str]:
    """The same page in the other language; from a page that has none, that language's front page."""
    other = "en" if _language() == "cy" else "cy"
    here = "/" + request.get_full_path().lstrip("/")  # two slashes would name another site
    there = translate_url(here, other)
    if there == here:
        there = "/cy/" if other == "cy" else "/"
    return {"code": other, "name": LANGUAGE_NAMES[other], "href": there}


def links(place: str, path: str) -> list[ShownLink]:
    """The frame's links of one place in their order. A link whose page is not installed is left out."""
    wanted = sorted((link for link in _links.values() if link.place == place), key=lambda link: link.order)
    shown = [(link, href) for link in wanted if (href := _address(link.to))]
    here = max((href for link, href in shown if _leads_to(link, href, path)), key=len, default="")
    return [ShownLink(str(link.label), href, _current(href, here, path)) for link, href in shown]


def _language() -> str:
    return "cy" if (get_language() or "en")[:2] == "cy" else "en"


def _address(name: str) -> str:
    return _known_address(name, get_language(), get_resolver())


@lru_cache(maxsize=256)
def _known_address(name: str, language: str | None, resolver: URLResolver) -> str:
    """A link of the frame stands on every page: its address is worked out once a language."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _leads_to(link: Link, href: str, path: str) -> bool:
    """Whether the page is the link's or lies below it. Everything lies below a front page: no matter."""
    below = link.below and href.strip("/") not in ("", "cy")
    return path == href or (below and path.startswith(href))


def _current(href: str, here: str, path: str) -> str:
    """Only the closest link is the current one: /staff/engagements/ is not also /staff/."""
    if href != here:
        return ""
    return "page" if href == path else "true"
