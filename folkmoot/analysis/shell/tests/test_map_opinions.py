"""`folkmoot map-opinions`: what it writes, what the report says, and what it refuses."""

import csv
import re
import shlex
from dataclasses import replace
from html import unescape
from pathlib import Path

import numpy as np
import pytest

from folkmoot.analysis.drawing.phrases import joined
from folkmoot.analysis.opinion import map_opinions as map_opinions_itself
from folkmoot.analysis.opinion.statements import Tally
from folkmoot.analysis.reports import paragraph
from folkmoot.analysis.shell import map_opinions
from folkmoot.analysis.shell.ballots import Ballot
from folkmoot.analysis.shell.opinions_ends import ends_oppose, quoted

CONVERSATIONS = Path(__file__).parents[4] / "tests/data/conversations"
SEATTLE = CONVERSATIONS / "15-per-hour-seattle"


@pytest.fixture
def write(tmp_path):
    def written(name, head, rows):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])
        return tmp_path / name

    return written


@pytest.fixture
def run(tmp_path):
    def mapped(*arguments):
        return map_opinions.main([*map(str, arguments), "--output", str(tmp_path / "out")])

    return mapped


@pytest.fixture
def page(tmp_path):
    """The report as plain words."""

    def read():
        html = (tmp_path / "out" / "opinions.html").read_text()
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", html[html.index("<h1") :])).split())

    return read


def camps(people=200, statements=16):
    """Two camps, three fifths and two fifths of the people. Statements come in fours: of each, the first two
    divide (one way and the other), the third is agreed by all, the fourth rejected. One vote in seven falls
    otherwise."""
    rng = np.random.default_rng(5)
    rows = []
    for person in range(people):
        side = 1 if person < people * 3 // 5 else -1
        for statement in range(statements):
            vote = (side, -side, 1, -1)[statement % 4]
            rows.append((person, statement, vote if rng.random() > 1 / 7 else -vote))
    return rows


def plain(write, rows, name="votes.csv"):
    return write(name, ("person", "statement", "vote"), rows)


def test_two_camps_are_found_and_nearly_everybody_is_in_the_right_one(run, write, written, capsys):
    assert run(plain(write, camps())) == 0
    assert capsys.readouterr().out.startswith("200 people, 16 statements, 2 groups. Open ")
    people = written("people.csv")
    assert [row["person"] for row in people] == [str(n) for n in range(200)]
    right = sum(row["group"] == ("A" if n < 120 else "B") for n, row in enumerate(people))
    assert right >= 190  # somebody whose votes mostly fell otherwise belongs to the other camp


def test_the_report_says_first_what_a_committee_asks(run, write, page, tmp_path):
    assert run(plain(write, camps()), "--title", "The old market", "--question", "What now?") == 0
    said = page()
    html = (tmp_path / "out" / "opinions.html").read_text()
    assert re.findall("<h2>([^<]+)</h2>", html) == [
        "What was asked, and who took part",
        "Where people agree",
        "What divides people",
        "Groups that vote alike",
        "How readily people agree",
        "A short list that speaks for nearly everyone",
        "Every statement",
        "What this can and cannot say",
        "How this was made",
    ]
    assert "What now?" in said
    assert "Everybody voted on 16 of 16 statements." in said
    assert "in every group agree, from 200 votes." in said
    assert "Groups are found by a computer, from votes alone" in said


def test_the_headline_counts_agreement_rejection_and_division(run, write, tmp_path):
    assert run(plain(write, camps())) == 0
    html = (tmp_path / "out" / "opinions.html").read_text()
    # Of 16 statements, four each are agreed by all, rejected by all, and divide one way or the other.
    assert "200 people voted on 16 statements. They fall into 2 groups. " in html
    assert "agree with 4 statements and reject 4; on 8 the groups answer differently." in html


def test_statements_come_with_counts_that_add_up(run, write, written):
    assert run(plain(write, camps())) == 0
    rows = written("statements.csv")
    assert [row["statement"] for row in rows] == [str(n) for n in range(16)]
    for row in rows:
        counts = [int(row[name]) for name in ("agreed", "passed", "disagreed")]
        assert sum(counts) == int(row["votes"]) == 200
        assert sum(int(row[f"agreed_{letter}"]) for letter in "ab") <= int(row["agreed"])
    assert [row["divides"] for row in rows[:4]] == ["yes", "yes", "no", "no"]
    assert float(rows[2]["agreed_at_least"]) > 0.5 > float(rows[0]["agreed_at_least"])
    assert "1" in {row["short_list"] for row in rows}


def test_a_real_export_is_read_whole_and_what_was_moderated_out_is_left_out_and_counted(run, written, page):
    assert run(SEATTLE, "--attribution", "Data from X, CC BY 4.0.") == 0
    said = page()
    assert said.startswith("Where people agree: $15/hour 337 people voted on 31 statements.")
    assert "23 statements were moderated out and left out of everything here, with 23 votes" in said
    assert "How do you think the new minimum wage law will affect Seattle?" in said
    assert said.endswith("Data from X, CC BY 4.0.")
    assert len(written("statements.csv")) == 31
    assert len(written("people.csv")) == 337


def test_without_clear_groups_nobody_is_in_one(run, written, page):
    assert run(SEATTLE) == 0
    said = page()
    assert "No clear groups" in said
    # Of four groups planted among 1,000 people with 38 votes each, two are found: fewer votes show fewer.
    assert "camps can be there and not show" in said
    assert "Group A" not in said
    assert {row["group"] for row in written("people.csv")} == {""}


def test_without_clear_groups_both_ends_of_the_main_line_must_agree(run, written, page):
    assert run(SEATTLE) == 0
    said = page()
    # Of everybody, 82 of 124 agree with statement 12, yet 10 of 37 at one end: that is no common ground.
    rows = {int(row["statement"]): row for row in written("statements.csv")}
    assert float(rows[12]["agreed_overall_at_least"]) > 0.5
    assert float(rows[12]["agreed_at_least"]) < 0.2
    assert [rows[12][f"agreed_end_{end}"] for end in (1, 2)] == ["10", "44"]
    assert "No statement is agreed by more than half of people at both ends" in said
    assert "At least 35% at both ends of the main line agree, from 106 votes. Statement 4." in said
    assert "10 of 37 agreed at End 1, 44 of 44 at End 2." in said
    assert "At End 1 people rather agree: “Reactionary liberal trash." in said
    assert "At End 2 people rather agree: “Good move. Will boost econy here”." in said
    ends = [row["end"] for row in written("people.csv")]
    assert {"1", "2", ""} == set(ends)
    assert f"{ends.count('1')} people at this end, 23% of those who voted." in said


def test_few_votes_at_an_end_are_not_shown(run, written, page):
    assert run(SEATTLE, "--threshold", "30") == 0
    said = page()
    assert "stands where fewer than 30 people at an end voted" in said
    rows = {int(row["statement"]): row for row in written("statements.csv")}
    few = [sum(int(rows[28][f"{each}_end_1"]) for each in ("agreed", "passed", "disagreed"))]
    assert few[0] < 30
    assert f"of {few[0]} agreed at End 1" not in said


def test_ends_oppose_only_beyond_chance():
    def ballot(*ends):
        return Ballot(1, "", "", (0, 0, 0), (), (), 0.0, 0.0, 0.0, False, ends=ends)

    # (8 - 1) / √11 = 2.1 and (2 - 9) / √13 = -1.9 are both beyond 1.645; (4 - 3) / √9 = 0.3 is not.
    assert ends_oppose(ballot((8, 3, 1), (2, 0, 9)))
    assert not ends_oppose(ballot((4, 3, 3), (2, 0, 9)))
    assert not ends_oppose(ballot((8, 3, 1), None))
    assert not ends_oppose(ballot((8, 3, 1), (9, 0, 2)))
    assert not ends_oppose(ballot())


def test_the_recipe_of_polis_can_be_asked_for(run, page, capsys):
    assert run(SEATTLE, "--method", "polis") == 0
    assert "groups. Open" in capsys.readouterr().out
    said = page()
    assert "The recipe of Polis, which always finds groups, finds 2 and puts 41% of people in them." in said
    assert "The recipe of Polis leaves it in the map" in said
    assert "moves people with few votes outwards" in said


def test_a_report_by_the_recipe_of_polis_takes_no_difference_between_its_groups_for_proof(run, write, page):
    rng = np.random.default_rng(3)
    rows = [(n, s, 1 if rng.random() < 0.7 else -1) for n in range(60) for s in range(12)]  # of one mind
    assert run(plain(write, rows), "--method", "polis") == 0
    said = page()
    assert "differ by more than chance" not in said
    assert "The groups answer differently" in said
    assert "Do not take that for proof" in said


def test_groups_can_be_of_people_alike_in_who_they_are_and_the_report_says_so(run, write, page):
    assert run(plain(write, camps())) == 0
    said = page()
    assert "nobody’s age" not in said  # whoever votes on “I am 55 or older” says it
    assert "groups can be of people alike in that rather than in what they think" in said


@pytest.fixture
def loosen(monkeypatch):
    """Takes the last so many people out of their groups, as the engine does where votes leave it open."""

    def loosened(n):
        def found(*votes, **options):
            real = map_opinions_itself(*votes, **options)
            group, chance = real.group.copy(), np.where(np.arange(len(real.group)) < 7, 0.6, 0.9)
            group[len(group) - n :] = -1
            table, member = real.table, group[real.table.rows()]

            def tally(statement, label):
                cast = table.values[(table.statements[table.indices] == statement) & (member == label)]
                return Tally(*(int((cast == vote).sum()) for vote in (1, -1, 0)))

            statements = tuple(
                each._replace(by_group=tuple(tally(each.statement, label) for label in range(real.n_groups)))
                for each in real.statements
            )
            return replace(real, group=group, chance=chance, statements=statements)

        monkeypatch.setattr("folkmoot.analysis.opinion.map_opinions", found)

    return loosened


@pytest.mark.parametrize(
    ("loose", "said"),
    [(0, ". They fall into"), (40, ". 80% of them fall into"), (1, ". Over 99% of them fall")],
)
def test_the_headline_does_not_put_everybody_in_a_group(run, write, page, loosen, loose, said):
    loosen(loose)
    assert run(plain(write, camps())) == 0
    assert said in page()
    assert "7 people are in theirs with a chance of less than three in four" in page()


def test_the_ballot_of_the_only_person_in_no_group_cannot_be_worked_out_from_the_report(
    run, write, page, loosen
):
    loosen(1)
    assert run(plain(write, camps())) == 0
    said = page()
    assert re.search(r"Group A: \d+ agreed[^;]+; Group B: not shown", said)
    assert not re.search(r"Group A: \d+ agreed[^;]+; Group B: \d", said)


def test_the_order_of_the_rows_changes_nothing(run, write, written, tmp_path):
    rows = camps(60, 8)
    assert run(plain(write, rows)) == 0
    first = [(tmp_path / "out" / name).read_bytes() for name in ("people.csv", "statements.csv")]
    np.random.default_rng(1).shuffle(rows)
    assert run(plain(write, rows), "--overwrite") == 0
    assert [(tmp_path / "out" / name).read_bytes() for name in ("people.csv", "statements.csv")] == first


def test_words_of_residents_are_quoted_and_never_run_or_become_formulas(run, write, written, tmp_path):
    rows = [(f"p{n}", words, "agree") for n in range(12) for words in ("<script>x</script>", "=1+1", "Later")]
    assert run(plain(write, rows)) == 0
    html = (tmp_path / "out" / "opinions.html").read_text()
    assert "<script" not in html
    assert "&lt;script&gt;x&lt;/script&gt;" in html
    assert [row["words"] for row in written("statements.csv")] == ["<script>x</script>", "'=1+1", "Later"]


def test_votes_of_few_people_of_a_group_are_not_shown(run, write, page, written):
    # Of statement 98, 15 of 20 of one camp are at least 57 % sure, less than 4 of 4 of the other (60 %).
    rows = camps() + [
        (person, 98, -1 if 15 <= person < 20 else 1) for person in (*range(20), *range(150, 154))
    ]
    assert run(plain(write, rows)) == 0
    assert "At least 56% in every group agree, from 24 votes." in page()
    assert "Group A: not shown; Group B: not shown." in page()  # 24 less those of A would be those of B
    assert "stands where fewer than 5 people of a group voted" in page()
    assert int(written("statements.csv")[-1]["agreed"]) == 19


def test_how_few_people_a_statement_of_the_short_list_brings_in_is_not_told(run, write, page):
    # Statement 1 speaks for 20, 2 for six more, 3 for two more.
    rows = [(person, 1, 1 if person < 20 else -1) for person in range(30)]
    rows += [(person, 2, 1 if 10 <= person < 26 else -1) for person in range(30)]
    rows += [(person, 3, 1 if 22 <= person < 28 else -1) for person in range(30)]
    assert run(plain(write, rows)) == 0
    said = page()
    assert "Statement 2. 16 people agree, 6 of them with none before it; together 87%." in said
    assert "Statement 3. 6 people agree, fewer than 5 of them with none before it." in said
    assert "Left out: fewer than 5 people voted on some of them and agreed with none." in said


def test_how_readily_few_people_agree_is_not_drawn(run, write, page):
    rows = camps(60, 12) + [(1000, s, 1) for s in range(12)]
    assert run(plain(write, rows)) == 0
    said = page()
    assert "fewer than 5" not in said[said.index("Of the same 100") :].split("A short list")[0]


def test_a_lowest_share_that_few_votes_make_is_not_told(run, write, page, written):
    # Three of three make 52 %, so that the number alone would tell how each of the three voted.
    rows = camps() + [(person, 99, 1) for person in (*range(20), 150, 151, 152)]
    rows += [(person, 100, 1) for person in range(3)]
    assert run(plain(write, rows)) == 0
    assert float(written("statements.csv")[-2]["agreed_at_least"]) == pytest.approx(0.526, abs=0.001)
    assert "agree with 4 statements and reject 4;" in page()
    assert "Statement 99 23 23 (100%) 0 (0%) 0 (0%) too few votes" in page()
    assert "Statement 100 fewer than 5 votes" in page()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([(1, 1, 1)], "1 person voted on 1 statement."),
        ([(1, 1, 1), (2, 1, -1)], "2 people are too few to look for groups in"),
        ([(n, 1, 1 if n % 3 else -1) for n in range(30)], "30 people voted on 1 statement."),
        ([(n, s, 0) for n in range(30) for s in range(4)], "Nobody agreed with any statement"),
        ([(7, s * 10**12, 1) for s in range(30)], "1 person is too few to look for groups in"),
    ],
)
def test_conversations_with_hardly_anything_in_them_still_give_a_report(run, write, tmp_path, rows, said):
    assert run(plain(write, rows)) == 0
    html = (tmp_path / "out" / "opinions.html").read_text()
    assert said in html
    assert "badge" not in html


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (("--vote", "Answer"), "votes.csv has no column 'Answer'"),
        (("--slate", "0"), "'0' is not a whole number of 1 or more"),
        (("--method", "magic"), "invalid choice: 'magic'"),
        (("--threshold", "x"), "'x' is not a whole number"),
        (("--encoding", "klingon"), "There is no encoding 'klingon'"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(run, write, tmp_path, capsys, options, fault):
    assert run(plain(write, [(1, 1, 1)]), *options) == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("folkmoot map-opinions: ")
    assert fault in said
    assert not (tmp_path / "out").exists()


def test_a_missing_file_and_a_vote_out_of_range_write_nothing(run, write, tmp_path, capsys):
    assert run(tmp_path / "nowhere.csv") == 2
    assert run(plain(write, [(1, 1, 1), (1, 2, 5)])) == 2
    assert "Row 3 of votes.csv has '5' in the column 'vote'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_file_that_is_read_is_never_written_over(write, tmp_path, capsys):
    votes = plain(write, [(1, 1, 1)], "people.csv")
    before = votes.read_bytes()
    assert map_opinions.main([str(votes), "--output", str(tmp_path), "--overwrite"]) == 2
    assert "would be written over while it is read" in capsys.readouterr().err
    assert votes.read_bytes() == before


def test_without_the_file_of_statements_it_says_what_is_missing(run, page, capsys):
    assert run(SEATTLE / "votes.csv") == 0
    told = capsys.readouterr().out
    assert "run it again with --overwrite and name their file after the votes" in told
    assert "or any CSV file with the columns statement (its number) and text." in told
    said = page()
    assert "No file with the statements was given, so their words are missing here" in said
    assert "Its words are in none of the files." in said


def test_stopped_half_way_it_leaves_nothing(run, write, tmp_path, monkeypatch, capsys):
    def stop(*_votes, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("folkmoot.analysis.opinion.map_opinions", stop)
    assert run(plain(write, camps(20, 4))) == 130
    assert "stopped; nothing was written." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_help_shows_examples_that_work(write, tmp_path, monkeypatch, capsys):
    assert map_opinions.main(["--help"]) == 0
    said = capsys.readouterr().out
    monkeypatch.chdir(tmp_path)
    for name in ("votes.csv", "comments.csv", "participants-votes.csv"):
        (tmp_path / name).write_bytes((SEATTLE / name).read_bytes())
    write("answers.csv", ("Name", "Question", "Answer"), [("Ann", "Open later?", "agree")])
    examples = re.findall(r"folkmoot map-opinions (.+)", said.split("examples:")[1])
    assert len(examples) == 4
    for example in examples:
        assert map_opinions.main(shlex.split(example)) == 0, example


def test_on_paper_too_it_is_plain_that_there_are_more_statements(run, write, tmp_path):
    assert run(plain(write, camps())) == 0
    html = (tmp_path / "out" / "opinions.html").read_text()
    outside = re.sub("<details.*?</details>", "", html, flags=re.S)  # what print leaves out
    assert "These are the first 5 of 8 statements; more open here on a screen." in outside


def test_the_map_is_told_to_those_who_do_not_see_it(run, write, tmp_path):
    assert run(plain(write, camps())) == 0
    html = (tmp_path / "out" / "opinions.html").read_text()
    drawn = next(svg for svg in re.findall("<svg.*?</svg>", html, flags=re.S) if "badge" in svg)
    told = unescape(re.search("<desc[^>]*>(.*?)</desc>", drawn, re.S)[1])
    assert "Group A with 1" in told
    lies = dict(re.findall(r"(Group [AB]) lies ([a-z ]+)\.", told))
    badges = re.findall(r'<title>(Group [AB])</title><circle cx="([\d.]+)"', drawn)
    left, right = (name for name, _x in sorted(badges, key=lambda each: float(each[1])))
    assert ("left" in lies[left], "right" in lies[right]) == (True, True)
    assert "Towards the left people rather agree: Statement" in told
    assert "Towards the right people rather agree: Statement" in told


def without_welsh(html):
    """The page without what is marked as Welsh, and without what pictures say of themselves: those are plain
    words, of which no part can be marked."""
    told = re.sub("<desc.*?</desc>", "", html)
    return re.sub('<(blockquote[^>]*|t?span) lang="cy">.*?</', "", told)


def test_a_welsh_statement_is_marked_as_welsh_wherever_it_is_quoted(run, write, tmp_path):
    votes = [(person, statement, 1) for person in range(12) for statement in range(2)]
    said = [(0, 1, "Mae'r bws bob amser yn hwyr"), (1, 1, "The bus is always late")]
    comments = write("said.csv", ("comment-id", "moderated", "comment-body"), said)
    assert run(plain(write, votes), comments) == 0
    html = (tmp_path / "out" / "opinions.html").read_text()
    assert set(re.findall("<blockquote([^>]*)><p>Mae", html)) == {' dir="auto" lang="cy"'}
    assert '<blockquote dir="auto"><p>The bus' in html
    assert '<th scope="row">Statement 0: <span lang="cy">Mae&#39;r bws bob amser yn hwyr</span></th>' in html
    assert "Mae&#39;r bws" not in without_welsh(html)
    assert "The bus is always late" in without_welsh(html)


def test_welsh_statements_are_marked_as_welsh_on_the_map_too(run, write, tmp_path):
    said = [(n, 1, f"Mae angen mwy o fysiau yn y pentref hwn {n}") for n in range(16)]
    comments = write("said.csv", ("statement", "moderated", "text"), said)
    assert run(plain(write, camps()), comments) == 0
    html = (tmp_path / "out" / "opinions.html").read_text()
    edges = re.findall('rather agree:( |</tspan><tspan[^>]*>)“<tspan lang="cy">Mae', html)
    assert len(edges) >= 4  # left and right, on the wide map and on the narrow one
    assert "Mae angen" not in without_welsh(html)


def test_the_welsh_half_of_a_sentence_is_marked_and_its_stop_is_left_to_the_sentence():
    ballot = Ballot(7, "Statement 7", "Mwy o fysiau.", (1, 0, 0), (), (), 0, 0, 0, False, language="cy")
    said = paragraph(joined("They agree: ", quoted(ballot), "."))
    assert said == '<p>They agree: “<span lang="cy">Mwy o fysiau</span>”.</p>'


def test_the_caution_names_the_file_of_statements_that_was_given_or_the_votes(run, write, page):
    said = [(n, 1, f"Statement of the test {n}") for n in range(16)]
    comments = write("our-statements.csv", ("comment-id", "moderated", "comment-body"), said)
    assert run(plain(write, camps()), comments) == 0
    assert "give them -1 in the column “moderated” of our-statements.csv and run this again" in page()
    assert "Statements are people’s own words" in page()
    assert run(plain(write, camps()), "--overwrite") == 0
    assert "take their votes out of votes.csv and run this again" in page()
    assert "people’s own words An officer" not in page()


def test_the_strength_of_evidence_is_said_in_words_before_the_number(run, write, page):
    assert run(plain(write, camps())) == 0
    assert "The votes show 2 groups, with very strong evidence of a gap between any two of them" in page()
    assert page().count("Evidence is called strong from 20 times, very strong from 150") == 1
