"""Every page, found by following links as people do: accessible by axe in both languages, no wider than a
small phone, without errors of script and without anything from another host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.looking import IN_WELSH, WITHOUT_COLOURS, carry_axe, faults_of, too_wide
from tests.system.every_url import every_url

pytestmark = pytest.mark.journey
BUDGET, LIBRARIES, SCHOOLS = "ENG-2026-0001", "ENG-2025-0001", "ENG-2026-0005"
# Answers that are files, and addresses that only take a form.
NO_PAGE = re.compile(
    r"_(csv|json)$|^open_data:(api|openapi)|export|:support$|^account_(login|inactive|signup)$"
    r"|^surveys:(drop_question|move_question|freeze|new_version)$"
)
HREFS = "links => links.map(each => each.getAttribute('href'))"
NEEDS_MORE_THAN_A_LINK = {
    "account_confirm_login_code": "a code asked for",
    "account_logout": "nobody else to be signed in afterwards",
    "surveys:check": "answers on their way: looked at in test_states",
    "surveys:about_you": "answers sent: looked at in test_states",
    "contributions:received": "answers sent: looked at in test_states",
    "contributions:look_again": "something set aside: looked at in test_states",
    "contributions:appeal": "somebody who asked for another look: looked at in test_states",
    "surveys:kiosk": "the address of a shared tablet: looked at in test_states",
    "surveys:kiosk_open": "the address of a shared tablet: looked at in test_states",
    "surveys:kiosk_receipt": "a shared tablet: looked at in test_states",
    "surveys:kiosk_waiting": "a shared tablet: looked at in test_states",
    "surveys:kiosk_clear": "a shared tablet: looked at in test_states",
    "engagements:plan_part": "a plan being written: walked in the officers' journey of planning",
    "evidence:freezing": "a freeze under way",
    "feedback:publish": "an answer in draft; it only takes a form",
    "performance:edition": "measures worked out",
}


def name_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def pages(page: Page, seeds: list[str], audience: set[str], seen: dict[str, str]) -> Iterator[str]:
    """Visit one page of each URL of the audience, by links; `seen` gathers name and address."""
    wanted = {place.name for place in every_url() if place.audience in audience}
    waiting = list(seeds)
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        if name in seen or name not in wanted or NO_PAGE.search(name):
            continue
        answer = page.goto(address)
        if answer is None or answer.status not in (200, 409):  # 409: a page that refuses, and says why
            continue
        seen[name] = address
        yield address
        waiting += page.eval_on_selector_all("a[href]", HREFS)


PUBLIC_SEEDS = [
    "/engagements/budget-202728-hard-choices/survey/1/question/1/",
    "/engagements/budget-202728-hard-choices/survey/1/all/",
    "/engagements/the-future-of-our-libraries/",
    "/engagements/harbourside-what-should-412000-pounds-build/",
    "/engagements/harbourside-what-should-412000-pounds-build/ideas/2/",
    "/engagements/harbourside-what-should-412000-pounds-build/ideas/2/suggest/",
    "/find/wards/X05000005/",
    "/search/?q=library",
    "/strategy/",
    "/sign-in/",
    "/",
]
STAFF_SEEDS = [
    "/staff/",
    f"/staff/engagements/{LIBRARIES}/",
    f"/staff/evidence/{LIBRARIES}/coding/",
    f"/staff/evidence/{LIBRARIES}/findings/",
    f"/staff/decisions/{LIBRARIES}/",
    f"/staff/feedback/{LIBRARIES}/",
    f"/staff/trace/{LIBRARIES}/",
    f"/staff/engagements/{BUDGET}/",
    *(f"/staff/engagements/{BUDGET}/{page}/" for page in ("open", "close", "extend", "withdraw", "complete")),
    f"/staff/decisions/{LIBRARIES}/consider/1/",
    f"/staff/decisions/{LIBRARIES}/decide/",
    f"/staff/decisions/{LIBRARIES}/correct/1/",
    f"/staff/evidence/{LIBRARIES}/freeze/",
    f"/staff/evidence/{LIBRARIES}/findings/new/",
    f"/staff/evidence/{LIBRARIES}/findings/1/quotes/",
    "/staff/ideas/2/",
    f"/staff/import/{BUDGET}/",
    f"/staff/feedback/{LIBRARIES}/preview/",
    "/staff/performance/",
    "/staff/people/",
    "/staff/council/",
]


def _missing(seen: dict[str, str], audience: set[str]) -> set[str]:
    every = {place.name for place in every_url() if place.audience in audience}
    return {name for name in every - set(seen) - set(NEEDS_MORE_THAN_A_LINK) if not NO_PAGE.search(name)}


def test_every_public_page_is_accessible_in_english_at_a_desk_and_in_welsh_on_a_phone(walk, library_receipt):
    page, seen, wrong = walk(size=DESK), {}, []
    carry_axe(page)
    seeds = [*PUBLIC_SEEDS, f"/receipt/{library_receipt}/"]
    for _address in pages(page, seeds, {"public", "open_data"}, seen):
        wrong += faults_of(page)
        page.set_viewport_size(PHONE)
        wrong += too_wide(page)
        page.set_viewport_size(DESK)
    page.set_viewport_size(PHONE)
    for address in seen.values():
        page.goto(f"/cy{address}")
        wrong += faults_of(page, WITHOUT_COLOURS)
    assert not wrong, "\n".join(wrong)
    missing = sorted(_missing(seen, {"public", "open_data"}))
    assert missing == [], " ".join(missing)


def test_every_staff_page_is_accessible_and_fits_a_phone(walk):
    seen, wrong = {}, []
    for person in ("corporate", "officer", "decision officer", "administrator"):
        page, mine = walk(size=DESK, person=person), {}
        carry_axe(page)
        for _address in pages(page, STAFF_SEEDS, {"staff"}, seen):
            mine |= {name: address for name, address in seen.items() if address == _address}
            wrong += faults_of(page)
        page.set_viewport_size(PHONE)
        for address in mine.values():
            page.goto(f"/cy{address}")
            wrong += faults_of(page, IN_WELSH)
        page.close()
    assert not wrong, "\n".join(wrong)
    missing = sorted(_missing(seen, {"staff"}))
    assert missing == [], " ".join(missing)
