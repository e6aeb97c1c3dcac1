"""Pabulib files: what is read, what is written back, what is told by its line and what is refused."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from folkmoot.analysis.budgets import (
    Election,
    Project,
    count,
    election_of,
    pabulib_text,
    read_pabulib,
    write_pabulib,
)
from folkmoot.analysis.budgets.tests.test_golden import DATA

SMALL = """META
key;value
description;Budget; with a semicolon
num_projects;3
num_votes;3
budget;100.50
vote_type;cumulative
max_sum_points;5
currency;GBP
PROJECTS
project_id;cost;name;category;target;votes;score;selected
1;50.25;Park;nature,sport;children;2;5;1
2;60;"Pool ""Lido""; heated";;;2;3;0
3;0;Bench;;;1;1;1
VOTES
voter_id;age;vote;points
a;30;1,2;3,2
b;;1,3;2,1
c;70;2;1
"""


def read(folder: Path, text: str | bytes) -> Election:
    path = folder / "x.pb"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_pabulib(path)


def same(one: Election, other: Election) -> bool:
    plain = ("projects", "budget", "vote_type", "point_unit", "voters", "meta", "voter_fields")
    arrays = ("starts", "choices", "points")
    return all(getattr(one, name) == getattr(other, name) for name in plain) and all(
        getattr(one, name).tolist() == getattr(other, name).tolist() for name in arrays
    )


def test_a_file_is_read_with_every_line_of_its_header_and_every_column(tmp_path: Path) -> None:
    election = read(tmp_path, SMALL)
    assert election.budget == Fraction(201, 2)
    assert election.meta["description"] == "Budget; with a semicolon"
    assert [project.cost for project in election.projects] == [Fraction(201, 4), 60, 0]
    assert election.projects[0].categories == ("nature", "sport")
    assert election.projects[1].name == 'Pool "Lido"; heated'
    assert election.voter_fields == {"age": ("30", "", "70")}
    assert [int(score) for score in election.scores] == [5, 3, 1]
    assert election.official_winners == ("1", "3")
    assert (election.currency, election.max_sum_points, election.warnings) == ("GBP", 5, ())


@pytest.mark.parametrize("name", ["wieliczka_2023.pb", "swiecie_2023.pb"])
def test_what_was_read_is_written_as_it_was(tmp_path: Path, name: str) -> None:
    election = read_pabulib(DATA / name)
    write_pabulib(election, tmp_path / name)
    assert same(read_pabulib(tmp_path / name), election)
    assert (tmp_path / name).read_text(encoding="utf-8").split("\n") == (
        (DATA / name).read_text(encoding="utf-8").split("\n")
    )


@settings(max_examples=40)
@given(
    some.lists(some.text(max_size=12).filter(lambda word: "\0" not in word), min_size=1, max_size=4),
    some.lists(some.decimals("0.01", "9999", places=2), min_size=4, max_size=4),
    some.lists(
        some.dictionaries(some.integers(0, 3), some.integers(1, 9), max_size=4), min_size=1, max_size=4
    ),
)
def test_whatever_words_and_amounts_come_back(
    tmp_path_factory: pytest.TempPathFactory,
    words: list[str],
    costs: list[object],
    points: list[dict[int, int]],
) -> None:
    path = tmp_path_factory.mktemp("pb") / "x.pb"
    ballots = [{f"p{j}": n for j, n in each.items()} for each in points]
    election = election_of(
        {f"p{j}": str(cost) for j, cost in enumerate(costs)},
        ballots,
        "1000.25",
        vote_type="cumulative",
        voters=[f"{place} {word.strip()}" for place, word in enumerate((words * 4)[: len(ballots)])],
    )
    write_pabulib(election, path)
    again = read_pabulib(path)
    write_pabulib(again, path)
    assert same(read_pabulib(path), again)
    assert [each.cost for each in again.projects] == [each.cost for each in election.projects]
    assert again.voters == election.voters
    assert again.choices.tolist() == election.choices.tolist()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path: Path, end: str) -> None:
    plain = read(tmp_path, SMALL)
    assert same(read(tmp_path, b"\xef\xbb\xbf" + SMALL.replace("\n", end).encode()), plain)


WARNED = [
    ("a;30;1,2;3,2", "a;30;1,2;3,3", "line 17 gives 6 points, more than the 5 allowed"),
    (
        "c;70;2;1",
        "c;70;2,9;1,1",
        "1 vote for projects that are not on the list was left out, first in line 19; add",
    ),
    ("c;70;2;1", "c;70;2,2;1,1", "1 vote for a project that the same ballot names already was left out"),
    ("c;70;2;1", "a;70;2;1", "1 ballot carries a voter id that another has, first in line 17 and line 19"),
    ("1;50.25", "1;500", "1 (Park) costs more than the whole budget of 100.50 and cannot win"),
    ("num_votes;3", "num_votes;4", "The header says 4 ballots (num_votes) and the file has 3"),
    (";2;5;1", ";2;7;1", "The column score differs from the ballots for 1 of 3 projects, first 1 (7 in"),
    (";2;5;1", ";9;5;1", "The column votes differs from the ballots for 1 of 3 projects, first 1 (9 in"),
]


@pytest.mark.parametrize(("old", "new", "said"), WARNED)
def test_what_is_odd_is_counted_and_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    election = read(tmp_path, SMALL.replace(old, new))
    assert any(said in warning for warning in election.warnings), election.warnings
    assert all(warning.endswith(".") for warning in election.warnings)
    assert count(election, "greedy").warnings[: len(election.warnings)] == election.warnings


REFUSED = [
    ("budget;100.50\n", "", "has no budget; add a line 'budget;...' below META"),
    ("budget;100.50", "budget;0", "The budget is 0"),
    ("budget;100.50", "budget;100.500", "'100.500', which may mean 100500"),
    ("budget;100.50", "budget;100.50\nbudget;7", "Line 7 of x.pb gives budget a second time"),
    ("vote_type;cumulative", "vote_type;quadratic", "There is no vote type 'quadratic'"),
    ("1;50.25", "1;-5", "Line 12 (project 1) costs -5, less than nothing"),
    ("1;50.25", "1;free", "Line 12 of x.pb: the cost of project 1 is 'free', which is not a number"),
    ("2;60;", "1;60;", "The project id '1' is used twice, in line 12 and line 13"),
    ("2;60;", ";60;", "Line 13 has no id"),
    ("c;70;2;1", "c;70;2;1,1", "Line 19 of x.pb names 1 projects and 2 points"),
    ("c;70;2;1", "c;70;2;-1", "Line 19 gives a project less than nothing"),
    ("c;70;2;1", "c;70;2;0.0000001", "Line 19 gives points with too many decimals"),
    ("c;70;2;1", "c;70;2;one", "The number of points in line 19 is 'one', which is not a number"),
    ("c;70;2;1", "c;70;2;1;5", "Line 19 of x.pb has 5 cells and its part has 4 columns"),
    ("voter_id;age;vote;points", "voter_id;age;vote;score", "have no column points"),
    ("voter_id;age;vote;points", "voter_id;age;choice;points", "have no column vote"),
    ("project_id;cost;name", "project_id;price;name", "have no column cost"),
    ("PROJECTS\n", "", "x.pb has no part PROJECTS"),
    ("META\n", "", "Line 1 of x.pb is 'key', but a Pabulib file begins with META"),
    (
        '2;60;"Pool ""Lido""; heated"',
        '2;60;"Pool',
        "Line 13 of x.pb opens a quotation mark that is not closed",
    ),
    ("a;30;1,2;3,2\nb;;1,3;2,1\nc;70;2;1\n", "", "There are no ballots"),
]


@pytest.mark.parametrize(("old", "new", "said"), REFUSED)
def test_what_cannot_be_counted_is_refused_by_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in SMALL
    with pytest.raises(ValueError) as refusal:
        read(tmp_path, SMALL.replace(old, new, 1))
    assert said in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_files_that_are_no_text_in_utf8_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"Line 12 of x.pb is not UTF-8"):
        read(tmp_path, SMALL.replace("Park", "Żółw").encode("cp1250"))
    with pytest.raises(ValueError, match=r"x.pb is empty"):
        read(tmp_path, b" \n")
    with pytest.raises(ValueError, match=r"Line 1 of x.pb holds a NUL byte"):
        read(tmp_path, b"META\0")
    with pytest.raises(ValueError, match=r"There is no file"):
        read_pabulib(tmp_path / "nothing.pb")
    path = tmp_path / "polish.pb"
    path.write_bytes(SMALL.replace("Park", "Żółw").encode("cp1250"))
    assert read_pabulib(path, encoding="cp1250").projects[0].name == "Żółw"


def test_an_election_from_a_page_has_its_header_in_the_order_of_pabulib() -> None:
    meta = {"comment": "#1: none", "currency": "GBP", "rule": "greedy", "description": "Town"}
    projects = [Project("a", Fraction(1), "Park", ("nature", "sport"), ("children",))]
    lines = pabulib_text(election_of(projects, [["a"]], 5, meta=meta)).splitlines()
    keys = [line.partition(";")[0] for line in lines[2:10]]
    assert keys == [
        "description", "num_projects", "num_votes", "budget", "vote_type", "rule", "currency", "comment"
    ]  # fmt: skip
    assert lines[11:13] == [
        "project_id;cost;votes;name;category;beneficiaries",
        "a;1;1;Park;nature,sport;children",
    ]


def test_knapsack_ballots_that_spend_more_than_the_budget_are_told(tmp_path: Path) -> None:
    text = SMALL.replace("cumulative", "knapsack").replace("max_sum_points;5\n", "")
    election = read(tmp_path, text)
    assert "line 16 names projects of 110.25, more than the 100.50 a knapsack ballot may spend" in (
        " ".join(election.warnings)
    )
    assert pabulib_text(election).count("knapsack") == 1
