"""Reviews and verdicts, as rows."""

from folkmoot.learn.evaluation.criteria import CRITERIA
from folkmoot.learn.evaluation.models import Review, Verdict
from folkmoot.plan.engagements.tests.factories import at
from folkmoot.tell_back.feedback.tests.factories import TOLD_ON, a_contribution, a_story
from folkmoot.words.bilingual import Bilingual


def a_review(engagement=None, **facts):
    engagement = engagement or a_story()
    facts = {
        "scores": dict.fromkeys(CRITERIA, 70),
        "lessons": Bilingual("Start earlier.", "Dechrau'n gynt."),
        "reviewed_by": engagement.accountable,
        "reviewed_at": at(TOLD_ON, 15),
    } | facts
    return Review.objects.create(engagement=engagement, **facts)


def a_verdict(contribution=None, *, heard=4, **facts):
    contribution = contribution or a_contribution(a_story())
    return Verdict.objects.create(
        contribution=contribution,
        engagement=contribution.engagement,
        heard=heard,
        **{"at": at(TOLD_ON, 18)} | facts,
    )
