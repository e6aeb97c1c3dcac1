"""What deciding shows on pages of others: its stage, the tasks that lead to a decision, and the decision."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from folkmoot.decide.decisions import queries, rules
from folkmoot.decide.decisions.missing import why_no_decision, why_no_pack
from folkmoot.decide.decisions.refusals import UNANSWERED
from folkmoot.design.tiles import Shown, StageMark, Task, Tile, register
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import has_a_post
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.words.refusals import Refusal

STAGE = "decide"
AFTER_CLOSING = (State.CLOSED, State.COMPLETE)


def stage_mark(*, person: Person | None, engagement: Engagement, **_subject: Any) -> StageMark:
    """Decided, or by when it will be."""
    promised = engagement.decision_on
    if decision := queries.decisions_of(engagement).first():
        href = reverse("decisions:decision", args=[engagement.slug])
        return StageMark(STAGE, "done", promised, decision.decided_on, decision.title, href)
    words = engagement.decision_holder
    if promised and promised < timezone.localdate() and engagement.state in AFTER_CLOSING:
        return StageMark(STAGE, "late", promised, words=words)
    found = engagement.state in AFTER_CLOSING and engagement.findings.exists()
    return StageMark(STAGE, "now" if found else "next", promised, words=words)


def desk_link(*, person: Person | None, engagement: Engagement, **_subject: Any) -> Task | None:
    """Beside the desk, for who decides here but does not work on the engagement otherwise."""
    if not rules.may_record(person):
        return None
    address = reverse("decisions:desk", args=[engagement.ref])
    return Task(STAGE, gettext("From findings to a decision"), "done", address)


def desk_tasks(*, person: Person | None, engagement: Engagement, **_subject: Any) -> list[Task]:
    """Assess, answer each finding, issue the pack, record the decision; each with what is missing."""
    if not has_a_post(person):
        return []
    closed = engagement.state in AFTER_CLOSING
    answered = queries.findings_with_answers(engagement)
    decided = queries.decisions_of(engagement).exists()
    return [
        _assessment_task(engagement),
        _answers_task(engagement, answered),
        _guarded(engagement, gettext("Issue the decision pack"), "pack", closed and bool(answered)),
        _decision_task(engagement, decided, closed and bool(answered)),
    ]


def _assessment_task(engagement: Engagement) -> Task:
    there = queries.current_assessments(engagement)
    kinds = queries.kinds_required()
    started = all(kind in there for kind in kinds)
    current = all(queries.is_current(there.get(kind), engagement) for kind in kinds)
    closed = engagement.state in AFTER_CLOSING
    done = current if closed else started
    if closed:
        title = gettext("Finish the impact assessment with what people said")
    else:
        title = gettext("Start the impact assessment")
    href = reverse("decisions:assessment", args=[engagement.ref])
    return Task(STAGE if closed else "plan", title, "done" if done else "todo", href)


def _answers_task(engagement: Engagement, answered: list[queries.Answered]) -> Task:
    left = sum(each.answer is None for each in answered)
    facts = {"done": len(answered) - left, "all": len(answered)}
    return Task(
        STAGE,
        gettext("Answer every finding"),
        "blocked" if not answered else "todo" if left else "done",
        reverse("decisions:desk", args=[engagement.ref]) if answered else "",
        gettext("%(done)s of %(all)s answered") % facts if answered else "",
    )


def _guarded(engagement: Engagement, title: str, page: str, can: bool) -> Task:
    pack = queries.latest_pack(engagement)
    missing = why_no_pack(engagement) if can and not pack else []
    state = "done" if pack else "todo" if can and not missing else "blocked"
    href = reverse(f"decisions:{page}", args=[engagement.ref]) if can or pack else ""
    return Task(STAGE, title, state, href, refusals=_besides_answers(missing))


def _decision_task(engagement: Engagement, decided: bool, can: bool) -> Task:
    missing = why_no_decision(engagement) if can and not decided else []
    return Task(
        STAGE,
        gettext("Record the decision and its reasons"),
        "done" if decided else "blocked" if not can or missing else "todo",
        reverse("decisions:decide", args=[engagement.ref]) if can or decided else "",
        refusals=_besides_answers(missing),
        due_on=engagement.decision_on,
    )


def _besides_answers(missing: list[Refusal]) -> list[Refusal]:
    """Findings without an answer have a task of their own, which says how many and leads to each."""
    return [each for each in missing if each.reason != UNANSWERED]


def my_work(*, person: Person | None, **_subject: Any) -> list[Task]:
    """Engagements whose findings wait for this person's answer, or whose decision waits to be recorded."""
    waiting = queries.waiting_for_a_decision(person)
    return [_waiting(each) for each in waiting if rules.may_consider(person, each)]


def _waiting(engagement: Engagement) -> Task:
    left = sum(each.answer is None for each in queries.findings_with_answers(engagement))
    detail = gettext("Findings to answer: %(n)s") % {"n": left} if left else gettext("Ready for a decision")
    overdue = bool(engagement.decision_on and engagement.decision_on <= timezone.localdate())
    href = reverse("decisions:desk", args=[engagement.ref])
    return Task(STAGE, engagement.title, "todo", href, detail, urgent=overdue, due_on=engagement.decision_on)


def decided(*, person: Person | None, engagement: Engagement, **_subject: Any) -> Shown | None:
    """The decision, on the engagement's public page."""
    decisions = list(queries.decisions_of(engagement))
    if not decisions:
        return None
    return Shown("decisions/parts/decided.html", {"engagement": engagement, "decisions": decisions})


def plug_in() -> None:
    register(Tile("engagement.stage", STAGE, 40, stage_mark))
    register(Tile("engagement.page", "decision", 15, decided))
    register(Tile("desk.task", STAGE, 40, desk_tasks, "staff"))
    register(Tile("desk.link", STAGE, 40, desk_link, "staff"))
    register(Tile("my_work", STAGE, 40, my_work, "staff"))
