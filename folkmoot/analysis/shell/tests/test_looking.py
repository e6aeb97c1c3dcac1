"""The reports as axe and the eye see them: many themes, hostile words, a phone and a desk."""

import pytest
from playwright.sync_api import sync_playwright

from folkmoot.analysis.shell.answers import Answers
from folkmoot.analysis.shell.campaigns_found import letters_found
from folkmoot.analysis.shell.campaigns_page import CampaignsPage
from folkmoot.analysis.shell.tests import stand_ins
from folkmoot.analysis.shell.tests.hostile_budget import budget_of
from folkmoot.analysis.shell.tests.hostile_dates import dates_of
from folkmoot.analysis.shell.tests.hostile_panel import panels_of
from folkmoot.analysis.shell.tests.hostile_table import table_of
from folkmoot.analysis.shell.tests.hostile_votes import opinions_of
from folkmoot.analysis.shell.tests.hostile_weights import weights_of
from folkmoot.analysis.shell.themes_found import themes_found
from folkmoot.analysis.shell.themes_page import ThemesPage
from tests.journeys.looking import RULES, WITHOUT_COLOURS, faults_of, too_wide
from tests.journeys.serving import BROWSER, FLAGS

HOSTILE = (
    "<script>document.title = 'broken'</script><img src=x onerror=alert(1)>",
    "x" * 5000,
    "مرحبا بالعالم، أريد مكتبة أفضل",
    "\u202egnp.evil 🙂🏳️‍🌈 Z̷͎͝a̴l̵g̶o̷",
    "https://example.org/" + "a/" * 200,
    "word " * 900,
)
N, THEMES = 120, 24
PAPER = {"width": 673, "height": 994}  # A4 within its margins, at 96 pixels an inch
TALLEST_PICTURE = "Math.max(0, ...[...document.querySelectorAll('figure')].map(each => each.offsetHeight))"
TEXTS = tuple(HOSTILE[n % len(HOSTILE)] + str(n) for n in range(N))


def pages() -> dict[str, str]:
    answers = Answers(
        path=None,
        rows=tuple(range(2, N + 4)),
        ids=(),
        places=tuple(range(N)),
        texts=TEXTS,
        languages=("en",) * N,
    )
    words = [(HOSTILE[theme % 6][:40] or "x", f"word{theme}") for theme in range(THEMES)]
    steady = [theme / THEMES for theme in range(THEMES)]
    themes = [place % THEMES for place in range(N)]
    parents = [theme // 15 for theme in range(THEMES - 1)] + [2]
    suggestion = stand_ins.suggestion(themes, parents, words, no_content=THEMES - 1, stability=steady)
    campaigns = stand_ins.campaigns([n // 10 if n < 60 else -1 for n in range(N)], HOSTILE, TEXTS)
    made = (("File", "answers.csv"),)
    wider = themes_found(suggestion, campaigns)
    return {
        "themes": ThemesPage(answers, "text", suggestion, campaigns, wider, True, made).html(),
        "campaigns": CampaignsPage(answers, "text", letters_found(campaigns), 0, True, made).html(),
        "opinions": opinions_of(TEXTS[:9]),
        **panels_of(TEXTS[:9]),
        "budget": budget_of(TEXTS[:9]),
        "weights": weights_of(TEXTS[:6]),
        "suppress": table_of(TEXTS[:9]),
        "dates": dates_of(TEXTS[:6]),
    }


# Every report has the same style sheet, and that of campaigns has all its parts: colours are looked at there.
@pytest.mark.journey
def test_axe_finds_nothing_nothing_sticks_out_and_no_word_of_a_resident_runs(tmp_path):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        for name, html in pages().items():
            (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            said = []
            page.on("console", lambda message, said=said: said.append(message.text))
            page.goto((tmp_path / f"{name}.html").as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            assert page.title() != "broken"
            assert said == []  # the policy had nothing to refuse
            assert faults_of(page, RULES if name == "campaigns" else WITHOUT_COLOURS) == []
            page.set_viewport_size({"width": 360, "height": 740})
            assert too_wide(page) == []
            page.set_viewport_size(PAPER)
            page.emulate_media(media="print")
            assert too_wide(page) == []
            assert page.evaluate(TALLEST_PICTURE) < PAPER["height"], name  # or it would be cut in two
        browser.close()
