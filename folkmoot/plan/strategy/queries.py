"""The strategy in force, its aims and its actions."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from folkmoot.plan.strategy.models import Action, Aim, Strategy


def current_strategy() -> Strategy | None:
    return Strategy.objects.filter(current=True).first()


def aims_of(strategy: Strategy) -> QuerySet[Aim]:
    """The aims in order, each with its actions and their services."""
    actions = Action.objects.select_related("service").order_by("number", "pk")
    return strategy.aims.order_by("number", "pk").prefetch_related(Prefetch("actions", actions))


def current_actions() -> QuerySet[Action]:
    """The actions an engagement can serve."""
    return Action.objects.filter(aim__strategy__current=True).order_by("aim__number", "number")
