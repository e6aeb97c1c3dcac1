"""Search finds engagements, findings and decisions by words, ward and year, and nothing hidden (C-110)."""

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from folkmoot.doors.public_site.folding import fold, folded
from folkmoot.doors.public_site.searching import Asked, search
from folkmoot.foundation.people.tests.factories import a_person, a_service, sign_in
from folkmoot.foundation.places.tests.factories import a_ward
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.plan.engagements.tests.factories import an_engagement
from folkmoot.tell_back.feedback.tests.factories import (
    a_closed_engagement,
    a_recorded_decision,
    a_theme,
    a_told_finding,
)
from folkmoot.words.bilingual import Bilingual

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def found(person=None, **asked):
    return [(hit.kind, hit.title.en) for hit in search(Asked(**asked), person).object_list]


def the_past():
    """An engagement of 2026 with a published finding, a draft finding and a decision."""
    engagement = a_closed_engagement(title=Bilingual("Café culture", "Diwylliant caffis"))
    theme = a_theme(engagement)
    a_told_finding(engagement, theme, statement="People love the sea wall.")
    a_told_finding(engagement, theme, statement="People hate the sea wall.", published=False)
    a_recorded_decision(engagement, title=Bilingual("Mend the sea wall", "Trwsio'r morglawdd"))
    return engagement


def test_words_find_engagements_findings_and_decisions_in_either_language():
    the_past()
    assert found(words="cafe") == [("engagement", "Café culture")]
    assert found(words="DIWYLLIANT") == [("engagement", "Café culture")]
    assert found(words="sea wall") == [
        ("decision", "Mend the sea wall"),
        ("finding", "People love the sea wall."),
    ]
    assert found(words="trwsio’r") == [("decision", "Mend the sea wall")]
    assert found(words="sea cafe") == []


def test_accents_are_the_same_with_and_without_on_this_database():
    an_engagement(title=Bilingual("Houses", "Tŷ, Ŵyl a Llŷn"))
    for typed in ("tŷ", "ty", "TŶ", "ŵyl", "wyl", "llŷn", "LLYN"):
        assert found(words=typed) == [("engagement", "Houses")], typed


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("facility", "Play facilities"),
        ("facilities", "A play facility"),
        ("branches", "A branch closes"),
        ("branch", "Branches close"),
        ("STREETS", "One street"),
        ("strydoedd", "Stryd fawr"),
        ("press", "Press"),
        ("bus", "Buses"),
    ],
)
def test_one_and_many_of_a_word_find_each_other(client, typed, title):
    an_engagement(title=Bilingual(title))
    an_engagement(title=Bilingual("Something else"))
    for prefix in ("", "/cy"):
        page = client.get(prefix + reverse("public_site:search"), {"q": typed})
        assert [hit.title.en for hit in page.context["page"].object_list] == [title]


def test_the_list_of_engagements_finds_one_and_many_too(client):
    an_engagement(title=Bilingual("Play facilities", "Cyfleusterau chwarae"))
    an_engagement(title=Bilingual("Something else"))
    for path, typed in (("/engagements/", "facility"), ("/cy/engagements/", "FACILITIES")):
        page = client.get(path, {"q": typed}).content.decode()
        assert ("facilities" in page or "Cyfleusterau" in page, "Something else" in page) == (True, False)


def test_a_word_is_not_cut_until_it_finds_other_words():
    an_engagement(title=Bilingual("Priorities for the county"))
    assert found(words="priory") == []
    assert found(words="countess") == []


TEXTS = ["Tŷ Ŵ àéîõü ẅẃẁ", "plain", "İstanbul ß", "e\u0301te\u0302", "日本 🙂", "’‘ʼ"]


@pytest.mark.parametrize("text", TEXTS)
def test_folding_in_the_database_equals_folding_in_python(text):
    engagement = an_engagement(title=Bilingual(text, ""))
    row = Engagement.objects.annotate(f=folded("title")).get(pk=engagement.pk)
    assert row.f.strip() == fold(text).strip()


def test_a_percent_sign_and_an_underscore_mean_themselves():
    an_engagement(title=Bilingual("Ten 10% more", ""))
    an_engagement(title=Bilingual("Ten 100 more", ""))
    assert found(words="10%") == [("engagement", "Ten 10% more")]
    assert found(words="_") == []


def test_a_year_finds_what_ran_in_it():
    the_past()
    an_engagement(title=Bilingual("Next", ""))
    assert ("engagement", "Café culture") in found(year=2026)
    assert found(year=2027) == [("engagement", "Next")]
    assert found(year=2019) == []


def test_a_ward_finds_what_is_about_it_and_what_is_about_the_whole_council():
    here, there = a_ward("X05000001"), a_ward("X05000002", "Uplands", "Ucheldir")
    about_here = an_engagement(title=Bilingual("Here", ""))
    about_here.areas.add(here)
    an_engagement(title=Bilingual("There", "")).areas.add(there)
    an_engagement(title=Bilingual("Everywhere", ""))
    assert {title for _, title in found(ward="X05000001")} == {"Here", "Everywhere"}


def test_the_public_finds_nothing_that_is_a_draft():
    engagement = an_engagement(State.IDEA, title=Bilingual("Secret idea", ""))
    assert found(words="secret") == []
    officer = a_person(role="officer", service=engagement.owner)
    stranger = a_person(role="officer", service=a_service("roads"))
    assert found(officer, words="secret") == [("engagement", "Secret idea")]
    assert found(stranger, words="secret") == []
    assert found(a_person(email="left@merrowvale.example"), words="secret") == []


def test_a_finding_not_published_is_found_only_by_its_service():
    engagement = the_past()
    officer = a_person(role="officer", service=engagement.owner)
    assert found(words="hate") == []
    assert found(officer, words="hate") == [("finding", "People hate the sea wall.")]


def test_results_come_a_page_at_a_time_in_few_queries(client, django_assert_max_num_queries):
    for number in range(45):
        an_engagement(title=Bilingual(f"Library {number}", ""))
    address = reverse("public_site:search")
    with django_assert_max_num_queries(8):
        first = client.get(address, {"q": "library"})
    last = client.get(address, {"q": "library", "page": "3"})
    assert first.context["page"].paginator.count == 45
    assert len(first.context["page"].object_list) == 20
    assert len(last.context["page"].object_list) == 5
    assert first.content.count(b"/engagements/engagement-") == 20


def test_a_signed_in_officer_sees_on_the_page_what_is_not_public_yet(client):
    engagement = an_engagement(State.IDEA, title=Bilingual("Secret idea", ""))
    address = reverse("public_site:search") + "?q=secret"
    assert "Secret idea" not in client.get(address).content.decode()
    sign_in(client, a_person(role="officer", service=engagement.owner))
    page = client.get(address).content.decode()
    assert "Secret idea" in page
    assert "Not public yet" in page
    assert reverse("engagements:desk", args=[engagement.ref]) in page


def test_the_page_says_when_nothing_is_asked_and_when_nothing_is_found(client):
    address = reverse("public_site:search")
    assert "Type one or more words" in client.get(address).content.decode()
    assert "Nothing found." in client.get(address, {"q": "zebra"}).content.decode()
    assert "Ni chanfuwyd dim." in client.get("/cy" + address, {"q": "zebra"}).content.decode()


HOSTILE = [
    {"q": "x" * 5000},
    {"q": "\x00"},
    {"q": "a\x00b"},
    {"q": "<script>alert(1)</script>"},
    {"q": "'; DROP TABLE engagements; --"},
    {"q": "\u202eright to left"},
    {"q": "🙂" * 200},
    {"q": "library", "year": "²"},
    {"q": "library", "year": "9" * 400},
    {"q": "library", "year": "-1"},
    {"year": "2026", "ward": "'\"<>"},
    {"q": "library", "page": "-3"},
    {"q": "library", "page": "x" * 300},
    {"q": " ".join("abcdefghijklmnopqrstuvwxyz")},
    {"q": "\\ % _ * \" ' ("},
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_questions_get_a_page(client, typed):
    an_engagement()
    response = client.get(f"{reverse('public_site:search')}?{urlencode(typed)}")
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_searching_sets_no_cookie(client):
    assert not client.get(reverse("public_site:search"), {"q": "library"}).cookies


def test_decisions_of_another_year_than_the_engagement_are_found_in_both():
    engagement = a_closed_engagement(
        opens_on=dt.date(2025, 2, 1), closes_on=dt.date(2025, 4, 1), decision_on=dt.date(2026, 7, 1)
    )
    a_recorded_decision(engagement, title=Bilingual("Late", ""))
    assert ("decision", "Late") in found(year=2025)
    assert ("decision", "Late") in found(year=2026)


def test_a_finding_is_linked_by_its_number_and_its_words_stand_below(client):
    """A link is heard alone in a list of links: a whole finding is too long for one."""
    the_past()
    page = client.get(reverse("public_site:search"), {"q": "love"}).content.decode()
    assert "Finding 1: Café culture</a>" in page
    assert "People love the sea wall.</p>" in page
    assert "<title>love: Search" in page
    welsh = client.get("/cy" + reverse("public_site:search"), {"q": "love"}).content.decode()
    assert "Canfyddiad 1: Diwylliant caffis</a>" in welsh
