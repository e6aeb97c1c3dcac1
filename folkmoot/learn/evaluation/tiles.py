"""What looking back shows on pages of others: the last stage, a task, the verdict on a receipt."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.design.tiles import LEARN, Shown, StageMark, Task, Tile, register
from folkmoot.foundation.council.queries import local_date
from folkmoot.foundation.people.models import Person
from folkmoot.learn.evaluation import rules
from folkmoot.learn.evaluation.queries import is_answered, review_of, verdict_of
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.take_part.contributions.models import Contribution


def stage(*, person: Person | None, engagement: Engagement, **_subject: Any) -> StageMark:
    review = review_of(engagement)
    if review is not None:
        reviewed_on = local_date(review.reviewed_at)
        return StageMark(LEARN, "done", None, reviewed_on, _("What we would do again, and what not"))
    state = "now" if is_answered(engagement) else "next"
    return StageMark(LEARN, state, None, None, _("How it went, and what we learnt"))


def tasks(*, person: Person | None, engagement: Engagement, **_subject: Any) -> list[Task]:
    if not rules.may_review(person, engagement):
        return []
    href = reverse("evaluation:evaluation", args=[engagement.ref])
    if review_of(engagement) is not None:
        return [Task(LEARN, _("Review the engagement"), "done", href)]
    if engagement.state == State.CLOSED and is_answered(engagement):
        return [Task(LEARN, _("Review the engagement"), "todo", href)]
    return [Task(LEARN, _("Review the engagement"), "later")]


def verdict_part(*, person: Person | None, contribution: Contribution, **_subject: Any) -> Shown | None:
    """On the receipt, once the points are answered: did we keep our promise?"""
    if contribution.state != Contribution.State.COUNTED or not is_answered(contribution.engagement):
        return None
    facts = {"contribution": contribution, "given": verdict_of(contribution)}
    return Shown("evaluation/tiles/verdict.html", facts)


def plug_in() -> None:
    register(Tile("engagement.stage", "evaluation", 60, stage))
    register(Tile("desk.task", "evaluation", 60, tasks, audience="staff"))
    register(Tile("receipt.page", "evaluation", 10, verdict_part))
