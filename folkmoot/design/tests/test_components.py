"""Every component on one page, in both languages.

No test here may open the database, which is the proof that the frame and the components ask it nothing.
"""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from folkmoot.design import frame
from folkmoot.design.tests import kitchen

COTTON = Path(__file__).resolve().parent.parent / "templates/cotton"
VOID = {"wbr", "input", "br", "hr", "meta", "link", "img", "path", "circle", "rect"}


class Page(HTMLParser):
    """Tags, ids, references and whatever a content security policy would stop."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open, self.crossed, self.attributes = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.attributes.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.crossed.append((tag, self.getpos()))

    def ids(self):
        return [attrs["id"] for _tag, attrs in self.attributes if attrs.get("id")]


@pytest.fixture(params=["en", "cy"])
def page(request):
    with override(request.param):
        yield kitchen.kitchen_page()


def test_every_component_is_on_the_page():
    source = (Path(kitchen.__file__).parent / "kitchen_sink.html").read_text()
    used = set(re.findall(r"<c-(?:govuk|app)\.([a-z-]+)", source)) | set(
        re.findall(r"<c-app\.([a-z-]+)", "".join(file.read_text() for file in COTTON.rglob("*.html")))
    )
    offered = {file.stem.replace("_", "-") for file in COTTON.rglob("*.html")}
    assert offered - used == {"error-summary", "hero"}  # the page frame and the front page show these


def test_the_page_is_well_formed_and_every_id_is_used_once(page):
    read = Page(page)
    assert read.crossed == []
    assert read.open == []
    assert [name for name, times in Counter(read.ids()).items() if times > 1] == []


def test_what_describes_a_control_is_on_the_page(page):
    read = Page(page)
    said = {
        name
        for _tag, attrs in read.attributes
        for attribute in ("aria-describedby", "aria-controls", "aria-labelledby", "for")
        for name in (attrs.get(attribute) or "").split()
    }
    assert said - set(read.ids()) == set()


def test_nothing_on_the_page_is_stopped_by_the_content_security_policy(page):
    for tag, attrs in Page(page).attributes:
        assert tag != "style"
        assert "style" not in attrs
        assert not [name for name in attrs if name.startswith("on")]
        assert tag != "script" or attrs.get("src", "").startswith("/static/")


def test_awkward_words_are_shown_and_never_run(page):
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; مرحبا" in page
    assert "&amp;lt;" not in page
    assert "&amp;#x27;" not in page


def test_no_template_language_is_left_on_the_page(page):
    assert not re.search(r"\{%|</?c-[a-z]", page)


def test_a_visible_state_is_never_colour_alone(page):
    for words in re.findall(r'class="app-cycle__state">([^<]*)<', page):
        assert words.strip()


def test_the_welsh_page_is_in_welsh():
    with override("cy"):
        page = kitchen.kitchen_page()
    assert '<html lang="cy"' in page
    for words in (
        "Cymryd rhan",
        "Adrodd yn ôl",
        "Dywedoch chi",
        "Neidio i’r prif gynnwys",
        "3 diwrnod ar ôl",
    ):
        assert words in page


def test_the_demonstration_line_and_the_help_line_are_on_the_page(page):
    """X-13 and C-012."""
    assert "01632 960100" in page
    assert "Fictional demonstration data" in page or "Data arddangos ffuglennol" in page


def test_a_real_council_shows_no_demonstration_line(monkeypatch):
    real = {**vars(kitchen.COUNCIL), "fictional": False}
    monkeypatch.setattr(frame, "council", lambda: SimpleNamespace(**real))
    frame.forget_council()
    assert "Fictional demonstration data" not in kitchen.kitchen_page()


def test_the_page_title_says_error_first_when_the_form_has_errors():
    assert "<title>Error: Kitchen sink - Merrow Vale Council</title>" in kitchen.kitchen_page()
    assert "<title>Kitchen sink - Merrow Vale Council</title>" in kitchen.kitchen_page(
        form=kitchen.Everything()
    )


def test_pages_keep_the_search_when_turned():
    assert 'href="?page=8&amp;q=parks"' in kitchen.kitchen_page()


def test_a_link_or_box_heard_alone_says_what_it_is():
    """The words that are read out: whole phrases in either language, and a box that is wrong says so."""
    page = kitchen.kitchen_page()
    for words in ("Previous page", "Next page", "Clear the choices in this form"):
        assert f'<span class="govuk-visually-hidden">{words}</span>' in page
    assert re.search(r'id="search-again"[^>]* aria-invalid="true"', page)
    assert not re.search(r'id="search-postcode"[^>]* aria-invalid', page)
    with override("cy"):
        page = kitchen.kitchen_page()
    for words in ("Tudalen flaenorol", "Tudalen nesaf", "Clirio’r dewisiadau yn y ffurflen hon"):
        assert f'<span class="govuk-visually-hidden">{words}</span>' in page


@pytest.mark.parametrize("frame_of", ["page", "staff_page", "plain_page", "banded_page"])
def test_every_frame_has_one_main_with_the_page_s_words_and_errors_first(frame_of):
    block = "words" if frame_of == "plain_page" else "main"
    source = f'{{% extends "design/{frame_of}.html" %}}{{% block {block} %}}<p>Ours</p>{{% endblock %}}'
    form = kitchen.Everything({}, {})
    page = kitchen.compiled(source).render({"form": form}, RequestFactory().get("/"))
    main = page.split("<main")[1].split("</main>")[0]
    assert page.count("<main") == 1
    assert main.index("There is a problem") < main.index("<p>Ours</p>")
    assert "<title>Error: " in page


@pytest.mark.parametrize(("words", "size"), [("Short words", "xl"), ("Long words " * 12, "l")])
def test_a_long_heading_of_a_page_is_set_smaller(words, size):
    shown = kitchen.compiled(f'<c-govuk.heading level="1" size="xl">{words}</c-govuk.heading>').render({})
    assert f'class="govuk-heading-{size}"' in shown
