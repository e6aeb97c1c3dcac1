"""Answering a survey as somebody would who has something to say to every question."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

OPINION = "Please keep the Saturday service. Cadwch y gwasanaeth dydd Sadwrn."
POSTCODE = "ZZ1 1AA"


def answer_every_question(page: Page, *, with_keys: bool = False) -> int:
    """From the first question to the page where the answers are checked; returns how many were asked."""
    page.wait_for_url("**/question/**")  # and until it is loaded: what is half there must not be counted
    asked = 0
    while "/question/" in page.url:
        (type_answer if with_keys else give_answer)(page)
        asked += 1
    return asked


def give_answer(page: Page) -> None:
    """Choose the first answer, or write something, and continue."""
    main = page.locator("main")
    if main.locator("input[type=radio]").count():
        main.locator("input[type=radio]").first.check()
    elif main.locator("input[type=checkbox]").count():
        main.locator("input[type=checkbox]").first.check()
    elif main.locator("textarea").count():
        main.locator("textarea").first.fill(OPINION)
    else:
        box = main.locator("input[type=text], input:not([type])").first
        box.fill(POSTCODE if "postcode" in page.locator("h1").inner_text().lower() else "3")
    _go_on(page, lambda: _go_on_button(page).click())


def type_answer(page: Page) -> None:
    """The same with nothing but Tab, Space and the letters: the pointer is not touched."""
    main = page.locator("main")
    kind = _first_kind(page)
    tab_to(page, main.locator(kind).first)
    if kind in ("input[type=radio]", "input[type=checkbox]"):
        page.keyboard.press("Space")
    elif kind == "textarea":
        page.keyboard.type(OPINION)
    else:
        page.keyboard.type(POSTCODE if "postcode" in page.locator("h1").inner_text().lower() else "3")
    tab_to(page, _go_on_button(page))
    _go_on(page, lambda: page.keyboard.press("Enter"))


def tab_to(page: Page, target) -> None:
    """Press Tab until `target` has the focus. A page where that never happens shuts people out."""
    for _press in range(80):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {target} with the keyboard on {page.url}")


def _go_on_button(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("Continue|Parhau"))


def _first_kind(page: Page) -> str:
    for kind in ("input[type=radio]", "input[type=checkbox]", "textarea"):
        if page.locator("main").locator(kind).count():
            return kind
    return "input[type=text]"


def _go_on(page: Page, press) -> None:
    here = page.url
    with page.expect_navigation():
        press()
    assert page.url != here, page.locator("main").inner_text()[:600]
