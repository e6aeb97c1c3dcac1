"""The strategy as residents read it: what the council set out to do, and how it stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.records.cached_pages import cached_for_visitors
from folkmoot.plan.strategy.models import Action
from folkmoot.plan.strategy.queries import aims_of, current_strategy

STATUS = {
    Action.Status.PLANNING: (_("Planning"), "grey"),
    Action.Status.ON_TRACK: (_("On track"), "teal"),
    Action.Status.AT_RISK: (_("At risk"), "yellow"),
    Action.Status.SLIPPED: (_("Slipped"), "red"),
    Action.Status.DONE: (_("Done"), "green"),
}


@cached_for_visitors(seconds=300)
def strategy(request: HttpRequest) -> HttpResponse:
    found = current_strategy()
    aims = aims_of(found) if found else []
    rows = [
        (aim, [(action, *STATUS[Action.Status(action.status)]) for action in aim.actions.all()])
        for aim in aims
    ]
    return render(request, "strategy/strategy.html", {"strategy": found, "aims": rows})


def _with_status(action: Action) -> tuple[Action, object, str]:
    words, colour = STATUS[Action.Status(action.status)]
    return action, words, colour
