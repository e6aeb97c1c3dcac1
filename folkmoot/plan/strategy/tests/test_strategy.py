"""A strategy is adopted whole, by the corporate team, and shown with the status of each action."""

import copy
import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test import Client

from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service
from folkmoot.foundation.records.models import Entry
from folkmoot.plan.strategy.models import Strategy
from folkmoot.plan.strategy.use_cases import adopt_strategy
from folkmoot.words.refusals import Refused

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC)
STRATEGY = {
    "title": {"en": "Taking part 2025 to 2028", "cy": "Cymryd rhan 2025 i 2028"},
    "from_on": dt.date(2025, 4, 1),
    "to_on": dt.date(2028, 3, 31),
    "aims": [
        {
            "number": "A1",
            "title": {"en": "Know our communities", "cy": "Adnabod ein cymunedau"},
            "actions": [
                {
                    "number": "1.1",
                    "title": {"en": "Publish profiles", "cy": "Cyhoeddi proffiliau"},
                    "service": "insight",
                    "lead_role": "Insight manager",
                    "due_on": dt.date(2026, 9, 30),
                    "status": "done",
                    "outcome": "26 profiles published",
                },
            ],
        },
        {"number": "A2", "title": "Explain", "actions": []},
    ],
}


def with_action(**facts):
    changed = copy.deepcopy(STRATEGY)
    changed["aims"][0]["actions"][0] |= facts
    return changed


def test_a_strategy_is_adopted_and_the_one_before_is_no_longer_current():
    a_service("insight")
    corporate = a_person(role="corporate")
    adopt_strategy(corporate, STRATEGY, at=NOW)
    adopt_strategy(corporate, STRATEGY, at=NOW)
    assert list(Strategy.objects.order_by("pk").values_list("current", flat=True)) == [False, True]
    assert Entry.objects.filter(verb="strategy adopted").last().after["actions"] == 1


@pytest.mark.parametrize("role", ["officer", "administrator", "scrutiny"])
def test_only_the_corporate_team_adopts(role):
    with pytest.raises(Refused) as refused:
        adopt_strategy(a_person(role=role), STRATEGY, at=NOW)
    assert refused.value.codes == ["strategy.not-yours"]


@pytest.mark.parametrize(
    ("strategy", "codes"),
    [
        ({}, ["strategy.nothing-promised"]),
        (STRATEGY | {"aims": []}, ["strategy.nothing-promised"]),
        (STRATEGY | {"to_on": dt.date(2025, 3, 1)}, ["strategy.ends-before-it-starts"]),
        (STRATEGY | {"aims": STRATEGY["aims"] * 2}, ["strategy.twice"] * 3),
        (with_action(lead_role=""), ["strategy.no-owner"]),
        (with_action(outcome=""), ["strategy.no-outcome"]),
        (with_action(status="perhaps"), ["strategy.unknown-status"]),
        (with_action(service="moon"), ["strategy.unknown-service"]),
        (with_action(service="moon", lead_role=""), ["strategy.no-owner", "strategy.unknown-service"]),
    ],
)
def test_a_wrong_strategy_is_refused_whole(strategy, codes):
    a_service("insight")
    with pytest.raises(Refused) as refused:
        adopt_strategy(a_person(role="corporate"), strategy, at=NOW)
    assert refused.value.codes == codes
    assert not Strategy.objects.exists()


def test_residents_read_how_each_promise_stands():
    a_profile()
    assert "No strategy yet" in Client().get("/strategy/").content.decode()
    a_service("insight")
    adopt_strategy(a_person(role="corporate"), STRATEGY, at=NOW)
    html = Client().get("/strategy/").content.decode()
    for words in (
        "Know our communities",
        "1.1 Publish profiles",
        "26 profiles published",
        "By 30 September 2026",
    ):
        assert words in html
    assert "No action is promised under this aim yet." in html
    html = Client().get("/cy/strategy/").content.decode()
    assert "Adnabod ein cymunedau" in html


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_strategies_adopted_at_one_moment_one_is_current():
    a_service("insight")
    actor = a_person(role="corporate")
    adopt_strategy(actor, STRATEGY, at=NOW)
    in_memory = "memory" in str(connection.settings_dict["NAME"])

    def one(_number):
        try:
            return adopt_strategy(actor, STRATEGY, at=NOW).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1 if in_memory else 4) as pool:
        adopted = list(pool.map(one, range(4)))
    assert Strategy.objects.count() == 5
    assert Strategy.objects.get(current=True).pk in adopted
