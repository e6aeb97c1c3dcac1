"""The pages of the plan stage, through the front door."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import translation

from folkmoot.foundation.people.models import Group
from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service, sign_in
from folkmoot.foundation.places.models import Area
from folkmoot.foundation.places.tests.factories import a_ward
from folkmoot.plan.engagements import gates, own_gates, use_cases
from folkmoot.plan.engagements.forms import plan_initial
from folkmoot.plan.engagements.models import Document, Engagement, Involvement, State, Way
from folkmoot.plan.engagements.parts import WRITTEN
from folkmoot.plan.engagements.tests.factories import an_engagement, at
from folkmoot.plan.engagements.tests.permissions import PERMISSIONS
from folkmoot.plan.engagements.tests.planning import NOW, PLAN, WAYS, a_plan, a_world, an_approved, an_idea
from folkmoot.words.bilingual import Bilingual
from tests.permission_rows import ROLES

pytestmark = pytest.mark.django_db
HOSTILE = [
    "<script>alert(1)</script>",
    "\u202eright to left",
    "😀 emoji",
    "'; DROP TABLE engagements_engagement; --",
    "{{ settings.SECRET_KEY }} {% now 'Y' %}",
]


@pytest.fixture(autouse=True)
def fresh():
    """The language of one test is not that of the next."""
    with translation.override("en"):
        yield


@pytest.fixture
def world():
    a_profile()
    service = a_service("libraries", parent=a_service("adults-children"))
    officer = a_person("The officer", role="officer", service=service)
    people = {
        "officer": officer,
        "other_officer": a_person(role="officer", service=a_service("highways")),
        "service_manager": a_person(role="service_manager", service=service),
    } | {role: a_person(role=role) for role in ROLES[4:]}
    return SimpleNamespace(
        people=people,
        service=service,
        draft=an_engagement(State.IDEA, owner=service),
        open=an_engagement(State.OPEN, owner=service),
        closed=an_engagement(State.CLOSED, owner=service),
    )


def client_of(person):
    return sign_in(Client(), person) if person else Client()


def address(name, *args):
    return reverse(f"engagements:{name}", args=args)


@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_seen_by_whom_it_is_for(world, role):
    client = client_of(world.people.get(role))
    for name, rows in PERMISSIONS.items():
        for row in rows if isinstance(rows, list) else [rows]:
            page = reverse(name, kwargs=dict(row.kwargs(world)))
            assert client.get(page).status_code == row.expected(role), (name, role, page)


def test_every_address_of_the_feature_has_a_row():
    from folkmoot.plan.engagements.urls import urlpatterns

    assert {f"engagements:{pattern.name}" for pattern in urlpatterns} == set(PERMISSIONS)


# Residents


def test_the_engagement_page_tells_what_a_resident_needs_in_order(world):
    engagement = world.open
    Way.objects.create(
        engagement=engagement,
        channel="paper",
        asks=Bilingual("Ten questions on paper", "Deg cwestiwn ar bapur"),
        where=Bilingual("In every library", "Ym mhob llyfrgell"),
    )
    html = Client().get(address("page", engagement.slug)).content.decode()
    order = [
        "To decide how libraries should work.",
        "We will listen and tell you.",
        "Tell back",
        "Ten questions on paper",
        "Opening hours.",
        "The council has set it.",
        "Which branches stay open",
        "There are no documents to read.",
        "01632 960101",
    ]
    places = [html.index(words) for words in order]
    assert places == sorted(places)
    assert "38 days left" in html
    assert "Takes about 8 minutes" in html


def test_the_engagement_page_is_all_welsh_in_welsh(world):
    html = Client().get("/cy" + address("page", world.open.slug)).content.decode()
    for words in ("Penderfynu sut y dylai weithio.", "Ein haddewid i chi", "Beth all newid", "Cymryd rhan"):
        assert words in html
    for words in ("Our promise", "What can change", "Who decides", "Documents", "Take part"):
        assert words not in html


@pytest.mark.parametrize(
    ("state", "facts", "says"),
    [
        (
            State.APPROVED,
            {"opens_on": dt.date(2027, 1, 11), "closes_on": dt.date(2027, 3, 1)},
            "Not open yet",
        ),
        (State.OPEN, {}, "days left"),
        (State.OPEN, {"closes_at": at(dt.date(2026, 11, 30))}, "Closed, waiting for a decision"),
        (State.CLOSED, {}, "What happens next"),
        (State.CLOSED, {"decided_at": NOW}, "What came of it"),
        (State.COMPLETE, {"decided_at": NOW}, "What came of it"),
    ],
)
def test_each_state_of_an_engagement_says_how_it_stands(world, state, facts, says):
    engagement = an_engagement(state, owner=world.service, **facts)
    assert says in Client().get(address("page", engagement.slug)).content.decode()


def test_public_pages_set_no_cookie(world):
    for page in (address("list"), address("coming"), address("page", world.open.slug)):
        response = Client().get(page)
        assert not response.cookies
        assert "csrfmiddlewaretoken" not in response.content.decode()


def test_words_written_by_officers_are_shown_as_words(world):
    engagement = an_engagement(
        owner=world.service, title=Bilingual(HOSTILE[0]), purpose=Bilingual(HOSTILE[0])
    )
    document = Document.objects.create(
        engagement=engagement,
        slug="proposal",
        title=Bilingual(HOSTILE[4]),
        body=Bilingual("One <b>bold</b>\r\nline\n\n\n  Two"),
        published_at=NOW,
    )
    for page in (address("page", engagement.slug), address("list")):
        html = Client().get(page).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;" in html
    html = Client().get(address("document", engagement.slug, document.slug)).content.decode()
    assert "One &lt;b&gt;bold&lt;/b&gt;<br>line</p>" in html
    assert "SECRET_KEY" in html


def test_a_document_is_found_only_when_published(world):
    Document.objects.create(engagement=world.open, slug="draft", title="Draft", body="Words")
    assert Client().get(address("document", world.open.slug, "draft")).status_code == 404
    draft = Document.objects.create(
        engagement=world.draft, slug="live", title="Live", body="Words", published_at=NOW
    )
    assert Client().get(address("document", world.draft.slug, draft.slug)).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"open", "closed", "coming", "decided"}),
        ("?state=open", {"open"}),
        ("?state=coming", {"coming"}),
        ("?state=closed", {"closed"}),
        ("?state=decided", {"decided"}),
        ("?q=HEULWEN", {"coming"}),
        ("?q=review+heulwen", set()),
        ("?area=X05000003", {"open", "closed", "coming"}),
        ("?area=X05000004", {"open", "closed", "coming", "decided"}),
        ("?state=nonsense&area=%00&page=99999&q=%00", {"open", "closed", "coming", "decided"}),
    ],
)
def test_the_list_is_narrowed_by_state_words_and_area(world, query, found):
    ward = Area.objects.create(
        kind="ward", code="X05000004", name="Millfields", valid_from=dt.date(2020, 1, 1)
    )
    title = Bilingual("Solar panels", "Paneli Heulwen")
    days = {"opens_on": dt.date(2027, 2, 1), "closes_on": dt.date(2027, 3, 1)}
    coming = an_engagement(State.APPROVED, owner=world.service, title=title, **days)
    decided = an_engagement(State.COMPLETE, owner=world.service, decided_at=NOW)
    decided.areas.add(ward)
    known = {"open": world.open, "closed": world.closed, "coming": coming, "decided": decided}
    html = Client().get(address("list") + query).content.decode()
    if query.startswith("?area=%00") or "nonsense" in query:
        query = ""
    shown = {name for name, each in known.items() if address("page", each.slug) in html}
    assert shown == found
    assert world.draft.slug not in html


def test_the_forward_plan_shows_the_next_twelve_months_and_says_so_when_empty(world):
    assert "Nothing is planned yet" in Client().get(address("coming")).content.decode()
    near, far = (
        an_engagement(
            State.APPROVED, owner=world.service, opens_on=day, closes_on=day + dt.timedelta(days=50)
        )
        for day in (dt.date(2027, 12, 1), dt.date(2027, 12, 2))
    )
    caches["pages"].clear()
    html = Client().get(address("coming")).content.decode()
    assert near.slug in html
    assert "December 2027" in html
    assert far.slug not in html


def test_a_group_s_page_lists_what_it_took_part_in_and_what_changed(world):
    group = Group.objects.create(name=Bilingual("Friends", "Cyfeillion"))
    for engagement, change in (
        (world.open, ""),
        (world.closed, "Two branches stay"),
        (world.draft, "Secret"),
    ):
        Involvement.objects.create(
            engagement=engagement, group=group, part="Drafted", change=Bilingual(change)
        )
    html = Client().get(address("group", group.pk)).content.decode()
    assert "Two branches stay" in html
    assert "Not said yet." in html
    assert "Secret" not in html
    assert Client().get(address("group", 2**63 + 5)).status_code == 404


# Officers


def test_the_officers_list_shows_drafts_of_their_own_service_only(world):
    for name, seen in (("officer", True), ("corporate", True), ("other_officer", False), ("scrutiny", False)):
        html = client_of(world.people[name]).get(address("staff_list")).content.decode()
        assert (world.draft.ref in html) is seen
        assert world.open.ref in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [("?state=idea", "draft"), ("?state=open", "open"), ("?mine=on", ""), ("?q=nothing-like-it", "")],
)
def test_the_officers_list_is_narrowed(world, query, shown):
    html = client_of(world.people["officer"]).get(address("staff_list") + query).content.decode()
    refs = {each.ref for each in (world.draft, world.open, world.closed) if each.ref in html}
    assert refs == ({getattr(world, shown).ref} if shown else set())


def test_the_officers_list_by_service_holds_a_directorate_s_services(world):
    other = an_engagement(owner=a_service("highways"))
    client = client_of(world.people["corporate"])
    html = client.get(address("staff_list"), {"service": world.service.parent_id}).content.decode()
    assert world.open.ref in html
    assert other.ref not in html


def test_coverage_names_every_directorate_even_with_none(world):
    a_service("leisure", name=Bilingual("Leisure and culture", "Hamdden"))
    html = client_of(world.people["scrutiny"]).get(address("coverage")).content.decode()
    assert "Leisure and culture" in html
    assert "Cabinet" in html


def test_an_idea_becomes_a_public_engagement_by_way_of_the_pages(monkeypatch):
    monkeypatch.setattr(gates, "_GATES", {gate.key: gate for gate in own_gates.ALL})
    world = a_world()
    officer, manager = client_of(world.officer), client_of(world.manager)
    proposal = {
        "title_en": "Hours",
        "title_cy": "Oriau",
        "purpose_en": "To set the hours.",
        "purpose_cy": "Pennu'r oriau.",
        "owner": world.service.pk,
        "accountable": world.manager.pk,
    }
    assert officer.post(address("propose"), proposal).status_code == 302
    engagement = Engagement.objects.get()
    assert "Say who will decide." in officer.get(address("desk", engagement.ref)).content.decode()
    for part in WRITTEN:
        assert officer.post(part_of(engagement, part), typed(engagement, part, **PLAN)).status_code == 302
    assert officer.post(address("ways", engagement.ref), ways_typed()).status_code == 302
    use_cases.add_activity(
        world.officer, engagement, tool="survey", title=Bilingual("Survey", "Arolwg"), at=NOW
    )
    assert "It can go for approval." in officer.get(address("plan", engagement.ref)).content.decode()
    assert manager.post(address("approve", engagement.ref), {"approve": "yes"}).status_code == 302
    assert officer.post(address("open", engagement.ref)).status_code == 302
    engagement.refresh_from_db()
    assert engagement.state == State.OPEN
    html = officer.get(address("record", engagement.ref)).content.decode()
    assert "Checked: every entry shown" in html
    for verb in ("engagement proposed", "plan written", "plan approved", "engagement opened"):
        assert verb in html


def part_of(engagement, part):
    return address("plan_part", engagement.ref, part)


def typed(engagement, part, **facts):
    """One part of the plan as a browser would send it."""
    data, names = {}, WRITTEN[part].fields
    shown = plan_initial(engagement, names)
    for name, value in (shown | {name: fact for name, fact in facts.items() if name in names}).items():
        if isinstance(value, Bilingual):
            data |= {f"{name}_en": value.en, f"{name}_cy": value.cy}
        elif isinstance(value, dt.date):
            data |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        elif value not in (None, False, []):
            data[name] = value
    return data


def ways_typed(ways=WAYS):
    data = {"form-TOTAL_FORMS": len(ways) + 2, "form-INITIAL_FORMS": 0}
    for number, way in enumerate(ways):
        data |= {
            f"form-{number}-channel": way["channel"],
            f"form-{number}-asks_en": way["asks"].en,
            f"form-{number}-asks_cy": way["asks"].cy,
        }
    return data


def test_a_refused_part_keeps_what_was_typed_and_leads_to_the_box():
    world = a_world()
    engagement = a_plan(world)
    facts = {"closes_on": dt.date(2027, 3, 5), "decision_on": dt.date(2027, 2, 1)}
    page = part_of(engagement, "dates")
    response = client_of(world.officer).post(page, typed(engagement, "dates", **facts))
    html = response.content.decode()
    assert response.status_code == 400
    assert "The decision comes before closing." in html
    assert 'href="#id_decision_on_0"' in html
    assert 'id="id_decision_on_error"' in html
    assert 'value="5"' in html
    engagement.refresh_from_db()
    assert engagement.closes_on == PLAN["closes_on"]


@pytest.mark.parametrize(
    ("part", "facts", "says"),
    [
        ("purpose", {"title_en": ""}, "Write “Title” in English."),
        ("purpose", {"title_en": "x" * 151}, "Shorten “Title” in English to 150 characters or fewer."),
        ("purpose", {"purpose_en": "a\x00b"}, "invisible character"),
        ("people", {"minutes": "many"}, "“Minutes it takes” must be a whole number"),
        ("people", {"minutes": "100000000000000000000"}, "“Minutes it takes” must be 600 or less"),
        ("people", {"areas": ["x"]}, "Choose one of the answers listed for “Areas”."),
        ("level", {"level": "99"}, "Choose one of the answers listed for “Level”."),
        ("contact", {"accountable": "none"}, "listed for “Accountable manager”."),
        ("contact", {"contact_email": "not an address"}, "Enter an email address"),
        ("dates", {"opens_on_day": "31", "opens_on_month": "2", "opens_on_year": "2027"}, "Opens on"),
    ],
)
def test_a_part_says_plainly_what_is_wrong_and_loses_nothing(part, facts, says):
    world = a_world()
    engagement = a_plan(world)
    kept = {"purpose": "summary_en", "people": "audience_en", "level": "promise_en"}.get(part, "typed")
    data = typed(engagement, part) | {kept: "Kept as typed"} | facts
    response = client_of(world.officer).post(part_of(engagement, part), data)
    assert response.status_code == 400
    html = response.content.decode()
    assert says in html
    assert kept == "typed" or "Kept as typed" in html


@pytest.mark.parametrize("words", HOSTILE)
def test_the_plan_takes_any_words_as_words(words):
    world = a_world()
    engagement = a_plan(world)
    client = client_of(world.officer)
    for part, name in (("level", "promise"), ("contact", "contact_role"), ("purpose", "title")):
        data = typed(engagement, part) | {f"{name}_en": words}
        assert client.post(part_of(engagement, part), data).status_code == 302
        assert "<script>alert" not in client.get(part_of(engagement, part)).content.decode()
    engagement.refresh_from_db()
    assert engagement.promise.en == words
    for page in ("desk", "plan", "approve"):
        assert "<script>alert" not in client.get(address(page, engagement.ref)).content.decode()


def test_an_empty_proposal_is_answered_with_every_missing_field():
    world = a_world()
    response = client_of(world.officer).post(address("propose"), {})
    assert response.status_code == 400
    html = response.content.decode()
    for words in ("Title", "What it is for", "Owning service", "Accountable manager"):
        assert words in html
    assert not Engagement.objects.exists()


def test_an_officer_cannot_propose_for_another_service_by_sending_its_number():
    world = a_world()
    other = a_service("highways")
    data = {"title_en": "T", "purpose_en": "P", "owner": other.pk, "accountable": world.manager.pk}
    assert client_of(world.officer).post(address("propose"), data).status_code == 400
    assert not Engagement.objects.exists()


def test_a_warning_is_overridden_on_the_approval_page_with_a_reason():
    world = a_world()
    engagement = a_plan(world, size_class="major")
    client = client_of(world.manager)
    page = address("approve", engagement.ref)
    html = client.get(page).content.decode()
    assert "people need at least 8 weeks" in html
    refused = client.post(page, {"approve": "yes", "reason": "Because"})
    assert refused.status_code == 400
    assert "Because" in refused.content.decode()
    assert 'id="id_override_error"' in refused.content.decode()
    assert 'id="id_reason_error"' in client.post(page, {"approve": "yes"}).content.decode()
    assert client.post(page, {"approve": "yes", "reason": "Because", "override": "on"}).status_code == 302
    assert "Because" in client.get(address("desk", engagement.ref)).content.decode()


def test_a_plan_is_sent_back_with_a_reason():
    world = a_world()
    engagement = a_plan(world)
    client, page = client_of(world.manager), address("approve", engagement.ref)
    assert 'name="approve"' in client.get(page).content.decode()
    unfinished = client.get(address("approve", an_idea(world).ref)).content.decode()
    assert 'name="approve"' not in unfinished
    assert 'name="send_back"' in unfinished
    assert client.post(page, {"send_back": "yes"}).status_code == 400
    assert client.post(page, {"send_back": "yes", "reason": "Dates"}).status_code == 302
    engagement.refresh_from_db()
    assert engagement.state == State.IDEA


def test_a_frozen_plan_is_read_and_not_written():
    world = a_world()
    engagement = a_plan(world)
    typed_before = typed(engagement, "level") | {"promise_en": "Changed too late"}
    use_cases.approve_plan(world.manager, engagement, at=NOW)
    client, page = client_of(world.officer), address("plan", engagement.ref)
    html = client.get(page).content.decode()
    assert engagement.plan_versions.get().content_hash[:16] in html
    assert "11 January 2027" in html
    assert client.get(part_of(engagement, "level")).url == page
    refused = client.post(part_of(engagement, "level"), typed_before)
    assert refused.status_code == 400
    assert "Changed too late" in refused.content.decode()
    assert "while the engagement is “Approved”" in refused.content.decode()
    engagement.refresh_from_db()
    assert engagement.promise.en == "We will listen."


def test_closing_extending_withdrawing_and_completing_say_what_stands_in_the_way():
    world = a_world()
    engagement = an_approved(world)
    client = client_of(world.officer)
    assert client.post(address("withdraw", engagement.ref), {"reason": ""}).status_code == 400
    Engagement.objects.filter(pk=engagement.pk).update(state=State.OPEN)
    assert "To close early, give a reason." in client.post(address("close", engagement.ref)).content.decode()
    extension = {"closes_on_day": "1", "closes_on_month": "3", "closes_on_year": "2027", "reason": "Snow"}
    assert client.post(address("extend", engagement.ref), extension).status_code == 302
    engagement.refresh_from_db()
    assert engagement.closes_on == dt.date(2027, 3, 1)
    assert client.post(address("close", engagement.ref), {"reason": "Enough"}).status_code == 302
    html = client.post(address("complete", engagement.ref))
    assert html.status_code in (302, 400)
    early = client.get(address("complete", engagement.ref)).content.decode()
    assert "What stands in the way" in early
    assert "Complete it" not in early


def test_documents_and_groups_are_written_on_their_pages():
    world = a_world()
    engagement = an_idea(world)
    client, page = client_of(world.officer), address("documents", engagement.ref)
    words = {"title_en": "Proposal", "title_cy": "Cynnig", "body_en": "Text", "body_cy": "Testun"}
    assert client.post(page, words | {"keep": "yes"}).status_code == 302
    assert "Change the draft" in client.get(page + "?draft=proposal").content.decode()
    assert client.post(page + "?draft=proposal", words | {"publish": "yes"}).status_code == 302
    assert client.post(page, {"remove": "proposal"}).status_code == 404
    assert client.post(page, words | {"publish": "yes"}).status_code == 400
    group = Group.objects.create(name="Friends")
    page = address("groups", engagement.ref)
    assert client.post(page, {"group": group.pk, "part_en": "Drafted"}).status_code == 302
    assert client.post(page, {"group": "x", "part_en": ""}).status_code == 400
    assert "Drafted" in client.get(page).content.decode()


def test_a_changed_entry_shows_on_the_record_page():
    world = a_world()
    engagement = an_idea(world)
    from folkmoot.foundation.records import append_only
    from folkmoot.foundation.records.models import Entry

    append_only.lift()
    try:
        Entry.objects.filter(engagement=engagement.ref).update(actor="Somebody else")
        html = client_of(world.officer).get(address("record", engagement.ref)).content.decode()
    finally:
        append_only.install()
    assert "The check failed" in html


@pytest.mark.parametrize("page", ["staff_list", "list"])
def test_a_list_of_many_asks_few_questions_of_the_database(world, page, django_assert_max_num_queries):
    for _number in range(30):
        an_engagement(owner=world.service, accountable=world.people["service_manager"])
    client = client_of(world.people["officer"]) if page == "staff_list" else Client()
    client.get(address(page))
    with django_assert_max_num_queries(8):
        assert client.get(address(page)).status_code == 200


def test_an_idea_says_why_it_can_neither_open_nor_close():
    world = a_world()
    engagement = an_idea(world)
    client = client_of(world.officer)
    for step in ("open", "close", "complete"):
        page = client.get(address(step, engagement.ref)).content.decode()
        assert "Idea" in page, step
        assert "end of ." not in page
        assert "None<" not in page


def test_a_step_that_cannot_be_taken_offers_no_button_and_leads_to_the_desk():
    world = a_world()
    engagement = an_idea(world)
    client = client_of(world.officer)
    for step in ("open", "close", "extend"):
        page = client.get(address(step, engagement.ref)).content.decode()
        assert "<button" not in page.partition("<main")[2].partition("</main>")[0], step
        assert f'href="{address("desk", engagement.ref)}"' in page
    running = an_engagement(State.OPEN, owner=world.service)
    assert "<button" in client.get(address("close", running.ref)).content.decode().partition("<main")[2]


def test_each_wrong_row_of_the_ways_says_so_beside_its_box():
    world = a_world()
    engagement = an_idea(world)
    data = ways_typed() | {"form-0-channel": "", "form-1-asks_en": "", "form-1-asks_cy": ""}
    response = client_of(world.officer).post(address("ways", engagement.ref), data)
    html = response.content.decode()
    assert response.status_code == 400
    for box, words in (
        ("form-0-channel", "Choose the way, or empty the boxes below it."),
        ("form-1-asks", "Write “What it asks of people”"),
    ):
        assert f'id="id_{box}_error"' in html
        assert html.count(words) == 2, words
        assert f'href="#id_{box}' in html
    assert "Ten questions" in html
    assert not engagement.ways.exists()


def test_ways_saved_lead_on_as_the_parts_of_the_plan_do():
    world = a_world()
    engagement = a_plan(world)
    client, page = client_of(world.officer), address("ways", engagement.ref)
    back = client.post(page, ways_typed(), follow=True)
    assert back.redirect_chain == [(address("plan", engagement.ref), 302)]
    assert "Saved: Ways to take part." in back.content.decode()
    on = client.post(page, ways_typed() | {"next": "yes"})
    assert on["Location"] == address("groups", engagement.ref)
    assert "Next: Groups involved" in client.get(page).content.decode()


def test_ways_changed_after_approval_lead_back_to_the_desk():
    world = a_world()
    engagement = an_approved(world)
    client, page = client_of(world.officer), address("ways", engagement.ref)
    assert "Save and go on" not in client.get(page).content.decode()
    back = client.post(page, ways_typed(), follow=True)
    assert back.redirect_chain == [(address("desk", engagement.ref), 302)]
    assert "Saved: Ways to take part." in back.content.decode()


def test_the_approver_reads_words_not_codes():
    world = a_world()
    engagement = a_plan(world, legal_basis="eng.np.reg14", minutes=8)
    engagement.areas.add(a_ward())
    title = Bilingual("Survey", "Arolwg")
    use_cases.add_activity(world.officer, engagement, tool="survey", title=title, at=NOW)
    client, page = client_of(world.manager), address("approve", engagement.ref)
    html = client.get(page).content.decode()
    ward = str(engagement.areas.get())
    for words in ("2 Consult.", ward, "11 January 2027 – 26 February 2027", "01632 960031"):
        assert words in html
    for code in ("eng.np.reg14", engagement.areas.get().code, "survey, Survey"):
        assert code not in html
    assert "2 Ymgynghori." in client.get(f"/cy{page}").content.decode()


def test_the_record_is_read_in_welsh_too():
    world = a_world()
    engagement = a_plan(world)
    html = client_of(world.officer).get("/cy" + address("record", engagement.ref)).content.decode()
    for words in ("ysgrifennwyd y cynllun", "cynigiwyd yr ymgysylltiad", "Beth all newid"):
        assert words in html
    assert "plan written" not in html


def test_the_record_says_which_part_of_the_plan_was_changed(clock):
    world = a_world()
    engagement = an_idea(world)
    client, record = client_of(world.officer), address("record", engagement.ref)
    areas = {"areas": [a_ward()], "minutes": 8}
    use_cases.write_plan(world.officer, engagement, at=NOW, feedback_on=dt.date(2027, 6, 1))
    use_cases.write_plan(world.officer, engagement, at=NOW, **areas)
    use_cases.write_plan(world.officer, engagement, at=NOW, **areas)  # saved again, nothing changed
    html = client.get(record).content.decode()
    said = re.findall(r"<strong>plan written([^<]*)</strong>", html)
    assert said == ["", ": Whom it touches", ": The answer people get"]
    assert "1 June 2027" in html
    assert f"Areas: {engagement.areas.get()}" in html
    use_cases.write_plan(world.officer, a_plan(world), at=NOW, minutes=9)
    whole = client.get(address("record", Engagement.objects.latest("pk").ref)).content.decode()
    assert re.search(r"<strong>plan written: \d parts</strong>", whole)
    welsh = client.get("/cy" + record).content.decode()
    assert "ysgrifennwyd y cynllun: Yr ateb y mae pobl yn ei gael" in welsh


def test_nothing_needs_you_is_said_only_where_nothing_does(world):
    client = client_of(world.people["corporate"])
    desk = client.get(address("desk", world.closed.ref)).content.decode()
    assert "To do" in desk
    assert "What comes next" in desk
    assert "Nothing needs you today." not in desk
