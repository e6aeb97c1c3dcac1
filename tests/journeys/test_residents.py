"""Anybody, residents and the public: finding, answering, and seeing where it ended."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.answering import answer_every_question, tab_to
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.journey
BUDGET, LIBRARIES = "budget-202728-hard-choices", "the-future-of-our-libraries"
RECEIPT = re.compile(r"\b[A-Z]{2,3}(?:-[0-9A-Z]{4}){3}\b")


def test_anyone_finds_what_concerns_them_and_switches_to_welsh(walk, script):
    page = walk(script=script, size=PHONE)
    page.goto("/")
    expect(page.get_by_role("heading", name="Open now")).to_be_visible()
    expect(page.get_by_role("heading", name="What changed because of residents")).to_be_visible()
    page.get_by_label("postcode").fill("ZZ1 1AA")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/find/wards/**")
    ward = page.locator("h1").inner_text()
    address = page.url
    page.get_by_role("link", name="Cymraeg").first.click()
    page.wait_for_url("**/cy/find/wards/**")
    assert page.url.replace("/cy/", "/") == address, "the Welsh switch keeps the page"
    assert page.locator("html").get_attribute("lang") == "cy"
    assert page.locator("h1").inner_text() != ward
    page.get_by_role("link", name="English").first.click()
    page.wait_for_url(address)


def test_a_resident_answers_the_budget_survey_on_a_phone(walk, script):
    """One question a page, checked, sent, the optional questions, and the receipt."""
    page = walk(script=script, size=PHONE)
    page.goto(f"/engagements/{BUDGET}/")
    page.get_by_role("button", name="your choices").click()
    page.get_by_role("button", name="Start now").click()
    asked = answer_every_question(page)
    assert asked >= 5
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(page.get_by_text("Please keep the Saturday service.").first).to_be_visible()
    _send(page)
    _about_them(page)
    code = RECEIPT.search(page.locator("main").inner_text()).group()
    page.go_back()
    page.goto(f"/receipt/{code}/")
    expect(page.get_by_text("Please keep the Saturday service.").first).to_be_visible()
    assert re.search(r"Nothing|not yet|will|by \d", page.locator("main").inner_text())


def test_a_resident_answers_every_question_on_one_page(walk, script):
    page = walk(script=script, size=PHONE)
    page.goto(f"/engagements/{BUDGET}/")
    page.get_by_role("button", name="your choices").click()
    page.get_by_role("link", name="Answer all questions on one page instead").click()
    main = page.locator("main")
    for name in {radio.get_attribute("name") for radio in main.locator("input[type=radio]").all()}:
        main.locator(f"input[type=radio][name={name}]").first.check()
    for name in {box.get_attribute("name") for box in main.locator("input[type=checkbox]").all()}:
        main.locator(f"input[type=checkbox][name={name}]").first.check()
    for box in main.locator("textarea").all():
        box.fill("Dim byd arall, diolch.")
    page.get_by_role("button", name=re.compile("Continue|Check")).click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    _send(page)
    page.get_by_role("link", name="Skip these questions").click()
    assert RECEIPT.search(page.locator("main").inner_text())


def test_a_resident_answers_with_the_keyboard_alone(walk, script):
    page = walk(script=script)
    page.goto(f"/engagements/{BUDGET}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    link = page.get_by_role("button", name="your choices")
    tab_to(page, link)
    page.keyboard.press("Enter")
    start = page.get_by_role("button", name="Start now")
    start.wait_for()
    tab_to(page, start)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    answer_every_question(page, with_keys=True)
    tab_to(page, page.get_by_role("button", name="Send my answers"))
    page.keyboard.press("Enter")
    skip = page.get_by_role("link", name="Skip these questions")
    skip.wait_for()
    tab_to(page, skip)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert RECEIPT.search(page.locator("main").inner_text())


def test_a_resident_opens_the_receipt_of_the_library_review(walk, script, library_receipt):
    """Months later: each point beside its theme, finding, decision with reasons, and what was done."""
    page = walk(script=script)
    page.goto("/receipt/")
    page.get_by_label("code", exact=False).first.fill(library_receipt.lower().replace("-", " "))
    page.locator("main").get_by_role("button").first.click()
    page.wait_for_url(f"**/receipt/{library_receipt}/")
    said = page.locator("main").inner_text()
    for word in ("What was decided, and why", "What we found", "Decided:", "Because:"):
        assert word in said, word
    assert re.search(r"We did( not)?\b", said)
    assert "close_to_home" not in said, "answers are shown in their words, not by their keys"


def test_the_public_reads_what_came_of_it_and_whether_promises_are_kept(walk, script):
    page = walk(script=script, size=PHONE)
    page.goto("/feedback/")
    page.get_by_role("link", name="The future of our libraries").first.click()
    page.goto(f"/engagements/{LIBRARIES}/feedback/")
    said = page.locator("main").inner_text().lower()
    for heading in ("asked", "you said", "we did", "we did not", "because"):
        assert heading in said, heading
    assert re.search(r"promised", said)
    page.goto("/feedback/clock/")
    clock = page.locator("main").inner_text().lower()
    for word in ("kept", "due", "overdue"):
        assert word in clock
    assert page.locator("main table").count() >= 1


def _send(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Send my answers").click()


def _about_them(page):
    expect(page.get_by_role("heading", name="A few optional questions about you")).to_be_visible()
    page.locator("main input[type=radio]").first.check()
    with page.expect_navigation():
        page.get_by_role("button", name="Finish").click()
