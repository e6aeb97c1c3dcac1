"""`folkmoot find-campaigns`: letters, their senders, and what each wrote beside."""

import re

import pytest

from folkmoot.analysis.shell import find_campaigns
from folkmoot.analysis.shell.campaigns_found import Copy

TEXTS = (
    "Save our library * I learnt to read there as a child",
    "My own words about buses",
    "",
    "Save our library * Jo",
    "Mend the road *",
    "Save our library *",
)


@pytest.fixture
def find(tmp_path, engines):
    def run(path, *options):
        return find_campaigns.main([str(path), "--text", "text", "--output", str(tmp_path / "out"), *options])

    return run


def test_letters_are_listed_with_how_many_sent_them_and_added_words(find, answers, written):
    assert find(answers(*TEXTS)) == 0
    assert written("campaigns.csv") == [
        {
            "campaign": "1",
            "answers": "3",
            "share": "0.6",  # of five answers with words
            "with_own_words": "1",  # "Jo" is a name, eight words are one's own
            "wording": "Save our library",
            "rows": "2 5 7",
        },
        {
            "campaign": "2",
            "answers": "1",
            "share": "0.2",
            "with_own_words": "0",
            "wording": "Mend the road",
            "rows": "6",
        },
    ]


def test_each_row_says_which_letter_it_holds_and_what_is_the_persons_own(find, answers, written):
    assert find(answers(*TEXTS), "--id", "id") == 0
    rows = written("answers.csv")
    assert [(row["row"], row["id"], row["campaign"]) for row in rows] == [
        ("2", "A1", "1"),
        ("3", "A2", ""),
        ("4", "A3", ""),
        ("5", "A4", "1"),
        ("6", "A5", "2"),
        ("7", "A6", "1"),
    ]
    assert rows[0]["own_words"] == "I learnt to read there as a child"
    assert rows[1]["own_words"] == "My own words about buses"
    assert rows[2]["note"] == "no words in this row"
    assert (rows[5]["share_of_letter"], rows[5]["own_words"]) == ("1.0", "")


def test_the_report_counts_people_and_copies_apart(find, answers, tmp_path, capsys):
    assert find(answers(*TEXTS)) == 0
    page = (tmp_path / "out" / "campaigns.html").read_text()
    assert "Of 5 answers in the column “text”, 4 (80%) hold one of 2 campaign letters." in page
    assert "A letter counts as much as any answer" in page
    assert "In answers.csv filter the column “campaign” and read the column “own_words”" in page
    # One answer in own words only, one copy with own words, three copies alone.
    assert "<td>1 (20%)</td><td>1 (20%)</td><td>3 (60%)</td>" in page
    assert capsys.readouterr().out.startswith("5 answers, 4 copies of 2 campaign letters; 1 row left empty.")


def test_without_quotes_only_shared_wording_is_written(find, answers, tmp_path):
    assert find(answers(*TEXTS), "--no-quotes") == 0
    said = "".join(path.read_text() for path in (tmp_path / "out").iterdir())
    assert "Save our library" in said
    assert "learnt" not in said
    assert "buses" not in said
    assert "own_words" not in said.replace("with_own_words", "")


def test_no_letter_at_all_is_said_plainly(find, answers, tmp_path, capsys):
    assert find(answers("One thing", "Another thing")) == 0
    page = (tmp_path / "out" / "campaigns.html").read_text()
    assert "No letter was found that three or more of them share: as far as" in page
    assert "In whose words" not in page
    assert "What to do next" not in page
    assert "How often each letter was sent" not in page
    assert capsys.readouterr().out.startswith("2 answers, no campaign letter. Open ")


def test_a_letter_of_very_many_lists_the_first_rows_in_a_cell_that_a_spreadsheet_can_hold(
    find, answers, written
):
    assert find(answers(*["Save our library *"] * 1002)) == 0
    rows = written("campaigns.csv")[0]["rows"]
    assert rows.startswith("2 3 4 ")
    assert rows.endswith(" 1001 and 2 more (see answers.csv)")


def test_short_answers_that_many_repeat_are_no_letter_and_not_called_own_words(find, answers, tmp_path):
    assert find(answers("Keep it open", "keep it open!", "KEEP IT OPEN.", "No", "No", "Buses are late")) == 0
    page = (tmp_path / "out" / "campaigns.html").read_text()
    # Three repeat each other; two "No" are too few to tell.
    assert "Outside the letters, 3 answers repeat word for word what at least two others say" in page
    assert "everybody wrote in their own words" not in page


def test_a_name_a_greeting_and_scattered_words_are_not_words_of_ones_own():
    pieces = (
        "Dear Councillor Aisha Khan … Yours sincerely, Mrs Rhian Evans",
        "of … one … to the … my … an … if",
    )
    assert not any(Copy(0, 1.0, own).has_own for own in pieces)
    assert Copy(0, 0.9, "Jo Hill … My son learnt to read there").has_own


def test_more_letters_than_are_drawn_are_named_in_a_sentence(find, answers, tmp_path):
    assert find(answers(*(f"Letter number {n} *" for n in range(25)))) == 0
    page = (tmp_path / "out" / "campaigns.html").read_text()
    assert "5 more letters with 5 copies follow below." in page
    assert all(f'id="letter-{n}"' in page for n in range(1, 26))


def test_the_real_engine_finds_a_letter_and_what_was_added(answers, tmp_path, written):
    letter = (
        "I object to the closure of the Eastgate library because it is the only warm and free place in our "
        "part of town where children can do their homework and older people can read the papers every day"
    )
    own = (
        "My mother taught at this school for thirty years.",
        "Buses never come.",
        "The park is lovely in spring and we go there often.",
    )
    path = answers(*[letter] * 8, f"{letter} My mother taught there for thirty years.", *own)
    options = ["--text", "text", "--output", str(tmp_path / "out")]
    assert find_campaigns.main([str(path), *options]) == 0
    rows = written("answers.csv")
    assert [row["campaign"] for row in rows] == ["1"] * 9 + [""] * 3
    assert "thirty years" in rows[8]["own_words"]
    assert "Eastgate library" in written("campaigns.csv")[0]["wording"]


def test_a_welsh_letter_and_welsh_words_beside_it_are_marked_as_welsh(find, answers, tmp_path):
    added = "dysgais i ddarllen yno pan oeddwn yn blentyn"
    texts = (f"Achubwch ein llyfrgell ni * {added}", "Save our library * I learnt to read there as a child")
    assert find(answers(*texts)) == 0
    page = (tmp_path / "out" / "campaigns.html").read_text()
    assert '<blockquote dir="auto" lang="cy"><p>Achubwch ein llyfrgell ni' in page
    assert f'<blockquote dir="auto" lang="cy"><p>{added}' in page
    assert '<blockquote dir="auto"><p>Save our library' in page
    # The quotes, and in the other places the heading, the two pictures and their table.
    named = re.findall(r"1\. <(\w+) lang=\"cy\">Achubwch ein llyfrgell ni</", page)
    assert sorted(named) == ["span", "span", "tspan", "tspan"]
    assert page.count('lang="cy"') == 6
