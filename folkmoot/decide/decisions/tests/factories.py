"""Assessments, answers to findings, packs and decisions for tests."""

import datetime as dt

from folkmoot.decide.decisions.models import Assessment, Consideration, Decision, Pack
from folkmoot.decide.decisions.use_cases import (
    consider_finding,
    finish_assessment,
    issue_pack,
    record_decision,
    start_assessment,
)
from folkmoot.foundation.people.tests.factories import a_person
from folkmoot.listen.evidence.models import Finding
from folkmoot.listen.evidence.tests.factories import a_finding, an_officer
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.tests.factories import at as moment
from folkmoot.words.bilingual import Bilingual

NOW = moment(dt.date(2026, 12, 1), 10)
SUMMARY = Bilingual("Older people without a car lose most.", "Pobl hŷn heb gar sy'n colli fwyaf.")
DECISION = {
    "title": Bilingual("Libraries open on Saturdays", "Llyfrgelloedd ar agor ar ddydd Sadwrn"),
    "decided": Bilingual("All branches open on Saturdays.", "Pob cangen ar agor ar ddydd Sadwrn."),
    "reasons": Bilingual(
        "Most people who answered cannot come on weekdays.",
        "Ni all y rhan fwyaf o'r bobl a atebodd ddod yn ystod yr wythnos.",
    ),
    "how_views_counted": Bilingual(
        "What people said about Saturdays was the main reason.", "Dyna oedd y prif reswm."
    ),
    "decided_by": Bilingual("Cabinet", "Y Cabinet"),
    "meeting": "Cabinet, 24 November 2026",
    "decided_on": dt.date(2026, 11, 24),
}


def a_decision_officer():
    return a_person(role="decision_officer")


def an_assessment(engagement: Engagement, *, finished=False) -> Assessment:
    officer = an_officer(engagement)
    started = start_assessment(officer, engagement, summary=SUMMARY, at=moment(dt.date(2026, 9, 1)))
    if finished:
        return finish_assessment(officer, started, summary=SUMMARY, at=moment(dt.date(2026, 11, 15)))
    return started


def a_consideration(finding: Finding | None = None, **facts) -> Consideration:
    facts = {
        "response": Bilingual("We will open on Saturdays.", "Byddwn yn agor ar ddydd Sadwrn."),
        "disposition": "accepted",
        "at": moment(dt.date(2026, 11, 18)),
    } | facts
    return consider_finding(a_decision_officer(), finding or a_finding(), **facts)


def a_pack(engagement: Engagement | None = None) -> Pack:
    """A pack on one finding, answered, with a finished assessment."""
    engagement = engagement or a_finding(published=True).engagement
    if not engagement.findings.exists():
        a_finding(engagement, published=True)
    for finding in engagement.findings.filter(replacement=None, consideration=None):
        a_consideration(finding)
    if not engagement.assessments.exists():
        an_assessment(engagement, finished=True)
    return issue_pack(a_decision_officer(), engagement, at=moment(dt.date(2026, 11, 20)))


def a_decision(engagement: Engagement | None = None, **facts) -> Decision:
    pack = a_pack(engagement)
    facts = DECISION | {"at": moment(dt.date(2026, 11, 25))} | facts
    return record_decision(a_decision_officer(), pack.engagement, **facts)
