"""What taking part shows on pages of others: the stage, the ways in, who was heard, the desk's tasks."""

from __future__ import annotations

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from folkmoot.design import tiles
from folkmoot.design.tiles import TAKE_PART, Shown, StageMark, Task, Tile
from folkmoot.foundation.council.queries import local_date
from folkmoot.foundation.people.models import Person
from folkmoot.plan.engagements.models import AFTER_APPROVAL, PUBLISHED, Activity, Engagement, State
from folkmoot.take_part.contributions import figures, queries
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.rules import (
    is_open,
    keying_refusals,
    keying_until,
    may_handle,
    may_read,
    window,
)
from folkmoot.take_part.contributions.tools import Tool, all_tools
from folkmoot.take_part.contributions.withholding import rules


def register() -> None:
    tiles.register(Tile("engagement.stage", "take_part", 20, stage_mark))
    tiles.register(Tile("engagement.participate", "take_part", 20, participate))
    tiles.register(Tile("engagement.page", "who_has_been_heard", 30, who_has_been_heard))
    tiles.register(Tile("receipt.page", "take_part", 5, withheld_part))
    tiles.register(Tile("desk.task", "take_part", 20, desk_tasks, audience="staff"))
    tiles.register(Tile("engagement.tools", "take_part", 20, kinds_of_activity, audience="staff"))


def kinds_of_activity(*, engagement: Engagement, person: Person | None = None, **_more: Any) -> list[Tool]:
    """What an officer can add to an engagement for people to take part in."""
    return all_tools()


def stage_mark(*, engagement: Engagement, person: Person | None = None, **_more: Any) -> StageMark:
    """Promised until the closing date; done when it has closed."""
    public = engagement.state in PUBLISHED
    href = f"{reverse('engagements:page', args=[engagement.slug])}#take-part" if public else ""
    dates = {"promised_on": engagement.closes_on, "actual_on": _closed_on(engagement)}
    state = _state(engagement)
    return StageMark(
        TAKE_PART, state, words=_("Open for answers") if state == "now" else "", href=href, **dates
    )


def _state(engagement: Engagement) -> str:
    if engagement.state in (State.CLOSED, State.COMPLETE):
        return "done"
    if engagement.state != State.OPEN or engagement.opens_at is None or engagement.opens_at > timezone.now():
        return "next"
    return "late" if engagement.closes_at and engagement.closes_at < timezone.now() else "now"


def _closed_on(engagement: Engagement) -> Any:
    return local_date(engagement.closed_at) if engagement.closed_at else None


def participate(*, engagement: Engagement, person: Person | None = None, **_more: Any) -> Shown | None:
    """The ways in that are open now, each with its button."""
    now = timezone.now()
    open_now = [pair for pair in _tools_of(engagement) if _ready_for_all(*pair) and is_open(pair[0], now)]
    if not open_now:
        return None
    ways = [
        {"title": each.title, "tool": tool.name, "href": tool.public_url(each)} for each, tool in open_now
    ]
    return Shown("contributions/participate.html", {"ways": ways, "engagement": engagement})


def who_has_been_heard(*, engagement: Engagement, person: Person | None = None, **_more: Any) -> Shown | None:
    """Counts by channel, week and ward as pictures with their tables, small numbers hidden."""
    if engagement.state not in AFTER_APPROVAL or engagement.state == State.APPROVED:
        return None
    heard = queries.heard_so_far(engagement)
    drawings = [figures.by_channel(heard), figures.by_week(heard)] if heard.anybody else []
    if heard.areas:
        drawings.append(figures.by_ward(heard))
    context = {
        "heard": heard,
        "drawings": drawings,
        "fewer_than": figures.hidden_words(heard.by_channel.rules.threshold),
        "so_far": engagement.state == State.OPEN,
    }
    return Shown("contributions/heard.html", context)


def withheld_part(*, contribution: Contribution, person: Person | None = None, **_more: Any) -> Shown | None:
    """On the receipt of something that was set aside: under which rule, and asking again."""
    decision = queries.set_aside_under(contribution)
    if decision is None:
        return None
    facts = {"rule": rules().get(decision.rule), "appeal": queries.appeal_of(contribution)}
    return Shown(
        "contributions/withheld_part.html", {"contribution": contribution, "decision": decision, **facts}
    )


def desk_tasks(*, engagement: Engagement, person: Person | None = None, **_more: Any) -> list[Task]:
    """What there is to do about answers: get the questions ready, look at what comes in, key forms."""
    if not may_read(person, engagement):
        return []
    pairs = _tools_of(engagement)
    tasks = [_questions(activity, tool) for activity, tool in pairs] if may_handle(person, engagement) else []
    if engagement.state in (State.OPEN, State.CLOSED, State.COMPLETE):
        tasks.append(_arriving(engagement))
        tasks += _held(engagement) + _asked_again(engagement, person)
        if may_handle(person, engagement):
            tasks += [task for activity, tool in pairs for task in _keying(activity, tool)]
    return tasks


def _questions(activity: Activity, tool: Tool) -> Task:
    missing = tuple(tool.ready(activity))
    state = "todo" if missing else "done"
    return Task(TAKE_PART, activity.title, state=state, href=tool.staff_url(activity), refusals=missing)


def _arriving(engagement: Engagement) -> Task:
    total = queries.counted(engagement).count()
    words = _how_many(engagement, total)
    href = reverse("contributions:arriving", args=[engagement.ref])
    title = _("Answers coming in, by channel and ward")
    return Task(TAKE_PART, title, state=_while_open(engagement), href=href, detail=words)


def _while_open(engagement: Engagement) -> str:
    """The state of what is done while people answer."""
    if engagement.state != State.OPEN:
        return "done"
    return "later" if engagement.opens_at and timezone.now() < engagement.opens_at else "now"


def _how_many(engagement: Engagement, total: int) -> str:
    if engagement.state == State.OPEN:
        return ngettext("%(n)s answer so far", "%(n)s answers so far", total) % {"n": intcomma(total)}
    return ngettext("%(n)s answer", "%(n)s answers", total) % {"n": intcomma(total)}


def _held(engagement: Engagement) -> list[Task]:
    held = Contribution.objects.filter(engagement=engagement, state=Contribution.State.HELD).count()
    if not held:
        return []
    words = ngettext("%(n)d answer is held", "%(n)d answers are held", held) % {"n": held}
    href = reverse("contributions:arriving", args=[engagement.ref])
    return [Task(TAKE_PART, _("Look at answers that are held"), href=href, detail=words, urgent=True)]


def _asked_again(engagement: Engagement, person: Person | None) -> list[Task]:
    """Each appeal as a task of whoever did not set the answer aside."""
    if not may_handle(person, engagement):
        return []
    return [
        Task(
            TAKE_PART,
            _("Look again at what was set aside"),
            href=reverse("contributions:appeal", args=[each.contribution_id]),
            detail=each.contribution.receipt,
            urgent=True,
        )
        for each in queries.asked_again(engagement)
        if person is None or each.about.by_id != person.pk
    ]


def _keying(activity: Activity, tool: Tool) -> list[Task]:
    """Keying while people answer, and for some days after for what came in time."""
    if tool.key_in_url is None:
        return []
    title, now = _("Key forms and calls"), timezone.now()
    if closed := keying_refusals(activity, now):
        return [Task(TAKE_PART, title, state="done", detail=closed[0].sentence)]
    opens, closes = window(activity)
    state = "later" if opens and now < opens else "now"
    last = keying_until(closes) if closes and now > closes else None
    facts = {"detail": activity.title, "due_on": local_date(last) if last else None}
    return [Task(TAKE_PART, title, state=state, href=tool.key_in_url(activity), **facts)]


def _tools_of(engagement: Engagement) -> list[tuple[Activity, Tool]]:
    tools = {tool.key: tool for tool in all_tools()}
    activities = Activity.objects.filter(engagement=engagement, tool__in=tools).order_by("pk")
    pairs = []
    for activity in activities:
        activity.engagement = engagement
        pairs.append((activity, tools[activity.tool]))
    return pairs


def _ready_for_all(activity: Activity, tool: Tool) -> bool:
    return not list(tool.ready(activity))
