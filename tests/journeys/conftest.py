"""The served demo council and a browser, for every journey."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys.serving import BROWSER, FLAGS, Site, load, serve
from tests.made_once import made_once

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
PATIENCE = 20_000  # milliseconds for one step: a busy machine is slow, and that is no fault of the page
expect.set_options(timeout=PATIENCE)
PEOPLE = {
    "officer": "library.officer@merrowvale.example",
    "manager": "adults.children@merrowvale.example",
    "call handler": "call.handler@merrowvale.example",
    "decision officer": "democratic.services@merrowvale.example",
    "scrutiny": "scrutiny@merrowvale.example",
    "regeneration officer": "regeneration@merrowvale.example",
    "corporate": "engagement.manager@merrowvale.example",
    "administrator": "administrator@merrowvale.example",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Site:
    folder = tmp_path_factory.mktemp("merrow-vale")
    shutil.copytree(made_once(tmp_path_factory, "loaded", load), folder, dirs_exist_ok=True)
    with serve(folder) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Browser:
    # Playwright keeps an event loop of its own; Django must not take the tests for asynchronous ones.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(params=["without script", "with script"])
def script(request) -> bool:
    """Each journey is walked without script first, then with."""
    return request.param == "with script"


@pytest.fixture
def walk(browser: Browser, site: Site) -> Callable[..., Page]:
    """Opens a page for somebody; at the end nothing may have gone wrong in any of them."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(*, script: bool = True, size: dict[str, int] = DESK, person: str = "") -> Page:
        kept = _signed_in(browser, site, person) if person else None
        context = browser.new_context(
            base_url=site.address,
            java_script_enabled=script,
            viewport=size,
            locale="en-GB",
            storage_state=kept,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch(page, site, faults)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def watch(page: Page, site: Site, faults: list[str]) -> None:
    """Note every script error, every request to another host and every answer that is a fault."""
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("console", lambda said: _console(said, page, faults))
    page.on("request", lambda asked: _elsewhere(asked.url, site, faults))
    page.on("response", lambda answer: _broken(answer, faults))


def _broken(answer, faults: list[str]) -> None:
    if answer.status >= 500:
        faults.append(f"{answer.status} {answer.url}")


def _console(said, page: Page, faults: list[str]) -> None:
    # A refusal is answered with 409: the browser notes it, and it is no fault.
    if said.type == "error" and "status of 4" not in said.text:
        faults.append(f"{page.url}: {said.text}")


def _elsewhere(url: str, site: Site, faults: list[str]) -> None:
    if not url.startswith((site.address, "data:", "about:")):
        faults.append(f"asked {url}")


_kept: dict[str, dict] = {}


def _signed_in(browser: Browser, site: Site, person: str) -> dict:
    """What the browser keeps of somebody signed in; they sign in once, with the code from their letter."""
    if person not in _kept:
        context = browser.new_context(base_url=site.address)
        context.set_default_timeout(PATIENCE)
        sign_in(context.new_page(), site, PEOPLE[person])
        _kept[person] = context.storage_state()
        context.close()
    return _kept[person]


def sign_in(page: Page, site: Site, email: str) -> None:
    """Ask for a code, read the letter, type the code."""
    since = time.time() - 1
    page.goto("/sign-in/")
    page.get_by_label("Email").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(site.code_for(email, since=since))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/staff/")


@pytest.fixture(scope="session")
def library_receipt(site) -> str:
    """Somebody whose words in the library review went to several themes and who gave no verdict yet."""
    with sqlite3.connect(f"file:{site.folder}/folkmoot.sqlite3?mode=ro", uri=True) as kept:
        return kept.execute(
            "SELECT c.receipt FROM contributions_contribution c"
            " JOIN engagements_engagement e ON e.id = c.engagement_id"
            " JOIN evidence_passage p ON p.contribution_id = c.id"
            " JOIN evidence_coding k ON k.passage_id = p.id"
            " WHERE e.slug = 'the-future-of-our-libraries' AND c.state = 'counted'"
            " AND c.id NOT IN (SELECT contribution_id FROM evaluation_verdict)"
            " GROUP BY c.id ORDER BY count(DISTINCT k.theme_id) DESC, c.submitted_at LIMIT 1"
        ).fetchone()[0]
