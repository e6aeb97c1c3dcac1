"""Engagements in each state, made directly as rows: for tests of other features and of pages."""

import datetime as dt
from itertools import count
from zoneinfo import ZoneInfo

from folkmoot.foundation.people.tests.factories import a_person, a_service
from folkmoot.plan.engagements.models import Activity, Engagement, State
from folkmoot.plan.engagements.queries import search_text
from folkmoot.words.bilingual import Bilingual

LONDON = ZoneInfo("Europe/London")
_number = count(1)


def at(day, hour=9, minute=0, second=0):
    return dt.datetime.combine(day, dt.time(hour, minute, second), LONDON)


def an_engagement(state=State.OPEN, **facts):
    """An engagement with a full plan: open from 9 November 2026 to 8 January 2027 unless told."""
    number = next(_number)
    service = facts.pop("owner", None) or a_service("libraries")
    accountable = facts.pop("accountable", None) or a_person(role="service_manager", service=service)
    proposer = facts.pop("proposed_by", None) or a_person(role="officer", service=service)
    opens = facts.pop("opens_on", dt.date(2026, 11, 9))
    closes = facts.pop("closes_on", dt.date(2027, 1, 8))
    approved = state in (State.APPROVED, State.OPEN, State.CLOSED, State.COMPLETE)
    opened = state in (State.OPEN, State.CLOSED, State.COMPLETE)
    closed = state in (State.CLOSED, State.COMPLETE)
    facts = {
        "ref": f"ENG-2024-{number:04d}",  # a year in which no test proposes, so that no number is taken
        "slug": f"engagement-{number}",
        "title": Bilingual(f"Library review {number}", f"Adolygiad llyfrgelloedd {number}"),
        "summary": Bilingual("How libraries should work.", "Sut y dylai llyfrgelloedd weithio."),
        "purpose": Bilingual("To decide how libraries should work.", "Penderfynu sut y dylai weithio."),
        "can_change": Bilingual("Opening hours.", "Oriau agor."),
        "cannot_change": Bilingual("The budget.", "Y gyllideb."),
        "cannot_change_why": Bilingual("The council has set it.", "Mae'r cyngor wedi ei gosod."),
        "level": 2,
        "target_level": 2,
        "promise": Bilingual("We will listen and tell you.", "Byddwn yn gwrando ac yn dweud wrthych."),
        "decision_holder": Bilingual("Cabinet", "Y Cabinet"),
        "decision": Bilingual("Which branches stay open", "Pa ganghennau fydd yn aros ar agor"),
        "audience": Bilingual("Everyone", "Pawb"),
        "minutes": 8,
        "opens_on": opens,
        "closes_on": closes,
        "opens_at": at(opens, 0),
        "closes_at": at(closes, 23, 59, 59),
        "decision_on": closes + dt.timedelta(days=40),
        "feedback_on": closes + dt.timedelta(days=84),
        "proposed_at": at(opens - dt.timedelta(days=60)),
        "approved_at": at(opens - dt.timedelta(days=20)) if approved else None,
        "opened_at": at(opens) if opened else None,
        "closed_at": at(closes, 23, 59, 59) if closed else None,
        "contact_role": Bilingual("Engagement officer", "Swyddog ymgysylltu"),
        "contact_phone": "01632 960101",
        "contact_email": "libraries@merrowvale.example",
    } | facts
    facts.setdefault("search_text", search_text(facts["ref"], facts["title"], facts["summary"]))
    return Engagement.objects.create(
        owner=service, accountable=accountable, proposed_by=proposer, state=state, **facts
    )


def an_activity(engagement=None, tool="survey", **facts):
    engagement = engagement or an_engagement()
    facts = {
        "title": Bilingual("Survey", "Arolwg"),
        "opens_at": engagement.opens_at,
        "closes_at": engagement.closes_at,
    } | facts
    return Activity.objects.create(engagement=engagement, tool=tool, **facts)
