"""`folkmoot find-themes`: every row accounted for, refusals in one sentence, reports for any texts."""

import re
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from folkmoot.analysis.shell import find_themes
from folkmoot.analysis.shell.answers import Answers
from folkmoot.analysis.shell.tests import stand_ins
from folkmoot.analysis.shell.themes_found import WiderTheme, themes_found
from folkmoot.analysis.shell.themes_page import ThemesPage

SIX = ("Buses late", "Parking dear", "buses full * me too", "", "None", "Buses * hello", "parking")


@pytest.fixture
def find(tmp_path, engines):
    def run(path, *options):
        return find_themes.main([str(path), "--text", "text", "--output", str(tmp_path / "out"), *options])

    return run


def test_each_row_of_the_file_has_its_row_in_answers(find, answers, written):
    assert find(answers(*SIX), "--id", "id") == 0
    rows = written("answers.csv")
    assert [row["row"] for row in rows] == ["2", "3", "4", "5", "6", "7", "8"]
    assert [row["id"] for row in rows] == ["A1", "A2", "A3", "A4", "A5", "A6", "A7"]
    assert [row["theme"] for row in rows] == ["1", "2", "1", "", "3", "1", "2"]
    assert [row["campaign"] for row in rows] == ["", "", "2", "", "", "1", ""]
    assert rows[3]["note"] == "no words in this row"
    assert rows[4]["name"] == "Says nothing more"


def test_themes_add_up_to_the_answers_with_words(find, answers, written):
    assert find(answers(*SIX)) == 0
    themes = written("themes.csv")
    assert [(each["theme"], each["words"], each["answers"]) for each in themes] == [
        ("1", "buses", "3"),
        ("2", "parking", "2"),
        ("3", "none", "1"),
    ]
    # 3 of 6 answers with words speak of buses, and two of these hold a letter each.
    assert (themes[0]["share"], themes[0]["campaign_copies"]) == ("0.5", "2")
    assert (themes[0]["typical_rows"], themes[0]["typical_2"]) == ("2 4 7", "buses full * me too")


def test_the_report_counts_what_is_empty_and_who_sent_copies(find, answers, tmp_path):
    assert find(answers(*SIX)) == 0
    page = (tmp_path / "out" / "themes.html").read_text()
    assert "<h1>Themes in 6 answers</h1>" in page
    assert "<dt>rows left empty, in no theme</dt><dd>1</dd>" in page
    assert "3 answers (50%), of which 2 campaign copies." in page
    assert "A starting point for people, not a finding" in page
    assert "An officer must clear each quote" in page
    assert "a stand-in. It compares first words." in page
    assert "<p>It compares first words.</p>" in page


def test_without_quotes_no_answer_stands_anywhere(find, answers, tmp_path):
    assert find(answers(*SIX), "--no-quotes") == 0
    for path in (tmp_path / "out").iterdir():
        assert "full" not in path.read_text().replace("carefully", "")
    page = (tmp_path / "out" / "themes.html").read_text()
    assert "An officer must clear each quote" not in page
    assert "It holds no answers: read them in your own file" in page


def test_what_was_done_is_said_in_one_line(find, answers, capsys):
    assert find(answers(*SIX)) == 0
    said = capsys.readouterr()
    assert said.out.startswith("6 answers in 2 themes; 1 says nothing more; 1 row left empty. Open ")
    assert said.err.splitlines() == ["Reading answers.csv ...", "Finding campaigns ...", "Finding themes ..."]


def test_options_reach_the_engine(answers, tmp_path, engines, monkeypatch):
    seen = {}

    def suggest(texts, **options):
        seen.update(options)
        return stand_ins.by_first_word(texts)

    monkeypatch.setattr("folkmoot.analysis.themes.suggest.suggest_themes", suggest)
    path = answers("One", "Dau", "Trzy", more={"lang": ["English (UK)", "cymraeg", "Polski"]})
    base = [str(path), "--text", "text", "--language", "lang", "--seed", "7", "--max-themes", "9"]
    assert find_themes.main([*base, "--minutes", "3", "--output", str(tmp_path / "a")]) == 0
    assert (seen["seed"], seen["max_themes"], seen["time_budget"]) == (7, 9, 180.0)
    assert seen["languages"] == ("en", "cy", "")  # a third language is no reason to refuse the file
    assert find_themes.main([*base, "--no-limit", "--output", str(tmp_path / "b")]) == 0
    assert seen["time_budget"] is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--id", "number"], "answers.csv has no column 'number'; its columns are id, text."),
        (["--max-themes", "0"], "argument --max-themes: '0' is not a whole number of 1 or more"),
        (["--minutes", "x"], "argument --minutes: 'x' is not a whole number of 1 or more"),
        (["--minutes", "1", "--no-limit"], "not allowed with argument"),
        (["--encoding", "ebcdic-x"], "There is no encoding 'ebcdic-x'"),
    ],
)
def test_wrong_options_are_refused_in_one_sentence_and_nothing_is_written(
    find, answers, tmp_path, capsys, options, said
):
    assert find(answers(*SIX), *options) == 2
    error = capsys.readouterr().err.splitlines()[-1]
    assert error.startswith("folkmoot find-themes: ")
    assert said in error
    assert not (tmp_path / "out").exists()


def test_a_file_without_any_answer_is_refused(find, answers, capsys):
    assert find(answers("", "  ", "\n")) == 2
    assert "has any words in the column 'text'; name another column." in capsys.readouterr().err


def test_what_is_there_is_not_written_over_unless_told(find, answers, capsys):
    path = answers(*SIX)
    assert find(path) == 0
    assert find(path) == 2
    assert "add --overwrite" in capsys.readouterr().err
    assert find(path, "--overwrite") == 0


def test_formulas_of_residents_stay_words_in_every_file(find, answers, written):
    assert find(answers('=HYPERLINK("http://x")', "@sum", "+1", "-2")) == 0
    said = [row["typical_1"] for row in written("themes.csv")]
    assert sorted(said) == ["'+1", "'-2", '\'=HYPERLINK("http://x")', "'@sum"]
    assert all(row["name"].startswith("'") for row in written("answers.csv"))


def test_help_shows_examples_and_ends_well(capsys):
    assert find_themes.main(["--help"]) == 0
    said = capsys.readouterr().out
    assert "folkmoot find-themes answers.csv --text Comments" in said
    assert max(map(len, said.splitlines())) <= 112


@pytest.mark.parametrize("command", ["find_themes", "find_campaigns", "map_opinions"])
def test_help_does_not_wait_for_numbers_and_drawings(command):
    asked = f"import sys, folkmoot.analysis.shell.{command}; print('numpy' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", asked], text=True) == "False\n"


def page_of(texts, suggestion, groups=None, **more) -> str:
    n = len(texts)
    answers = Answers(
        path=None,
        rows=tuple(range(2, n + 2)),
        ids=(),
        places=tuple(range(n)),
        texts=tuple(texts),
        languages=None,
    )
    campaigns = stand_ins.campaigns(groups or [-1] * n, ["letter"] if groups else [])
    wider = themes_found(suggestion, campaigns)
    return ThemesPage(answers, "text", suggestion, campaigns, wider, True, (("File", "x"),), **more).html()


def test_seventy_themes_are_drawn_in_pictures_that_fit_a_page_and_none_is_lost():
    texts = [f"text {n}" for n in range(700)]
    labels = [n % 70 for n in range(700)]
    parents = [min(theme // 25, 9) for theme in range(70)]
    words = [(f"word{theme}", "other") for theme in range(70)]
    page = page_of(texts, stand_ins.suggestion(labels, parents, words))
    heights = [float(height) for height in re.findall(r'viewBox="0 0 760 ([\d.]+)"', page)]
    # The wider themes, then 25, 25 and 20 themes, at most 13 a picture: 13 + 12, 13 + 12, 13 + 7.
    assert len(heights) == 7
    assert max(heights) < 800
    assert {int(n) for n in re.findall(r'id="theme-(\d+)"', page)} == set(range(1, 71))
    assert {int(n) for n in re.findall(r'href="#theme-(\d+)"', page)} == set(range(1, 71))
    assert "(continued)" in page


def test_a_letter_in_two_themes_is_said_to_be_one_letter():
    texts = ["Save it"] * 4 + ["Keep the buses"]
    found = stand_ins.suggestion([0, 0, 0, 1, 1], [0, 0], [("save",), ("keep",)])

    page = page_of(texts, found, groups=[0] * 4 + [-1])

    assert "3 hold campaign letter 1, which is also in theme 2." in page
    assert "1 holds campaign letter 1, which is also in theme 1." in page


def test_of_a_letter_only_one_copy_is_quoted():
    texts = ["Save it"] * 4 + ["Keep the buses"]
    found = stand_ins.suggestion([0] * 5, [0], [("save",)])
    page = page_of(texts, found, groups=[0] * 4 + [-1])
    assert page.count("<p>Save it</p>") == 1
    assert "row 2, one of 4 copies of a campaign letter" in page
    assert "<p>Keep the buses</p>" in page


def test_a_theme_that_is_mostly_one_letter_shows_that_letter_first():
    # Two texts of their own in the middle, and three copies of a letter.
    found = replace(stand_ins.suggestion([0] * 5, [0], [("tea",)]), central=((0, 1),), edge=((),))
    letters = stand_ins.campaigns([-1, -1, 0, 0, 0], ["Save it all"], shares=[0, 0, 0.7, 1, 0.7])
    assert themes_found(found, letters)[0].themes[0].typical == (3, 0, 1)  # its fullest copy, then the middle
    few = stand_ins.campaigns([-1, -1, 0, 0, -1], ["Save it all"])  # two of five
    assert themes_found(found, few)[0].themes[0].typical == (0, 1)


def test_wider_themes_that_only_repeat_the_themes_are_not_shown():
    page = page_of(["a", "b", "c"], stand_ins.suggestion([0, 1, 2], [0, 1, 2], [("a",), ("b",), ("c",)]))
    assert "wider" not in re.sub(r"<thead>.*?</tbody>", "", page, flags=re.S)
    assert "They fall into 3 themes. The largest" in page
    assert "With so few answers it is quicker and better to read them all" in page


def test_all_answers_that_say_nothing_more_are_said_to_be_just_that():
    page = page_of(["n/a"] * 4, stand_ins.suggestion([0] * 4, [0], [("n/a",)], no_content=0))
    assert "None says anything that could be a theme." in page
    assert "<dd>0</dd></div><div><dt>copies" in page.replace("themes</dt>", "themes</dt>")


def test_answers_that_say_nothing_more_are_no_theme_anywhere(find, answers, tmp_path, written, capsys):
    texts = ("Buses late", "Buses full", "Parking dear", "None", "none !", "None at all")
    assert find(answers(*texts)) == 0
    assert capsys.readouterr().out.startswith("6 answers in 2 themes; 3 say nothing more. Open ")
    page = (tmp_path / "out" / "themes.html").read_text()
    assert "Of these, 3 say nothing more, such as “no comment”; the other 3 fall into 2 themes." in page
    assert (
        "<strong>Answers by theme</strong> <span>2 themes. The largest is “1. buses” with 2 answers" in page
    )
    assert "Says nothing more" not in "".join(re.findall("<svg.*?</svg>", page, flags=re.S))
    # What they say: "None" twice, whatever its marks and case, and "None at all" once.
    assert '<th scope="row">None</th><td class="number">2</td>' in page
    assert '<th scope="row">None at all</th><td class="number">1</td>' in page
    assert [each["stability"] for each in written("themes.csv")] == ["1.0", "1.0", ""]


def test_answers_that_say_nothing_more_in_welsh_are_marked_as_welsh():
    texts = ["Dim byd i'w ychwanegu"] * 2 + ["Nothing to add"]
    page = page_of(texts, stand_ins.suggestion([0] * 3, [0], [("dim",)], no_content=0))
    assert '<th scope="row"><span lang="cy">Dim byd i&#39;w ychwanegu</span></th>' in page
    assert '<th scope="row">Nothing to add</th>' in page


def test_officers_can_read_name_and_move_answers_in_the_tables(find, answers, written):
    assert find(answers(*SIX)) == 0
    rows = written("answers.csv")
    assert [row["answer"] for row in rows] == list(SIX)
    assert {row["your_name"] for row in [*rows, *written("themes.csv")]} == {""}
    assert {row["wider_theme"] for row in rows} == {"A", "B", ""}


def test_of_a_single_theme_nobody_is_told_how_steady_it_is(find, answers, tmp_path, written):
    assert find(answers("Buses late", "Buses full", "Buses dear")) == 0
    page = (tmp_path / "out" / "themes.html").read_text()
    assert "3 answers (100%).</p>" in page
    assert "teady" not in re.sub(
        "<thead>.*?</thead>", "", page[page.index("<h1") : page.index("<h2>What to do next")]
    )
    assert written("themes.csv")[0]["stability"] == ""


def test_welsh_is_marked_as_welsh_for_those_who_have_the_page_read_out(find, answers, tmp_path):
    assert find(answers("Mae'r bws yn hwyr bob dydd", "The bus is late every day")) == 0
    page = (tmp_path / "out" / "themes.html").read_text()
    assert '<blockquote dir="auto" lang="cy"><p>Mae&#39;r bws' in page
    assert '<blockquote dir="auto"><p>The bus' in page


def test_wider_themes_have_letters_and_themes_numbers():
    found = [WiderTheme(number, ("a",), ()).letter for number in (1, 26, 27, 702, 703)]
    assert found == ["A", "Z", "AA", "ZZ", "AAA"]


def test_steadiness_is_said_in_words_and_as_a_number():
    texts = ["a"] * 3 + ["b"] * 2 + ["c"]
    found = stand_ins.suggestion(
        [0, 0, 0, 1, 1, 2], [0, 0, 0], [("a",), ("b",), ("c",)], stability=[0.75, 0.5, 0.49]
    )
    page = page_of(texts, found)
    assert "3 answers (50%). Steady (0.75 of 1)." in page
    assert "2 answers (33%). Fairly steady (0.50 of 1)." in page
    assert "1 answer (17%). Not steady (0.49 of 1)." in page


def test_themes_are_ordered_by_size_within_wider_themes_by_size():
    # wider theme 1 has 5 answers (themes 1 and 2: 2 and 3), wider theme 0 has 4 (theme 0).
    found = stand_ins.suggestion([0] * 4 + [1] * 2 + [2] * 3, [0, 1, 1], [("a",), ("b",), ("c",)])
    wider = themes_found(found, stand_ins.campaigns([-1] * 9))
    assert [(each.number, [theme.words[0] for theme in each.themes]) for each in wider] == [
        (1, ["c", "b"]),
        (2, ["a"]),
    ]
    assert [theme.number for each in wider for theme in each.themes] == [1, 2, 3]


def test_the_real_engines_lose_nobody(answers, tmp_path, written):
    rng = np.random.default_rng(3)
    about = (
        "parking permits for residents",
        "the late bus to town",
        "library opening hours",
        "litter in the park",
    )
    texts = [
        f"I worry about {about[n % 4]} {'every day' if rng.random() < 0.5 else 'at weekends'}"
        for n in range(60)
    ]
    path = answers(*texts, "", "no comment", "🙂", "x" * 50_000, "مرحبا بالعالم", "<script>", "=1+1")
    assert find_themes.main([str(path), "--text", "text", "--output", str(tmp_path / "out")]) == 0
    rows, themes = written("answers.csv"), written("themes.csv")
    assert len(rows) == 67
    assert sum(bool(row["theme"]) for row in rows) == sum(int(each["answers"]) for each in themes) == 66
    assert "<script>" not in (tmp_path / "out" / "themes.html").read_text()
