import datetime as dt
import re
from html import unescape

import pytest
from django.urls import reverse

from folkmoot.foundation.people.tests.factories import a_person, a_service, sign_in
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.tools import tool
from folkmoot.take_part.ideas.models import Idea, Support
from folkmoot.take_part.ideas.tests.factories import a_board, an_idea

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HOSTILE = ["x" * 20000, "\u202eolleh", "😀", "a\x00b", "<script>alert(1)</script>", "{{ 7*7 }}"]


def _url(activity, name, *more):
    return reverse(f"ideas:{name}", args=[activity.engagement.slug, activity.pk, *more])


def _send(client, activity, **data):
    address = _url(activity, "suggest")
    key = re.search(r'name="key" value="([^"]+)"', client.get(address).content.decode())[1]
    return client.post(address, {"title": "A tool library", "text": "Lend drills.", "key": key} | data), key


def test_an_idea_gets_a_receipt_and_stands_on_the_board(client):
    activity = a_board()
    sent, _key = _send(client, activity)
    receipt = Contribution.objects.get().receipt
    assert receipt in client.get(sent["Location"]).content.decode()
    board = client.get(_url(activity, "board"))
    assert "A tool library" in board.content.decode()
    assert not board.cookies
    assert [each.text for each in tool("ideas").said([Contribution.objects.get().pk])] == [
        "A tool library",
        "Lend drills.",
    ]


def test_sending_the_same_form_twice_makes_one_idea(client):
    activity = a_board()
    first, key = _send(client, activity)
    again = client.post(_url(activity, "suggest"), {"title": "Other", "text": "Other", "key": key})
    assert again["Location"] == first["Location"]
    assert Idea.objects.get().title == "A tool library"


def test_a_forged_key_cannot_take_the_place_of_another(client):
    activity = a_board()
    idea = an_idea(activity)
    client.post(_url(activity, "suggest"), {"title": "Mine", "text": "Mine", "key": idea.pk.hex})
    assert Idea.objects.get(pk=idea.pk).title == "A tool library"
    assert Idea.objects.count() == 2


def test_support_counts_once_a_visitor(client):
    idea = an_idea()
    activity = idea.contribution.activity
    for _time in range(3):
        client.post(_url(activity, "support", idea.pk))
    assert Support.objects.count() == 1
    client.cookies.clear()
    client.post(_url(activity, "support", idea.pk))
    assert Support.objects.count() == 2
    assert "2 people support this" in client.get(_url(activity, "idea", idea.pk)).content.decode()


@pytest.mark.parametrize("language", ["", "/cy"])
def test_whoever_comes_to_the_button_without_pressing_it_sees_the_idea(client, language):
    """By the other language after a refusal, or by a link somebody sent. Looking supports nothing."""
    idea = an_idea()
    activity = idea.contribution.activity
    button, there = (f"{language}{_url(activity, name, idea.pk)}" for name in ("support", "idea"))
    arrived = client.get(button)
    assert (arrived.status_code, arrived["Location"]) == (302, there)
    assert not Support.objects.exists()


def test_a_late_idea_is_refused_and_kept_on_the_page(client, clock):
    activity = a_board()
    idea = an_idea(activity)
    clock.move_to(activity.engagement.closes_at + dt.timedelta(seconds=1))
    late, _key = _send(client, activity, text="Something I wrote at length")
    assert late.status_code == 409
    assert "Something I wrote at length" in late.content.decode()
    assert "open until 11:59pm on 8 January 2027" in late.content.decode()
    assert client.post(_url(activity, "support", idea.pk)).status_code == 409
    assert Idea.objects.count() == 1


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_input_is_answered_plainly(client, typed):
    activity = a_board()
    for data in (
        {"title": typed, "text": "x"},
        {"title": "x", "text": typed},
        {"ward": typed},
        {"key": typed},
    ):
        sent, _key = _send(client, activity, **data)
        assert sent.status_code in (200, 302)
        assert "<script>alert(1)" not in sent.content.decode()
    assert "<script>alert(1)" not in client.get(_url(activity, "board")).content.decode()


def test_an_officer_says_why_an_idea_cannot_go_on_and_everybody_reads_it(client):
    idea = an_idea()
    activity = idea.contribution.activity
    sign_in(client, activity.engagement.proposed_by)
    judge = reverse("ideas:judge", args=[activity.pk, idea.pk])
    refused = client.post(judge, {"eligible": "no", "reason_en": " ", "reason_cy": ""})
    assert refused.status_code == 409
    at_its_box = refused.content.decode().split('id="id_reason_error"')[1].split("</div>")[0]
    assert "Say why this idea cannot go on" in at_its_box
    english, welsh = "The law does not allow it.", "Nid yw'r gyfraith yn caniatáu hyn."
    client.post(judge, {"eligible": "no", "reason_en": english, "reason_cy": welsh})
    client.logout()
    page = _url(activity, "idea", idea.pk)
    assert english in client.get(page).content.decode()
    read = unescape(client.get(f"/cy{page}").content.decode())
    assert welsh in read
    assert english not in read


def test_another_service_does_not_manage_the_board(client):
    idea = an_idea()
    sign_in(client, a_person(role="officer", service=a_service("parks")))
    manage = reverse("ideas:manage", args=[idea.contribution.activity_id])
    assert client.get(manage).status_code == 404


def test_an_idea_set_aside_is_not_on_the_board(client):
    idea = an_idea()
    Contribution.objects.filter(pk=idea.pk).update(state="set_aside")
    activity = idea.contribution.activity
    assert "A tool library" not in client.get(_url(activity, "board")).content.decode()
    assert client.get(_url(activity, "idea", idea.pk)).status_code == 404
    assert client.post(_url(activity, "support", idea.pk)).status_code == 404


def test_an_idea_is_marked_with_the_language_it_was_written_in(client):
    """A screen reader reads Welsh words in a Welsh voice, on an English page too."""
    idea = an_idea(title="Siglen i gadair olwyn", text="Mae fy mab yn gwylio.", language="cy")
    activity = idea.contribution.activity
    board = client.get(_url(activity, "board")).content.decode()
    assert 'lang="cy">Siglen i gadair olwyn</a>' in board
    assert 'lang="cy" >Mae fy mab' in board or 'lang="cy">Mae fy mab' in board
    page = client.get(_url(activity, "idea", idea.pk)).content.decode()
    assert '<span lang="cy">Siglen i gadair olwyn</span></h1>' in page
    sign_in(client, activity.engagement.proposed_by)
    manage = client.get(reverse("ideas:manage", args=[activity.pk])).content.decode()
    assert 'lang="cy">Siglen i gadair olwyn</a>' in manage
    judge = client.get(reverse("ideas:judge", args=[activity.pk, idea.pk])).content.decode()
    assert '<span lang="cy">Siglen i gadair olwyn</span></h1>' in judge
    for shown in (judge, page):
        assert re.search(r'<div lang="cy"><p class="govuk-body[^>]*>Mae fy mab', shown), "as text of the page"
