"""The pages, through the front door: public, receipt, trace and staff."""

import csv
import datetime as dt
import io
import re

import pytest
from django.core.cache import caches
from django.test import Client

from folkmoot.design.tiles import tiles_for
from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service, sign_in
from folkmoot.listen.evidence.models import Coding
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_engagement
from folkmoot.take_part.contributions.tools import Said
from folkmoot.tell_back.feedback.models import Commitment, Report
from folkmoot.tell_back.feedback.tests.factories import (
    WORDS,
    a_closed_engagement,
    a_coding,
    a_commitment,
    a_contribution,
    a_recorded_decision,
    a_report,
    a_story,
    a_theme,
    a_told_finding,
    an_interim_rule,
    an_update,
    publish,
)
from folkmoot.words.bilingual import Bilingual

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>\u202e\U0001f600 {{ 7|add:7 }} ' OR 1=1 --"


@pytest.fixture(autouse=True)
def council():
    return a_profile()


@pytest.fixture
def visitor():
    return Client()


@pytest.fixture
def story():
    return a_story()


def officer_of(engagement, role="officer"):
    return sign_in(Client(), a_person(role=role, service=engagement.owner))


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def one_of(engagement):
    return engagement.contributions.order_by("received_at", "pk").first()


PUBLIC = ["/feedback/", "/feedback/clock/", "/receipt/"]


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", ["", "/cy"])
def test_public_pages_are_read_without_cookies_or_tokens(visitor, story, path, language):
    response = visitor.get(language + path)
    assert response.status_code == 200
    assert not response.cookies
    assert b"csrfmiddlewaretoken" not in response.content


def test_the_answer_says_asked_said_did_and_did_not_because(visitor, story):
    words = text_of(visitor.get(f"/engagements/{story.slug}/feedback/"))
    for part in ("We asked", "You said", "We did", "We will", "Because: The rent saving is needed."):
        assert part in words
    assert "19 July 2026" in words, "the promised date"
    assert "16 July 2026" in words, "beside the actual one"
    assert "Open until 8pm on Thursdays" in words


def test_before_the_answer_the_page_says_when_it_is_promised(visitor):
    an_interim_rule()
    engagement = a_closed_engagement(feedback_on=dt.date(2026, 12, 20))
    words = text_of(visitor.get(f"/engagements/{engagement.slug}/feedback/"))
    assert "promised to say what came of it by 20 December 2026" in words
    assert "What we heard is promised by 24 May 2026" in words


def test_a_correction_is_marked_and_the_first_version_listed(visitor, story):
    a_report(story, published_on=dt.date(2026, 8, 3), correction=Bilingual("A date was wrong.", "Dyddiad."))
    words = text_of(visitor.get(f"/engagements/{story.slug}/feedback/"))
    assert "Corrected on 3 August 2026" in words
    assert "Version 1, 16 July 2026" in words


def test_drafts_are_not_found_in_public(visitor):
    idea = an_engagement(State.IDEA)
    for page in ("feedback", "trace"):
        assert visitor.get(f"/engagements/{idea.slug}/{page}/").status_code == 404


def test_an_unpublished_answer_is_not_shown(visitor):
    engagement = a_closed_engagement()
    a_report(engagement, published_on=None, summary=Bilingual("Secret so far", "Cyfrinach"))
    assert "Secret so far" not in text_of(visitor.get(f"/engagements/{engagement.slug}/feedback/"))


def test_the_receipt_puts_my_words_beside_what_came_of_them(visitor, story):
    contribution = max(story.contributions.all(), key=lambda each: each.passages.count())
    response = visitor.get(f"/receipt/{contribution.receipt}/")
    words = text_of(response)
    assert response.status_code == 200
    for part in (
        "Keep Priory open. Open later in the evening.",
        "Closure of Priory branch",
        "We did not, because: The rent saving is needed.",
        "Because: The saving is needed.",
        "Open until 8pm on Thursdays",
    ):
        assert part in words


def test_choices_come_back_in_the_readers_language_in_one_list_after_my_own_words(visitor, story):
    contribution = max(story.contributions.all(), key=lambda each: each.passages.count())
    branch, often = Bilingual("Which branch?", "Pa gangen?"), Bilingual("How often?", "Pa mor aml?")
    locks, weekly = Bilingual("Riverside Locks", "Lociau'r Afon"), Bilingual("Every week", "Bob wythnos")
    WORDS[contribution.pk] = [
        Said(contribution.pk, "box:branch", branch, "Riverside Locks", False, ("locks",), (locks,)),
        Said(contribution.pk, "box:often", often, "Every week", False, ("weekly",), (weekly,)),
        *WORDS[contribution.pk],
    ]
    english = text_of(visitor.get(f"/receipt/{contribution.receipt}/"))
    assert english.count("Each was counted with everybody's answers") == 1
    assert english.index("Keep Priory open.") < english.index("Your other answers")
    welsh = visitor.get(f"/cy/receipt/{contribution.receipt}/").content.decode()
    assert "Bob wythnos" in welsh
    assert "Every week" not in welsh
    assert 'lang="en">Keep Priory open' in welsh, "my own words keep their language"


def test_two_points_with_one_end_are_told_once(visitor, story):
    contribution = one_of(story)
    finding = story.findings.order_by("number").first()
    second = a_theme(story, "The building")
    finding.themes.add(second)
    Coding.objects.filter(passage__contribution=contribution).delete()
    first = finding.themes.order_by("pk").first()
    a_coding(contribution, first)
    a_coding(contribution, second, start=18, end=30)
    words = text_of(visitor.get(f"/receipt/{contribution.receipt}/"))
    assert words.count(str(finding.statement)) == 1
    assert f"{first.name}; {second.name}" in words


def test_the_engagement_page_leads_to_the_answer_the_decision_and_what_was_heard(visitor, story):
    page = visitor.get(f"/engagements/{story.slug}/").content.decode()
    report = story.reports.order_by("-version").first()
    assert str(report.summary) in page
    assert f'href="/engagements/{story.slug}/feedback/"' in page
    assert f'href="/engagements/{story.slug}/trace/"' in page
    assert str(story.decisions.get().decided) in page
    assert str(story.findings.order_by("number").first().statement) in page


def test_a_receipt_is_kept_by_nobody_and_found_by_no_search(visitor, story):
    response = visitor.get(f"/receipt/{one_of(story).receipt}/")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"


def test_before_anything_happened_the_receipt_says_when_it_will(visitor):
    an_interim_rule()
    engagement = an_engagement(State.OPEN)
    contribution = a_contribution(engagement)
    words = text_of(visitor.get(f"/receipt/{contribution.receipt}/"))
    assert "People can still take part until 8 January 2027" in words
    assert "By 5 February 2027 we will say what we heard." in words
    assert "By 2 April 2027 this page will say what came of each of your points." in words


@pytest.mark.parametrize("state", ["withdrawn", "set_aside"])
def test_a_response_not_counted_says_so(visitor, state):
    contribution = a_contribution(state=state)
    branch = Bilingual("Which branch?", "Pa gangen?")
    WORDS[contribution.pk] += [Said(contribution.pk, "box:branch", branch, "Priory", free_text=False)]
    english = text_of(visitor.get(f"/receipt/{contribution.receipt}/"))
    assert "is not counted" in english
    assert "These words are not counted." in english
    assert "None of these is counted." in english
    assert "Each was counted" not in english
    assert "Not read for themes yet" not in english
    welsh = text_of(visitor.get(f"/cy/receipt/{contribution.receipt}/"))
    assert "Nid oes un o’r rhain yn cael ei gyfrif." in welsh


def test_the_words_of_a_receipt_are_text_and_never_markup(visitor):
    contribution = a_contribution(words=HOSTILE)
    page = visitor.get(f"/receipt/{contribution.receipt}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7|add:7 }}" in page


@pytest.mark.parametrize("typed", ["{}", "{} ", "lower {}", "spaces {}"])
def test_a_code_is_understood_however_it_is_typed(visitor, typed):
    receipt = a_contribution().receipt
    code = {"lower {}": receipt.lower(), "spaces {}": receipt.replace("-", " ")}.get(
        typed, typed.format(receipt)
    )
    response = visitor.get("/receipt/", {"code": code})
    assert response.status_code == 302
    assert visitor.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("code", ["MV-AAAA-AAAA-AAAA", "-", HOSTILE.replace("/", ""), "x" * 300])
def test_a_wrong_code_is_refused_plainly(visitor, code):
    response = visitor.get(f"/receipt/{code}/")
    assert response.status_code == 404
    assert "There is no receipt with this code." in text_of(response)
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("typed", ["", " ", "x" * 300, "\x00", HOSTILE])
def test_the_code_box_survives_anything(visitor, typed):
    response = visitor.get("/receipt/", {"code": typed}, follow=True)
    assert response.status_code in (200, 404)


def test_trying_many_codes_is_stopped_for_right_and_wrong_ones_alike(visitor, monkeypatch):
    monkeypatch.setattr("folkmoot.tell_back.feedback.receipt_pages.LOOK_UPS", 3)
    receipt = a_contribution().receipt
    statuses = [visitor.get("/receipt/MV-AAAA-AAAA-AAAA/").status_code for _try in range(4)]
    assert statuses == [404, 404, 404, 429]
    assert visitor.get(f"/receipt/{receipt}/").status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(f"/receipt/{receipt}/").status_code == 200


@pytest.mark.parametrize("typed", ["zzz", "mv 7k4p–9txq 3hrd", "  ", "-", "<b>", "x" * 60])
def test_a_code_that_is_not_found_stays_in_the_box_as_it_was_typed(visitor, typed):
    response = visitor.get("/receipt/", {"code": typed})
    assert response.status_code == (200 if typed.isspace() else 404)
    assert response.context["form"]["code"].value() == typed
    assert response.context["form"].errors["code"]
    assert "no-store" in response["Cache-Control"]


def test_codes_tried_in_the_box_come_to_an_end(visitor, monkeypatch):
    monkeypatch.setattr("folkmoot.tell_back.feedback.receipt_pages.LOOK_UPS", 3)
    right = a_contribution().receipt
    tried = [visitor.get("/receipt/", {"code": f"MV-AAAA-AAAA-AAA{n}"}).status_code for n in range(4)]
    assert tried == [404, 404, 404, 429]
    assert visitor.get("/receipt/", {"code": right}).status_code == 429, "no page says which code is right"


def test_links_with_the_same_name_lead_to_the_same_page(visitor, story):
    page = visitor.get("/feedback/").content.decode().split("<main")[1].split("</main")[0]
    links = dict.fromkeys(re.findall(r'<a [^>]*href="([^"]*)"[^>]*>([^<]+)</a>', page))
    names = [name.strip() for _href, name in links]
    assert f"What came of it: {story.title}" in names
    assert len(names) == len(set(names))


def test_the_links_of_the_trace_have_short_names(visitor, story):
    """They are read out one by one; the whole words are where each leads."""
    statement = (
        "People want the library open when they are not at work, " + "and they said so at length, " * 9
    )
    finding = story.findings.filter(published_at__isnull=False).order_by("-n").first()
    type(finding).objects.filter(pk=finding.pk).update(statement=Bilingual(statement, statement))
    caches["pages"].clear()
    page = visitor.get(f"/engagements/{story.slug}/trace/").content.decode()
    names = re.findall(r'<a [^>]*aria-label="([^"]*)"', page)
    assert any("People want the library open" in name for name in names)
    assert all(len(name) < 160 for name in names)


def test_words_that_are_there_in_one_language_only_say_which(visitor, story):
    finding = story.findings.filter(published_at__isnull=False).first()
    type(finding).objects.filter(pk=finding.pk).update(statement=Bilingual("Open later.", ""))
    type(story).objects.filter(pk=story.pk).update(title=Bilingual("Library review", ""))
    caches["pages"].clear()
    for path in ("feedback/", "trace/", f"trace/finding/{finding.number}/"):
        page = visitor.get(f"/cy/engagements/{story.slug}/{path}").content.decode().split("<main")[1]
        shown = [words for words in ("Open later.", "Library review") if f">{words}<" in page]
        assert shown, path
        for words in shown:
            assert page.count(f">{words}<") == page.count(f'<span lang="en">{words}</span>'), path


def test_the_trace_is_a_picture_of_links_with_a_table_and_hides_small_numbers(visitor, story):
    response = visitor.get(f"/engagements/{story.slug}/trace/")
    page, words = response.content.decode(), text_of(response)
    themes = {str(each.name): each.pk for each in story.themes.all()}
    assert page.count("<svg") >= 2
    assert f'href="/engagements/{story.slug}/trace/theme/{themes["Opening hours"]}/"' in page
    assert "fewer than 5" in words
    assert "Keep Priory open" not in words, "no personal words"


def test_no_small_number_is_in_the_public_trace_anywhere(visitor):
    engagement = a_closed_engagement()
    theme = a_theme(engagement, "Boats")
    for _each in range(3):
        a_coding(a_contribution(engagement), theme)
    for _each in range(6):
        a_contribution(engagement)
    a_told_finding(engagement, theme, n=3)
    a_report(engagement, outcomes=("did",))
    finding = engagement.findings.get()
    paths = ["trace/", f"trace/theme/{theme.pk}/", f"trace/finding/{finding.number}/", "feedback/"]
    for path in paths:
        words = text_of(visitor.get(f"/engagements/{engagement.slug}/{path}"))
        assert "fewer than 5" in words, path
        assert not re.search(r"\b3 (of|response)", words), path
        assert not re.search(r"(this|by): 3\b", words), path


def test_how_far_reading_has_come_is_told_coarsely_while_it_goes_on(visitor):
    """Whoever loads the page again after each answer must not see which theme the last one was read for."""
    engagement = a_closed_engagement()
    theme = a_theme(engagement, "Boats")
    everybody = [a_contribution(engagement) for _each in range(20)]
    councillor, officer = a_person(role="councillor"), a_person(role="officer", service=engagement.owner)
    staff, public = f"/staff/trace/{engagement.ref}/", f"/engagements/{engagement.slug}/trace/"
    for n, each in enumerate(everybody[:13], 1):
        a_coding(each, theme)
        caches["pages"].clear()
        if n >= 11:
            assert "about 60% read for themes" in text_of(sign_in(visitor, councillor).get(staff))
            assert f"{n} read for themes" in text_of(sign_in(visitor, officer).get(staff))
            visitor.logout()
            assert "Words of about 60% were read for themes" in text_of(visitor.get(public))
    assert "Darllenwyd geiriau tua 60% am themâu" in text_of(visitor.get("/cy" + public))


def test_who_watches_the_trace_while_words_are_read_does_not_see_the_theme_of_the_latest(visitor):
    """Exact numbers are for those who read single answers, and for everybody once the answer is published."""
    engagement = a_closed_engagement()
    everybody = [a_contribution(engagement) for _each in range(40)]
    boats, hours = a_theme(engagement, "Boats"), a_theme(engagement, "Hours")
    for each in everybody[:31]:
        a_coding(each, hours)
    a_told_finding(engagement, hours, n=31)
    councillor, officer = a_person(role="councillor"), a_person(role="officer", service=engagement.owner)
    staff, public = f"/staff/trace/{engagement.ref}/", f"/engagements/{engagement.slug}/trace/"
    seen = set()
    for n, each in enumerate(everybody[:24], 1):
        a_coding(each, boats, start=1, end=3)
        caches["pages"].clear()
        if n > 21:
            seen.add(_without_the_record(sign_in(visitor, councillor).get(staff)))
            assert _people_behind(sign_in(visitor, officer).get(staff), "Boats") == str(n)
            visitor.logout()
    assert len(seen) == 1
    assert _people_behind(sign_in(visitor, councillor).get(staff), "Boats") == "about 20"
    assert "counted to the nearest 10 people" in min(seen)
    visitor.logout()
    assert _people_behind(visitor.get(public), "Hours") == "about 30"
    there = f"{public}theme/{hours.pk}/"
    assert "People who raised this: about 30." in text_of(visitor.get(there))
    assert "tua 30" in text_of(visitor.get("/cy" + there))
    a_report(engagement, outcomes=("did",))
    caches["pages"].clear()
    assert _people_behind(visitor.get(public), "Hours") == "31"


def _without_the_record(page):
    return text_of(page).partition("The record")[0]


def _people_behind(page, theme):
    return next(str(row[1]) for row in page.context["table"]["rows"] if theme in row[0])


def test_a_number_hidden_with_the_finding_is_hidden_wherever_the_finding_is_shown(visitor):
    engagement = a_closed_engagement()
    finding = a_told_finding(engagement, a_theme(engagement, "Boats"), n=31)
    a_report(engagement, outcomes=("did",))
    paths = [f"trace/finding/{finding.number}/", "feedback/", "trace/"]
    pages = [f"/engagements/{engagement.slug}/{path}" for path in paths]
    assert "31 of 40" in text_of(visitor.get(pages[0]))
    caches["pages"].clear()
    linked = {"value": None, "state": "linked"}
    type(finding).objects.update(figures={"n": linked, "base": {"value": 40, "state": "shown"}})
    for page in pages:
        assert not re.search(r"\b31\b", visitor.get(page).content.decode()), page


def test_a_finding_on_one_theme_cannot_be_had_from_the_number_of_that_theme(visitor):
    """28 of 30 spoke of boats and 2 did not: the finding hides it, and so does every number beside it."""
    engagement = a_closed_engagement()
    theme, others = a_theme(engagement, "Boats"), a_theme(engagement, "Buses")
    everybody = [a_contribution(engagement) for _each in range(30)]
    for each in everybody[:28]:
        a_coding(each, theme)
    for each in everybody[20:]:
        a_coding(each, others)
    finding = a_told_finding(engagement, theme, n=28)
    a_told_finding(engagement, others, n=10)
    type(finding).objects.filter(pk=finding.pk).update(
        base=30, figures={"n": {"value": None, "state": "linked"}, "base": {"value": 30, "state": "shown"}}
    )
    a_report(engagement, outcomes=("did",))
    trace = f"/engagements/{engagement.slug}/trace/"
    pages = [trace, f"{trace}theme/{theme.pk}/", f"{trace}finding/{finding.number}/"]
    pages += [f"/engagements/{engagement.slug}/feedback/", f"/cy{trace}"]
    for page in pages:
        words = visitor.get(page).content.decode()
        assert not re.search(r"\b28\b", words), page
    assert re.search(r"\b10\b", visitor.get(trace).content.decode()), "the other theme is told"
    staff = f"/staff/trace/{engagement.ref}/"
    sign_in(visitor, a_person(role="councillor"))
    assert not re.search(r"\b28\b", text_of(visitor.get(staff)))
    sign_in(visitor, a_person(role="scrutiny"))
    assert re.search(r"\b28\b", text_of(visitor.get(staff)))


def test_long_numbers_have_separators_and_codes_are_not_broken(visitor, story):
    theme = story.themes.order_by("pk").first()
    more = [a_contribution(story) for _each in range(2)]
    for each in more:
        a_coding(each, theme)
    story.findings.filter(number=1).update(n=1940, base=2931)
    sign_in(visitor, a_person(role="corporate"))
    assert "Finding 1, 1,940 of 2,931" in text_of(visitor.get(f"/staff/feedback/{story.ref}/"))
    page = visitor.get(f"/staff/trace/{story.ref}/theme/{theme.pk}/").content.decode()
    assert f'<span class="app-code">{more[0].receipt}</span>' in page


def test_responses_behind_a_theme_are_listed_twenty_to_a_page(visitor):
    engagement, theme = a_closed_engagement(), None
    theme = a_theme(engagement)
    everybody = [a_contribution(engagement) for _each in range(25)]
    for each in everybody:
        a_coding(each, theme)
    sign_in(visitor, a_person(role="scrutiny"))
    address = f"/staff/trace/{engagement.ref}/theme/{theme.pk}/"
    first, second = (visitor.get(f"{address}?page={page}").content.decode() for page in (1, 2))
    assert sum(each.receipt in first for each in everybody) == 20
    assert sum(each.receipt in second for each in everybody) == 5
    assert "25 responses behind it" in text_of(visitor.get(address))


def test_the_band_of_a_theme_leads_to_everybody_it_counts_with_its_parts_by_name(visitor):
    """The picture counts a theme with its parts; the page it leads to says the same number, and of what."""
    engagement = a_closed_engagement()
    hours = a_theme(engagement, "Opening hours")
    evenings = a_theme(engagement, "Evenings", parent=hours)
    general, late, both = (a_contribution(engagement) for _each in range(3))
    for said, theme in ((general, hours), (late, evenings), (both, evenings)):
        a_coding(said, theme)
    a_coding(both, hours, start=18, end=30)
    sign_in(visitor, a_person(role="scrutiny"))
    address = f"/staff/trace/{engagement.ref}/theme"
    whole, part = (
        text_of(visitor.get(f"{address}/{hours.pk}/")),
        text_of(visitor.get(f"{address}/{evenings.pk}/")),
    )
    assert "Evenings : 2" in whole
    assert "In general: 2" in whole
    assert "3 responses behind it" in whole
    assert all(each.receipt in whole for each in (general, late, both))
    assert "2 responses behind it" in part
    assert "Its parts" not in part


def test_a_commitment_that_is_done_says_so_once(visitor):
    commitment = an_update(a_commitment(), "done", on=dt.date(2026, 11, 20)).commitment
    address = f"/engagements/{commitment.engagement.slug}/feedback/"
    words = text_of(visitor.get(address))
    assert re.search(r"Done 20 November 2026, promised by", words)
    assert words.count(str(commitment.evidence)) == 1, "news that is the evidence is told once"
    assert "Done Done" not in words
    assert "Gwnaed Gwnaed" not in text_of(visitor.get(f"/cy{address}"))


def test_what_was_not_done_stands_in_the_table_with_its_reason(visitor, story):
    item = story.reports.get().items.get(outcome="did_not")
    words = text_of(visitor.get(f"/engagements/{story.slug}/trace/"))
    assert f"We did not, because: {item.because.en}" in words


def test_answers_given_are_folded_until_something_is_wrong(visitor, story):
    sign_in(visitor, a_person(role="corporate"))
    address = f"/staff/feedback/{story.ref}/"
    page = visitor.get(address).content.decode()
    assert page.count("Change the answer to finding") == 3
    fields = dict(re.findall(r'name="(f\d+-[a-z_]+)"[^>]*value="([^"]*)"', page))
    wrong = visitor.post(address, fields | {"summary_en": "x" * 9000}).content.decode()
    assert "Change the answer to finding" not in wrong


def test_a_band_leads_to_what_is_in_it(visitor, story):
    for strand in story.themes.all():
        response = visitor.get(f"/engagements/{story.slug}/trace/theme/{strand.pk}/")
        assert str(strand.name) in text_of(response)
    for finding in story.findings.all():
        response = visitor.get(f"/engagements/{story.slug}/trace/finding/{finding.number}/")
        assert str(finding.statement) in text_of(response)
        assert f"<title>Finding {finding.number}: {story.title.en}" in response.content.decode()
    assert visitor.get(f"/engagements/{story.slug}/trace/theme/999999/").status_code == 404
    assert visitor.get(f"/engagements/{story.slug}/trace/finding/99/").status_code == 404


def test_a_trace_with_nothing_in_it_says_so(visitor):
    engagement = a_closed_engagement(feedback_on=dt.date(2026, 12, 20))
    words = text_of(visitor.get(f"/engagements/{engagement.slug}/trace/"))
    assert "There is nothing to trace yet." in words


def test_the_clock_names_the_longest_wait_and_filters_by_service(visitor, story):
    late = a_closed_engagement(owner=a_service("parks"), feedback_on=dt.date(2026, 11, 1))
    words = text_of(visitor.get("/feedback/clock/"))
    assert "30 days over" in words
    only = visitor.get("/feedback/clock/", {"service": story.owner_id}).content.decode()
    assert f"/engagements/{late.slug}/" not in only
    due = text_of(visitor.get("/feedback/clock/", {"standing": "due"}))
    assert "There is no promise of this kind." not in due


@pytest.mark.parametrize("query", [{"service": "x"}, {"standing": HOSTILE}, {"service": "9" * 30}])
def test_the_clock_survives_a_wrong_filter(visitor, story, query):
    assert visitor.get("/feedback/clock/", query).status_code == 200
    assert visitor.get("/feedback/", {"year": next(iter(query.values()))}).status_code == 200


def test_what_changed_shows_totals_that_add_up(visitor, story):
    words = text_of(visitor.get("/feedback/", {"year": 2026}))
    assert "What we did 1." in words
    assert re.search(r"7\s+responses", words)
    assert "No engagement closed in this time." not in words


def test_staff_follow_a_response_forward_and_a_commitment_back(story):
    officer = officer_of(story, "officer")
    contribution = max(story.contributions.all(), key=lambda each: each.passages.count())
    found = officer.get(f"/staff/trace/{story.ref}/", {"code": contribution.receipt.lower()})
    assert found.status_code == 302
    assert "Where it went" in text_of(officer.get(found["Location"]))
    assert "Counted" not in text_of(officer.get(f"/cy{found['Location']}")), "its state is said in Welsh, too"
    commitment = Commitment.objects.get(engagement=story)
    back = officer.get(f"/staff/trace/{story.ref}/commitment/{commitment.pk}/")
    assert contribution.receipt in text_of(back)
    assert "2 responses behind it" in text_of(back)
    wrong = officer.get(f"/staff/trace/{story.ref}/", {"code": "MV-AAAA-AAAA-AAAA"})
    assert "No response to this engagement has this code." in text_of(wrong)


def test_the_record_stands_under_the_trace(story):
    officer = officer_of(story)
    officer.post(f"/staff/feedback/{story.ref}/", {})
    assert "feedback drafted" in text_of(officer.get(f"/staff/trace/{story.ref}/"))


def test_a_councillor_sees_figures_but_no_single_response(story):
    councillor = sign_in(Client(), a_person(role="councillor"))
    assert councillor.get(f"/staff/trace/{story.ref}/").status_code == 200
    contribution = one_of(story)
    commitment = Commitment.objects.get(engagement=story)
    theme, finding = story.themes.first(), story.findings.first()
    for path in (
        f"contribution/{contribution.pk}/",
        f"commitment/{commitment.pk}/",
        f"theme/{theme.pk}/",
        f"finding/{finding.number}/",
        "export/",
    ):
        assert councillor.get(f"/staff/trace/{story.ref}/{path}").status_code == 403, path


def test_a_response_of_another_engagement_is_not_found(story):
    stranger = a_contribution()
    officer = officer_of(story)
    assert officer.get(f"/staff/trace/{story.ref}/contribution/{stranger.pk}/").status_code == 404


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", " =HYPERLINK(1)", "\uff1dHYPERLINK(1)"])
def test_the_export_is_streamed_and_holds_no_formula(story, formula):
    theme = story.themes.get(pk=story.themes.order_by("pk").first().pk)
    type(theme).objects.filter(pk=theme.pk).update(name=Bilingual(formula, ""))
    response = officer_of(story).get(f"/staff/trace/{story.ref}/export/")
    assert response.streaming
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert len(rows) == 14
    assert f"'{formula}" in {row["theme"] for row in rows}


def written(engagement, **changes):
    """The data of a filled writing page."""
    data = {"summary_en": "You said, we did.", "summary_cy": "Dywedoch chi."}
    for finding in engagement.findings.all():
        data |= {
            f"f{finding.pk}-asked_en": "How?",
            f"f{finding.pk}-asked_cy": "Sut?",
            f"f{finding.pk}-said_en": "Later.",
            f"f{finding.pk}-said_cy": "Yn hwyrach.",
            f"f{finding.pk}-outcome": "did",
            f"f{finding.pk}-did_en": "Opened later.",
            f"f{finding.pk}-did_cy": "Agor yn hwyrach.",
        }
    return data | changes


@pytest.fixture
def decided():
    engagement = a_closed_engagement()
    a_told_finding(engagement, disposition="not_accepted")
    a_recorded_decision(engagement)
    return engagement


def test_writing_starts_from_findings_and_considerations(decided):
    page = officer_of(decided).get(f"/staff/feedback/{decided.ref}/").content.decode()
    assert "People want change 1." in page
    assert "We weighed finding 1." in page


def test_an_officer_writes_looks_and_publishes(decided):
    officer = officer_of(decided)
    kept = officer.post(f"/staff/feedback/{decided.ref}/", written(decided, preview="yes"))
    assert kept["Location"] == f"/staff/feedback/{decided.ref}/preview/"
    assert "Nothing is missing. It can be published." in text_of(officer.get(kept["Location"]))
    assert officer.get(f"/staff/feedback/{decided.ref}/publish/").status_code == 302, "by POST only"
    assert Report.objects.get().published_at is None
    officer.post(f"/staff/feedback/{decided.ref}/publish/")
    assert Report.objects.get().published_at is not None
    assert "Opened later." in text_of(Client().get(f"/engagements/{decided.slug}/feedback/"))


def test_what_is_missing_is_listed_and_publishing_refused(decided):
    officer = officer_of(decided)
    officer.post(f"/staff/feedback/{decided.ref}/", {"summary_en": "Only English"})
    words = text_of(officer.get(f"/staff/feedback/{decided.ref}/preview/"))
    assert "Answer finding 1" in words
    assert "in Welsh too" in words
    refused = officer.post(f"/staff/feedback/{decided.ref}/publish/")
    assert refused.status_code == 422
    assert Report.objects.get().published_at is None


def test_a_commitment_is_added_on_the_writing_page(decided):
    pk = decided.findings.get().pk
    pledge = {
        f"f{pk}-outcome": "will",
        f"f{pk}c0-title_en": "Open late",
        f"f{pk}c0-title_cy": "Agor yn hwyr",
        f"f{pk}c0-service": decided.owner_id,
        f"f{pk}c0-due_on_day": "1",
        f"f{pk}c0-due_on_month": "3",
        f"f{pk}c0-due_on_year": "2027",
    }
    officer_of(decided).post(f"/staff/feedback/{decided.ref}/", written(decided, **pledge))
    assert Commitment.objects.get().due_on == dt.date(2027, 3, 1)
    assert "Open late" in text_of(officer_of(decided).get(f"/staff/feedback/{decided.ref}/"))


def test_an_unfinished_commitment_is_refused_and_nothing_typed_is_lost(decided):
    pk = decided.findings.get().pk
    data = written(decided, **{f"f{pk}c0-title_en": "Open late"})
    response = officer_of(decided).post(f"/staff/feedback/{decided.ref}/", data)
    assert response.status_code == 422
    assert "needs its words, a service and a due date" in text_of(response)
    assert "Open late" in response.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("typed", [HOSTILE, "x" * 5000, "a\x00b", "\u202eabc"])
def test_the_writing_page_survives_anything(decided, typed):
    pk = decided.findings.get().pk
    data = written(decided, **{f"f{pk}-did_en": typed, "summary_en": typed, f"f{pk}c0-due_on_day": typed})
    response = officer_of(decided).post(f"/staff/feedback/{decided.ref}/", data)
    assert response.status_code in (200, 302, 422)
    assert "<script>alert" not in response.content.decode()


def test_an_update_is_published_with_its_commitment():
    commitment = a_commitment()
    officer = officer_of(commitment.engagement)
    path = f"/staff/commitments/{commitment.pk}/"
    refused = officer.post(path, {"state": "done", "words_en": "", "words_cy": ""})
    assert refused.status_code == 422
    at_its_box = refused.content.decode().split('id="id_words_error"')[1].split("</div>")[0]
    assert "Say how people can see that it is done." in at_its_box
    officer.post(path, {"state": "done", "words_en": "The rota is up.", "words_cy": "Mae'r rota yn ei lle."})
    commitment.refresh_from_db()
    assert commitment.state == "done"
    public = text_of(Client().get(f"/engagements/{commitment.engagement.slug}/feedback/"))
    assert "The rota is up." in public
    assert "This commitment is closed." in text_of(officer.get(path))


def test_the_list_of_commitments_is_that_of_my_services():
    mine = a_commitment()
    stranger = sign_in(Client(), a_person(role="officer", service=a_service("parks")))
    officer = officer_of(mine.engagement)
    assert f"/staff/commitments/{mine.pk}/" in officer.get("/staff/commitments/").content.decode()
    assert f"/staff/commitments/{mine.pk}/" not in stranger.get("/staff/commitments/").content.decode()
    assert stranger.get(f"/staff/commitments/{mine.pk}/").status_code == 403


def test_the_stage_says_told_late_now_or_next(rf):
    request = rf.get("/")
    request.person = None

    def mark(engagement):
        marks = tiles_for("engagement.stage", request, engagement=engagement)
        return next(each.state for each in marks if each.stage == "tell_back")

    told = a_story()
    late = a_closed_engagement(feedback_on=dt.date(2026, 11, 1))
    waiting = a_closed_engagement(feedback_on=dt.date(2026, 12, 20))
    assert [mark(told), mark(late), mark(waiting)] == ["done", "late", "next"]
    a_recorded_decision(waiting)
    assert mark(waiting) == "now"


def test_the_desk_and_my_work_name_what_is_due(rf):
    commitment = a_commitment(due_on=dt.date(2026, 11, 20))
    overdue = a_closed_engagement(feedback_on=dt.date(2026, 11, 1))
    request = rf.get("/")
    request.person = a_person(role="officer", service=commitment.service)
    titles = [str(each.title) for each in tiles_for("my_work", request) if each.stage == "tell_back"]
    assert str(commitment.title) in titles
    desk = tiles_for("desk.task", request, engagement=commitment.engagement)
    assert str(commitment.title) in [str(each.title) for each in desk]
    request.person = a_person(role="corporate")
    titles = [str(each.title) for each in tiles_for("my_work", request) if each.stage == "tell_back"]
    assert str(overdue.title) in titles


def test_the_gates_of_completing_are_met_by_an_answer_and_by_news():
    from django.utils import timezone

    from folkmoot.plan.engagements.gates import unmet

    engagement = a_closed_engagement()
    a_told_finding(engagement)

    def codes():
        return [
            each.code for each in unmet(engagement, "complete", timezone.now()) if "feedback." in each.code
        ]

    assert codes() == ["feedback.no-reply"]
    draft = a_report(engagement, outcomes=("will",), published_on=None)
    Commitment.objects.update(due_on=dt.date(2026, 11, 1))
    publish(draft)
    assert codes() == ["feedback.commitment-silent"]
    from folkmoot.tell_back.feedback.tests.factories import an_update

    an_update(Commitment.objects.get(), "under_way", on=dt.date(2026, 11, 5))
    assert codes() == []


@pytest.mark.parametrize("people", [1, 3])
def test_a_trace_hides_how_few_took_part_at_all(visitor, people):
    engagement = a_closed_engagement()
    for _each in range(people):
        a_contribution(engagement)
    shown = visitor.get(f"/engagements/{engagement.slug}/trace/").content.decode()
    assert "fewer than 5 responses were counted." in shown
    assert "response was counted" not in shown
    councillor = sign_in(Client(), a_person(role="councillor"))
    assert "fewer than 5 responses counted" in text_of(councillor.get(f"/staff/trace/{engagement.ref}/"))
    assert f"{people} responses counted" in text_of(
        officer_of(engagement).get(f"/staff/trace/{engagement.ref}/")
    )
