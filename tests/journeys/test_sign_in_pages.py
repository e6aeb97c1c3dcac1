"""Every state of signing in and out, at a desk and on a phone, in both languages: what is said, and axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PEOPLE, PHONE, sign_in
from tests.journeys.forms import follow, press
from tests.journeys.looking import RULES, WITHOUT_COLOURS, faults_of

pytestmark = pytest.mark.journey
SAID = {
    "": {
        "send": "Send me a code",
        "enter": "Sign in",
        "empty": "Enter your work email address",
        "form": "Enter an email address in the right form",
        "again": "Ask for another code",
        "sent": "If {email} has an account, we have sent a code to it.",
        "wrong": "This code is not right.",
        "ended": "The code was wrong three times",
        "often": "This address was given several times in a short time.",
    },
    "/cy": {
        "send": "Anfonwch god ataf",
        "enter": "Mewngofnodi",
        "empty": "Rhowch eich cyfeiriad e-bost gwaith",
        "form": "Rhowch gyfeiriad e-bost yn y ffurf gywir",
        "again": "Gofynnwch am god arall",
        "sent": "Os oes cyfrif gan {email}, rydym wedi anfon cod ato.",
        "wrong": "Nid yw'r cod hwn yn gywir.",
        "ended": "Roedd y cod yn anghywir dair gwaith",
        "often": "Rhoddwyd y cyfeiriad hwn sawl gwaith mewn amser byr.",
    },
}


@pytest.mark.parametrize("language", SAID)
def test_each_way_signing_in_can_go_is_plain_and_accessible(walk, language):
    page, words, wrong = walk(), SAID[language], []
    email = f"nobody{language.replace('/', '-')}@example.com"
    page.goto(f"{language}/sign-in/")
    wrong += _look(page, words["send"], button=True)
    for typed, state in (("", "empty"), ("not an address", "form")):
        _ask(page, typed, words)
        wrong += _look(page, words[state])
    _ask(page, email, words)
    wrong += _look(page, words["sent"].format(email=email))
    for _try in range(2):
        _enter(page, words)
    wrong += _look(page, words["wrong"])
    _enter(page, words)
    wrong += _look(page, words["ended"])
    for _again in range(2):
        _ask(page, email, words)
        follow(page, words["again"])
    _ask(page, email, words)
    wrong += _look(page, words["often"])
    assert page.locator("main input[name=email]").input_value() == email, "what was typed stays"
    assert not wrong, "\n".join(wrong)


def test_signing_out_asks_first_and_leads_home(walk, site):
    page, wrong = walk(), []
    sign_in(page, site, PEOPLE["administrator"])
    for language, question in (("/cy", "Allgofnodi?"), ("", "Sign out?")):
        page.goto(f"{language}/sign-out/")
        wrong += _look(page, question)
    press(page, "Sign out")
    expect(page.get_by_role("heading", name="Open now")).to_be_visible()
    page.goto("/staff/")
    assert "/sign-in/" in page.url
    assert not wrong, "\n".join(wrong)


def _ask(page: Page, email: str, words: dict[str, str]) -> None:
    page.locator("main input[name=email]").fill(email)
    press(page, words["send"])


def _enter(page: Page, words: dict[str, str]) -> None:
    page.locator("main input[name=code]").fill("WRONG1")
    press(page, words["enter"])


def _look(page: Page, said: str, *, button: bool = False) -> list[str]:
    """The page says it, and neither width has a fault."""
    main = page.locator("#main-content, main").first
    found = main.get_by_role("button", name=said) if button else page.get_by_text(said).first
    expect(found).to_be_visible()
    faults = []
    for size, rules in ((PHONE, WITHOUT_COLOURS), (DESK, RULES)):
        page.set_viewport_size(size)
        faults += faults_of(page, rules)
    return faults
