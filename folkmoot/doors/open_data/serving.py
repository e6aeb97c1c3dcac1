"""How data leaves the house: for reading only, open to scripts of other sites, lightly braked."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from itertools import islice
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from folkmoot.analysis.files import safe_cell
from folkmoot.doors.open_data.columns import LICENCE
from folkmoot.take_part.contributions.throttle import MINUTES, too_many

View = Callable[..., Any]
MOST = 600  # requests from one address in ten minutes
LINES = 500
PROBLEM = "application/problem+json"
_READ = ("GET", "HEAD", "OPTIONS")


def data(view: View) -> View:
    """Wraps a view that gives data: its method, its brake, its headers and its ETag."""

    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _opened(request, _answer(view, request, *args, **kwargs))

    return served


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    if request.method not in _READ:
        response = problem(405, _("Data can be read here, not sent."))
        response["Allow"] = ", ".join(_READ)
        return response
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ", ".join(_READ)})
    if too_many(request, "data", most=MOST):
        response = problem(429, _("That was a great many requests. Try again in a few minutes."))
        response["Retry-After"] = str(MINUTES * 60)
        return response
    try:
        return view(request, *args, **kwargs)
    except Http404:
        return problem(404, _("There is nothing published at this address."))


def _opened(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    response["Link"] = f'<{LICENCE}>; rel="license"'
    if response.status_code != 200:
        response["Cache-Control"] = "no-store"
        return response
    response.headers.setdefault("Cache-Control", "public, max-age=0, s-maxage=30")
    if response.streaming:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def problem(status: int, detail: str, **facts: Any) -> HttpResponse:
    """A problem response (RFC 9457): what went wrong, for people and for programs."""
    body = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, "detail": detail}
    return HttpResponse(json.dumps(body | facts), status=status, content_type=PROBLEM)


TITLES = {
    400: "Bad request",
    404: "Not found",
    405: "Method not allowed",
    422: "Wrong parameters",
    429: "Too many requests",
    500: "Something went wrong here",
}


def as_json(content: Any) -> HttpResponse:
    words = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False)
    return HttpResponse(words, content_type="application/json; charset=utf-8")


def as_csv(name: str, columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> StreamingHttpResponse:
    """Rows as a file, some hundred lines at a time. UTF-8 without a mark before it; no cell is a formula."""
    response = StreamingHttpResponse(_lines(list(columns), rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


class _Pass:
    """A file that hands back what is written."""

    def write(self, line: str) -> str:
        return line


def _lines(columns: list[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    writer = csv.writer(_Pass(), lineterminator="\r\n")
    yield writer.writerow(columns).encode()
    left = iter(rows)
    while batch := list(islice(left, LINES)):
        lines = (writer.writerow([_plain(row[name]) for name in columns]) for row in batch)
        yield "".join(lines).encode()


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):
        return safe_cell(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
