"""The pages that only a kiosk has: becoming one, its receipt, "are you still there", and clearing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from folkmoot.foundation.people.requests import PublicRequest
from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.surveys import drafts
from folkmoot.take_part.surveys.kiosk import (
    COOKIE,
    WARN_SECONDS,
    Kiosk,
    is_let_in,
    is_token_of,
    kiosk_of,
    let_in,
    mark,
    shut_out,
)
from folkmoot.take_part.surveys.models import Survey
from folkmoot.take_part.surveys.queries import public_version


@never_cache
def enter(request: HttpRequest, slug: str, activity: int, token: str) -> HttpResponse:
    """The address an officer copies. Its key goes into a cookie and out of the address bar and the history
    at once: the next person to touch the tablet must not find it there."""
    subject = _survey(slug, activity).activity
    if not is_token_of(subject, token):
        raise Http404
    response = let_in(redirect("surveys:kiosk_open", slug, activity), subject)
    # Not on the page with the form: browsers send no origin with a form under this policy.
    response["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
def open_or_close(request: PublicRequest, slug: str, activity: int) -> HttpResponse:
    """Make this device a kiosk for the survey, or an ordinary one again. Whoever is signed in is signed out
    first: the next person to touch the tablet must not be the officer."""
    survey = _survey(slug, activity)
    if not is_let_in(request, survey.activity):
        return redirect("surveys:start", slug, activity)
    if request.method != "POST":
        return render(request, "surveys/kiosk.html", _context(survey) | {"now": kiosk_of(request)})
    logout(request)
    if "stop" in request.POST:
        response = redirect("engagements:page", slug)
        response.delete_cookie(COOKIE, samesite="Lax")
        return shut_out(response)
    kiosk = _kiosk(survey)
    return mark(_forgotten(request, survey.activity, kiosk.start_url), kiosk)


@never_cache
def receipt(request: HttpRequest, slug: str, activity: int) -> HttpResponse:
    """The code to write down, for as long as somebody stands here. The way back to it is cleared with it."""
    survey = _survey(slug, activity)
    sent = drafts.sent_by(request, survey.activity)
    if sent is None or kiosk_of(request) is None:
        return redirect("surveys:start", slug, activity)
    return render(request, "surveys/kiosk_receipt.html", _context(survey) | {"contribution": sent})


@never_cache
def waiting(request: HttpRequest, slug: str, activity: int) -> HttpResponse:
    """Are you still there? Half a minute later everything is cleared."""
    kiosk = kiosk_of(request)
    if kiosk is None:
        return redirect("surveys:start", slug, activity)
    survey, there = _survey(slug, activity), request.GET.get("to", "")
    context = {"back": there if kiosk.holds(there) else kiosk.home_url, "seconds": WARN_SECONDS}
    response = render(request, "surveys/kiosk_waiting.html", _context(survey) | context)
    response["Refresh"] = f"{WARN_SECONDS}; url={kiosk.clear_url}"
    return response


@never_cache
def clear(request: HttpRequest, slug: str, activity: int) -> HttpResponse:
    """Forget whoever was here: draft, cookies, session and forms in the browser's history. Begin anew."""
    kiosk = kiosk_of(request)
    if kiosk is None:
        return redirect("surveys:start", slug, activity)
    survey = _survey(slug, activity)
    return mark(_forgotten(request, survey.activity, kiosk.start_url), _kiosk(survey, kiosk.language))


def _forgotten(request: HttpRequest, activity: Activity, there: str) -> HttpResponse:
    drafts.drop(request, activity)
    request.session.flush()
    # A form in the browser's history carries the old token: sent again, it is refused and shows nothing.
    rotate_token(request)
    response = redirect(there)
    drafts.forget(response, activity)
    shut_out(response).delete_cookie("messages", samesite="Lax")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _survey(slug: str, activity: int) -> Survey:
    version = public_version(slug, activity)
    if version is None:
        raise Http404
    return version.survey


def _kiosk(survey: Survey, language: str = "") -> Kiosk:
    """The kiosk as the officer has set it now."""
    return Kiosk(
        activity=survey.activity_id,
        slug=survey.activity.engagement.slug,
        language=language or get_language() or "en",
        minutes=survey.kiosk_minutes,
    )


def _context(survey: Survey) -> dict[str, Any]:
    return {"survey": survey, "activity": survey.activity, "engagement": survey.activity.engagement}
