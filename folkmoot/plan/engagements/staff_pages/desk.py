"""One engagement as its officers see it: six stages as tasks, and the record of all that happened."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from folkmoot.design.tiles import STAGE_NAMES, STAGES, Task, tiles_for
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.foundation.records.queries import by_the_council, entries_of, without_single_people
from folkmoot.plan.engagements import honesty, rules
from folkmoot.plan.engagements.chain import untouched
from folkmoot.plan.engagements.models import BEFORE_APPROVAL, State
from folkmoot.plan.engagements.reading_out import NAMES, parts_named, recorded
from folkmoot.plan.engagements.timeline import timeline

from .finding import the_engagement

ENTRIES_A_PAGE = 50


def desk(request: StaffRequest, ref: str) -> HttpResponse:
    engagement = the_engagement(request, ref)
    may_edit = rules.may_edit(request.person, engagement)
    tasks = tiles_for("desk.task", request, engagement=engagement) if may_edit else []
    waiting = [task for task in tasks if task.state == "todo"]
    context = {
        "engagement": engagement,
        "state": engagement.state_words,
        "may_edit": may_edit,
        "stages": timeline(request, engagement),
        "today": [replace(task, refusals=()) for task in waiting if task.urgent],
        "next": [replace(task, refusals=()) for task in waiting if not task.urgent],
        "now": [task for task in tasks if task.state == "now"],
        "tasks": by_stage(tasks),
        "links": tiles_for("desk.link", request, engagement=engagement),
        "highest_level": honesty.highest_level(engagement) if engagement.level else None,
        "last_approval": engagement.approvals.select_related("person").order_by("-at", "-pk").first(),
        "can_extend": engagement.state in (State.APPROVED, State.OPEN),
        "can_withdraw": engagement.state in (*BEFORE_APPROVAL, State.APPROVED),
        "is_public": engagement.state not in (*BEFORE_APPROVAL, State.WITHDRAWN),
    }
    return render(request, "engagements/desk.html", context)


def by_stage(tasks: list[Task]) -> list[tuple[Any, list[Task]]]:
    """Tasks under their stages, in the order of the cycle; stages without a task are left out."""
    groups = [(STAGE_NAMES[stage], [task for task in tasks if task.stage == stage]) for stage in STAGES]
    return [(name, found) for name, found in groups if found]


def record(request: StaffRequest, ref: str) -> HttpResponse:
    """Who did what, when and why, newest first; with a check that nobody has touched it."""
    engagement = the_engagement(request, ref)
    entries = entries_of(engagement).order_by("-sequence")
    whole = rules.may_read_whole_record(request.person, engagement)
    of_council = request.GET.get("of") == "council"
    if of_council:
        entries = by_the_council(entries)
    elif not whole:
        entries = without_single_people(entries)
    page = Paginator(entries, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    context = {
        "engagement": engagement,
        "page": page,
        "entries": [(entry, parts_named(entry), changes(entry.before, entry.after)) for entry in shown],
        "untouched": untouched(shown),
        "whole": whole,
        "of_council": of_council,
    }
    return render(request, "engagements/record.html", context)


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What an entry says changed: name, before, after, in plain words."""
    names = [*after, *(name for name in before if name not in after)]
    return [(_called(name), _told(name, before), _told(name, after)) for name in names]


def _called(name: str) -> str:
    """What people call a fact: as in the plan, where it is one of the plan's."""
    return str(NAMES.get(name) or name.replace("_", " "))


def _told(name: str, facts: dict[str, Any]) -> str:
    return recorded(name, facts.get(name)) if name in NAMES else plain(facts.get(name))


def plain(value: Any) -> str:
    """A recorded value as text: the English words of a bilingual one, a list with commas."""
    if value is None or value == "":
        return ""
    if isinstance(value, dict):
        words = value.get("en") or value.get("cy")
        return words or ", ".join(f"{name} {plain(each)}" for name, each in value.items())
    if isinstance(value, list):
        return "; ".join(plain(each) for each in value)
    return str(value)
