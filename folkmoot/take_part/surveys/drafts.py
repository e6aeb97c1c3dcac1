"""The answers somebody is part of the way through: a row here, and on their side a signed cookie that only
names it. There is no session and no account. The draft's key becomes the key of the response, so that
sending twice makes one."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

from folkmoot.foundation.council.queries import setting
from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.throttle import too_many
from folkmoot.take_part.surveys.kiosk import kiosk_of
from folkmoot.take_part.surveys.models import Draft, Version

KEEP_DAYS = 14  # the privacy page says so
BEGUN = 300  # forms begun in ten minutes from one address: as many as may be sent, a library's shared one too
_SIGNER = Signer(salt="folkmoot.surveys.draft")


def token_of(key: uuid.UUID) -> str:
    return _SIGNER.sign(key.hex)


def key_in(token: str) -> uuid.UUID | None:
    """The draft a token names, or None where nobody here signed it."""
    try:
        return uuid.UUID(_SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None


def key_of(request: HttpRequest, activity: Activity) -> uuid.UUID | None:
    """The draft this visitor is in: by the form they send, or else by their cookie. On a kiosk by the cookie
    alone, because a form in the browser's history may be somebody else's."""
    named = (request.COOKIES.get(name) for name in _names(activity, "answers"))
    token = next((each for each in named if each), None)
    if kiosk_of(request) is None:
        token = request.POST.get("draft") or token
    return key_in(token) if token else None


def draft_of(request: HttpRequest, activity: Activity) -> Draft | None:
    key = key_of(request, activity)
    if key is None:
        return None
    return Draft.objects.filter(pk=key, version__survey__activity=activity).first()


def sent_by(request: HttpRequest, activity: Activity) -> Contribution | None:
    """What this visitor's draft has become, where it was sent already."""
    key = key_of(request, activity)
    return Contribution.objects.filter(pk=key, activity=activity).first() if key else None


def too_many_begun(request: HttpRequest, draft: Draft | None) -> bool:
    """Whether this would be one more form than may be begun from one address in ten minutes."""
    return draft is None and request.method == "POST" and too_many(request, "begin", most=BEGUN)


def keep(
    draft: Draft | None, version: Version, answers: dict[str, Any], *, typed: str = "", at: dt.datetime
) -> Draft:
    """Keep answers on their way, and what was typed and did not fit; each new start also clears away drafts
    long abandoned. A draft that was sent or cleared a moment ago, by another page of this visitor's, begins
    anew: nothing typed is lost."""
    if draft is not None:
        draft.answers, draft.typed, draft.touched_at = answers, typed, at
        found = Draft.objects.filter(pk=draft.pk)
        if found.update(answers=answers, typed=typed, touched_at=at):
            return draft
    Draft.objects.filter(touched_at__lt=at - dt.timedelta(days=KEEP_DAYS)).delete()
    return Draft.objects.create(version=version, answers=answers, typed=typed, started_at=at, touched_at=at)


def remember(response: HttpResponse, activity: Activity, key: uuid.UUID) -> HttpResponse:
    """Name the draft in a cookie that is sent to this survey's own pages only, in both languages."""
    return _put(response, activity, "answers", token_of(key))


def remember_own(response: HttpResponse, activity: Activity, mark: str, *, seconds: int) -> HttpResponse:
    """Leave with the visitor what we do not keep, for a while."""
    return _put(response, activity, "typed", mark, max_age=seconds)


def own_of(request: HttpRequest, activity: Activity) -> str:
    """What was left with this visitor."""
    return next((mark for name in _names(activity, "typed") if (mark := request.COOKIES.get(name))), "")


def _put(response: HttpResponse, activity: Activity, what: str, value: str, **more: Any) -> HttpResponse:
    for name, language in _names(activity, what).items():
        response.set_cookie(
            name,
            value,
            path=_path(activity, language),
            httponly=True,
            secure=bool(setting("SESSION_COOKIE_SECURE")),
            samesite="Lax",
            **more,
        )
    return response


def drop(request: HttpRequest, activity: Activity) -> None:
    """Delete what this visitor has answered and not sent."""
    if key := key_of(request, activity):
        Draft.objects.filter(pk=key, version__survey__activity=activity).delete()


def forget(response: HttpResponse, activity: Activity) -> HttpResponse:
    """Take back the cookies that name a draft or what became of it, and what was left with the visitor."""
    return _take_back(forget_own(response, activity), activity, "answers")


def forget_own(response: HttpResponse, activity: Activity) -> HttpResponse:
    """Take back what was left with the visitor."""
    return _take_back(response, activity, "typed")


def _take_back(response: HttpResponse, activity: Activity, what: str) -> HttpResponse:
    for name, language in _names(activity, what).items():
        response.delete_cookie(name, path=_path(activity, language), samesite="Lax")
    return response


def _names(activity: Activity, what: str) -> dict[str, str]:
    """The names of a cookie, each with the language of the pages it is sent to."""
    return {f"{what}-{activity.pk}-{language}": language for language in ("en", "cy")}


def _path(activity: Activity, language: str) -> str:
    with override(language):
        return reverse("surveys:start", args=[activity.engagement.slug, activity.pk])
