"""Reports: self-contained, in order, and safe with whatever residents wrote."""

import base64
import datetime as dt
import hashlib
import re
from html.parser import HTMLParser

import pytest

from folkmoot.analysis.drawing import Bar, DataTable, bars
from folkmoot.analysis.drawing.phrases import in_language, joined
from folkmoot.analysis.reports import (
    Quote,
    Report,
    Section,
    Words,
    figure,
    how_made,
    key_figures,
    notice,
    paragraph,
    quotes,
    table,
)

HOSTILE = "<script>alert(1)</script> & \"'</style> \u202eevil\u0000"


class Reading(HTMLParser):
    """The elements of a page in their order, with their attributes; complains of what is not closed."""

    def __init__(self, page: str):
        super().__init__()
        self.elements, self.open, self.said = [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, name, attributes):
        self.elements.append((name, dict(attributes)))
        if name not in ("meta", "br"):
            self.open.append(name)

    def handle_startendtag(self, name, attributes):
        self.elements.append((name, dict(attributes)))

    def handle_endtag(self, name):
        assert self.open.pop() == name

    def handle_data(self, words):
        self.said.append(words)

    def named(self, name):
        return [attributes for each, attributes in self.elements if each == name]


def report(*parts, **more) -> str:
    return Report("A title", "A lead.", parts, **more).html()


def test_a_page_is_well_formed_and_has_its_landmarks_and_one_first_heading():
    page = Reading(report(paragraph("Hello"), Section("One", Section("Two", paragraph("There")))))
    assert page.open == []
    for landmark in ("header", "nav", "main", "h1"):
        assert len(page.named(landmark)) == 1
    assert page.named("html") == [{"lang": "en"}]
    assert page.named("a")[0] == {"href": "#main", "class": "skip"}


def test_headings_never_skip_a_level_however_deep_sections_lie():
    page = report(
        Section("a", Section("b", Section("c", Section("d", Section("e", Section("f")))))),
        can_say=("x",),
        cannot_say=("y",),
        made=(("File", "z"),),
    )
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels == [1, 2, 3, 4, 5, 6, 6, 2, 3, 3, 2]


def test_nothing_comes_from_elsewhere_and_the_policy_knows_the_style_by_its_digest():
    page = report(figure(bars([Bar("Online", 3)], title="t", description="d", head=("a", "b"), hidden="")))
    style = re.search(r"<style>(.*?)</style>", page, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = Reading(page).named("meta")[1]["content"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\((?!#)", page)
    assert not re.search(r"\sstyle=|\son\w+=|src=", page)
    assert re.findall(r'"(https?:[^"]*)"', page) == ["http://www.w3.org/2000/svg"]  # a name, nothing to fetch


def test_hostile_words_are_words_wherever_they_stand():
    table_of_it = DataTable(HOSTILE, (HOSTILE, "n"), ((HOSTILE, 1),))
    page = Report(
        HOSTILE,
        HOSTILE,
        (
            paragraph(HOSTILE),
            notice(HOSTILE, paragraph(HOSTILE)),
            key_figures(((HOSTILE, HOSTILE),)),
            Section(HOSTILE, quotes([Quote(HOSTILE, HOSTILE, HOSTILE)]), table(table_of_it, links=["#x"])),
            figure(bars([Bar(HOSTILE, 3)], title=HOSTILE, description=HOSTILE, head=("a", "b"), hidden="")),
        ),
        can_say=(HOSTILE,),
        made=((HOSTILE, HOSTILE),),
        kind=HOSTILE,
        footer=HOSTILE,
    ).html()
    read = Reading(page)
    assert read.open == []
    assert not read.named("script")
    assert "alert(1)" in "".join(read.said)
    assert "\0" not in page
    assert page.count("</style>") == 1


def test_words_that_turn_the_direction_stand_apart_from_ours():
    page = Reading(report(Section("\u202etheme"), table(DataTable("c", ("h",), (("שלום",),)))))
    assert len(page.named("bdi")) == 3  # heading, contents, cell
    quote = Reading(report(quotes([Quote("مرحبا بالعالم", "row 2", "ar")]))).named("blockquote")
    assert quote == [{"dir": "auto", "lang": "ar"}]


def test_words_in_another_language_are_marked_in_headings_contents_and_tables():
    name = joined("1. ", in_language("Annwyl & hoff gyngor", "cy"))
    page = report(Section(name), table(DataTable("c", ("h",), ((name,),)), links=["#1-annwyl-hoff-gyngor"]))
    assert page.count('1. <span lang="cy">Annwyl &amp; hoff gyngor</span>') == 3
    assert page.count('lang="cy"') == 3
    assert 'href="#1-annwyl-hoff-gyngor"' in page


def test_long_quotes_are_folded_and_the_longest_cut_with_a_count():
    # 10,000 words of five characters with their space: 50,000 characters, the last space is stripped.
    page = report(quotes([Quote("word " * 10_000, "row 9")]))
    shown = re.search(r"<blockquote[^>]*><p>(.*?) …</p>", page)[1]
    assert 440 <= len(shown) <= 500
    rest = 49_999 - len(shown) - 1
    assert f"Show the rest ({rest:,} more characters)" in page
    assert f"{rest - 4000:,} more characters are in the file." in page
    assert len(page) < 20_000


def test_a_long_word_without_spaces_is_cut_and_nothing_of_it_lost_before_the_limit():
    page = report(quotes([Quote("x" * 3000)]))
    assert page.count("x" * 500) == 6
    assert sum(len(run) for run in re.findall("x{9,}", page)) == 3000


def test_short_quotes_are_whole_and_empty_ones_left_out():
    page = report(quotes([Quote("Keep it open.\n\n\nPlease", "row 2"), Quote("  \n")]))
    assert page.count("<blockquote") == 1
    assert "<p>Keep it open.\nPlease</p>" in page


def test_tables_have_caption_scopes_and_numbers_to_the_right():
    data = DataTable("Counts", ("Theme", "Answers", "Share", "Note"), (("Buses", 1500, "12%", "x"),))
    page = report(table(data, links=["#buses"]))
    assert '<div class="table" tabindex="0" role="group" aria-label="Counts">' in page
    assert '<caption>Counts</caption><thead><tr><th scope="col">Theme</th>' in page
    assert '<th scope="col" class="number">Answers</th>' in page
    assert '<th scope="row"><a href="#buses">Buses</a></th>' in page
    assert '<td class="number">1,500</td><td class="number">12%</td><td>x</td>' in page


def test_a_picture_has_its_title_description_and_table():
    drawn = bars(
        [Bar("Online", 3)], title="By channel", description="Mostly online.", head=("a", "b"), hidden=""
    )
    page = report(figure(drawn))
    assert "<figcaption><strong>By channel</strong> <span>Mostly online.</span></figcaption>" in page
    assert 'role="img"' in page
    assert "<caption>By channel</caption>" in page


def test_two_parts_with_one_address_are_a_fault():
    with pytest.raises(ValueError, match="two parts of the report have the address 'same'"):
        report(Section("Same"), Section("same"))


def test_another_language_brings_its_words():
    words = Words(language="cy", skip="Neidio i'r adroddiad", contents="Yn yr adroddiad hwn")
    page = report(Section("Themâu"), words=words)
    assert '<html lang="cy">' in page
    assert "Neidio i&#39;r adroddiad" in page
    assert "In this report" not in page


def test_how_a_report_was_made_names_file_moment_and_versions(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_bytes(b"text\n")
    at = dt.datetime(2026, 12, 1, 10, 5, tzinfo=dt.UTC)
    made = dict(
        how_made("folkmoot x", [path], at=at, packages=("numpy", "no-such-package"), more=(("Seed", "0"),))
    )
    digest = hashlib.sha256(b"text\n").hexdigest()[:16]
    assert made["File"] == f"answers.csv (5 bytes, SHA-256 {digest}…)"
    assert made["Made on"] == "1 December 2026, 10:05 (UTC)"
    assert (made["Command"], made["Seed"]) == ("folkmoot x", "0")
    assert re.match(r"Folkmoot \d+\.\d+.*, numpy 2\..*, Python 3\.", made["Versions"])
    assert "no-such-package" not in made["Versions"]


def test_where_a_system_replaces_colours_pictures_keep_theirs_on_white():
    # Their words are dark: on the black of a high-contrast theme nobody could read them.
    style = re.search(r"@media \(forced-colors: active\) {(.*?)}\n}", report(paragraph("x")), re.S)[1]
    assert "svg" in style
    assert "forced-color-adjust: none" in style
    assert "background: #fff" in style


def test_the_numbers_of_a_picture_are_folded_below_it_unless_they_stand_beside_it_already():
    drawn = bars([Bar("Parks", 3)], title="t", description="d", head=("Theme", "Answers"), hidden="")
    assert "<details" in figure(drawn)
    assert "<details" not in figure(drawn, table_beside=True)


def test_a_table_of_many_columns_of_numbers_is_printed_across():
    few, many = (DataTable("t", ("Ward", *("x",) * n), (("Priory", *("1",) * n),)) for n in (8, 9))
    assert "many" not in table(few, all_numbers=True)
    assert "many" in table(many, all_numbers=True)


def test_an_option_of_a_command_is_not_broken_and_a_dash_in_a_sentence_is_left_alone():
    assert paragraph("Give --round-to 5.") == '<p>Give <span class="option">--round-to</span> 5.</p>'
    assert "option" not in paragraph(f"Against --{'z' * 200} and --{'-z' * 9}")
    assert paragraph("Yes -- no, well--known <b>") == "<p>Yes -- no, well--known &lt;b&gt;</p>"


def test_a_word_without_end_does_not_widen_its_column():
    page = table(DataTable("t", ("Ward", "y" * 40), (("x" * 30, "1"), ("Priory", "2"))))
    assert page.count('class="held"') == 2
