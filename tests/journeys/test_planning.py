"""The plan, one page a part: in both languages and sizes, refused and overtaken, and by keyboard alone."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.forms import fill, press
from tests.journeys.looking import IN_WELSH, carry_axe, faults_of

pytestmark = pytest.mark.journey
PARTS = ("purpose", "change", "level", "decision", "people", "contact", "dates", "answer")
# What no plan can hold, by part; the page says so beside the box.
WRONG = {
    "purpose": {"title": ("", "")},
    "people": {"minutes": "many"},
    "contact": {"contact_email": "not an address"},
    "dates": {"opens_on": dt.date(2031, 3, 1), "closes_on": dt.date(2031, 2, 1)},
    "answer": {"feedback_on": dt.date(1, 1, 1)},
}


def test_every_part_is_accessible_empty_and_refused_in_both_languages_and_sizes(walk):
    page, wrong = walk(size=DESK, person="officer"), []
    carry_axe(page)
    plan = _an_idea(page, "Reading rooms")
    for address in (plan, *(f"{plan}{part}/" for part in PARTS)):
        page.goto(address)
        wrong += faults_of(page)
        if facts := WRONG.get(address.removeprefix(plan).strip("/")):
            fill(page, **facts)
            press(page, "Save")
            expect(page.get_by_role("alert")).to_be_visible()
            assert page.locator("main .govuk-error-message").count() >= 1, address
            wrong += faults_of(page)
    page.set_viewport_size(PHONE)
    for address in (plan, *(f"{plan}{part}/" for part in PARTS)):
        page.goto(f"/cy{address}")
        wrong += faults_of(page, IN_WELSH)
    assert not wrong, "\n".join(wrong)


def test_what_two_write_at_once_is_shown_to_the_second(walk, script):
    first, second = walk(script=script, person="officer"), walk(script=script, person="manager")
    plan = _an_idea(first, f"Chairs {'with' if script else 'without'} script")
    for page in (first, second):
        page.goto(f"{plan}decision/")
    fill(second, decision_holder=("Full council", "Y cyngor llawn"))
    press(second, "Save")
    fill(first, decision_holder=("Cabinet", "Y Cabinet"), decision=("New chairs", "Cadeiriau newydd"))
    press(first, "Save")
    said = first.locator("main").inner_text()
    assert "saved this while you were writing" in said
    assert "Full council" in said
    assert first.locator("[name=decision_holder_en]").input_value() == "Cabinet"
    if script:
        assert not faults_of(first)
    press(first, "Save")
    assert first.url.endswith(plan)
    second.goto(f"{plan}decision/")
    assert second.locator("[name=decision_holder_en]").input_value() == "Cabinet"


def test_a_part_is_written_by_keyboard_alone_on_a_phone(walk):
    page = walk(size=PHONE, person="officer")
    plan = _an_idea(page, "Shelves")
    page.goto(plan)
    _tab_to(page, "Level and promise")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{plan}level/")
    _tab_to(page, "1 Inform")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    _tab_to(page, "In English")
    page.keyboard.type("We will listen.")
    _tab_to(page, "In Welsh")
    page.keyboard.type("Byddwn yn gwrando.")
    _tab_to(page, "For level 3")
    page.keyboard.press("Enter")
    expect(page.locator("[name=target_level]")).to_be_visible()
    page.keyboard.press("Enter")
    _tab_to(page, "Save")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(plan)
    expect(page.get_by_role("alert")).to_contain_text("Saved: Level and promise.")
    expect(page.locator("#part-level-status")).to_have_text("Done")


NAME = """each => (each.labels && each.labels.length ? each.labels[0] : each).innerText.trim()"""


def _tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus begins with these words; everything focused can be seen."""
    for _each in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and focused.evaluate(NAME).startswith(words):
            expect(focused).to_be_in_viewport()
            return
    raise AssertionError(f"the keyboard does not come to “{words}”")


def _an_idea(page: Page, title: str) -> str:
    """Propose it; returns the address of its plan."""
    page.goto("/staff/engagements/propose/")
    fill(page, title=(title, f"{title} (Cymraeg)"), purpose=("To decide.", "Penderfynu."))
    for name in ("owner", "accountable"):
        wanted = "Library service" if name == "owner" else "Adults and Children"
        choice = page.locator(f"main select[name={name}]")
        texts = choice.locator("option").all_inner_texts()
        choice.select_option(label=next(each for each in texts if wanted.lower() in each.lower()))
    press(page, "Put it in the register")
    return re.sub(r"^https?://[^/]+", "", page.url)
