"""Adopting a strategy: its aims, and the actions promised under them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from folkmoot.foundation.council.models import Service
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import holds
from folkmoot.foundation.records.use_cases import record
from folkmoot.plan.strategy import refusals as no
from folkmoot.plan.strategy.models import Action, Aim, Strategy
from folkmoot.words.bilingual import bilingual
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any

Facts = Mapping[str, Any]
PLAIN = ("lead_role", "measure", "outcome", "corrective_action")


def adopt_strategy(actor: Person | None, strategy: Facts, *, at: dt.datetime) -> Strategy:
    """Make this the council's strategy; the one before stays readable but is no longer current.

    `strategy` has title, from_on, to_on and aims; each aim number, title and actions; each action number,
    title, service (its key), lead_role, due_on, measure, outcome, corrective_action and status.
    """
    if not holds(actor, "corporate"):
        raise Refused(no.NOT_YOURS())
    with transaction.atomic():
        _wait_for_our_turn()
        refuse_if_any(_wrong(strategy))
        Strategy.objects.filter(current=True).update(current=False)
        adopted = Strategy.objects.create(
            title=bilingual(strategy["title"]),
            from_on=strategy["from_on"],
            to_on=strategy.get("to_on"),
            current=True,
        )
        actions = sum(_write_aim(adopted, aim) for aim in strategy["aims"])
        record(
            actor,
            "strategy adopted",
            subject=adopted,
            at=at,
            after={"title": adopted.title, "aims": len(strategy["aims"]), "actions": actions},
        )
    return adopted


def _wait_for_our_turn() -> None:
    """Of two adopted at one moment the second follows the first; they meet at the oldest, which stays."""
    Strategy.objects.select_for_update().order_by("pk").first()


def _write_aim(strategy: Strategy, facts: Facts) -> int:
    aim = Aim.objects.create(strategy=strategy, number=facts["number"], title=bilingual(facts["title"]))
    services = {service.key: service for service in Service.objects.all()}
    actions = [
        Action(
            aim=aim,
            number=each["number"],
            title=bilingual(each["title"]),
            service=services.get(each.get("service") or ""),
            due_on=each.get("due_on"),
            status=each.get("status") or Action.Status.PLANNING,
            **{name: each.get(name) or "" for name in PLAIN},
        )
        for each in facts.get("actions") or ()
    ]
    return len(Action.objects.bulk_create(actions))


def _wrong(strategy: Facts) -> Iterator[Refusal]:
    """Everything wrong with it at once."""
    aims = strategy.get("aims") or []
    if not (strategy.get("title") and strategy.get("from_on") and aims):
        yield no.NOTHING_PROMISED()
        return
    if strategy.get("to_on") and strategy["to_on"] < strategy["from_on"]:
        yield no.ENDS_BEFORE_IT_STARTS(field="to_on")
    actions = [action for aim in aims for action in aim.get("actions") or ()]
    for kind in (aims, actions):
        counted = Counter(each["number"] for each in kind)
        yield from (no.TWICE(number=number) for number, n in counted.items() if n > 1)
    services = set(Service.objects.values_list("key", flat=True))
    for action in actions:
        yield from _wrong_with_action(action, services)


def _wrong_with_action(action: Facts, services: set[str]) -> Iterator[Refusal]:
    number, status = action["number"], action.get("status") or Action.Status.PLANNING
    if status not in Action.Status.values:
        yield no.UNKNOWN_STATUS(number=number, status=status)
    if action.get("due_on") and not action.get("lead_role"):
        yield no.NO_OWNER(number=number)
    if status == Action.Status.DONE and not action.get("outcome"):
        yield no.NO_OUTCOME(number=number)
    if action.get("service") and action["service"] not in services:
        yield no.UNKNOWN_SERVICE(number=number, service=action["service"])
