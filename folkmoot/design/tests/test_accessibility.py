"""Axe and the eye's first rule, nothing sticking out at 360 pixels, on the page of all components."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import override
from playwright.sync_api import sync_playwright

from folkmoot.design.tests import kitchen

STATIC = Path(__file__).resolve().parent.parent / "static"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--allow-file-access-from-files",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.mark.journey
@pytest.mark.parametrize("script", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_axe_finds_nothing_and_nothing_sticks_out(browser, tmp_path, language, width, script):
    with override(language):
        html = kitchen.kitchen_page()
    (tmp_path / "kitchen.html").write_text(html.replace("/static/", f"{STATIC}/"))
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    if not script:
        page.route("**/app.js", lambda route: route.abort())
    page.goto(f"file://{tmp_path}/kitchen.html")
    assert page.evaluate("document.body.classList.contains('js-enabled')") is script
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page)
    assert len(found.response["passes"]) > 30  # it did look
    assert found.violations_count == 0, found.generate_report()
    context.close()
