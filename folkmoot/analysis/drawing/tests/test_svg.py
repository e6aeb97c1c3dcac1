"""Escaping, addresses, letters and colours."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.drawing import lettering, palette
from folkmoot.analysis.drawing.scale import nice_step, ticks
from folkmoot.analysis.drawing.svg import element, key_of, link, safe_href, text


@given(st.text())
def test_any_words_come_back_as_they_were_less_what_xml_cannot_hold(words):
    read = ElementTree.fromstring(element("text", text(words), text(""), title=words))
    kept = "".join(char for char in words if text(char))
    assert (read.text or "").replace("\r\n", "\n") == kept.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "vbscript:x",
        " javascript:x",
        "\x00javascript:x",
        "/a b",
    ],
)
def test_an_address_that_could_do_harm_is_refused(href):
    with pytest.raises(ValueError, match="address"):
        safe_href(href)


@pytest.mark.parametrize(
    "href", ["/cy/x/", "?page=2", "#theme-1", "theme/1", "https://example.org/a?b=1&c=2"]
)
def test_an_own_or_web_address_is_kept(href):
    assert safe_href(href) == href
    assert ElementTree.fromstring(link(href, "n", class_="c")).get("href") == href


def test_without_an_address_there_is_a_name_but_no_link():
    read = ElementTree.fromstring(link("", 'A "name"', class_="c"))
    assert (read.tag, read.get("aria-label")) == ("g", 'A "name"')


def test_two_pictures_never_share_their_ids():
    assert key_of("bars", 1) != key_of("bars", 2)
    assert key_of("bars", 1) == key_of("bars", 1)


@given(st.text(max_size=60), st.integers(60, 400), st.integers(1, 4))
def test_lines_fit_and_no_letter_is_lost_unless_there_is_an_ellipsis(words, width, most):
    lines = lettering.wrap(words, width, most=most)
    assert len(lines) <= most
    assert all(lettering.width_of(line) <= width for line in lines)
    if not lines[-1].endswith(lettering.ELLIPSIS):
        assert "".join("".join(lines).split()) == "".join(words.split())


@pytest.mark.parametrize(
    "colour",
    [*palette.SERIES, palette.EDGE, palette.QUIET, palette.DONE, palette.NOT_DONE, palette.WAITING],
)
def test_what_carries_meaning_stands_out_3_to_1_from_white(colour):
    assert palette.contrast(colour, palette.WHITE) >= 3


@pytest.mark.parametrize("colour", [palette.QUIET, palette.DONE, palette.NOT_DONE, palette.WAITING])
def test_words_stand_out_four_and_a_half_to_1(colour):
    assert palette.contrast(colour, palette.WHITE) >= 4.5


@pytest.mark.parametrize("ground", [*palette.RAMP, *palette.SERIES])
def test_words_on_a_colour_can_be_read(ground):
    assert palette.contrast(palette.ink_on(ground), ground) >= 4.5


@given(st.integers(0, 10**7), st.integers(2, 6))
def test_ticks_cover_the_highest_in_few_round_steps(highest, most):
    marks = ticks(highest, most)
    assert marks[0] == 0
    assert highest <= marks[-1]
    assert len(marks) <= most + 1
    assert str(nice_step(highest, most)).rstrip("0") in {"1", "2", "5"}
