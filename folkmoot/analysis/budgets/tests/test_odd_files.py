"""What cities' files and spreadsheets hold, though the format does not say so."""

from fractions import Fraction
from pathlib import Path

import pytest

from folkmoot.analysis.budgets import Election, count, election_of, read_pabulib
from folkmoot.analysis.budgets.amounts import exact

META = "key;value\nbudget;1000\nvote_type;approval\n"
PROJECTS = "project_id;cost\n1;300\n2;400\n3;500\n"
VOTES = "voter_id;vote\na;1,2\nb;2,3\nc;3\n"


def _read(tmp_path: Path, meta: str = META, projects: str = PROJECTS, votes: str = VOTES) -> Election:
    path = tmp_path / "votes.pb"
    path.write_text(f"META\n{meta}PROJECTS\n{projects}VOTES\n{votes}", encoding="utf-8")
    return read_pabulib(path)


def test_rows_of_nothing_but_semicolons_are_no_voters_and_no_projects(tmp_path: Path) -> None:
    election = _read(tmp_path, META + ";\n", PROJECTS + ";\n", VOTES + ";\n; \n")
    assert (election.n_projects, election.n_voters, election.warnings) == (3, 3, ())


@pytest.mark.parametrize("said", ["\u00b2", "9" * 5000])
def test_a_count_in_the_header_that_is_no_number_to_compare_does_not_stop_a_file(
    tmp_path: Path, said: str
) -> None:
    projects = f"project_id;cost;votes\n1;300;{said}\n2;400;2\n3;500;2\n"
    assert _read(tmp_path, f"{META}num_votes;{said}\n", projects).n_voters == 3


def test_an_empty_ballot_with_a_voter_still_counts_as_a_voter(tmp_path: Path) -> None:
    assert _read(tmp_path, votes=VOTES + "d;\n").n_voters == 4


def test_known_names_may_be_written_with_capitals(tmp_path: Path) -> None:
    election = _read(
        tmp_path, META.title(), PROJECTS.replace("project_id;cost", "Project_ID;Cost"), VOTES.title()
    )
    assert election.budget == 1000
    assert election.supporters.votes.tolist() == [1, 2, 2]


@pytest.mark.parametrize("limit", ["max_length;all", "min_length;-", "max_sum_cost;no limit"])
def test_a_limit_that_is_no_number_is_told_and_stops_no_count(tmp_path: Path, limit: str) -> None:
    election = _read(tmp_path, f"{META}{limit}\n")
    key = limit.partition(";")[0]
    said = f"The header line {key} is no number, so no ballot was held against it; correct it."
    assert election.warnings == (said,)


def test_ranks_without_a_readable_length_count_from_the_longest_ballot(tmp_path: Path) -> None:
    ranked = META.replace("approval", "ordinal") + "max_length;all\n"
    assert _read(tmp_path, ranked).scores == (2, 3, 3)  # 2+0+0, 1+2, 1+2: the first of two gets 2


def test_points_may_be_taken_away_where_the_header_says_so(tmp_path: Path) -> None:
    meta = META.replace("approval", "scoring")
    votes = "voter_id;vote;points\na;1,2;1,-1\nb;2,3;1,1\n"
    election = _read(tmp_path, f"{meta}min_points;-1\n", votes=votes)
    assert election.scores == (1, 0, 1)  # project 2: 1 - 1
    assert count(election, "greedy").winners == ("1", "3")  # 300 and 500; then 400 does not fit
    with pytest.raises(ValueError, match="gives a project less than nothing"):
        _read(tmp_path, meta, votes=votes)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 250 000", 1_250_000),
        ("1\u202f250,5", Fraction(2501, 2)),
        ("1,250,000.50", Fraction(2_500_001, 2)),
        ("1.250,50", Fraction(2501, 2)),
        ("12500,333", Fraction(12_500_333, 1000)),
    ],
)
def test_thousands_that_can_mean_nothing_else_are_read(typed: str, meant: Fraction | int) -> None:
    assert exact(typed, "The cost") == meant


@pytest.mark.parametrize("typed", ["1,250", "1 25", "12 5000", "1,25,000", "300 zl"])
def test_what_could_mean_two_things_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"The cost is .* not a number"):
        exact(typed, "The cost")


def test_a_cost_with_digits_too_many_does_not_keep_add_one_for_ever() -> None:
    costs = {"1": "9" * 39, "2": 400, "3": 500}
    election = election_of(costs, [["1", "2"], ["2", "3"], ["3"]], 1000)
    outcome = count(election, "equal-shares", completion="add1-overspend")
    assert outcome.winners == ("2", "3")
    assert outcome.runs < 1000  # one run for each unit of money would be 10**39


def test_costs_in_fractions_without_a_common_part_are_refused() -> None:
    costs = {str(n): f"3/{10**17 + 3 + 2 * n}" for n in range(24)}
    with pytest.raises(ValueError, match="too many different fractions"):
        count(election_of(costs, [list(costs)], 2), "equal-shares")


@pytest.mark.parametrize(
    "marks", [("1", "0", "1"), ("True", "False", "true"), ("1.0", "2", "yes"), ("x", "", "tak")]
)
def test_what_was_decided_is_read_however_it_is_marked(tmp_path: Path, marks: tuple[str, ...]) -> None:
    rows = [f"{n};{cost};{mark}\n" for n, cost, mark in zip("123", (300, 400, 500), marks, strict=True)]
    election = _read(tmp_path, projects="project_id;cost;selected\n" + "".join(rows))
    assert (election.official_winners, election.warnings) == (("1", "3"), ())


def test_a_mark_that_says_neither_is_told_and_no_mark_at_all_says_nothing(tmp_path: Path) -> None:
    marked = _read(tmp_path, projects="project_id;cost;selected\n1;300;1\n2;400;perhaps\n3;500;0\n")
    assert marked.official_winners == ("1",)
    assert "has 'perhaps' for project 2, which is neither 1 nor 0" in marked.warnings[0]
    empty = _read(tmp_path, projects="project_id;cost;selected\n1;300;\n2;400;None\n3;500;\n")
    assert (empty.official_winners, empty.warnings) == (None, ())


def test_tabs_between_cells_are_read_and_told_and_commas_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "votes.pb"
    text = f"META\n{META}description;Parks; pools\nPROJECTS\n{PROJECTS}VOTES\n{VOTES}"
    path.write_text(text.replace(";", "\t"), encoding="utf-16")  # as a spreadsheet saves "Unicode text"
    election = read_pabulib(path)
    assert election.supporters.votes.tolist() == [1, 2, 2]
    assert election.warnings == (
        "The cells of the file are parted by tabs and not by semicolons; it was read so.",
    )
    path.write_text(text.replace(",", "|").replace(";", ","), encoding="utf-8")
    with pytest.raises(ValueError, match=r"votes\.pb are parted by commas.*save the file with semicolons"):
        read_pabulib(path)


def test_lines_that_end_in_semicolons_hold_the_same(tmp_path: Path) -> None:
    longer = [part.replace("\n", ";;\n") for part in (META, PROJECTS, VOTES)]
    election = _read(tmp_path, *longer)
    assert (election.budget, election.n_voters, election.warnings) == (1000, 3, ())


def test_words_for_nothing_are_empty_cells(tmp_path: Path) -> None:
    projects = "project_id;cost;category\n1;300;None\n2;400;nature, none\n3;500;null\n"
    election = _read(tmp_path, projects=projects, votes=VOTES + "d;None\n")
    assert [project.categories for project in election.projects] == [(), ("nature", "none"), ()]
    assert (election.n_voters, election.n_votes, election.warnings) == (4, 5, ())
    named = _read(tmp_path, projects=PROJECTS.replace("3;", "None;"), votes="voter_id;vote\na;1\nb;None,1\n")
    assert named.supporters.votes.tolist() == [2, 0, 1]


def test_a_point_before_three_digits_is_decimal_where_other_amounts_say_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"'12\.500', which may mean 12500"):
        _read(tmp_path, projects=PROJECTS.replace("300", "12.500"))
    assert _read(tmp_path, projects=PROJECTS.replace("300", "12.500").replace("400", "400.25")).projects[
        0
    ].cost == Fraction(25, 2)


def test_too_few_points_are_told(tmp_path: Path) -> None:
    meta = META.replace("approval", "cumulative") + "min_sum_points;4\nmin_points;2\n"
    election = _read(tmp_path, meta, votes="voter_id;vote;points\na;1,2;3,1\nb;2;3\nc;;\n")
    assert [each.partition(": ")[2].partition(";")[0] for each in election.warnings] == [
        "line 15 gives 3 points, fewer than the 4 required",
        "line 14 gives one project 1 point, fewer than the 2 required",
    ]


def test_limits_of_categories_in_the_header_are_told(tmp_path: Path) -> None:
    election = _read(tmp_path, META + "budget_per_category;300,400\n")
    assert "(budget_per_category), which holds only where category limits are given" in election.warnings[0]
