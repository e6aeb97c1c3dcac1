"""Projects and votes as plain files, in either form; what is wrong is named by row, with what to do."""

from fractions import Fraction

import pytest

from folkmoot.analysis.shell.count_budget_reading import money, read_projects, read_votes

KNOWN = ("P1", "P2")


@pytest.fixture
def file(tmp_path):
    def write(*lines, name="file.csv"):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def test_projects_are_read_with_what_their_costs_mean(file):
    path = file("Project,Title,Cost,Site", 'P1,Benches,"£1,250.50",Quay', "P2,Trees,900,")
    first, second = read_projects(path, others=["Site"])
    assert (first.id, first.name, first.cost, first.fields["Site"]) == (
        "P1",
        "Benches",
        Fraction("1250.5"),
        "Quay",
    )
    assert (second.cost, second.fields["Site"]) == (900, "")


def test_a_row_a_voter_and_a_row_a_vote_are_the_same_votes(file):
    by_voter = read_votes(file("voter,projects", 'A,"P1, P2"', "B,P2", "C,"), KNOWN)
    by_vote = read_votes(file("voter,project", "A,P1", "B,P2", "A,P2", "C,"), KNOWN)
    assert by_voter == by_vote
    assert by_voter.chosen == ({"P1": 1, "P2": 1}, {"P2": 1}, {})  # C voted, for nothing


def test_points_stand_in_their_own_column_in_either_form(file):
    by_voter = read_votes(file("voter;projects;points", "A;P1,P2;3,0.5"), KNOWN)
    by_vote = read_votes(file("voter,project,points", "A,P1,3", "A,P2,0.5"), KNOWN)
    assert by_voter == by_vote
    assert by_voter.chosen == ({"P1": 3, "P2": Fraction(1, 2)},)
    assert by_voter.has_points


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("project,cost", "P1,free"), "Row 2 of file.csv has 'free' as the cost of 'P1'; write an amount"),
        (("project,cost", f"P1,{'9' * 5000}"), "Row 2 of file.csv has '9999.* as the cost of 'P1'"),
        (("project,cost", "P1,-5"), "Row 2 of file.csv has '-5' as the cost"),
        (("project,cost", "P1,"), "Row 2 of file.csv has nothing as the cost"),
        (("project,cost", "P1,5", "P1,6"), r"Row 3 .* has the project 'P1' again \(see row 2\)"),
        (("project,cost", ",5"), "Row 2 of file.csv has no project; give each"),
        (("project,cost", '"P1,P2",5'), "Row 2 of file.csv has 'P1,P2' as a project"),
        (("project,title", "P1,5"), "has no column of the costs among project, title; call it 'cost'"),
        (("what,cost", "P1,5"), "has no column of the projects among what, cost; call it 'project'"),
        (("project,cost",), "has column names and no rows below them"),
    ],
)
def test_projects_that_cannot_be_right_are_refused_by_row(file, lines, said):
    with pytest.raises(ValueError, match=said):
        read_projects(file(*lines))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("voter,projects", "A,P3"), "Row 2 of file.csv holds a vote for 'P3', which is no project"),
        (("voter,projects", "A,P1", "A,P2"), "Row 3 .* a second vote of the voter of row 2"),
        (("voter,projects", 'A,"P1,P1"'), "Row 2 .* a second vote of one voter for 'P1'"),
        (("voter,project", "A,P1", "A,P1"), "Row 3 .* a second vote of one voter for 'P1'"),
        (("voter,projects", ",P1"), "Row 2 of file.csv names no voter"),
        (("voter;projects;points", "A;P1,P2;3"), "Row 2 .* names 2 projects and 1 points"),
        (("voter,project,points", "A,P1,-2"), "Row 2 .* has '-2' as points; a number of 0 or more"),
        (("voter,project,points", "A,P1,1e99999999"), "Row 2 .* has '1e99999999' as points"),
        (("voter,projects", "A,", "B,"), "file.csv holds no vote for any project"),
        (("voter,cost", "A,1"), "has no column of the projects chosen among voter, cost"),
        (("name,projects", "A,P1"), "has no column of the voters"),
    ],
)
def test_votes_that_cannot_be_right_are_refused_by_row(file, lines, said):
    with pytest.raises(ValueError, match=said):
        read_votes(file(*lines), KNOWN)


def test_an_amount_that_could_mean_two_things_means_none():
    assert money("48.000") is None  # forty-eight, or thousands as some countries write them
    assert money("1,25,000") is None


def test_amounts_are_read_as_other_countries_write_them():
    assert [money(each) for each in ("300,50", "1 234,50 zł", "48.000,00", "€ 1 250")] == [
        Fraction(601, 2),
        Fraction(2469, 2),
        48000,
        1250,
    ]
    assert money("1,2") is None
    assert money("٣") is None
