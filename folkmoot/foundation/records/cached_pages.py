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
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

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
            key = _key(request)
            kept = cache.get(key)
            if kept is None:
                response = view(request, *args, **kwargs)
                if response.status_code != 200 or response.streaming or response.cookies:
                    return response
                headers = {name: response[name] for name in _KEPT_HEADERS if response.has_header(name)}
                kept = (response.content, headers)
                cache.set(key, kept, seconds)
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
    facts = "\n".join(
        [request.get_host(), request.get_full_path(), get_language() or "", str(public_edition())]
    )
    return "page:" + hashlib.sha256(facts.encode()).hexdigest()


def _answer(kept: tuple[bytes, dict[str, str]], seconds: int) -> HttpResponse:
    content, headers = kept
    response = HttpResponse(content, headers=headers)
    response["Cache-Control"] = f"public, max-age=0, s-maxage={min(seconds, 30)}"
    patch_vary_headers(response, ["Cookie"])
    return response
