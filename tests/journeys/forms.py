"""Filling the forms of staff, by the names of their boxes."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Page

Words = tuple[str, str]


def fill(page: Page, **facts: str | Words | dt.date) -> None:
    """Words in two languages as a pair, a date as a date, anything else as text or the value of a choice."""
    for name, fact in facts.items():
        if isinstance(fact, tuple):
            _box(page, f"{name}_en").fill(fact[0])
            _box(page, f"{name}_cy").fill(fact[1])
        elif isinstance(fact, dt.date):
            for part, number in (("day", fact.day), ("month", fact.month), ("year", fact.year)):
                _box(page, f"{name}_{part}").fill(str(number))
        elif page.locator(f"main input[type=radio][name={name}]").count():
            page.locator(f"main input[type=radio][name={name}][value='{fact}']").check()
        elif page.locator(f"main select[name={name}]").count():
            page.locator(f"main select[name={name}]").select_option(label=fact)
        else:
            _box(page, name).fill(fact)


def press(page: Page, button: str) -> None:
    """Press the button of that name and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button, exact=True).first.click()


def follow(page: Page, link: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=link).first.click()


def _box(page: Page, name: str):
    return page.locator(f"main [name='{name}']").first
