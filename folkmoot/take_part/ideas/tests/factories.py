"""Idea boards for tests."""

from django.utils import timezone

from folkmoot.foundation.people.tests.factories import a_profile
from folkmoot.plan.engagements.tests.factories import an_activity, an_engagement
from folkmoot.take_part.ideas.models import Idea
from folkmoot.take_part.ideas.use_cases import submit_idea


def a_board(engagement=None, **facts):
    a_profile()
    return an_activity(engagement or an_engagement(**facts), tool="ideas")


def an_idea(activity=None, **facts):
    facts = {"title": "A tool library", "text": "Lend drills and ladders.", "at": timezone.now()} | facts
    sent = submit_idea(None, activity or a_board(), **facts)
    return Idea.objects.select_related("contribution__activity__engagement__owner").get(pk=sent.pk)
