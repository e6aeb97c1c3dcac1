"""Officers, the decision maker's officer and scrutiny: one engagement from an idea to a decision."""

from __future__ import annotations

import datetime as dt
import re
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.clock import TODAY
from tests.journeys.answering import answer_every_question
from tests.journeys.conftest import DESK, PEOPLE, PHONE, sign_in
from tests.journeys.forms import fill, follow, press

pytestmark = pytest.mark.journey
BUDGET, LIBRARIES = "ENG-2026-0001", "ENG-2025-0001"
_number = count(1)


def test_a_resident_on_paper_is_keyed_by_a_call_handler_and_counted(walk, site, script):
    """The call handler signs in by the code from the letter, keys a form, and sees it counted as paper."""
    page = walk(script=script)
    if script:
        page = walk(script=script, person="call handler")
    else:
        sign_in(page, site, PEOPLE["call handler"])
    page.goto(f"/staff/engagements/{BUDGET}/responses/")
    before = _paper(page)
    page.goto(f"/staff/engagements/{BUDGET}/activities/")
    page.goto(page.locator("main a[href*='/staff/surveys/']").first.get_attribute("href"))
    follow(page, "Key a form or call")
    ref = f"P-{next(_number):04d}-{TODAY:%d%m}"
    fill(page, channel="paper", submitted_on=TODAY - dt.timedelta(days=1), paper_ref=ref)
    press(page, "Continue")
    page.locator("main input[type=radio]").first.check()
    while not page.get_by_role("button", name="Save and finish").count():
        press(page, "Continue")
    press(page, "Save and finish")
    page.goto(f"/staff/engagements/{BUDGET}/responses/")
    assert _paper(page) == before + 1


def _paper(page: Page) -> int:
    """How many answers came on paper, as the officers' page says."""
    row = re.search(r"On paper\s+([\d,]+)", page.locator("main").inner_text())
    return int(row.group(1).replace(",", ""))


def test_an_engagement_from_idea_to_decision(walk, script):
    """Propose, plan, be refused in plain sentences with links, mend, approve, open, answer, close, freeze,
    code, find; then decide, refused while a finding is unanswered."""
    title = f"Study rooms {'with' if script else 'without'} script"
    officer = walk(script=script, person="officer")
    ref = _propose(officer, title)
    _is_refused_with_links(officer, ref)
    _plan(officer, ref)
    _build_survey(officer, ref)
    _approve(walk(script=script, person="manager"), ref)
    _open(officer, ref)
    _answers(walk(script=script, size=PHONE), title, many=2)
    officer.goto(f"/staff/engagements/{ref}/responses/")
    assert re.search(r"Online\s+2", officer.locator("main").inner_text())
    _close(officer, ref)
    _hear(officer, ref)
    _decide(walk(script=script, size=DESK, person="decision officer"), officer, ref)


def _propose(page: Page, title: str) -> str:
    page.goto("/staff/engagements/propose/")
    press(page, "Put it in the register")
    expect(page.get_by_text("There is a problem").first).to_be_visible()
    purpose = ("To decide how study rooms are booked.", "Penderfynu sut i archebu ystafelloedd astudio.")
    fill(page, title=(title, f"Ystafelloedd {title}"), purpose=purpose)
    for name in ("owner", "accountable"):
        choice = page.locator(f"main select[name={name}]")
        wanted = "Library service" if name == "owner" else "Adults and Children"
        texts = choice.locator("option").all_inner_texts()
        choice.select_option(label=next(each for each in texts if wanted.lower() in each.lower()))
    press(page, "Put it in the register")
    return re.search(r"ENG-\d{4}-\d{4}", page.url).group()


def _is_refused_with_links(page: Page, ref: str) -> None:
    """Opening is refused; each sentence links to the place where it is mended."""
    page.goto(f"/staff/engagements/{ref}/approve/")
    links = page.locator("main").get_by_role("link")
    said = page.locator("main").inner_text()
    assert "Must be mended first" in said
    assert re.search(r"Say .*\.", said)
    mends = [link.get_attribute("href") for link in links.all()]
    assert any(f"/staff/engagements/{ref}/plan/decision/#id_" in each for each in mends)


def _plan(page: Page, ref: str) -> None:
    """Part by part, each saved on its own; the list of parts says that nothing is missing but the ways."""
    for part, facts in _parts().items():
        page.goto(f"/staff/engagements/{ref}/plan/{part}/")
        fill(page, **facts)
        press(page, "Save")
        assert page.url.endswith(f"/staff/engagements/{ref}/plan/"), page.locator("main").inner_text()[:900]
    expect(page.get_by_text("1 thing missing before approval.")).to_be_visible()
    page.goto(f"/staff/engagements/{ref}/ways/")
    for row, (channel, asks) in enumerate(
        (("online", ("One question", "Un cwestiwn")), ("paper", ("A form", "Ffurflen")))
    ):
        page.locator(f"main select[name='form-{row}-channel']").select_option(channel)
        fill(page, **{f"form-{row}-asks": asks, f"form-{row}-where": ("Any library", "Unrhyw lyfrgell")})
    press(page, "Save")


def _parts() -> dict[str, dict]:
    return {
        "purpose": {
            "summary": ("How should study rooms be booked?", "Sut y dylid archebu ystafelloedd astudio?")
        },
        "change": {
            "can_change": ("How and when rooms are booked.", "Sut a phryd yr archebir ystafelloedd."),
            "cannot_change": ("The number of rooms.", "Nifer yr ystafelloedd."),
            "cannot_change_why": ("No building has space.", "Nid oes lle mewn unrhyw adeilad."),
        },
        "level": {
            "level": "2",
            "promise": (
                "We will listen and tell you what changed.",
                "Byddwn yn gwrando ac yn dweud beth newidiodd.",
            ),
        },
        "decision": {
            "decision_holder": ("Cabinet", "Y Cabinet"),
            "decision": ("The booking rules", "Y rheolau archebu"),
        },
        "people": {"audience": ("Students and readers.", "Myfyrwyr a darllenwyr.")},
        "contact": {
            "contact_role": ("Library engagement officer", "Swyddog ymgysylltu llyfrgelloedd"),
            "contact_phone": "01632 960031",
        },
        "dates": {
            "size_class": "light",
            "opens_on": TODAY,
            "closes_on": TODAY + dt.timedelta(days=30),
            "decision_on": TODAY + dt.timedelta(days=60),
        },
        "answer": {
            "feedback_on": TODAY + dt.timedelta(days=75),
            "feedback_plan": ("On this site.", "Ar y wefan hon."),
        },
    }


def _build_survey(page: Page, ref: str) -> None:
    page.goto(f"/staff/engagements/{ref}/activities/")
    fill(page, title=("Your view", "Eich barn"), tool="survey")
    press(page, "Add")
    page.goto(f"/staff/engagements/{ref}/activities/")
    page.goto(page.locator("main a[href*='/staff/surveys/']").first.get_attribute("href"))
    follow(page, "Introduction and layout")
    fill(page, intro=("One question.", "Un cwestiwn."))
    press(page, "Save")
    page.locator("main a[href*='questions/new']").first.click()
    page.wait_for_url("**/questions/new/")
    fill(page, text=("How should rooms be booked?", "Sut y dylid archebu ystafelloedd?"), kind="text")
    press(page, "Save")
    press(page, "Put these questions in use")


def _approve(page: Page, ref: str) -> None:
    page.goto(f"/staff/engagements/{ref}/approve/")
    override = page.locator("main input[name=override]")
    if override.count():
        override.check()
        fill(page, reason="Small, and wanted before the exams.")
    press(page, "Approve and freeze the plan")
    expect(page.get_by_text("Must be mended first")).to_have_count(0)


def _open(page: Page, ref: str) -> None:
    """Refused until the equality impact assessment is begun; the refusal leads to its page."""
    page.goto(f"/staff/engagements/{ref}/open/")
    press(page, "Open it")
    follow(page, "Start the equality impact assessment before people are asked.")
    fill(page, summary=("Nobody is worse off.", "Nid oes neb ar ei golled."))
    press(page, "Start")
    page.goto(f"/staff/engagements/{ref}/open/")
    press(page, "Open it")
    assert page.url.endswith(f"/staff/engagements/{ref}/"), page.locator("main").inner_text()[:900]


def _answers(page: Page, title: str, *, many: int) -> None:
    for _each in range(many):
        page.context.clear_cookies()
        page.goto("/engagements/?state=open")
        page.get_by_role("link", name=title).first.click()
        page.get_by_role("button", name="Your view").click()
        page.get_by_role("button", name="Start now").click()
        answer_every_question(page)
        press(page, "Send my answers")


def _close(page: Page, ref: str) -> None:
    page.goto(f"/staff/engagements/{ref}/close/")
    fill(page, reason="The exams begin.")
    press(page, "Close it")
    assert page.url.endswith(f"/staff/engagements/{ref}/"), page.locator("main").inner_text()[:900]


def _hear(page: Page, ref: str) -> None:
    """Freeze, name a theme, agree it, code both answers, state a finding and publish it."""
    page.goto(f"/staff/evidence/{ref}/freeze/")
    press(page, "Freeze the evidence")
    page.goto(f"/staff/evidence/{ref}/themes/")
    fill(page, name=("Saturdays", "Dyddiau Sadwrn"))
    press(page, "Add the theme")
    page.goto(f"/staff/evidence/{ref}/coding/")
    for box in page.locator("main input[type=checkbox][name^=themes-]").all():
        box.check()
    press(page, "Save")
    page.goto(f"/staff/evidence/{ref}/themes/")
    press(page, "Agree these themes")
    page.goto(f"/staff/evidence/{ref}/findings/new/")
    fill(
        page,
        statement=("Readers want to keep Saturdays.", "Mae darllenwyr eisiau cadw dydd Sadwrn."),
        method=("One question, read by an officer.", "Un cwestiwn, darllenwyd gan swyddog."),
        quality=("Only those who chose to answer.", "Dim ond y rhai a ddewisodd ateb."),
    )
    page.locator("main input[name=themes]").first.check()
    press(page, "Save and choose quotes")
    page.goto(f"/staff/evidence/{ref}/findings/")
    press(page, "Publish what we heard")


def _decide(page: Page, officer: Page, ref: str) -> None:
    decided = {
        "title": ("Saturdays stay", "Cadw dyddiau Sadwrn"),
        "decided": ("Rooms can be booked on Saturdays.", "Gellir archebu ar ddydd Sadwrn."),
        "reasons": ("That is what readers asked for.", "Dyna a ofynnodd darllenwyr."),
        "how_views_counted": ("They settled it.", "Nhw a benderfynodd."),
        "decided_by": ("Cabinet", "Y Cabinet"),
        "decided_on": TODAY,
    }
    page.goto(f"/staff/decisions/{ref}/decide/")
    fill(page, **decided)
    press(page, "Record the decision")
    said = page.locator("main").inner_text()
    assert re.search(r"finding.*answer|answer.*finding", said, re.I | re.S), said[:800]
    assert page.locator("main [name='title_en']").input_value() == "Saturdays stay", "what was typed stays"
    page.goto(f"/staff/decisions/{ref}/")
    page.locator("main a[href*='/consider/']").first.click()
    fill(page, disposition="accepted", response=("We keep them.", "Rydym yn eu cadw."))
    press(page, "Save and go on")
    _assess(officer, ref)
    page.goto(f"/staff/decisions/{ref}/pack/")
    press(page, "Issue the pack")
    page.goto(f"/staff/decisions/{ref}/decide/")
    fill(page, **decided)
    press(page, "Record the decision")
    page.goto(f"/staff/decisions/{ref}/")
    assert "Saturdays stay" in page.locator("main").inner_text()


def _assess(page: Page, ref: str) -> None:
    page.goto(f"/staff/decisions/{ref}/assessment/")
    press(page, "Save and finish")


def test_scrutiny_follows_a_contribution_to_a_commitment_and_back(walk, script):
    """The trace from either end, and the record of who did what, when and why."""
    page = walk(script=script, person="scrutiny")
    page.goto(f"/staff/trace/{LIBRARIES}/")
    assert page.locator("main table").count() >= 1
    page.goto(page.locator("main a[href*='/theme/']").first.get_attribute("href"))
    page.goto(page.locator("main a[href*='/contribution/']").first.get_attribute("href"))
    contribution = page.url
    forward = page.locator("main").inner_text()
    assert "What we found" in forward
    assert "Decided" in forward
    page.goto(f"/staff/trace/{LIBRARIES}/")
    page.goto(page.locator("main a[href*='/commitment/']").first.get_attribute("href"))
    assert "Back from one commitment" in page.locator("main").inner_text()
    page.goto(page.locator("main a[href*='/contribution/']").first.get_attribute("href"))
    assert "/contribution/" in page.url
    assert "/contribution/" in contribution
    page.goto(f"/staff/engagements/{LIBRARIES}/record/?page=9999")
    said = page.locator("main").inner_text().lower()
    assert "approved" in said
    assert "proposed" in said
