"""Every verb of the plan stage asks who acts; and of two who do the same at one moment, one does it."""

import ast
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, connections

from folkmoot import plan
from folkmoot.foundation.people.models import Group
from folkmoot.foundation.people.tests.factories import a_person
from folkmoot.foundation.records.models import Entry
from folkmoot.plan.engagements import gates, own_gates, use_cases
from folkmoot.plan.engagements.models import Activity, Approval, Document, Engagement, PlanVersion, State
from folkmoot.plan.engagements.tests.planning import NOW, WAYS, a_plan, a_world, an_approved, an_idea
from folkmoot.plan.law.use_cases import load_rules
from folkmoot.plan.strategy.use_cases import adopt_strategy
from folkmoot.words.refusals import Refused

pytestmark = pytest.mark.django_db
WORDS = {"title": "Proposal", "body": "Text"}
ADOPTED = {"title": "Strategy", "from_on": NOW.date(), "aims": [{"number": "1", "title": "Aim"}]}
# One call of each verb that would be done for somebody else: by whom (`who`) it must be refused.
CALLS = {
    "add_activity": lambda w, who: use_cases.add_activity(who, w.idea, tool="survey", title="T", at=NOW),
    "adopt_strategy": lambda w, who: adopt_strategy(who, ADOPTED, at=NOW),
    "approve_plan": lambda w, who: use_cases.approve_plan(who, w.idea, at=NOW),
    "close_cycle": lambda w, who: use_cases.close_cycle(who, w.idea, at=NOW),
    "close_engagement": lambda w, who: use_cases.close_engagement(who, w.idea, at=NOW),
    "extend_engagement": lambda w, who: use_cases.extend_engagement(
        who, w.idea, closes_on=NOW.date(), reason="R", at=NOW
    ),
    "involve_group": lambda w, who: use_cases.involve_group(who, w.idea, group=w.group, part="P", at=NOW),
    "load_rules": lambda w, who: load_rules(who, {}, at=NOW),
    "note_answered": lambda w, who: use_cases.note_answered(who, w.idea, at=NOW),
    "note_decided": lambda w, who: use_cases.note_decided(who, w.idea, at=NOW),
    "open_engagement": lambda w, who: use_cases.open_engagement(who, w.idea, at=NOW),
    "propose_engagement": lambda w, who: use_cases.propose_engagement(
        who, title="T", purpose="P", owner=w.service, accountable=w.manager, at=NOW
    ),
    "remove_activity": lambda w, who: use_cases.remove_activity(who, w.activity, at=NOW),
    "remove_document": lambda w, who: use_cases.remove_document(who, w.document, at=NOW),
    "send_back_plan": lambda w, who: use_cases.send_back_plan(who, w.idea, reason="R", at=NOW),
    "set_ways": lambda w, who: use_cases.set_ways(who, w.idea, ways=WAYS, at=NOW),
    "spend": lambda w, who: use_cases.spend(who, w.idea, kind="K", hours=1, on=NOW.date(), at=NOW),
    "withdraw_engagement": lambda w, who: use_cases.withdraw_engagement(who, w.idea, reason="R", at=NOW),
    "write_document": lambda w, who: use_cases.write_document(who, w.idea, at=NOW, **WORDS),
    "write_plan": lambda w, who: use_cases.write_plan(who, w.idea, minutes=5, at=NOW),
}
NOT_YOURS = {"no-post", "not-yours", "not-yours-to-approve"}
# Without an actor: what the clock does.
OF_THE_CLOCK = {"close_those_whose_time_is_up"}


@pytest.fixture(autouse=True)
def only_the_gates_of_planning(monkeypatch):
    monkeypatch.setattr(gates, "_GATES", {gate.key: gate for gate in own_gates.ALL})


def verbs():
    """Every function of the plan stage that takes the moment, as `at`."""
    here = Path(plan.__file__).parent
    modules = [*here.glob("*/use_cases.py"), *here.glob("*/use_cases/*.py")]
    found = [each for path in modules for each in ast.parse(path.read_text()).body]
    return {
        each.name
        for each in found
        if isinstance(each, ast.FunctionDef)
        and not each.name.startswith("_")
        and "at" in {argument.arg for argument in each.args.kwonlyargs}
    }


def test_every_verb_of_the_plan_stage_is_tried_here():
    assert verbs() - OF_THE_CLOCK == set(CALLS)


@pytest.mark.parametrize("verb", CALLS)
def test_every_verb_refuses_who_may_not(verb):
    world = a_world()
    world.idea, world.group = an_idea(world), Group.objects.create(name="Friends")
    facts = {"tool": "survey", "title": "Survey", "at": NOW}
    world.activity = use_cases.add_activity(world.officer, world.idea, **facts)
    world.document = use_cases.write_document(world.officer, world.idea, at=NOW, **WORDS)
    before = Entry.objects.count()
    nobody = a_person("Somebody without a post")
    for who in (None, nobody):
        with pytest.raises(Refused) as refused:
            CALLS[verb](world, who)
        assert {code.partition(".")[2] for code in refused.value.codes} <= NOT_YOURS
    assert Entry.objects.count() == before


def as_it_was(thing):
    """The same row, read before somebody else changes it."""
    return type(thing).objects.get(pk=thing.pk)


def refused_codes(verb, *args, **facts):
    with pytest.raises(Refused) as refused:
        verb(*args, **facts)
    return [code.removeprefix("engagements.") for code in refused.value.codes]


def test_a_draft_published_meanwhile_is_not_removed():
    world = a_world()
    engagement = a_plan(world)
    draft = use_cases.write_document(world.officer, engagement, at=NOW, **WORDS)
    stale = as_it_was(draft)
    use_cases.write_document(world.officer, engagement, at=NOW, publish=True, **WORDS)
    assert refused_codes(use_cases.remove_document, world.officer, stale, at=NOW) == ["document-published"]
    assert Document.objects.get().published_at == NOW


def test_what_two_remove_at_once_is_removed_once():
    world = a_world()
    engagement = a_plan(world)
    draft = use_cases.write_document(world.officer, engagement, at=NOW, **WORDS)
    activity = use_cases.add_activity(world.officer, engagement, tool="survey", title="Survey", at=NOW)
    for remove, thing in ((use_cases.remove_document, draft), (use_cases.remove_activity, activity)):
        stale = as_it_was(thing)
        remove(world.officer, thing, at=NOW)
        assert refused_codes(remove, world.officer, stale, at=NOW) == ["removed-already"]
    assert not Document.objects.exists()
    assert not Activity.objects.exists()
    assert Entry.objects.filter(verb__endswith="removed").count() == 2


def test_a_step_taken_meanwhile_is_not_taken_again():
    world = a_world()
    engagement = a_plan(world)
    stale = as_it_was(engagement)
    use_cases.withdraw_engagement(world.officer, engagement, reason="Not needed", at=NOW)
    for verb, facts in (
        (use_cases.withdraw_engagement, {"reason": "Again"}),
        (use_cases.send_back_plan, {"reason": "Again"}),
        (use_cases.approve_plan, {}),
        (use_cases.write_plan, {"minutes": 5}),
    ):
        assert refused_codes(verb, world.corporate, as_it_was(stale), at=NOW, **facts) == ["wrong-state"]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", ["approve_plan", "open_engagement"])
def test_many_at_one_moment_make_one(verb):
    world = a_world()
    approving = verb == "approve_plan"
    engagement = a_plan(world) if approving else an_approved(world)
    actor, at = (world.manager, NOW) if approving else (world.officer, NOW + dt.timedelta(days=1))
    in_memory = "memory" in str(connection.settings_dict["NAME"])

    def one(_number):
        try:
            getattr(use_cases, verb)(actor, Engagement.objects.get(pk=engagement.pk), at=at)
            return "done"
        except Refused as refused:
            return refused.codes[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1 if in_memory else 4) as pool:
        answers = sorted(pool.map(one, range(4)))
    assert answers == ["done"] + ["engagements.wrong-state"] * 3
    assert Engagement.objects.get().state == (State.APPROVED if approving else State.OPEN)
    assert Approval.objects.count() == PlanVersion.objects.count() == 1
