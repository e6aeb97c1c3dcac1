"""Opening, closing, extending, withdrawing, completing: each a page that says what will happen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.design.forms import beside
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.plan.engagements import gates, use_cases
from folkmoot.plan.engagements import refusals as no
from folkmoot.plan.engagements.addresses import fix
from folkmoot.plan.engagements.forms import ExtensionForm, ReasonForm
from folkmoot.plan.engagements.models import BEFORE_APPROVAL, Engagement, State
from folkmoot.words.refusals import Refusal, Refused

from .finding import done, show, the_engagement_to_write

# The states a step can be taken from; the verbs refuse any other.
FROM = {
    "open": (State.APPROVED,),
    "extend": (State.APPROVED, State.OPEN),
    "close": (State.OPEN,),
    "withdraw": (*BEFORE_APPROVAL, State.APPROVED),
}


def open_it(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = the_engagement_to_write(request, ref)
    return _step(request, engagement, "open", use_cases.open_engagement, _("It is open to the public."))


def close(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = the_engagement_to_write(request, ref)
    return _step(request, engagement, "close", use_cases.close_engagement, _("It is closed."), ReasonForm)


def extend(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = the_engagement_to_write(request, ref)
    said = _("It is extended.")
    return _step(request, engagement, "extend", use_cases.extend_engagement, said, ExtensionForm)


def withdraw(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = the_engagement_to_write(request, ref)
    said = _("It is withdrawn.")
    return _step(request, engagement, "withdraw", use_cases.withdraw_engagement, said, ReasonForm)


def complete(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = the_engagement_to_write(request, ref)
    return _step(request, engagement, "complete", use_cases.close_cycle, _("The cycle is complete."))


def _step(
    request: StaffRequest,
    engagement: Engagement,
    name: str,
    verb: Callable[..., Any],
    said: Any,
    form_class: type[ReasonForm] | None = None,
) -> HttpResponse:
    """Show what stands in the way; when sent, call the verb, and say what it refused."""
    form = form_class(request.POST or None) if form_class else None
    refusals = []
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            verb(request.person, engagement, at=timezone.now(), **(form.cleaned_data if form else {}))
            return done(request, said, "engagements:desk", engagement)
        except Refused as refused:
            refusals = beside(form, refused.refusals)
            engagement.refresh_from_db()
    context = {
        "engagement": engagement,
        "state": engagement.state_words,
        "form": form,
        "refusals": refusals,
        "missing": _in_the_way(engagement, name),
        "possible": _possible(engagement, name),
    }
    return show(request, name, context, wrong=request.method == "POST")


def _possible(engagement: Engagement, name: str) -> bool:
    """Whether the step can be taken from the state it is in; if not, its page offers none."""
    return engagement.state in FROM.get(name, (engagement.state,))


def _in_the_way(engagement: Engagement, name: str) -> list[Refusal]:
    """The state it is in, where the step cannot be taken from there; otherwise the gates of the step."""
    if not _possible(engagement, name):
        return [no.WRONG_STATE(fix=fix(engagement, "desk"), state=engagement.state_words)]
    return gates.unmet(engagement, name, timezone.now()) if name in gates.TRANSITIONS else []
