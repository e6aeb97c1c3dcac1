"""The files for the analysis commands: made by the script, marked fictional, and read by the commands."""

import csv
import io
from collections import Counter

import pytest

from demo import town_vote
from demo.make_files import FICTIONAL, FILES, statements, tables
from folkmoot.analysis import shell


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def as_written(head, rows):
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows([head, *rows])
    return file.getvalue()


def command(name, *arguments, out):
    assert shell.run(name, [*map(str, arguments), "--output", str(out)]) == 0


def test_the_files_are_what_the_script_makes():
    made = tables()
    assert {path.name for path in FILES.glob("*.csv")} == set(made)
    for name, (head, rows) in made.items():
        assert (FILES / name).read_text(encoding="utf-8") == as_written(head, rows), name


def test_the_files_are_small_and_say_that_they_are_fictional():
    assert sum(path.stat().st_size for path in FILES.iterdir()) < 600_000
    told = (FILES / "README.md").read_text(encoding="utf-8")
    assert "\nFictional." in told
    assert "demo/make_files.py" in told
    for name in tables():
        assert f"`{name}`" in told
    for name in ("library-answers.csv", "climate-statements.csv"):
        assert {row["council"] for row in read(FILES / name)} == {FICTIONAL}


def test_answers_come_in_two_languages_with_a_letter_and_with_nothing_to_say():
    answers = read(FILES / "library-answers.csv")
    assert 600 <= len(answers) <= 900
    assert len({row["id"] for row in answers}) == len(answers)
    assert min(Counter(row["language"] for row in answers).values()) > 50
    assert sum(not row["comment"] for row in answers) > 5
    assert sum(row["comment"].lower() in ("no comment", "dim sylw") for row in answers) > 5


def test_the_letter_is_found_with_all_its_senders_and_nothing_else(tmp_path):
    command("find-campaigns", FILES / "library-answers.csv", "--text", "comment", out=tmp_path / "out")
    (letter,) = read(tmp_path / "out" / "campaigns.csv")
    assert letter["campaign"] == "1"
    assert int(letter["answers"]) == 60
    assert letter["wording"].startswith("I object to the closure of Priory library.")
    assert ") hold the same campaign letter. In " in (tmp_path / "out" / "campaigns.html").read_text()


def test_themes_of_some_answers_are_told(tmp_path):
    with (FILES / "library-answers.csv").open(encoding="utf-8") as file:
        few = list(csv.reader(file))[:61]
    path = tmp_path / "few.csv"
    path.write_text(as_written(few[0], few[1:]), encoding="utf-8")
    command("find-themes", path, "--text", "comment", "--language", "language", out=tmp_path / "out")
    assert len(read(tmp_path / "out" / "answers.csv")) == 60
    assert (tmp_path / "out" / "themes.html").stat().st_size > 10_000


@pytest.fixture(scope="module")
def mapped(tmp_path_factory):
    out = tmp_path_factory.mktemp("opinions")
    command("map-opinions", FILES / "climate-votes.csv", FILES / "climate-statements.csv", out=out)
    return out


def test_the_two_crowds_are_found(mapped):
    groups = Counter(row["group"] for row in read(mapped / "people.csv"))
    assert set(groups) - {""} == {"A", "B"}
    assert min(groups["A"], groups["B"]) > 100


def test_statements_taken_out_are_left_out_and_the_others_are_all_told(mapped):
    told = {row["words"] for row in read(mapped / "statements.csv")}
    assert told == {each["say"] for each in statements() if "out" not in each}


def test_what_both_crowds_were_made_to_want_is_common_ground_and_what_parts_them_divides(mapped):
    rows = {row["words"]: row for row in read(mapped / "statements.csv")}
    for each in statements():
        if "out" in each:
            continue
        row = rows[each["say"]]
        if min(each["sooner"], each["careful"]) >= 8.5:
            assert float(row["agreed_at_least"]) > 0.6, each["say"]
        if abs(each["sooner"] - each["careful"]) >= 5:
            assert row["divides"] == "yes", each["say"]


def test_the_vote_on_the_town_centre_is_what_the_script_makes_and_says_that_it_is_fictional():
    made = (FILES / "town-centre.pb").read_text(encoding="utf-8")
    assert made == town_vote.pabulib()
    assert FICTIONAL in made
    assert "Nobody cast these votes." in made
    assert {row["council"] for row in read(FILES / "town-centre-projects.csv")} == {FICTIONAL}


def test_one_rule_funds_what_nearly_half_want_and_the_other_something_for_nearly_everybody(tmp_path):
    command("count-budget", FILES / "town-centre.pb", "--exclusive", "site", out=tmp_path / "out")
    rows = read(tmp_path / "out" / "projects.csv")
    funded = {row["project"] for row in rows if row["result"] == "funded"}
    beside = {row["project"] for row in rows if row["result_beside"] == "funded"}
    assert "P01" in beside - funded  # the car park, for which the large crowd would have spent most
    assert {"P08", "P09", "P11"} <= funded - beside  # benches, a club and a garden, of three smaller crowds
    reasons = {row["project"]: row["kind"] for row in rows}
    assert (reasons["P03"], reasons["P17"]) == ("excluded", "too-dear")


def test_the_plain_files_of_the_vote_give_the_same_count(tmp_path):
    command("count-budget", FILES / "town-centre.pb", out=tmp_path / "pabulib")
    projects, votes = FILES / "town-centre-projects.csv", FILES / "town-centre-votes.csv"
    plain = ("--projects", projects, "--votes", votes, "--budget", "120000")
    command("count-budget", *plain, out=tmp_path / "plain")
    for name in ("projects.csv", "steps.csv"):
        assert (tmp_path / "plain" / name).read_bytes() == (tmp_path / "pabulib" / name).read_bytes()


def test_the_volunteers_of_the_panel_can_meet_its_targets(tmp_path, capsys):
    files = [FILES / "panel-volunteers.csv", FILES / "panel-targets.csv"]
    options = ["--size", 30, "--household", "household", "--test-panel"]
    command("draw-panel", *files, *options, out=tmp_path / "out")
    assert "A panel of 30 that meets every target can be found" in capsys.readouterr().out
    assert len(read(tmp_path / "out" / "targets-tested.csv")) == 29
