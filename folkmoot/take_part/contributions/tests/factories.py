"""Contributions for tests, without any tool behind them."""

from django.utils import timezone

from folkmoot.plan.engagements.tests.factories import an_activity
from folkmoot.take_part.contributions.use_cases import receive


def a_contribution(activity=None, **facts):
    facts = {"channel": "online", "at": timezone.now()} | facts
    return receive(facts.pop("actor", None), activity or an_activity(), **facts)
