"""The verdict of someone who took part, given with their receipt."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control

from folkmoot.learn.evaluation.forms import VerdictForm
from folkmoot.learn.evaluation.queries import is_answered, verdict_of
from folkmoot.learn.evaluation.use_cases import collect_verdict
from folkmoot.take_part.contributions.throttle import MINUTES, too_many
from folkmoot.tell_back.feedback.queries import by_code
from folkmoot.words.refusals import Refusal, Refused

LOOK_UPS = 120


def verdict(request: HttpRequest, code: str) -> HttpResponse:
    """Did we keep our promise? From 1 to 5, with room for a word. No script, no account."""
    if too_many(request, "receipt", most=LOOK_UPS):
        pause = {"minutes": MINUTES, "words": request.POST.get("comment", "")}
        return _private(render(request, "feedback/too_many_codes.html", pause, status=429))
    found = by_code(code)
    if found is None:
        raise Http404
    form = VerdictForm(request.POST if request.method == "POST" else None)
    refusals: Sequence[Refusal] = ()
    if form.is_bound and form.is_valid():
        try:
            collect_verdict(found, **form.cleaned_data, at=timezone.now())
        except Refused as refused:
            refusals = refused.refusals
        else:
            return redirect("evaluation:verdict", code=found.receipt)
    facts = {
        "contribution": found,
        "engagement": found.engagement,
        "form": form,
        "refusals": refusals,
        "given": verdict_of(found),
        "answered": is_answered(found.engagement),
    }
    return _private(render(request, "evaluation/verdict.html", facts, status=422 if refusals else 200))


def _private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
