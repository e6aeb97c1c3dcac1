"""The frame around every page."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils.translation import activate, override

from folkmoot.design import frame

PACKAGE = Path(frame.__file__).parents[1]
ok = lambda request, **found: HttpResponse("ok")  # noqa: E731
urlpatterns = i18n_patterns(
    path("", ok, name="home"),
    path("open/", ok, name="open"),
    path("open/below/", ok, name="below"),
    path("open/<slug:slug>/", ok, name="one"),
    prefix_default_language=False,
)


class Touchy:
    """A session and a user that must not be looked at."""

    def __getattribute__(self, name):
        raise AssertionError("The frame looked at the session or the user.")


@pytest.fixture
def get():
    def request(address="/open/"):
        made = RequestFactory().get(address)
        made.user = made.session = Touchy()
        return made

    with override("en"), override_settings(ROOT_URLCONF=__name__):
        yield request


@pytest.fixture
def no_links(monkeypatch):
    monkeypatch.setattr(frame, "_links", {})


def test_the_council_is_asked_once_in_half_a_minute(monkeypatch):
    asked = []
    monkeypatch.setattr(frame, "council", lambda: asked.append(1) or len(asked))
    moments = iter([100.0, 110.0, 129.0, 131.0])
    monkeypatch.setattr(frame.time, "monotonic", lambda: next(moments))
    frame.forget_council()
    assert [frame.current_council() for _ in range(4)] == [1, 1, 1, 2]
    frame.forget_council()


def test_a_page_that_shows_nothing_of_the_council_does_not_ask_for_it(monkeypatch, get):
    monkeypatch.setattr(frame, "council", lambda: pytest.fail("asked"))
    frame.page_frame(get())


def test_the_frame_looks_at_neither_session_nor_user(get):
    shown = render_to_string("design/page.html", {}, get())
    assert "Merrow Vale Council" in shown
    assert "csrfmiddlewaretoken" not in shown


@pytest.mark.parametrize(
    ("language", "here", "there"),
    [
        ("en", "/open/", "/cy/open/"),
        ("cy", "/cy/open/", "/open/"),
        ("en", "/open/library-review/?page=2&q=a", "/cy/open/library-review/?page=2&q=a"),
        ("en", "/no-such-page", "/cy/"),
        ("cy", "/cy/no-such-page", "/"),
        ("en", "/", "/cy/"),
    ],
)
def test_the_language_switch_leads_to_the_same_page(get, language, here, there):
    activate(language)
    assert frame.other_language(get(here))["href"] == there


def test_the_language_switch_cannot_lead_elsewhere(get):
    request = get("/")
    request.path_info = request.path = "//evil.example/"
    assert frame.other_language(request)["href"] == "/cy/"


def test_links_come_in_order_and_say_where_you_are(get, no_links):
    frame.add_link("public", "Second", "open", order=20)
    frame.add_link("public", "First", "home", order=10)
    frame.add_link("public", "Not installed", "elsewhere:page", order=5)
    frame.add_link("staff", "Desk", "open")
    shown = frame.links("public", "/open/library-review/")
    assert [(link.label, link.href, link.current) for link in shown] == [
        ("First", "/", ""),
        ("Second", "/open/", "true"),
    ]
    assert frame.links("public", "/open/")[1].current == "page"


def test_only_the_closest_link_is_the_current_one(get, no_links):
    frame.add_link("staff", "Desk", "open", order=10)
    frame.add_link("staff", "Below", "below", order=20)
    assert [link.current for link in frame.links("staff", "/open/below/more/")] == ["", "true"]
    assert [link.current for link in frame.links("staff", "/open/beside/")] == ["true", ""]


def test_a_front_page_of_its_own_is_not_the_current_one_below_it(get, no_links):
    frame.add_link("staff", "Desk", "open", order=10, below=False)
    assert [link.current for link in frame.links("staff", "/open/beside/")] == [""]
    assert [link.current for link in frame.links("staff", "/open/")] == ["page"]


def test_what_has_happened_is_said_in_one_manner_on_every_page():
    """One size of banner: the pages include design/flash.html and write none of their own."""
    own = [path for path in PACKAGE.glob("**/*.html") if "in messages %}" in path.read_text()]
    assert [path.name for path in own] == ["flash.html"]


def test_before_a_council_is_loaded_the_pages_still_show(monkeypatch, get):
    monkeypatch.setattr(frame, "council", frame.NoCouncil)
    frame.forget_council()
    shown = render_to_string("design/page.html", {}, get())
    assert "Folkmoot" in shown
    assert "Fictional" not in shown


def test_the_footer_speaks_the_page_s_language_and_follows_the_council(monkeypatch, get):
    says = {"en": "Help to take part", "cy": "Cymorth i gymryd rhan"}
    for phone in ("01632 960111", "01632 960222"):
        monkeypatch.setattr(frame, "council", lambda phone=phone: SimpleNamespace(name="A", phone=phone))
        frame.forget_council()
        for language in ("en", "cy", "en"):
            activate(language)
            shown = render_to_string("design/page.html", {}, get())
            assert phone in shown
            assert says[language] in shown
    frame.forget_council()


def test_staff_pages_end_with_the_links_and_without_the_help_for_residents(monkeypatch, get):
    monkeypatch.setattr(frame, "council", frame.NoCouncil)
    frame.forget_council()
    shown = {name: render_to_string(f"design/{name}.html", {}, get()) for name in ("page", "staff_page")}
    assert {name: "Help to take part" in html for name, html in shown.items()} == {
        "page": True,
        "staff_page": False,
    }
    assert "app-footer__links" in shown["staff_page"]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500", "throttled"])
def test_error_pages_show_without_a_person_and_say_what_to_do(get, name, language):
    activate(language)
    shown = render_to_string(f"{name}.html", {"words": "what <i>I</i> wrote"}, get())
    assert "govuk-heading-l" in shown
    assert f'<html lang="{language}"' in shown
    assert "<i>" not in shown


@pytest.mark.parametrize("name", ["400", "500"])
def test_the_last_error_pages_need_nothing_at_all(name):
    """Django renders them without request or context processors."""
    assert "govuk-heading-l" in render_to_string(f"{name}.html")
