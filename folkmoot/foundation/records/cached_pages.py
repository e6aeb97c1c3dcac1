"""Caching whole pages for visitors who are not signed in.

A page is kept under its address, its language and the edition of the public record, so it is never older
than the last thing that changed; the seconds only bound what the clock changes ("3 days left").
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from folkmoot.design import frame
from folkmoot.foundation.records.queries import public_edition

View = Callable[..., HttpResponse]
LONGEST_QUERY = 200
_KEPT_HEADERS = ("Content-Type", "Content-Language", "Link", "X-Robots-Tag")


def cached_for_visitors(seconds: int = 60) -> Callable[[View], View]:
    """Keep the page for visitors without a session. The page must show nothing personal and set no cookie."""

    def decorate(view: View) -> View:
        @wraps(view)
        def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not _may_be_kept(request):
                return view(request, *args, **kwargs)
            pages, key = caches["pages"], _key(request)
            kept = pages.get(key)
            if kept is None:
                response = view(request, *args, **kwargs)
                if response.status_code != 200 or response.streaming or response.cookies:
                    return response
                headers = {name: response[name] for name in _KEPT_HEADERS if response.has_header(name)}
                kept = (response.content, headers)
                pages.set(key, kept, seconds)
            return _answer(kept, seconds)

        return cached

    return decorate


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
    )


def _key(request: HttpRequest) -> str:
    facts = "\n".join([request.get_host(), request.get_full_path(), get_language() or "", str(_edition())])
    return "page:" + hashlib.sha256(facts.encode()).hexdigest()


_seen = 0


def _edition() -> int:
    """The edition of the record. Where it has moved, perhaps in another process, the frame asks for the
    council again: a page kept under the new edition must not say the council's old name."""
    global _seen
    edition = public_edition()
    if edition != _seen:
        frame.forget_council()
        _seen = edition
    return edition


def _answer(kept: tuple[bytes, dict[str, str]], seconds: int) -> HttpResponse:
    content, headers = kept
    response = HttpResponse(content, headers=headers)
    response["Cache-Control"] = f"public, max-age=0, s-maxage={min(seconds, 30)}"
    patch_vary_headers(response, ["Cookie"])
    return response
