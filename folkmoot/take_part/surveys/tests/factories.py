"""Surveys and responses for tests."""

import datetime as dt

from django.utils import timezone

from folkmoot.foundation.people.tests.factories import a_person, a_profile
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_activity, an_engagement
from folkmoot.take_part.surveys.use_cases import build_survey, freeze_version, record_response
from folkmoot.words.bilingual import Bilingual

USE, WHY, HOURS, BRANCH = "use", "why", "hours", "branch"
QUESTIONS = [
    {
        "key": USE,
        "kind": "choice",
        "text": Bilingual("Do you use a library?", "Ydych chi'n defnyddio llyfrgell?"),
        "required": True,
        "options": [
            {"key": "yes", "text": Bilingual("Yes", "Ydw")},
            {"key": "no", "text": Bilingual("No", "Nac ydw"), "goto": WHY},
        ],
    },
    {
        "key": BRANCH,
        "kind": "choices",
        "text": Bilingual("Which branches do you use?", "Pa ganghennau ydych chi'n eu defnyddio?"),
        "options": [
            {"key": "merrow", "text": Bilingual("Merrow", "Merw")},
            {"key": "vale", "text": Bilingual("Vale", "Y Dyffryn")},
            {"key": "none", "text": Bilingual("None", "Dim un"), "exclusive": True},
        ],
    },
    {
        "key": HOURS,
        "kind": "number",
        "text": Bilingual("How many visits a month?", "Sawl ymweliad y mis?"),
        "limit": 60,
    },
    {
        "key": WHY,
        "kind": "text",
        "text": Bilingual("What should we know?", "Beth ddylem ni ei wybod?"),
        "limit": 500,
    },
    {
        "key": "ward",
        "kind": "postcode",
        "text": Bilingual("What is your postcode?", "Beth yw eich cod post?"),
    },
    {"bank": "age"},
]
ANSWERS = {USE: "yes", BRANCH: ["merrow"], HOURS: 4, WHY: "Keep Saturdays."}


def the_officer(engagement):
    return engagement.proposed_by


def a_survey(engagement=None, *, questions=None, frozen=True, activity=None, **facts):
    """A version of a survey, in use unless told otherwise, in an open engagement unless given another."""
    a_profile()
    engagement = engagement or an_engagement(**facts)
    activity = activity or an_activity(engagement)
    at = timezone.now() - dt.timedelta(days=30)
    version = build_survey(
        the_officer(engagement), activity, questions=questions or QUESTIONS, at=at, intro="Tell us."
    )
    return freeze_version(the_officer(engagement), version, at=at) if frozen else version


def a_response(version=None, *, at=None, answers=None, **facts):
    """A response sent online; the engagement is opened for a moment where it has closed since."""
    version = version or a_survey()
    engagement = version.survey.activity.engagement
    was = (engagement.state, engagement.closed_at)
    moment = at or min(timezone.now(), engagement.closes_at)
    engagement.state, engagement.closed_at = State.OPEN, None
    try:
        return record_response(None, version, answers=answers or ANSWERS, at=moment, **facts)
    finally:
        engagement.state, engagement.closed_at = was


def a_draft(version, answers=None):
    from folkmoot.take_part.surveys.models import Draft

    now = timezone.now()
    return Draft.objects.create(version=version, answers=answers or ANSWERS, started_at=now, touched_at=now)


__all__ = ["a_draft", "a_person", "a_response", "a_survey", "the_officer"]
