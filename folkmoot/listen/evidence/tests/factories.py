"""Answers, snapshots, themes, codings and findings for tests.

Answers are kept by a tool of their own, `notes`, so that evidence is tested without any real tool.
"""

import datetime as dt
from itertools import count
from uuid import UUID

from folkmoot.foundation.people.tests.factories import a_person
from folkmoot.listen.evidence.models import Coding, Finding, Snapshot, Theme
from folkmoot.listen.evidence.use_cases import (
    agree_frame,
    code_passage,
    freeze_snapshot,
    name_theme,
    publish_findings,
    state_finding,
)
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.plan.engagements.tests.factories import an_activity, an_engagement
from folkmoot.plan.engagements.tests.factories import at as moment
from folkmoot.take_part.contributions import tools
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.tools import Said, Tool
from folkmoot.words.bilingual import Bilingual

NOW = moment(dt.date(2026, 12, 1), 10)
_number = count(1)
_NOTES: dict[UUID, list[Said]] = {}
QUESTION = Bilingual("What matters most to you?", "Beth sydd bwysicaf i chi?")


def _said(ids):
    for each in ids:
        yield from _NOTES.get(each, [])


def _nowhere(activity):
    return "/"


tools.register(
    Tool(
        key="notes",
        name=Bilingual("Notes", "Nodiadau"),
        public_url=_nowhere,
        staff_url=_nowhere,
        key_in_url=_nowhere,
        ready=lambda activity: [],
        said=_said,
        results=lambda activity: [],
    )
)


def a_closed_engagement(**facts):
    """Closed on 6 November 2026, well before the tests' day."""
    facts = {"opens_on": dt.date(2026, 9, 14), "closes_on": dt.date(2026, 11, 6)} | facts
    return an_engagement(State.CLOSED, **facts)


def an_officer(engagement: Engagement):
    return a_person(role="officer", service=engagement.owner)


def an_answer(engagement: Engagement, text="Keep the library open on Saturdays.", **facts) -> Contribution:
    """One counted contribution that answered the question with `text`."""
    activity = facts.pop("activity", None) or engagement.activities.filter(tool="notes").first()
    activity = activity or an_activity(engagement, tool="notes")
    when = moment(engagement.opens_on, 12)
    facts = {
        "channel": "online",
        "submitted_at": when,
        "received_at": when,
        "receipt": f"NOTE-{next(_number):06d}",
    } | facts
    contribution = Contribution.objects.create(engagement=engagement, activity=activity, **facts)
    _NOTES[contribution.pk] = [
        Said(contribution.pk, "notes:why", QUESTION, text, free_text=True),
        Said(contribution.pk, "notes:branch", Bilingual("Which branch?"), "Priory", False, ("priory",)),
    ]
    return contribution


def a_snapshot(engagement: Engagement | None = None, *, answers=3) -> Snapshot:
    """A snapshot of a closed engagement; of `answers` new ones where nobody has answered yet."""
    engagement = engagement or a_closed_engagement()
    if not engagement.contributions.exists():
        for number in range(answers):
            an_answer(engagement, f"Answer {number}: keep the library open on Saturdays.")
    return freeze_snapshot(an_officer(engagement), engagement, at=moment(dt.date(2026, 11, 10)))


def a_theme(engagement: Engagement | None = None, name="", *, agreed=False, **facts) -> Theme:
    engagement = engagement or a_closed_engagement()
    number = next(_number)
    words = Bilingual(name, name) if name else Bilingual(f"Opening hours {number}", f"Oriau agor {number}")
    officer = an_officer(engagement)
    theme = name_theme(officer, engagement, name=words, at=moment(dt.date(2026, 11, 11)), **facts)
    if agreed:
        agree_frame(officer, engagement, at=moment(dt.date(2026, 11, 12)))
        theme.refresh_from_db()
    return theme


def a_coding(contribution: Contribution, theme: Theme, *, coder=None, **span) -> Coding:
    return code_passage(
        coder or an_officer(theme.engagement),
        contribution,
        theme,
        source="notes:why",
        at=moment(dt.date(2026, 11, 11)),
        **span,
    )


def a_finding(engagement: Engagement | None = None, *, answers=8, published=False, **facts) -> Finding:
    """A finding on a theme of its own, to which every answer of the engagement is coded."""
    engagement = engagement or a_closed_engagement()
    officer = an_officer(engagement)
    if not engagement.snapshots.exists():
        a_snapshot(engagement, answers=answers)
    themes = facts.pop("themes", None)
    if themes is None:
        themes = [a_theme(engagement, agreed=True)]
        for contribution in engagement.contributions.filter(state="counted"):
            a_coding(contribution, themes[0], coder=officer)
    facts = {
        "statement": Bilingual("People want Saturday opening.", "Mae pobl eisiau agor ar ddydd Sadwrn."),
        "method": Bilingual("A survey open to all, read by one officer.", "Arolwg agored i bawb."),
        "quality": Bilingual("Those who chose to answer.", "Y rhai a ddewisodd ateb."),
        "at": moment(dt.date(2026, 11, 13)),
    } | facts
    finding = state_finding(officer, engagement, themes=themes, **facts)
    if published:
        publish_findings(officer, engagement, at=moment(dt.date(2026, 11, 14)))
        finding.refresh_from_db()
    return finding
