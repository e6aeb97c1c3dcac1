"""The officers' front page: what needs me today comes first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from folkmoot.design.tiles import tiles_for
from folkmoot.doors.workspace.queries import in_hand, sorted_tasks
from folkmoot.foundation.people.queries import holds, open_appointments
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.plan.engagements.rules import may_propose_anything

A_PAGE = 20


def my_work(request: StaffRequest) -> HttpResponse:
    person = request.person
    page = Paginator(in_hand(person), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "workspace/my_work.html",
        {
            "tasks": sorted_tasks(tiles_for("my_work", request)),
            "page": page,
            "may_propose": may_propose_anything(person),
            "administers": holds(person, "administrator"),
            "posts": open_appointments(person),
        },
    )
