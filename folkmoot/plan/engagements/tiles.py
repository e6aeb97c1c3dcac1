"""What the plan stage shows on shared pages: its mark in the timeline, its tasks, its part of my work."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.design import tiles
from folkmoot.design.tiles import StageMark, Task, Tile
from folkmoot.foundation.council.queries import local_date
from folkmoot.foundation.people.models import Person
from folkmoot.plan.engagements import gates, queries, rules
from folkmoot.plan.engagements.models import BEFORE_APPROVAL, Engagement, State
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal

SOON = dt.timedelta(days=7)
MANY = 30


def register_all() -> None:
    tiles.register(Tile("engagement.stage", "plan", 10, stage_mark))
    tiles.register(Tile("desk.task", "plan", 10, plan_tasks, "staff"))
    tiles.register(Tile("desk.task", "completing", 90, completing_tasks, "staff"))
    tiles.register(Tile("my_work", "plan", 10, my_work, "staff"))


def stage_mark(*, person: Person | None, engagement: Engagement, **_more: Any) -> StageMark:
    """Planning is behind an engagement once its plan is approved."""
    if engagement.state in BEFORE_APPROVAL:
        return StageMark(tiles.PLAN, "now")
    done = local_date(engagement.approved_at) if engagement.approved_at else None
    return StageMark(tiles.PLAN, "done", actual_on=done, words=_("The plan is approved."))


def plan_tasks(*, person: Person | None, engagement: Engagement, **_subject: Any) -> list[Task]:
    """The plan's own steps, in order, each with what is missing."""
    at = timezone.now()
    return [
        _writing(engagement, at),
        _approving(person, engagement, at),
        _opening(engagement, at),
        _closing(engagement, at),
    ]


def _page(name: str, engagement: Engagement) -> str:
    return reverse(f"engagements:{name}", args=[engagement.ref])


def _writing(engagement: Engagement, at: dt.datetime) -> Task:
    title = _("Write the plan")
    if engagement.state not in BEFORE_APPROVAL:
        return Task(tiles.PLAN, title, "done", _page("plan", engagement))
    missing = _refusals(engagement, "approve", at, overridable=False)
    state = "todo" if missing else "done"
    return Task(tiles.PLAN, title, state, _page("plan", engagement), refusals=missing, urgent=bool(missing))


def _approving(person: Person | None, engagement: Engagement, at: dt.datetime) -> Task:
    title = _("Have the plan approved")
    if engagement.state not in BEFORE_APPROVAL:
        return Task(tiles.PLAN, title, "done", _page("approve", engagement))
    if engagement.state == State.IDEA:
        return Task(tiles.PLAN, title, "blocked", detail=_("First nothing may be missing from the plan."))
    warnings = _refusals(engagement, "approve", at, overridable=True)
    ours = rules.may_approve(person, engagement)
    detail = _("You can approve it.") if ours else _("A manager of the service approves it.")
    page = _page("approve", engagement)
    return Task(tiles.PLAN, title, "todo", page, detail, refusals=warnings, urgent=ours)


def _opening(engagement: Engagement, at: dt.datetime) -> Task:
    title, page = _("Open it to the public"), _page("open", engagement)
    if engagement.state in BEFORE_APPROVAL:
        return Task(tiles.TAKE_PART, title, "blocked", detail=_("First the plan is approved."))
    if engagement.state != State.APPROVED:
        return Task(tiles.TAKE_PART, title, "done")
    missing = gates.unmet(engagement, "open", at)
    near = bool(engagement.opens_at and engagement.opens_at - at <= SOON)
    return Task(
        tiles.TAKE_PART, title, "todo", page, refusals=missing, urgent=near, due_on=engagement.opens_on
    )


def _closing(engagement: Engagement, at: dt.datetime) -> Task:
    title, page = _("Close it"), _page("close", engagement)
    if engagement.state in (*BEFORE_APPROVAL, State.APPROVED, State.WITHDRAWN):
        return Task(tiles.TAKE_PART, title, "later")
    if engagement.state != State.OPEN:
        return Task(tiles.TAKE_PART, title, "done")
    due = bool(engagement.closes_at and engagement.closes_at < at)
    state = "todo" if due else "later"
    detail = _("It closes by itself when its time is up.")
    return Task(tiles.TAKE_PART, title, state, page, detail, urgent=due, due_on=engagement.closes_on)


def completing_tasks(*, person: Person | None, engagement: Engagement, **_subject: Any) -> list[Task]:
    """The last step: every stage says that nothing of its part is missing (V-07)."""
    title, page = _("Complete the cycle"), _page("complete", engagement)
    if engagement.state == State.COMPLETE:
        return [Task(tiles.LEARN, title, "done")]
    if engagement.state != State.CLOSED:
        return [Task(tiles.LEARN, title, "later")]
    missing = gates.unmet(engagement, "complete", timezone.now())
    return [Task(tiles.LEARN, title, "blocked" if missing else "todo", page, refusals=missing)]


def my_work(*, person: Person | None, **_subject: Any) -> list[Task]:
    """What waits for this person in planning: plans to approve, plans to finish, days that come near."""
    if not rules.may_propose_anything(person):
        return []
    waiting = queries.visible_to(person).filter(state__in=[State.IDEA, State.PLANNED, State.APPROVED])
    ours = [each for each in waiting.order_by("opens_on", "pk")[:MANY] if rules.may_edit(person, each)]
    return [task for each in ours if (task := _waiting(person, each, timezone.now()))]


def _waiting(person: Person | None, engagement: Engagement, at: dt.datetime) -> Task | None:
    title = Bilingual(f"{engagement.title.en}", engagement.title.cy or engagement.title.en)
    desk = _page("desk", engagement)
    near = bool(engagement.opens_at and engagement.opens_at - at <= SOON)
    if engagement.state == State.PLANNED:
        mine = rules.may_approve(person, engagement)
        words = _("A plan to approve") if mine else _("A plan that waits for approval")
        return Task(tiles.PLAN, title, "todo", _page("approve", engagement), words, urgent=mine)
    if engagement.state == State.IDEA:
        return Task(tiles.PLAN, title, "todo", desk, _("A plan to finish"), urgent=near)
    return Task(
        tiles.TAKE_PART,
        title,
        "todo",
        desk,
        _("Approved, to be opened"),
        urgent=near,
        due_on=engagement.opens_on,
    )


def _refusals(
    engagement: Engagement, transition: str, at: dt.datetime, *, overridable: bool
) -> list[Refusal]:
    states = gates.states(engagement, transition, at)
    return [each for state in states if state.gate.overridable == overridable for each in state.refusals]
