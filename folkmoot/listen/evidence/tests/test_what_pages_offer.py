"""What the pages of listening say and offer at each step, and that nothing typed into them is lost."""

import re

import pytest
from django.urls import reverse

from folkmoot.foundation.people.tests.factories import sign_in
from folkmoot.listen.evidence.models import Theme
from folkmoot.listen.evidence.queries import words_of
from folkmoot.listen.evidence.tests.factories import (
    a_finding,
    a_snapshot,
    a_theme,
    an_answer,
)
from folkmoot.listen.evidence.use_cases import ChosenQuote, restate_finding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def officer(client, officer):
    sign_in(client, officer)
    return officer


def shown(client, name, engagement, *more, prefix="", **asked):
    address = prefix + reverse(f"evidence:{name}", args=[engagement.ref, *more])
    return client.get(address, asked).content.decode()


def test_what_was_ticked_and_named_is_still_there_when_saving_is_refused(client, engagement):
    finding = a_finding(engagement, answers=2)
    coding = finding.themes.get().codings.select_related("passage", "coder").first()
    sign_in(client, coding.coder)
    quote = ChosenQuote(coding.passage, words_of([coding.passage])[coding.passage.pk], coding.coder)
    restate_finding(coding.coder, finding, quotes=[quote], at=finding.stated_at)
    other = a_theme(engagement)
    key = f"{coding.passage.contribution_id}|{coding.passage.source}"
    typed = {"answer": key, f"themes-{key}": [other.pk], f"new-{key}": "Buses"}
    page = client.post(reverse("evidence:coding", args=[engagement.ref]), typed).content.decode()
    ticked = re.findall(rf'name="themes-{re.escape(key)}" type="checkbox" value="(\d+)" checked', page)
    assert ticked == [str(other.pk)]
    assert re.search(rf'name="new-{re.escape(key)}"[^>]*value="Buses"', page)
    assert not Theme.objects.filter(name__en="Buses").exists()


def test_a_theme_named_on_a_welsh_page_has_a_welsh_name(client, engagement, officer):
    said = an_answer(engagement)
    a_snapshot(engagement)
    key = f"{said.pk}|notes:why"
    address = "/cy" + reverse("evidence:coding", args=[engagement.ref])
    client.post(address, {"answer": key, f"new-{key}": "Bysiau"})
    assert engagement.themes.get().name.as_dict() == {"cy": "Bysiau"}


def test_each_answer_on_the_desk_has_a_heading_to_go_by(client, engagement, officer):
    said = [an_answer(engagement) for _each in range(3)]
    a_snapshot(engagement)
    headings = re.findall(
        r"<h2[^>]*>(What matters most to you\?.*?)</h2>", shown(client, "coding", engagement)
    )
    assert {each.receipt for each in said} == {re.search(r"NOTE-\d+", each)[0] for each in headings}


def test_ways_to_find_that_are_seldom_used_are_folded_unless_they_are_used(client, engagement, officer):
    an_answer(engagement)
    a_snapshot(engagement)
    unfolded = re.compile(r"<details[^>]* open>\s*<summary[^>]*>\s*<span[^>]*>More ways to find")
    assert not unfolded.search(shown(client, "coding", engagement))
    assert unfolded.search(shown(client, "coding", engagement, language="cy"))


def test_before_freezing_the_overview_offers_one_thing_to_do(client, engagement, officer):
    page = shown(client, "overview", engagement)
    assert page.count(f'href="{reverse("evidence:freeze", args=[engagement.ref])}"') == 1
    assert "Name the first" not in page
    a_snapshot(engagement)
    assert "Name the first" in shown(client, "overview", engagement)


def test_the_code_of_frozen_evidence_can_be_read_whole(client, engagement, officer):
    snapshot = a_snapshot(engagement)
    page = shown(client, "freeze", engagement)
    assert snapshot.content_hash in page
    assert "responses that count" in page


def test_themes_say_what_can_still_change(client, engagement, officer):
    a_theme(engagement, agreed=True)
    assert "Every theme is agreed" in shown(client, "themes", engagement)
    still_open = a_theme(engagement)
    page = shown(client, "themes", engagement)
    assert "Every theme is agreed" not in page
    assert page.count("Can still change") == 1
    assert "It cannot be undone." in shown(client, "theme", engagement, still_open.pk)


def test_without_an_agreed_theme_no_finding_is_asked_for(client, engagement, officer):
    a_theme(engagement)
    page = shown(client, "new_finding", engagement)
    assert "Agree the themes first" in page
    assert 'name="statement_en"' not in page
    a_theme(engagement, agreed=True)
    assert 'name="statement_en"' in shown(client, "new_finding", engagement)


def test_publishing_says_what_it_does_before_it_is_done(client, engagement, officer):
    assert "Publish what we heard" not in shown(client, "findings", engagement)
    a_finding(engagement)
    assert "Publishing puts every finding here on the public page" in shown(client, "findings", engagement)
    assert "Mae cyhoeddi yn rhoi pob canfyddiad" in shown(client, "findings", engagement, prefix="/cy")


def said_at(page, name):
    """What is said in red at the box of that name, and whether the summary leads to it."""
    box = re.search(rf'<(?:input|select|textarea)[^>]*name="{re.escape(name)}"[^>]*>', page)[0]
    number = re.search(r' id="([^"]+)"', box)[1]
    error = re.search(rf'id="{re.escape(number)}[_-]error"[^>]*>(.*?)</p>', page, re.DOTALL)
    return (" ".join(re.sub(r"<[^>]+>", " ", error[1]).split()) if error else "", f'href="#{number}"' in page)


def test_what_is_wrong_is_said_at_its_box_and_the_summary_leads_there(client, engagement, officer):
    finding = a_finding(engagement)
    passage = finding.themes.get().codings.first().passage_id
    taken = {f"passage-{passage}-take": "on", f"passage-{passage}-text": "library open"}
    quotes = reverse("evidence:quotes", args=[engagement.ref, 1])
    page = client.post(quotes, taken).content.decode()
    assert said_at(page, f"passage-{passage}-checked") == (
        "Error: Somebody has to check that “library open” names nobody and gives nobody away.",
        True,
    )
    changed = taken | {f"passage-{passage}-text": "trams", f"passage-{passage}-checked": "on"}
    words, leads = said_at(client.post(quotes, changed).content.decode(), f"passage-{passage}-text")
    assert leads
    assert "trams" in words
    theme, other = a_theme(engagement), a_theme(engagement, "Buses")
    address = reverse("evidence:theme", args=[engagement.ref, theme.pk])
    page = client.post(address, {"name_en": other.name.en}).content.decode()
    assert page.count("govuk-error-message") == 1
    assert said_at(page, "name_en")[1]
