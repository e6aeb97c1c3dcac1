"""One small council that the tests about the system share: engagements in every state, an answered one told
to the end, and somebody in every role. Everything that must not be seen carries a word that gives it away."""

from __future__ import annotations

import datetime as dt
import uuid
from types import SimpleNamespace

from django.utils import timezone

from folkmoot.decide.decisions.tests.factories import a_decision
from folkmoot.foundation.people.models import EqualityAnswer
from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service
from folkmoot.foundation.places.tests.factories import a_postcode, a_ward, an_authority
from folkmoot.listen.evidence.tests import factories as listening
from folkmoot.plan.engagements.models import Document, State
from folkmoot.plan.engagements.tests.factories import an_activity, an_engagement
from folkmoot.plan.law.use_cases import load_rules
from folkmoot.take_part.ideas.tests.factories import an_idea
from folkmoot.take_part.surveys.tests.factories import ANSWERS, WHY, a_draft, a_response, a_survey
from folkmoot.tell_back.feedback.tests import factories as telling
from folkmoot.words.bilingual import Bilingual

# Words that only those may read who are meant to; the sweep looks for them in every answer.
DRAFT, ANSWER, FINDING, REPORT, EQUALITY, TYPING = (
    f"zz-{word}-zz" for word in ("draft", "answer", "finding", "report", "equality", "typing")
)
SECRETS = (DRAFT, ANSWER, FINDING, REPORT, EQUALITY, TYPING)


def a_world() -> SimpleNamespace:
    """Build the council. About a second; the modules that use it build it once."""
    world = SimpleNamespace(profile=a_profile(), service=a_service("libraries"))
    load_rules("Operator", at=timezone.now())
    world.authority, world.ward, world.postcode = an_authority(), a_ward(), a_postcode()
    _people(world)
    _engagements(world)
    _taking_part(world)
    _listening(world)
    _telling_back(world)
    return world


def _people(world: SimpleNamespace) -> None:
    world.people = {
        "officer": a_person(role="officer", service=world.service),
        "other_officer": a_person(role="officer", service=a_service("highways")),
        "service_manager": a_person(role="service_manager", service=world.service),
        "councillor": a_person(role="councillor", area=world.ward),
        "corporate": a_person(role="corporate"),
        "decision_officer": a_person(role="decision_officer"),
        "scrutiny": a_person(role="scrutiny"),
        "administrator": a_person(role="administrator"),
        # an account without any post: signed in, and no more than a resident
        "resident": a_person(email="resident@merrowvale.example"),
    }


def _engagements(world: SimpleNamespace) -> None:
    of_ours = {
        "owner": world.service,
        "accountable": world.people["service_manager"],
        "proposed_by": world.people["officer"],
    }
    hidden = Bilingual(f"Hidden {DRAFT}", f"Cudd {DRAFT}")
    world.draft = an_engagement(State.IDEA, title=hidden, summary=hidden, **of_ours)
    world.planned = an_engagement(State.PLANNED, title=hidden, summary=hidden, **of_ours)
    world.approved = an_engagement(
        State.APPROVED, opens_on=dt.date(2027, 1, 11), closes_on=dt.date(2027, 2, 26), **of_ours
    )
    world.open = an_engagement(State.OPEN, **of_ours)
    past = {"opens_on": dt.date(2026, 9, 14), "closes_on": dt.date(2026, 11, 6)}
    world.closed = an_engagement(State.CLOSED, **past, **of_ours)
    world.unheard = an_engagement(State.CLOSED, **past, **of_ours)
    told = past | {"decision_on": dt.date(2026, 11, 20), "feedback_on": dt.date(2026, 11, 27)}
    world.told = an_engagement(State.CLOSED, **told, **of_ours)
    world.document = Document.objects.create(
        engagement=world.draft, title=hidden, body=hidden, slug="proposal"
    )


def _taking_part(world: SimpleNamespace) -> None:
    world.survey = a_survey(world.open)
    world.activity = world.survey.survey.activity
    world.a_response = a_response(world.survey, answers=ANSWERS | {WHY: f"Keep it. {ANSWER}"})
    world.draft_survey = a_survey(world.draft, frozen=False)
    world.typing = a_draft(world.survey, ANSWERS | {WHY: TYPING})
    world.idea = an_idea(an_activity(world.open, tool="ideas"))
    world.equality = EqualityAnswer.objects.create(
        engagement=world.open.ref, question="age", wording="age-1", answer=EQUALITY, link=uuid.uuid4()
    )


def _listening(world: SimpleNamespace) -> None:
    """`closed` is decided; the finding of `unheard` is stated and not yet published."""
    world.decision = a_decision(world.closed)
    world.finding = world.closed.findings.get()
    world.theme = world.finding.themes.get()
    world.unseen_finding = listening.a_finding(
        world.unheard, statement=Bilingual(f"People want {FINDING}.", f"Mae pobl eisiau {FINDING}.")
    )


def _telling_back(world: SimpleNamespace) -> None:
    """`closed` has an answer in draft; `told` is answered, and promised something."""
    world.a_report = telling.a_report(
        world.closed,
        published_on=None,
        summary=Bilingual(f"Not yet said {REPORT}", f"Heb ei ddweud {REPORT}"),
    )
    finding = listening.a_finding(world.told, published=True)
    a_decision(world.told)
    world.told_report = telling.a_report(world.told, published_on=dt.date(2026, 11, 26), outcomes=("will",))
    world.told_theme = finding.themes.get()
    world.commitment = world.told.commitments.get()
    world.receipt = world.told.contributions.first().receipt
