"""The page that says what data there is, and the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.doors.open_data.columns import ADDRESSES, LICENCE, LICENCE_NAME, REGISTER, RESULTS
from folkmoot.doors.open_data.queries import (
    page_of,
    public_or_404,
    published,
    register_row,
    results_rows,
    with_counts,
    with_results,
)
from folkmoot.doors.open_data.serving import as_csv, as_json, data
from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.records.cached_pages import cached_for_visitors
from folkmoot.plan.engagements.models import Engagement

A_PAGE = 20
AT_ONCE = 200


@cached_for_visitors(seconds=60)
def catalogue(request: HttpRequest) -> HttpResponse:
    """What there is, under which licence, and what each column means."""
    context = {
        "page": Paginator(with_results(), A_PAGE).get_page(request.GET.get("page")),
        "register": REGISTER.items(),
        "results": RESULTS.items(),
        "licence": LICENCE,
        "largest_hidden": profile().small_number - 1,
        "addresses": ADDRESSES.items(),
    }
    return render(request, "open_data/catalogue.html", context)


@data
def register_csv(request: HttpRequest) -> StreamingHttpResponse:
    return as_csv("engagements", REGISTER, _register(timezone.now()))


@data
@cached_for_visitors(seconds=60)
def register_json(request: HttpRequest) -> HttpResponse:
    return as_json(about() | {"engagements": list(_register(timezone.now()))})


@data
def results_csv(request: HttpRequest, ref: str) -> StreamingHttpResponse:
    engagement = public_or_404(ref)
    return as_csv(f"{engagement.ref}-results", RESULTS, results_rows(engagement))


@data
@cached_for_visitors(seconds=60)
def results_json(request: HttpRequest, ref: str) -> HttpResponse:
    engagement = public_or_404(ref)
    facts = {
        "ref": engagement.ref,
        "title": engagement.title.as_dict(),
        "page": page_of(engagement),
        "results": list(results_rows(engagement)),
    }
    return as_json(about() | facts)


def about() -> dict[str, Any]:
    """What every file says of itself."""
    council = profile()
    return {
        "council": council.name.as_dict(),
        "fictional": council.fictional,
        "licence": LICENCE_NAME,
        "licence_address": LICENCE,
        "small_number": council.small_number,
    }


def _register(at: dt.datetime) -> Iterator[dict[str, Any]]:
    """The register row by row, a few hundred engagements at a time."""
    for batch in _batches(published()):
        for entry in with_counts(batch):
            yield register_row(entry, at)


def _batches(found: Any) -> Iterator[Iterable[Engagement]]:
    left = found.iterator(chunk_size=AT_ONCE)
    while batch := list(islice(left, AT_ONCE)):
        yield batch
