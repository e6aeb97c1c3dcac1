"""The front page: what it shows, what it weighs, what it costs; and finding what concerns a ward (S-13)."""

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils.html import strip_tags

from folkmoot.foundation.people.tests.factories import a_profile
from folkmoot.foundation.places.tests.factories import a_postcode, a_ward
from folkmoot.foundation.records.use_cases import record
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_engagement, at
from folkmoot.take_part.surveys.tests.factories import a_survey
from folkmoot.tell_back.feedback.tests.factories import a_story
from folkmoot.words.bilingual import Bilingual
from tests.system.conftest import forget

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MOST_BYTES, MOST_QUERIES = 100_000, 14


@pytest.fixture(autouse=True)
def nothing_kept():
    forget()
    a_profile()


def words(response):
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def a_busy_council():
    an_engagement(title=Bilingual("Bus routes", "Llwybrau bysiau"), closes_on=dt.date(2026, 12, 3))
    an_engagement(State.APPROVED, title=Bilingual("Parks", "Parciau"), opens_on=dt.date(2026, 12, 20))
    an_engagement(State.IDEA, title=Bilingual("Secret", "Cudd"))
    return a_story()


def test_an_empty_council_has_a_front_page_that_says_so(client):
    page = words(client.get("/"))
    for sentence in (
        "Nothing is open today.",
        "Nothing is planned yet.",
        "No decision has been recorded yet.",
    ):
        assert sentence in page


def test_the_front_page_shows_what_is_open_coming_decided_and_changed(client):
    a_busy_council()
    page = words(client.get("/"))
    for expected in ("Bus routes", "Parks", "Opens on 20 December 2026", "8 minutes", "kept", "overdue"):
        assert expected in page
    assert "Secret" not in page
    assert client.get("/").context is None, "the second one comes from the cache"


def test_the_latest_changes_say_what_was_said_and_what_was_done(client):
    a_busy_council()
    response = client.get("/")
    assert 0 < len(response.context["changes"]) <= 3
    for change in response.context["changes"]:
        assert change.did.en in response.content.decode().replace("&#x27;", "'")
    assert "You said:" in words(response)


def test_the_front_page_says_all_this_in_welsh(client):
    a_busy_council()
    page = words(client.get("/cy/"))
    for expected in ("Llwybrau bysiau", "Ar agor nawr", "Dywedoch chi:"):
        assert expected in page


def test_the_front_page_with_its_styles_and_scripts_weighs_less_than_100_kb(client):
    """Gzipped, as a server sends it. There is no map and no font to fetch."""
    a_busy_council()
    for number in range(10):
        an_engagement(title=Bilingual(f"Engagement {number}", f"Ymgysylltiad {number}"))
    page = client.get("/").content
    named = set(re.findall(rb'(?:href|src)="/static/([^"?]+)"', page))
    files = [Path(finders.find(name.decode())).read_bytes() for name in named]
    assert len(files) >= 2
    assert sum(len(gzip.compress(each)) for each in (page, *files)) < MOST_BYTES


def test_the_front_page_costs_the_same_few_queries_however_much_there_is(
    client, django_assert_max_num_queries
):
    a_busy_council()
    for _number in range(30):
        an_engagement()
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get("/")
    with django_assert_max_num_queries(1):
        client.get("/")


def test_reading_sets_no_cookie_and_carries_no_token(client):
    a_busy_council()
    for name in ("home", "find", "accessibility", "privacy", "contact", "search"):
        response = client.get(reverse(f"public_site:{name}"))
        assert not response.cookies, name
        assert b"csrfmiddlewaretoken" not in response.content, name


def test_a_kept_page_is_made_anew_when_the_public_record_moves(client):
    client.get("/")
    engagement = an_engagement(title=Bilingual("Brand new", "Newydd sbon"))
    assert "Brand new" not in words(client.get("/"))
    record(
        "Test", "engagement opened", subject=engagement, engagement=engagement, at=at(dt.date(2026, 12, 1))
    )
    assert "Brand new" in words(client.get("/"))


def test_a_postcode_leads_to_its_ward_and_is_not_kept(client):
    a_ward(), a_postcode("ZZ1 1AA")
    answer = client.get(reverse("public_site:find"), {"postcode": "zz11aa"})
    assert answer["Location"] == reverse("public_site:ward", args=["X05000001"])
    assert answer.status_code == 302
    assert not answer.cookies


@pytest.mark.parametrize(
    "typed", ["", "nonsense", "ZZ9 9ZZ", "x" * 5000, "\x00", "<script>", "🙂", "\u202eAA1"]
)
def test_a_postcode_that_is_none_gets_a_sentence_and_what_was_typed(client, typed):
    response = client.get(reverse("public_site:find"), {"postcode": typed})
    assert response.status_code == 200
    assert "search-postcode-error" in response.content.decode()
    assert '<a href="#search-postcode">' in response.content.decode()
    assert b"<script>" not in response.content
    assert response["Cache-Control"] == "no-store"


def test_wards_stand_in_the_order_of_their_names_in_the_language_of_the_page(client):
    a_ward("X05000001", "Ashcombe", "Cwm Onnen"), a_ward("X05000002", "Priory", "Abaty")
    for address, first, second in (("/find/", "Ashcombe", "Priory"), ("/cy/find/", "Abaty", "Cwm Onnen")):
        page = words(client.get(address))
        assert page.index(first) < page.index(second)


def test_a_ward_shows_what_is_about_it_and_about_everybody(client):
    here, there = a_ward("X05000001"), a_ward("X05000002", "Uplands", "Ucheldir")
    an_engagement(title=Bilingual("Only here", "Yma")).areas.add(here)
    an_engagement(title=Bilingual("Only there", "Acw")).areas.add(there)
    an_engagement(title=Bilingual("Everywhere", "Ym mhobman"))
    page = words(client.get(reverse("public_site:ward", args=[here.code])))
    assert "Only here" in page
    assert "Everywhere" in page
    assert "Only there" not in page
    assert client.get(reverse("public_site:ward", args=["X05999999"])).status_code == 404


@pytest.mark.database
@pytest.mark.parametrize("address", ["/find/wards/%00/", "/receipt/%00/", "/cy/engagements/a%00b/"])
def test_an_address_with_a_nul_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("before", "words"), [("", "Open the receipt page"), ("/cy", "Agor y dudalen dderbynneb")]
)
def test_a_page_not_found_leads_to_the_receipt_page_it_names(client, before, words):
    response = client.get(f"{before}/nothing/here/")
    assert response.status_code == 404
    assert f'href="{before}/receipt/" >{words}</a>' in response.content.decode()


def test_no_two_headings_of_the_contact_page_are_the_same(client):
    a_profile(address=Bilingual("Civic Centre, Merrow", "Canolfan Ddinesig, Merw"))
    forget()
    page = client.get(reverse("public_site:contact")).content.decode()
    headings = re.findall(r"<h[1-6][^>]*>([^<]*)<", page)
    assert "Our postal address" in headings
    assert len(headings) == len(set(headings))


def test_no_cookie_of_a_form_outlives_the_browser(client):
    activity = a_survey().survey.activity
    there = reverse("surveys:all", args=[activity.engagement.slug, activity.pk])
    client.get(there)
    client.post(there, {"use": "yes"})
    assert {name.partition("-")[0] for name in client.cookies} == {"csrftoken", "answers"}
    assert not any(cookie["max-age"] or cookie["expires"] for cookie in client.cookies.values())


def test_the_privacy_page_says_how_long_answers_that_were_never_sent_are_kept(client):
    page = words(client.get(reverse("public_site:privacy")))
    assert "14 days after you last touched them they are deleted" in page
    assert "in a cookie that ends after 15 minutes" in page
    welsh = words(client.get("/cy" + reverse("public_site:privacy")))
    assert "Cânt eu dileu 14 diwrnod ar ôl i chi eu newid ddiwethaf" in welsh


def test_a_change_on_the_front_page_leads_to_its_own_answer(client):
    """The same words lead to the same place as on the page of all changes."""
    a_story()
    pages = [client.get(path).content.decode() for path in ("/", reverse("feedback:what_changed"))]
    home, everything = (set(re.findall(r'href="([^"]+#finding-\d+)"', page)) for page in pages)
    assert home
    assert home <= everything


def test_what_has_no_welsh_says_on_the_welsh_front_page_that_it_is_english(client):
    an_engagement(title=Bilingual("Parks & <b>paths</b>"))
    told = a_story()
    told.decision_holder = Bilingual("Full Council")
    told.save()
    page = client.get("/cy/").content.decode()
    for said in ("Parks &amp; &lt;b&gt;paths&lt;/b&gt;", "Full Council"):
        assert f'<span lang="en">{said}</span>' in page


def test_the_privacy_page_names_the_cookie_that_stays_after_supporting_an_idea(client):
    assert "you support an idea, a cookie with a random word remembers that you did, for 180 days" in words(
        client.get(reverse("public_site:privacy"))
    )
    assert "yn cofio hynny am 180 diwrnod" in words(client.get("/cy" + reverse("public_site:privacy")))
