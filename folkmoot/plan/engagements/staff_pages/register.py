"""The officers' list of engagements, and who covers what."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.plan.engagements import queries, rules
from folkmoot.plan.engagements.forms import LEVELS, StaffFilter
from folkmoot.plan.engagements.models import STATE_WORDS, Level, State


def engagements(request: StaffRequest) -> HttpResponse:
    form = StaffFilter(request.GET, states=[(state, STATE_WORDS[state]) for state in State])
    form.is_valid()
    chosen = form.cleaned_data
    found = queries.matching(queries.visible_to(request.person), chosen.get("q") or "")
    if state := chosen.get("state"):
        found = found.filter(state=state)
    if service := chosen.get("service"):
        found = queries.of_services(found, service)
    if chosen.get("mine"):
        found = queries.mine(found, request.person)
    context = {
        "filter": form,
        "page": queries.page_of(found.order_by("-opens_on", "-pk"), request.GET.get("page")),
        "may_propose": rules.may_propose_anything(request.person),
    }
    return render(request, "engagements/staff_list.html", context)


def coverage(request: StaffRequest) -> HttpResponse:
    """Engagements by directorate, zero included, and by who decides (V-10, L-32)."""
    states: list[State] = [state for state in State if state != State.WITHDRAWN]
    context = {
        "states": [STATE_WORDS[state] for state in states],
        "directorates": [_directorate(row, states) for row in queries.coverage()],
        "levels": [(level.value, LEVELS[level]) for level in Level],
        "holders": [_holder(row) for row in queries.by_decision_holder()],
    }
    return render(request, "engagements/coverage.html", context)


def _directorate(row: dict[str, Any], states: list[State]) -> dict[str, Any]:
    return row | {"counts": [row["states"].get(state, 0) for state in states]}


def _holder(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"counts": [row["levels"].get(level.value, 0) for level in Level]}
