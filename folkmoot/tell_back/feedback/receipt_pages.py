"""The receipt: what I said, and where each point ended. For whoever holds the code, and nobody else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext as _

from folkmoot.design.tiles import tiles_for
from folkmoot.foundation.council.queries import profile
from folkmoot.plan.engagements.models import State
from folkmoot.take_part.contributions.codes import tidy_code
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.throttle import MINUTES, too_many
from folkmoot.tell_back.feedback.forms import CHANNEL_WORDS, CodeForm
from folkmoot.tell_back.feedback.promises import interim_promise, interim_rule
from folkmoot.tell_back.feedback.queries import by_code, receipt_of

LOOK_UPS = 120  # in ten minutes from one address; right and wrong codes count alike


def enter_code(request: HttpRequest) -> HttpResponse:
    """One box. What is typed may have spaces, small letters or no dashes."""
    form = CodeForm(request.GET or None)
    if not (form.is_bound and form.is_valid()):
        return _private(render(request, "feedback/receipt_entry.html", {"form": form}))
    if too_many(request, "receipt", most=LOOK_UPS):
        return _too_many_codes(request)
    typed = form.cleaned_data["code"]
    return redirect("feedback:receipt", code=tidy_code(typed)) if by_code(typed) else _no_such(request, form)


def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """My answers on the left, where each went on the right; before that, when something will happen."""
    if too_many(request, "receipt", most=LOOK_UPS):
        return _too_many_codes(request)
    found = by_code(code)
    if found is None:
        return _no_such(request, CodeForm({"code": code[:60]}))
    read = receipt_of(found)
    engagement = found.engagement
    facts = {
        "receipt": read,
        "smallest": profile().small_number,
        "engagement": engagement,
        "channel": CHANNEL_WORDS.get(found.channel, ""),
        "withdrawn": found.state == Contribution.State.WITHDRAWN,
        "set_aside": found.state == Contribution.State.SET_ASIDE,
        "closed": engagement.state in (State.CLOSED, State.COMPLETE),
        "heard": engagement.findings.filter(published_at__isnull=False).exists(),
        "decided": engagement.decisions.exists(),
        "interim_on": interim_promise(engagement, interim_rule(timezone.localdate())),
        "parts": tiles_for("receipt.page", request, contribution=found, report=read.report),
    }
    return _private(render(request, "feedback/receipt.html", facts))


def _no_such(request: HttpRequest, form: CodeForm) -> HttpResponse:
    """The box again, with the code as it was typed."""
    form.add_error("code", _("There is no receipt with this code. Check each letter and number."))
    return _private(render(request, "feedback/receipt_entry.html", {"form": form}, status=404))


def _too_many_codes(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "feedback/too_many_codes.html", {"minutes": MINUTES}, status=429))


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody: not by caches, not by search engines, and no address is passed on."""
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
