"""The API: the same facts as the files, engagement by engagement. For reading, without a key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from pydantic import Field

from folkmoot.decide.decisions.models import Decision
from folkmoot.decide.decisions.queries import decisions_of
from folkmoot.doors.open_data.columns import LICENCE, LICENCE_NAME
from folkmoot.doors.open_data.queries import Entry, public_or_404, published, register_row, with_counts
from folkmoot.doors.open_data.serving import PROBLEM, problem
from folkmoot.listen.evidence.models import Finding
from folkmoot.listen.evidence.queries import published_findings
from folkmoot.tell_back.feedback.models import Commitment
from folkmoot.tell_back.feedback.queries.endings import (
    AnswerShown,
    answers_of,
    published_commitments,
    published_report,
)

MOST_A_PAGE = 100


class Words(Schema):
    """The same words in English and Welsh. A language that was not written is left out."""

    en: str = ""
    cy: str = ""


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[str] = []


class EngagementOut(Schema):
    """One engagement with its promised and actual dates."""

    ref: str
    title: Words
    purpose: Words
    standing: Literal["coming", "open", "closed", "decided"]
    level: int
    service: str
    decision_holder: Words
    wards: list[str] = Field(description="Codes; empty for the whole council")
    opens_on: dt.date | None
    closes_on: dt.date | None
    closed_on: dt.date | None
    decision_promised_on: dt.date | None
    decided_on: dt.date | None
    answer_promised_on: dt.date | None
    answered_on: dt.date | None
    responses: int | None = Field(description="Null where the number is too small to show")
    responses_shown: str
    findings: int
    page: str


class Engagements(Schema):
    licence: str = LICENCE
    count: int
    page: int
    pages: int
    items: list[EngagementOut]


class Figure(Schema):
    """A number as it may be shown. `value` is null where it is hidden, and `state` says why."""

    value: int | None
    state: str


class TableRow(Schema):
    key: str
    name: Words = Words()
    said: Figure
    base: Figure
    share: float | None


class Table(Schema):
    by: str
    withheld: bool
    rows: list[TableRow]


class Figures(Schema):
    """Exactly the figures that were protected when the finding was stated."""

    threshold: int
    percentage_base: int
    n: Figure
    base: Figure
    share: float | None
    tables: list[Table]


class FindingOut(Schema):
    number: int
    version: int
    statement: Words
    method: Words
    quality: Words
    themes: list[Words]
    quotes: list[str]
    interim: bool
    published_at: dt.datetime
    figures: Figures | None


class DecisionOut(Schema):
    title: Words
    decided: Words
    reasons: Words
    how_views_counted: Words
    decided_by: Words
    meeting: str
    decided_on: dt.date
    correction_reason: Words = Field(description="Why it corrects an earlier record; empty where it does not")


class FeedbackItem(Schema):
    finding: int
    asked: Words
    said: Words
    outcome: Literal["", "did", "will", "did_not"]
    did: Words
    because: Words


class FeedbackOut(Schema):
    """The answer as it stands: we asked, you said, we did, we did not because."""

    version: int
    published_at: dt.datetime
    summary: Words
    correction: Words
    items: list[FeedbackItem]


class News(Schema):
    state: str
    words: Words
    at: dt.datetime


class CommitmentOut(Schema):
    finding: int
    title: Words
    service: str
    due_on: dt.date
    state: Literal["promised", "under_way", "done", "dropped"]
    finished_on: dt.date | None
    evidence: Words
    news: list[News]


class Narrowed(Schema):
    """How the list is narrowed and paged."""

    ward: str = Field("", max_length=9, pattern=r"^[A-Za-z0-9]*$", description="Code of a ward")
    year: int | None = Field(None, ge=1900, le=2200, description="A year in which it ran")
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=MOST_A_PAGE)


class ProblemSchema(OpenAPISchema):
    """Says of every problem response that it is one."""

    def responses(self, operation: Any) -> dict[int, dict[str, Any]]:
        found = super().responses(operation)
        for status, response in found.items():
            if int(status) >= 400 and "content" in response:
                response["content"] = {PROBLEM: next(iter(response["content"].values()))}
        return found


class DataAPI(NinjaAPI):
    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        with override("en"):  # one description, whichever language it is asked for in
            return ProblemSchema(api=self, path_prefix=reverse("open_data:api-root"))


api = DataAPI(
    title="Folkmoot open data",
    version="1",
    description=f"Published engagements, findings, decisions and answers. {LICENCE_NAME}.",
    docs_url=None,
    urls_namespace="open_data",
)


def _or_problem(found: Any, *statuses: int) -> dict[int, Any]:
    return {200: found, **dict.fromkeys((*statuses, 429), Problem)}


@api.get("/engagements", response=_or_problem(Engagements, 404, 422), url_name="api_engagements")
def engagements(request: HttpRequest, narrowed: Query[Narrowed]) -> dict[str, Any]:
    """Every published engagement, the newest first."""
    pages = Paginator(published(ward=narrowed.ward, year=narrowed.year), narrowed.size)
    try:
        page = pages.page(narrowed.page)
    except EmptyPage as error:
        raise Http404 from error
    return {
        "count": pages.count,
        "page": page.number,
        "pages": pages.num_pages,
        "items": [_engagement(entry) for entry in with_counts(page.object_list)],
    }


@api.get("/engagements/{slug:ref}", response=_or_problem(EngagementOut, 404), url_name="api_engagement")
def engagement(request: HttpRequest, ref: str) -> dict[str, Any]:
    """One engagement."""
    [entry] = with_counts([public_or_404(ref)])
    return _engagement(entry)


@api.get(
    "/engagements/{slug:ref}/findings", response=_or_problem(list[FindingOut], 404), url_name="api_findings"
)
def findings(request: HttpRequest, ref: str) -> list[dict[str, Any]]:
    """What was found, with its figures as published."""
    return [_finding(each) for each in published_findings(public_or_404(ref))]


@api.get(
    "/engagements/{slug:ref}/decisions",
    response=_or_problem(list[DecisionOut], 404),
    url_name="api_decisions",
)
def decisions(request: HttpRequest, ref: str) -> list[dict[str, Any]]:
    """What was decided, by whom and why."""
    return [_decision(each) for each in decisions_of(public_or_404(ref))]


@api.get("/engagements/{slug:ref}/feedback", response=_or_problem(FeedbackOut, 404), url_name="api_feedback")
def feedback(request: HttpRequest, ref: str) -> dict[str, Any]:
    """The answer to the people who took part, as it stands. Not found until it is published."""
    asked = public_or_404(ref)
    report = published_report(asked)
    if report is None:
        raise Http404
    return {
        "version": report.version,
        "published_at": report.published_at,
        "summary": report.summary.as_dict(),
        "correction": report.correction.as_dict(),
        "items": [_item(each) for each in answers_of(asked)],
    }


@api.get(
    "/engagements/{slug:ref}/commitments",
    response=_or_problem(list[CommitmentOut], 404),
    url_name="api_commitments",
)
def commitments(request: HttpRequest, ref: str) -> list[dict[str, Any]]:
    """What the council said it would do, by when, and the news of it."""
    made = published_commitments(public_or_404(ref)).prefetch_related("updates")
    return [_commitment(each) for each in made]


@api.exception_handler(ValidationError)
def _wrong_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [f"{each['loc'][-1]}: {each['msg']}" for each in error.errors]
    return problem(422, _("Some parameters are not as this address needs them."), errors=errors)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, _("There is nothing published at this address."))


def _engagement(entry: Entry) -> dict[str, Any]:
    each = entry.engagement
    row = register_row(entry, timezone.now())
    return row | {
        "title": each.title.as_dict(),
        "purpose": each.purpose.as_dict(),
        "decision_holder": each.decision_holder.as_dict(),
        "wards": row["ward_codes"].split(),
    }


def _finding(each: Finding) -> dict[str, Any]:
    return {
        "number": each.number,
        "version": each.version,
        "statement": each.statement.as_dict(),
        "method": each.method.as_dict(),
        "quality": each.quality.as_dict(),
        "themes": [theme.name.as_dict() for theme in _in_order(each.themes.all())],
        "quotes": [quote.text for quote in _in_order(each.quotes.all())],
        "interim": each.snapshot.interim,
        "published_at": each.published_at,
        "figures": each.figures or None,
    }


def _in_order(things: Iterable[Any]) -> list[Any]:
    return sorted(things, key=lambda thing: thing.pk)


def _decision(each: Decision) -> dict[str, Any]:
    words = ("title", "decided", "reasons", "how_views_counted", "decided_by", "correction_reason")
    facts = {name: getattr(each, name).as_dict() for name in words}
    return facts | {"meeting": each.meeting, "decided_on": each.decided_on}


def _item(each: AnswerShown) -> dict[str, Any]:
    words = ("asked", "said", "did", "because")
    facts = {name: getattr(each.item, name).as_dict() for name in words}
    return facts | {"finding": each.finding.number, "outcome": each.item.outcome}


def _commitment(each: Commitment) -> dict[str, Any]:
    return {
        "finding": each.item.finding.number,
        "title": each.title.as_dict(),
        "service": each.service.name.en or each.service.name.cy,
        "due_on": each.due_on,
        "state": each.state,
        "finished_on": each.finished_on,
        "evidence": each.evidence.as_dict(),
        "news": [
            {"state": news.state, "words": news.words.as_dict(), "at": news.at}
            for news in _in_order(each.updates.all())
        ],
    }
