"""What somebody typed on a page that could not take it, shown again by a page of its own.

A form that is refused leads back to its page, which asks the same form again and so says the same errors, in
the language being read. Going back in the browser therefore never comes upon a page that must be sent anew.
The words lie with the draft until the page takes them. What we promise not to keep, a postcode or an address
that did not fit, stays with the visitor: in a cookie for this survey's pages, for a quarter of an hour.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.datastructures import MultiValueDict

from folkmoot.design.forms import names_in
from folkmoot.take_part.surveys import drafts
from folkmoot.take_part.surveys.forms import AnswerForm, SendForm
from folkmoot.take_part.surveys.models import Draft, Version

LONGEST = 100_000  # characters kept of all pages of a draft together; more is answered where it was sent
LONGEST_OWN = 3_000  # a browser keeps 4,096 of a cookie
OWN_SECONDS = 15 * 60
_SALT = "folkmoot.surveys.typed"

Sent = MultiValueDict[str, str]


def on(request: HttpRequest, draft: Draft | None, page: str) -> Sent | None:
    """What the form of a page is asked with: what is being sent, or was sent last and could not be taken."""
    if request.method == "POST":
        return request.POST
    kept = _pages(draft).get(page)
    return None if draft is None or kept is None else MultiValueDict(kept | _own(request, draft, page))


def shown_again(
    request: HttpRequest,
    version: Version,
    draft: Draft | None,
    page: str,
    form: AnswerForm | SendForm,
    *,
    at: dt.datetime,
) -> HttpResponse | None:
    """Lead back to the page, with what was typed. None where that is too long to keep."""
    ours, own = _parted(form, request.POST)
    text = json.dumps(_pages(draft) | {page: ours})  # NUL and all, as letters that any database takes
    if len(text) > LONGEST or len(signing.dumps(own)) > LONGEST_OWN:
        return None
    activity = version.survey.activity
    kept = drafts.keep(draft, version, dict(draft.answers) if draft else {}, typed=text, at=at)
    response = HttpResponseRedirect(request.get_full_path(), status=303)
    if own:
        mark = signing.dumps({"draft": kept.pk.hex, "page": page, "typed": own}, salt=_SALT)
        drafts.remember_own(response, activity, mark, seconds=OWN_SECONDS)
    elif _own(request, kept, page):  # of an earlier try, and mended since
        drafts.forget_own(response, activity)
    return drafts.remember(response, activity, kept.pk)


def without(draft: Draft | None, page: str) -> str:
    """What is kept for the other pages, once this one has taken its answers."""
    others = {name: typed for name, typed in _pages(draft).items() if name != page}
    return json.dumps(others) if others else ""


def _pages(draft: Draft | None) -> dict[str, dict[str, list[str]]]:
    return json.loads(draft.typed) if draft and draft.typed else {}


def _parted(
    form: AnswerForm | SendForm, sent: QueryDict
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What was sent, as it was typed: what we may keep, and what only the visitor may."""
    ours: dict[str, list[str]] = {name: sent.getlist(name) for name in names_in(form) if name in sent}
    ours |= form.instead()
    return ours, {name: ours.pop(name) for name in form.not_ours() if any(ours.get(name, ()))}


def _own(request: HttpRequest, draft: Draft, page: str) -> dict[str, Any]:
    try:
        mark = signing.loads(
            drafts.own_of(request, draft.version.survey.activity), salt=_SALT, max_age=OWN_SECONDS
        )
    except signing.BadSignature:
        return {}
    mine = (mark["draft"], mark["page"]) == (draft.pk.hex, page)
    return mark["typed"] if mine else {}
