"""Looking at a page as axe does, and with the eye's first rule: nothing wider than the window."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # GOV.UK puts the back link before <main>, where the skip link passes it.
    "rules": {"region": {"enabled": False}},
    "resultTypes": ["violations"],
}
# Colours are the same in both languages and widths, and looking at them is two thirds of axe's work: they are
# looked at once for each page, and at every width on the page of all components (folkmoot/design/tests).
WITHOUT_COLOURS = RULES | {"rules": RULES["rules"] | {"color-contrast": {"enabled": False}}}
# What could differ between the languages of one page: its language, and words that are empty in one of them.
IN_WELSH = {
    "runOnly": {
        "type": "rule",
        "values": [
            *("html-has-lang", "html-lang-valid", "valid-lang", "document-title", "empty-heading"),
            *("link-name", "button-name", "label", "select-name", "svg-img-alt", "aria-input-field-name"),
        ],
    },
    "resultTypes": ["violations"],
}
READY = f"{AXE_SCRIPT}; 0"  # without the 0 all of axe would come back as the answer
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOOK = f"rules => window.axe && axe.run(document, rules).then(said => [said.violations, {WIDER}])"


def carry_axe(page: Page) -> None:
    """For a page that is led to many addresses and looked at on most: axe comes with each of them."""
    page.add_init_script(AXE_SCRIPT)


def faults_of(page: Page, rules: dict = RULES) -> list[str]:
    """What axe finds, and whether the page is wider than the window."""
    seen = page.evaluate(LOOK, rules)
    if seen is None:
        page.evaluate(READY)
        seen = page.evaluate(LOOK, rules)
    violations, wider = seen
    return [
        f"{page.url} {each['id']}: {node['html'][:160]} ({each['help']})"
        for each in violations
        for node in each["nodes"][:3]
    ] + _too_wide(page, wider)


def too_wide(page: Page) -> list[str]:
    return _too_wide(page, page.evaluate(WIDER))


def _too_wide(page: Page, wider: int) -> list[str]:
    return [f"{page.url} is {wider} px wider than {page.viewport_size['width']}"] if wider > 0 else []
