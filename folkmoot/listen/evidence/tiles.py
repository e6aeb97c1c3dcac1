"""What listening shows on pages of others: its stage, the officer's tasks, and what was heard."""

from __future__ import annotations

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from folkmoot.design.tiles import Shown, StageMark, Task, Tile, register
from folkmoot.foundation.council.queries import local_date
from folkmoot.foundation.people.models import Person
from folkmoot.listen.evidence import queries, rules
from folkmoot.plan.engagements.models import Engagement, State

STAGE = "listen"
AFTER_CLOSING = (State.CLOSED, State.COMPLETE)


def stage_mark(*, person: Person | None, engagement: Engagement, **_subject: Any) -> StageMark:
    """Listening is done when what was heard is published."""
    published = engagement.findings.filter(published_at__isnull=False).order_by("published_at").first()
    if published and published.published_at:
        return StageMark(
            STAGE,
            "done",
            actual_on=local_date(published.published_at),
            words=gettext("What we heard is published"),
            href=reverse("evidence:heard", args=[engagement.slug]),
        )
    closed = engagement.state in AFTER_CLOSING
    words = gettext("Reading what people said") if closed else gettext("We read everything people say")
    return StageMark(STAGE, "now" if closed else "next", words=words)


def desk_tasks(*, person: Person | None, engagement: Engagement, **_subject: Any) -> list[Task]:
    """Freeze, code, agree, state and publish, each with what is still missing."""
    if not rules.may_work(person, engagement):
        return []
    closed = engagement.state in AFTER_CLOSING
    snapshot = queries.latest_snapshot(engagement)
    progress = queries.progress(engagement)
    themes = list(engagement.themes.filter(merged_into=None))
    agreed = bool(themes) and all(theme.agreed_at for theme in themes)
    findings = list(queries.findings_of(engagement))
    published = bool(findings) and all(finding.published_at for finding in findings)
    final = snapshot is not None and not snapshot.interim
    return [
        _task(engagement, gettext("Freeze the evidence"), "freeze", done=final, can=closed, urgent=True),
        _task(
            engagement,
            gettext("Code the answers into themes"),
            "coding",
            done=published or (bool(progress.total) and not progress.left),
            can=snapshot is not None,
            detail=_how_far(progress),
        ),
        _task(engagement, gettext("Agree the themes"), "themes", done=agreed, can=bool(themes)),
        _task(
            engagement,
            gettext("State findings and publish what was heard"),
            "findings",
            done=published,
            can=any(theme.agreed_at for theme in themes),
        ),
    ]


def _how_far(progress: queries.Progress) -> str:
    if not progress.total:
        return ""
    facts = {"coded": intcomma(progress.coded), "total": intcomma(progress.total)}
    return gettext("%(coded)s of %(total)s responses coded") % facts


def _task(
    engagement: Engagement,
    title: str,
    page: str,
    *,
    done: bool,
    can: bool,
    detail: str = "",
    urgent: bool = False,
) -> Task:
    state = "done" if done else "todo" if can else "blocked"
    href = reverse(f"evidence:{page}", args=[engagement.ref]) if can or done else ""
    return Task(STAGE, title, state, href, detail, urgent=urgent)


def my_work(*, person: Person | None, **_subject: Any) -> list[Task]:
    """Engagements of this person's services that have closed and whose findings are not published."""
    return [
        _waiting(engagement)
        for engagement in queries.waiting_for_findings(person)
        if rules.may_work(person, engagement)
    ]


def _waiting(engagement: Engagement) -> Task:
    days = (timezone.localdate() - local_date(engagement.closed_at)).days if engagement.closed_at else 0
    detail = ngettext("Closed %(n)s day ago", "Closed %(n)s days ago", days) % {"n": days}
    return Task(STAGE, engagement.title, "todo", reverse("evidence:overview", args=[engagement.ref]), detail)


def heard(*, person: Person | None, engagement: Engagement, **_subject: Any) -> Shown | None:
    """The first findings, on the engagement's public page."""
    findings = list(queries.published_findings(engagement)[:3])
    if not findings:
        return None
    return Shown("evidence/parts/heard.html", {"engagement": engagement, "findings": findings})


def plug_in() -> None:
    register(Tile("engagement.stage", STAGE, 30, stage_mark))
    register(Tile("engagement.page", "what-we-heard", 20, heard))
    register(Tile("desk.task", STAGE, 30, desk_tasks, "staff"))
    register(Tile("my_work", STAGE, 30, my_work, "staff"))
