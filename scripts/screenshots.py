"""Pictures of the demo for the README, made by `make screenshots`: each page at a desk and on a phone."""

from __future__ import annotations

import base64
import os
import sqlite3
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from folkmoot.analysis import shell  # noqa: E402
from tests.journeys.conftest import PEOPLE, sign_in  # noqa: E402
from tests.journeys.serving import BROWSER, FLAGS, Site, load, serve  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
TALLEST = 1800  # pixels; a reader sees the top of a page first
LARGEST = 150_000  # bytes
LIBRARIES = "the-future-of-our-libraries"
PAGES = {
    "home": "/",
    "home-cymraeg": "/cy/",
    "engagement": "/engagements/budget-202728-hard-choices/",
    "receipt": "/receipt/{receipt}/",
    "trace": f"/engagements/{LIBRARIES}/trace/",
    "feedback-clock": "/feedback/clock/",
}
# A command, its words, and the part from which the report is shown, where not from the top.
REPORTS = {
    "themes": ("find-themes", "library-answers.csv --text comment --language language --no-limit", ""),
    "opinions": ("map-opinions", "climate-votes.csv climate-statements.csv", "#groups"),
    "panel": ("draw-panel", "panel-volunteers.csv panel-targets.csv --size 30 --seed 2026-05-05", ""),
    "budget": ("count-budget", "town-centre.pb --exclusive site", ""),
}
MARGIN = 30  # pixels above that part
STAFF_PAGES = {"desk-of-an-officer": ("regeneration officer", "/staff/engagements/ENG-2026-0002/")}


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        load(Path(folder))
        with serve(Path(folder)) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
            receipt = a_receipt(Path(folder))
            for name, address in PAGES.items():
                picture(browser, site, name, address.format(receipt=receipt))
            for name, (person, address) in STAFF_PAGES.items():
                picture(browser, site, name, address, person=person)
            reports(browser, Path(folder))
            browser.close()


def picture(browser: Browser, site: Site, name: str, address: str, *, person: str = "") -> None:
    kept = None
    if person:
        context = browser.new_context(base_url=site.address)
        page = context.new_page()
        sign_in(page, site, PEOPLE[person])
        page.goto(address)  # the greeting is shown once
        kept = context.storage_state()
        context.close()
    for size, viewport in SIZES.items():
        context = browser.new_context(base_url=site.address, viewport=viewport, storage_state=kept)
        page = context.new_page()
        page.goto(address)
        save(page, PICTURES / f"{name}-{size}.webp")
        context.close()


def reports(browser: Browser, folder: Path) -> None:
    """What the commands make of the files of demo/files: pages that need no site."""
    os.chdir(ROOT / "demo" / "files")
    for name, (command, words, part) in REPORTS.items():
        if shell.run(command, [*words.split(), "--output", str(folder / name)]):
            raise SystemExit(f"folkmoot {command} {words} could not finish.")
        for size, viewport in SIZES.items():
            page = browser.new_page(viewport=viewport)
            page.goto((folder / name / f"{name}.html").as_uri())
            top = page.locator(part).bounding_box()["y"] - MARGIN if part else 0
            save(page, PICTURES / f"report-{name}-{size}.webp", top)
            page.close()


def save(page: Page, path: Path, top: float = 0) -> None:
    """The page from `top` as WebP, by the browser itself, with as few details lost as the size allows."""
    tall = min(page.evaluate("document.documentElement.scrollHeight") - top, TALLEST)
    clip = {"x": 0, "y": top, "width": page.viewport_size["width"], "height": tall, "scale": 1}
    devtools = page.context.new_cdp_session(page)
    for quality in (90, 80, 70, 60, 50):
        wanted = {"format": "webp", "quality": quality, "clip": clip, "captureBeyondViewport": True}
        path.write_bytes(base64.b64decode(devtools.send("Page.captureScreenshot", wanted)["data"]))
        if path.stat().st_size <= LARGEST:
            break
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1000:.0f} kB")


def a_receipt(folder: Path) -> str:
    """Somebody whose words in the library review went to several places."""
    with sqlite3.connect(f"file:{folder}/folkmoot.sqlite3?mode=ro", uri=True) as kept:
        row = kept.execute(
            "SELECT c.receipt FROM contributions_contribution c"
            " JOIN engagements_engagement e ON e.id = c.engagement_id"
            " JOIN evidence_passage p ON p.contribution_id = c.id"
            " JOIN evidence_coding k ON k.passage_id = p.id"
            " WHERE e.slug = ? AND c.state = 'counted'"
            " GROUP BY c.id HAVING count(DISTINCT k.theme_id) = 2 ORDER BY c.receipt LIMIT 1",
            [LIBRARIES],
        ).fetchone()
    return str(row[0])


if __name__ == "__main__":
    main()
