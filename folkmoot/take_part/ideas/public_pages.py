"""An idea board as residents meet it: read, support, and put in an idea, without an account."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from django.core.paginator import Paginator
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from folkmoot.foundation.council.queries import setting
from folkmoot.plan.engagements.models import PUBLISHED, Activity
from folkmoot.take_part.contributions.forms import posted
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.refusals import THROTTLED
from folkmoot.take_part.contributions.rules import window_refusals
from folkmoot.take_part.contributions.throttle import too_many
from folkmoot.take_part.ideas.forms import IdeaForm
from folkmoot.take_part.ideas.queries import on_the_board
from folkmoot.take_part.ideas.use_cases import VISITOR_DAYS, submit_idea, support_idea
from folkmoot.words.refusals import Refused

A_PAGE = 20
CONFLICT, TOO_MANY = 409, 429
_SIGNER = Signer(salt="folkmoot.ideas")


def board(request: HttpRequest, slug: str, activity: int) -> HttpResponse:
    """Every idea with the support it has, the newest first."""
    subject = _activity(slug, activity)
    found = window_refusals(subject, timezone.now())
    page = Paginator(on_the_board(subject), A_PAGE).get_page(request.GET.get("page"))
    context = _context(subject) | {"page": page, "closed": found[0] if found else None}
    return render(request, "ideas/board.html", context)


@never_cache
def idea(request: HttpRequest, slug: str, activity: int, pk: uuid.UUID) -> HttpResponse:
    """One idea, with the button to support it."""
    subject = _activity(slug, activity)
    shown = on_the_board(subject).filter(pk=pk).first()
    if shown is None:
        raise Http404
    found = window_refusals(subject, timezone.now())
    context = _context(subject) | {
        "idea": shown,
        "closed": found[0] if found else None,
        "supported": request.GET.get("supported") == "1",
    }
    return render(request, "ideas/idea.html", context)


@never_cache
def suggest(request: HttpRequest, slug: str, activity: int) -> HttpResponse:
    """Put an idea on the board. The form carries its own key, so that sending twice makes one idea."""
    subject = _activity(slug, activity)
    form = IdeaForm(posted(request))
    found = window_refusals(subject, timezone.now())
    if request.method == "POST" and not found and too_many(request, "send"):
        found = [THROTTLED()]
    if request.method == "POST" and not found and form.is_valid():
        try:
            sent = submit_idea(None, subject, **_facts(request, form), at=timezone.now())
        except Refused as refused:
            found = refused.refusals
        else:
            return redirect("contributions:received", sent.pk)
    token = request.POST.get("key") or _SIGNER.sign(uuid.uuid4().hex)
    context = _context(subject) | {"form": form, "refusals": found, "token": token}
    status = (TOO_MANY if found and found[0].reason is THROTTLED else CONFLICT) if found else 200
    return render(request, "ideas/suggest.html", context, status=status)


def support(request: HttpRequest, slug: str, activity: int, pk: uuid.UUID) -> HttpResponse:
    """Support an idea, once a visitor; the visitor is a random word in a cookie. Only a button does this:
    whoever comes otherwise, say by the other language after a refusal, sees the idea."""
    if request.method != "POST":
        return redirect("ideas:idea", slug, activity, pk)
    subject = _activity(slug, activity)
    shown = on_the_board(subject).filter(pk=pk).first()
    if shown is None:
        raise Http404
    visitor = _visitor(request)
    if too_many(request, "support"):
        return render(request, "throttled.html", {"words": ""}, status=TOO_MANY)
    try:
        support_idea(shown, visitor=visitor, at=timezone.now())
    except Refused as refused:
        context = _context(subject) | {"idea": shown, "refusals": refused.refusals}
        return render(request, "ideas/idea.html", context, status=CONFLICT)
    response = redirect(f"{_url('ideas:idea', subject, pk)}?supported=1")
    _keep_visitor(response, visitor)
    return response


def _facts(request: HttpRequest, form: IdeaForm) -> dict[str, Any]:
    state = (
        Contribution.State.HELD if request.POST.get("homepage", "").strip() else Contribution.State.COUNTED
    )
    return {
        "title": form.cleaned_data["title"],
        "text": form.cleaned_data["text"],
        "area": form.area,
        "language": get_language() or "en",
        "state": state,
        "id": _key(request.POST.get("key", "")),
    }


def _key(token: str) -> uuid.UUID:
    """The key of the form; one that we did not sign is not used, and a fresh one takes its place."""
    try:
        return uuid.UUID(_SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return uuid.uuid4()


def _visitor(request: HttpRequest) -> str:
    try:
        return str(_SIGNER.unsign(request.COOKIES.get("visitor", "")))
    except BadSignature:
        return secrets.token_hex(16)


def _keep_visitor(response: HttpResponse, visitor: str) -> None:
    response.set_cookie(
        "visitor",
        _SIGNER.sign(visitor),
        max_age=VISITOR_DAYS * 24 * 60 * 60,
        httponly=True,
        secure=bool(setting("SESSION_COOKIE_SECURE")),
        samesite="Lax",
    )


def _activity(slug: str, activity: int) -> Activity:
    found = Activity.objects.filter(
        pk=activity, tool="ideas", engagement__slug=slug, engagement__state__in=PUBLISHED
    )
    subject = found.select_related("engagement__owner").first()
    if subject is None:
        raise Http404
    return subject


def _url(name: str, activity: Activity, *more: Any) -> str:
    return reverse(name, args=[activity.engagement.slug, activity.pk, *more])


def _context(activity: Activity) -> dict[str, Any]:
    return {
        "activity": activity,
        "engagement": activity.engagement,
        "board_url": _url("ideas:board", activity),
        "suggest_url": _url("ideas:suggest", activity),
        "engagement_url": reverse("engagements:page", args=[activity.engagement.slug]),
    }
