"""The confirmation; asking again about what was withheld; and the register of it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.cache import never_cache

from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.records.cached_pages import cached_for_visitors
from folkmoot.take_part.contributions.figures import hidden_words
from folkmoot.take_part.contributions.forms import AskAgainForm, posted
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.queries import (
    appeal_of,
    by_receipt,
    register_of_withheld,
    set_aside_under,
)
from folkmoot.take_part.contributions.throttle import too_many
from folkmoot.take_part.contributions.use_cases import ask_again
from folkmoot.take_part.contributions.withholding import rules
from folkmoot.words.refusals import Refusal, Refused

LOOK_UPS = 120  # in ten minutes from one address; right and wrong codes count alike
SHOWN_FOR = dt.timedelta(days=2)  # later the code is the way in


@never_cache
def received(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    recent = Contribution.objects.filter(received_at__gte=timezone.now() - SHOWN_FOR)
    contribution = recent.select_related("engagement").filter(pk=pk).first()
    if contribution is None:
        raise Http404
    context = {"contribution": contribution, "engagement": contribution.engagement}
    return render(request, "contributions/received.html", context)


def look_again(request: HttpRequest, code: str) -> HttpResponse:
    """Ask, once, for another person to look again at what was set aside. For whoever holds the code."""
    if too_many(request, "receipt", most=LOOK_UPS):
        return _private(
            render(request, "throttled.html", {"words": request.POST.get("words", "")}, status=429)
        )
    contribution = by_receipt(code)
    decision = set_aside_under(contribution) if contribution else None
    if contribution is None or decision is None:
        raise Http404
    form = AskAgainForm(posted(request))
    found: Sequence[Refusal] = ()
    if request.method == "POST" and form.is_valid():
        try:
            ask_again(None, contribution, words=form.cleaned_data["words"], at=timezone.now())
        except Refused as refused:
            found = refused.refusals
        else:
            return redirect("contributions:look_again", code=contribution.receipt)
    context = {
        "contribution": contribution,
        "engagement": contribution.engagement,
        "decision": decision,
        "rule": rules().get(decision.rule),
        "appeal": appeal_of(contribution),
        "form": form,
        "refusals": found,
    }
    return _private(render(request, "contributions/look_again.html", context, status=409 if found else 200))


@cached_for_visitors(60)
def withheld(request: HttpRequest) -> HttpResponse:
    """What was withheld, by engagement and rule, and what came of asking again. The day something is looked
    at again would tell the day of a single decision: the page names the month."""
    context = {
        "register": register_of_withheld(),
        "rules": rules().values(),
        "hidden": hidden_words(profile().small_number),
    }
    return render(request, "contributions/withheld.html", context)


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, and found by no search engine."""
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
