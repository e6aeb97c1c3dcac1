"""Why an idea is not taken, judged or supported; nothing is written when it is refused."""

import datetime as dt

import pytest
from django.utils import timezone

from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.use_cases import moderate
from folkmoot.take_part.ideas import refusals
from folkmoot.take_part.ideas.models import Idea, Support
from folkmoot.take_part.ideas.tests.factories import a_board, an_idea
from folkmoot.take_part.ideas.use_cases import judge_idea, submit_idea, support_idea
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def refused_for(verb, *args, **facts):
    with pytest.raises(Refused) as refused:
        verb(*args, at=timezone.now(), **facts)
    return [each.reason for each in refused.value]


@pytest.mark.parametrize(
    ("title", "text", "reasons"),
    [
        (" ", "Text", [refusals.TITLE_MISSING]),
        ("Title", "\n", [refusals.TEXT_MISSING]),
        ("", "", [refusals.TITLE_MISSING, refusals.TEXT_MISSING]),
        ("x" * 121, "Text", [refusals.TITLE_TOO_LONG]),
        ("Title", "x" * 2001, [refusals.TEXT_TOO_LONG]),
    ],
)
def test_an_idea_that_cannot_stand_on_the_board_is_refused_with_every_reason(title, text, reasons):
    board = a_board()
    assert refused_for(submit_idea, None, board, title=title, text=text) == reasons
    assert not Contribution.objects.exists()
    assert submit_idea(None, board, title="Title", text="Text", at=timezone.now()).idea.title == "Title"


def test_a_judgement_needs_an_answer_and_a_no_needs_a_reason():
    idea = an_idea()
    officer = idea.contribution.engagement.proposed_by
    assert refused_for(judge_idea, officer, idea, eligible=None, reason="") == [refusals.ANSWER_MISSING]
    assert refused_for(judge_idea, officer, idea, eligible=False, reason=" ") == [refusals.REASON_MISSING]
    english = "Roads are outside the pot."
    one = [refusals.REASON_IN_ONE_LANGUAGE]
    assert refused_for(judge_idea, officer, idea, eligible=False, reason=english) == one
    assert Idea.objects.get().eligible is None
    both = Bilingual(english, "Mae ffyrdd y tu allan i'r arian hwn.")
    judge_idea(officer, idea, eligible=False, reason=both, at=timezone.now())
    assert Idea.objects.get().eligible is False


def test_an_idea_set_aside_can_no_longer_be_supported(clock):
    idea = an_idea()
    support_idea(idea, visitor="a", at=timezone.now())
    officer = idea.contribution.engagement.proposed_by
    clock.shift(dt.timedelta(minutes=1))
    why = {"rule": "personal-data", "reason": "Names a child."}
    moderate(officer, idea.contribution, decision="set_aside", at=timezone.now(), **why)
    idea = Idea.objects.get()
    assert refused_for(support_idea, idea, visitor="b") == [refusals.NOT_ON_THE_BOARD]
    assert Support.objects.count() == 1
