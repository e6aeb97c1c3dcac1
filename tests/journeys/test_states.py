"""Pages that no link leads to: forms with something wrong, answers on their way and sent, a shared tablet."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.forms import fill, follow, press
from tests.journeys.looking import RULES, WITHOUT_COLOURS, carry_axe, faults_of

pytestmark = pytest.mark.journey
SURVEY = "/engagements/budget-202728-hard-choices/survey/1/"
SUGGEST = "/engagements/harbourside-what-should-412000-pounds-build/ideas/2/suggest/"
OPINION = "Keep the Saturday buses."
TABLE = "engagements_activity"
JAVASCRIPT = "text/javascript"


def _send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main button[type=submit]").last.click()


def _fill_all(page: Page) -> None:
    main = page.locator("main")
    for name in sorted({each.get_attribute("name") for each in main.locator("input[type=radio]").all()}):
        main.locator(f"input[type=radio][name='{name}']").first.check()
    for box in main.locator("textarea").all():
        box.fill(OPINION)


def _without_our_script(page: Page, script: bool) -> None:
    """As for somebody whose script did not load; axe itself needs a browser that can run some."""
    if not script:
        page.route(
            re.compile(r"/app[^/]*\.js$"), lambda route: route.fulfill(body="", content_type=JAVASCRIPT)
        )


@contextmanager
def _ended(site, activity: int) -> Iterator[None]:
    """The time of one activity is up while somebody is in the middle of it."""
    (until,) = _sql(site, f"SELECT closes_at FROM {TABLE} WHERE id = ?", activity)[0]
    _sql(site, f"UPDATE {TABLE} SET closes_at = datetime(opens_at, '+1 minute') WHERE id = ?", activity)
    try:
        yield
    finally:
        _sql(site, f"UPDATE {TABLE} SET closes_at = ? WHERE id = ?", until, activity)


def _sql(site, statement: str, *facts) -> list:
    with sqlite3.connect(site.folder / "folkmoot.sqlite3", timeout=20) as kept:
        return kept.execute(statement, facts).fetchall()


@pytest.mark.parametrize(
    ("size", "language", "script"), [(PHONE, "/cy", False), (DESK, "", True)], ids=["phone", "desk"]
)
def test_answers_on_their_way_sent_and_refused(walk, site, size, language, script):
    """One page with errors, check answers, a wrong address, too late by a moment, about you, received."""
    page, wrong = walk(size=size), []
    rules = RULES if size == DESK else WITHOUT_COLOURS
    carry_axe(page)
    _without_our_script(page, script)
    page.goto(f"{language}{SURVEY}all/")
    page.locator("main textarea").first.fill(OPINION * 1000)
    _send(page)
    expect(page.locator("[data-module=govuk-error-summary], .govuk-error-summary").first).to_be_visible()
    wrong += faults_of(page, rules)
    _fill_all(page)
    _send(page)
    assert "/check/" in page.url
    wrong += faults_of(page, rules)
    page.locator("input[name=email]").fill("not an address")
    _send(page)
    wrong += faults_of(page, rules)
    with _ended(site, 1):
        page.locator("input[name=email]").fill("")
        _send(page)
        expect(page.get_by_text(OPINION).first).to_be_visible()
        wrong += faults_of(page, rules)
    page.goto(f"{language}{SURVEY}check/")
    _send(page)
    wrong += faults_of(page, rules)
    page.get_by_label(re.compile("^(White|Gwyn)$")).check()
    expect(page.get_by_label(re.compile("^(Irish|Gwyddelig)$"))).to_be_visible()
    wrong += faults_of(page, rules)
    _send(page)
    assert "/received/" in page.url
    wrong += faults_of(page, rules)
    assert not wrong, "\n".join(wrong)


def test_an_idea_sent_with_nothing_in_it_and_one_too_late(walk, site):
    page, wrong = walk(size=PHONE), []
    for language in ("", "/cy"):
        page.goto(f"{language}{SUGGEST}")
        _send(page)
        wrong += faults_of(page)
        for box in page.locator("main input[type=text]:visible, main textarea").all():
            box.fill(OPINION)
        with _ended(site, 2):
            _send(page)
            wrong += faults_of(page)
            assert OPINION in page.locator("main textarea").input_value()
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def tablet_address(walk) -> str:
    """As an officer copies it."""
    desk = walk(person="corporate")
    desk.goto("/staff/surveys/1/")
    follow(desk, "Shared tablet")
    assert faults_of(desk) == []
    return desk.locator("input[name=address]").input_value()


def _answered(page: Page, address: str) -> str:
    """A person answers on the tablet to the end; the code they are shown."""
    page.goto(address)
    _send(page)
    page.goto(f"{SURVEY}all/")
    _fill_all(page)
    _send(page)
    _send(page)
    _send(page)
    return _code(page)


def _code(page: Page) -> str:
    return re.search(r"\b[A-Z]{2,3}(?:-[0-9A-Z]{4}){3}\b", page.locator("main").inner_text()).group()


def test_a_shared_tablet_shows_nothing_of_the_last_person(walk, tablet_address, script):
    """X-14: after the receipt it is cleared, and Back shows neither the code nor a word of the answers."""
    page, wrong = walk(script=script, size=PHONE), []
    code = _answered(page, tablet_address)
    assert "/kiosk/receipt/" in page.url
    wrong += faults_of(page) if script else []
    with page.expect_navigation():
        page.get_by_role("button", name="clear the tablet").click()
    page.wait_for_url(f"**{SURVEY}")
    for _back in range(8):
        page.go_back()
        shown = page.content()
        assert code not in shown
        assert OPINION not in shown
    page.goto("/")
    assert page.url.endswith(SURVEY), "no other page opens on a shared tablet"
    assert not wrong, "\n".join(wrong)


def test_a_tablet_left_alone_asks_and_then_clears_itself(walk, tablet_address):
    """Every touch starts the time again; without script the page's header leads to the same question."""
    page = walk(size=PHONE)
    page.clock.install()
    page.goto(tablet_address)
    wrong = faults_of(page)
    _send(page)
    page.goto(f"{SURVEY}all/")
    page.locator("main textarea").first.fill(OPINION)
    warning = page.get_by_text("Are you still there?")
    page.clock.fast_forward("01:20")
    expect(warning).to_be_hidden()
    page.keyboard.press("Tab")
    page.clock.fast_forward("01:20")
    expect(warning).to_be_hidden()
    page.clock.fast_forward("00:11")
    expect(warning).to_be_visible()
    wrong += faults_of(page)
    page.get_by_role("button", name="I am still here").click()
    expect(warning).to_be_hidden()
    assert page.locator("main textarea").first.input_value() == OPINION
    page.clock.fast_forward("01:31")
    page.clock.fast_forward("00:31")
    page.wait_for_url(f"**{SURVEY}")
    page.goto(f"{SURVEY}kiosk/waiting/?to={SURVEY}all/")
    wrong += faults_of(page)
    with page.expect_navigation():
        page.get_by_role("button", name="I am still here").click()
    assert page.url.endswith("/all/")
    assert page.locator("main textarea").first.input_value() == ""
    assert not wrong, "\n".join(wrong)


def test_somebody_whose_answer_was_set_aside_asks_for_another_look(walk):
    """X-04: told the rule, asks once, and somebody else answers; the register counts it (H-31)."""
    page, desk, colleague = walk(size=PHONE), walk(person="corporate"), walk(person="administrator")
    page.goto(f"{SURVEY}all/")
    _fill_all(page)
    _send(page)
    _send(page)
    code = _code(page)
    desk.goto("/staff/engagements/ENG-2026-0001/responses/")
    follow(desk, code)
    fill(desk, decision="set_aside", rule="Abuse", reason="Calls a colleague names.")
    press(desk, "Save")
    page.goto(f"/receipt/{code}/")
    with page.expect_navigation():
        page.get_by_role("button", name="Ask somebody else to look again").click()
    wrong = faults_of(page)
    page.locator("main textarea").fill("I wrote of the policy.")
    _send(page)
    wrong += faults_of(page)
    colleague.goto(f"{desk.url}appeal/")
    wrong += faults_of(colleague)
    fill(colleague, outcome="restored", answer="It is about the policy.")
    press(colleague, "Save")
    page.reload()
    expect(page.get_by_text("It is about the policy.")).to_be_visible()
    page.goto("/cy/withheld/")
    wrong += faults_of(page)
    assert not wrong, "\n".join(wrong)
