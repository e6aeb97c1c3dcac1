"""The plan, one page a part: how far it has come, where each thing is mended, and two writers at once."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import resolve
from django.utils import translation

from folkmoot.foundation.people.models import Group
from folkmoot.foundation.people.tests.factories import sign_in
from folkmoot.foundation.places.tests.factories import a_ward
from folkmoot.plan.engagements import gates, own_gates, use_cases
from folkmoot.plan.engagements.addresses import fix
from folkmoot.plan.engagements.forms import PlanForm
from folkmoot.plan.engagements.parts import PARTS, WRITTEN
from folkmoot.plan.engagements.plan_facts import FIELDS, MANY, edition
from folkmoot.plan.engagements.tests.planning import NOW, WAYS, a_plan, a_world, an_idea
from folkmoot.plan.engagements.tests.test_pages import address, part_of, typed, ways_typed
from folkmoot.plan.strategy.use_cases import adopt_strategy
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refused

pytestmark = pytest.mark.django_db
NEW = Bilingual("Anna's promise", "Addewid Anna")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def only_the_gates_of_planning(monkeypatch):
    monkeypatch.setattr(gates, "_GATES", {gate.key: gate for gate in own_gates.ALL})


def html_of(response):
    return unescape(response.content.decode())


def statuses(html):
    """The state of each part, by its key."""
    return dict(re.findall(r'id="part-(\w+)-status"[^>]*>(?:<strong[^>]*>)?([^<]+)', html))


def test_every_fact_of_the_plan_is_asked_for_on_one_page():
    asked = [field for part in WRITTEN.values() for field in part.fields]
    assert sorted(asked) == sorted({*FIELDS, *MANY})


def test_an_idea_s_list_of_parts_says_what_is_to_do():
    world = a_world()
    idea = an_idea(world)
    html = html_of(sign_in(Client(), world.officer).get(address("plan", idea.ref)))
    assert statuses(html) == {
        "purpose": "Done",
        "change": "To do",
        "level": "To do",
        "decision": "To do",
        "people": "Optional",
        "ways": "To do",
        "groups": "Optional",
        "contact": "To do",
        "dates": "To do",
        "answer": "To do",
        "activities": "Optional",
        "documents": "Optional",
    }
    for part in PARTS:
        assert part.address(idea) in html
    for words in ("1 of 8 parts done.", "Say who will decide.", fix(idea, "decision_holder")):
        assert words in html


def test_the_list_of_parts_takes_nothing_so_that_nothing_sent_to_it_seems_kept():
    world = a_world()
    plan = a_plan(world)
    data = typed(plan, "level", promise=NEW)
    assert sign_in(Client(), world.officer).post(address("plan", plan.ref), data).status_code == 405


def test_a_plan_that_lacks_nothing_can_go_for_approval():
    world = a_world()
    plan = a_plan(world)
    html = html_of(sign_in(Client(), world.officer).get(address("plan", plan.ref)))
    assert "It can go for approval." in html
    assert address("approve", plan.ref) in html
    told = statuses(html)
    assert told.pop("activities") == "To do"  # asked for by the day it opens, not before approval
    assert set(told.values()) == {"Done", "Optional"}


def test_what_is_said_and_cannot_stand_needs_mending_and_a_warning_is_a_warning():
    world = a_world()
    plan = a_plan(world, can_change=Bilingual("Only English"), size_class="major")
    html = html_of(sign_in(Client(), world.officer).get(address("plan", plan.ref)))
    assert statuses(html)["change"] == "Needs mending"
    assert fix(plan, "can_change") in html
    assert statuses(html)["dates"] == "Warning"
    assert "people need at least 8 weeks" in html


def test_every_mend_of_the_desk_leads_to_a_box_that_is_there():
    world = a_world()
    idea = an_idea(world)
    client = sign_in(Client(), world.officer)
    desk = html_of(client.get(address("desk", idea.ref)))
    mends = set(re.findall(r'href="([^"]+#id_[^"]+)"', desk))
    assert len(mends) > 5
    for mend in mends:
        page, _hash, box = mend.partition("#")
        assert resolve(page).view_name == "engagements:plan_part"
        assert f'id="{box}"' in html_of(client.get(page)), mend


@pytest.mark.parametrize("field", [*FIELDS, *MANY])
def test_the_mend_of_every_fact_leads_to_its_box(field):
    world = a_world()
    a_ward()
    aim = {"number": "1", "title": "Aim", "actions": [{"number": "1.1", "title": "Act"}]}
    adopt_strategy(world.corporate, {"title": "Strategy", "from_on": NOW.date(), "aims": [aim]}, at=NOW)
    idea = an_idea(world)
    page, _hash, box = fix(idea, field).partition("#")
    assert f'id="{box}"' in html_of(sign_in(Client(), world.officer).get(page))


def test_a_part_says_what_is_still_missing_in_it_and_only_in_it():
    world = a_world()
    idea = an_idea(world)
    html = html_of(sign_in(Client(), world.officer).get(part_of(idea, "decision")))
    assert "Still missing here" in html
    assert "Say who will decide." in html
    assert "telephone" not in html


def test_saving_a_part_leads_to_the_list_or_to_the_next_part():
    world = a_world()
    plan = a_plan(world)
    client = sign_in(Client(), world.officer)
    data = typed(plan, "level", promise=NEW)
    response = client.post(part_of(plan, "level"), data, follow=True)
    assert response.redirect_chain == [(address("plan", plan.ref), 302)]
    assert "Saved: Level and promise." in html_of(response)
    plan.refresh_from_db()
    response = client.post(part_of(plan, "level"), typed(plan, "level") | {"next": "yes"})
    assert response.url == part_of(plan, "decision")


def test_two_people_write_two_parts_and_both_are_kept():
    world = a_world()
    plan = a_plan(world)
    officer, manager = sign_in(Client(), world.officer), sign_in(Client(), world.manager)
    mine, theirs = typed(plan, "level", promise=NEW), typed(plan, "contact", contact_phone="01632 960099")
    assert manager.post(part_of(plan, "contact"), theirs).status_code == 302
    assert officer.post(part_of(plan, "level"), mine).status_code == 302
    plan.refresh_from_db()
    assert (plan.promise, plan.contact_phone) == (NEW, "01632 960099")


def test_a_part_saved_meanwhile_is_not_written_over_unseen():
    world = a_world()
    plan = a_plan(world)
    officer, manager = sign_in(Client(), world.officer), sign_in(Client(), world.manager)
    page = part_of(plan, "level")
    mine, theirs = typed(plan, "level", promise=NEW), typed(plan, "level", promise=Bilingual("Theirs", "Nhw"))
    assert manager.post(page, theirs).status_code == 302
    use_cases.write_plan(world.director, plan, minutes=9, at=NOW)  # another part: not who is named
    refused = officer.post(page, mine)
    html = html_of(refused)
    assert refused.status_code == 400
    assert "Manager saved this while you were writing." in html
    assert f'href="{page}#saved-now"' in html
    assert 'id="saved-now"' in html
    assert "Theirs" in html
    assert NEW.en in html
    plan.refresh_from_db()
    assert plan.promise.en == "Theirs"
    seen = re.search(r'name="seen" value="(\w+)"', html).group(1)
    assert officer.post(page, mine | {"seen": seen}).status_code == 302
    plan.refresh_from_db()
    assert plan.promise == NEW


def test_ways_saved_meanwhile_are_not_written_over_unseen():
    world = a_world()
    plan = a_plan(world)
    client, page = sign_in(Client(), world.officer), address("ways", plan.ref)
    seen = re.search(r'name="seen" value="(\w+)"', html_of(client.get(page))).group(1)
    use_cases.set_ways(world.manager, plan, ways=WAYS[:1], at=NOW)
    html = html_of(client.post(page, ways_typed() | {"seen": seen}))
    assert "Manager saved this while you were writing." in html
    assert plan.ways.count() == 1
    seen = re.search(r'name="seen" value="(\w+)"', html).group(1)
    assert client.post(page, ways_typed() | {"seen": seen}).status_code == 302
    assert plan.ways.count() == 2


def test_what_changed_since_it_was_seen_is_refused_and_what_did_not_is_written():
    world = a_world()
    plan = a_plan(world)
    seen = edition(plan, ["minutes"])
    use_cases.write_plan(world.manager, plan, promise=NEW, at=NOW)
    use_cases.write_plan(world.officer, plan, minutes=5, seen=seen, at=NOW)
    with pytest.raises(Refused) as refused:
        use_cases.write_plan(world.manager, plan, minutes=6, seen=seen, at=NOW)
    assert refused.value.codes == ["engagements.changed-meanwhile"]
    assert "Officer saved this" in str(refused.value)


def test_a_mark_that_nobody_gave_is_no_way_past():
    world = a_world()
    plan = a_plan(world)
    client = sign_in(Client(), world.officer)
    for seen in ("nonsense", "x" * 500, "\x00"):
        data = typed(plan, "level", promise=NEW) | {"seen": seen}
        assert client.post(part_of(plan, "level"), data).status_code == 400
    plan.refresh_from_db()
    assert plan.promise.en == "We will listen."


def test_the_parts_are_all_welsh_in_welsh():
    world = a_world()
    client = sign_in(Client(), world.officer)
    plan = an_idea(world)
    html = html_of(client.get("/cy" + address("plan", plan.ref)))
    for words in ("Yr ateb y mae pobl yn ei gael", "I’w wneud", "Dyddiadau a'r gyfraith"):
        assert words in html
    for words in ("To do", "Dates and the law", "Mend this", "Who decides"):
        assert words not in html


def test_the_form_of_a_part_holds_its_facts_only():
    world = a_world()
    form = PlanForm(engagement=an_idea(world), names=WRITTEN["answer"].fields)
    assert set(form.fields) == {"feedback_on", "feedback_plan", "seen"}


def mark(html):
    return re.search(r'name="seen" value="(\w+)"', html).group(1)


def test_a_draft_is_not_written_over_unseen_neither_by_a_second_of_its_name():
    world = a_world()
    plan = a_plan(world)
    client, page = sign_in(Client(), world.officer), address("documents", plan.ref)
    fresh = mark(html_of(client.get(page)))
    use_cases.write_document(world.manager, plan, title="Proposal", body="Theirs", at=NOW)
    mine = {"title_en": "Proposal", "body_en": "Mine", "keep": "yes"}
    for address_, seen in ((page, fresh), (page + "?draft=proposal", fresh)):
        html = html_of(client.post(address_, mine | {"seen": seen}))
        assert "Manager saved this while you were writing." in html
        assert "Theirs" in html.partition('id="saved-now"')[2].partition("<form")[0]
        assert "Mine" in html
    assert plan.documents.get().body.en == "Theirs"
    assert client.post(page, mine | {"seen": mark(html)}).status_code == 302
    assert plan.documents.get().body.en == "Mine"


def test_a_group_s_part_is_changed_from_its_row_and_not_written_over_unseen():
    world = a_world()
    plan = a_plan(world)
    client, page = sign_in(Client(), world.officer), address("groups", plan.ref)
    fresh = mark(html_of(client.get(page)))
    group = Group.objects.create(name="Friends")
    use_cases.involve_group(world.manager, plan, group=group, part="Drafts with us", at=NOW)
    mine = {"group": group.pk, "part_en": "Reads it", "change_en": "The hours"}
    html = html_of(client.post(page, mine | {"seen": fresh}))
    assert "Manager saved this while you were writing." in html
    assert plan.involvements.get().part.en == "Drafts with us"
    html = html_of(client.get(f"{page}?group={group.pk}"))
    assert 'value="Drafts with us"' in html
    other = Group.objects.create(name="Others")
    changed = mine | {"seen": mark(html), "group": other.pk}  # its row is about one group, whatever is sent
    assert client.post(f"{page}?group={group.pk}", changed).status_code == 302
    assert plan.involvements.get().part.en == "Reads it"
    html = html_of(client.get(page))
    assert f'value="{other.pk}"' in html
    assert f'value="{group.pk}"' not in html
    for typed_in in ("x", "9" * 30, "\u0663"):
        assert client.get(page, {"group": typed_in}).status_code == 200
