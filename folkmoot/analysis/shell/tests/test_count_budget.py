"""`folkmoot count-budget`: what is funded and why not the rest, in files and in a report anybody may read."""

import hashlib
import re
from fractions import Fraction

import pytest

from folkmoot.analysis.shell import count_budget
from folkmoot.analysis.shell.count_budget_told import below

# Ten voters, £1,000. Six want the road and the lights, four the park.
#   Most votes first: lights and road have 6 each, the cheaper first: 400 + 600 = 1,000; nothing for the four.
#   Equal Shares: 100 each. Lights: 400 / 6 = 66.67 each. Road: 6 x 33.33 = 200 < 600. Park: 4 x 100 = 400.
#   One pound more for all, until the next step spends too much: with 166 each the six have 6 x 99.33 = 596
#   left for the road; with 167 they have 602, and 400 + 400 + 600 = 1,400 > 1,000. So 166 counts.
PROJECTS = (
    ("road", 600, "Road", "streets", ""),
    ("lights", 400, "Lights", "streets", ""),
    ("park", 400, "Park", "green", ""),
)
VOTES = ("road,lights",) * 6 + ("park",) * 4
META = {"unit": "Merrow", "budget": "1000", "vote_type": "approval", "currency": "GBP"}


@pytest.fixture
def vote(tmp_path):
    """Writes a Pabulib file."""

    def write(projects=PROJECTS, votes=VOTES, columns=("voter_id", "vote"), more=(), **meta):
        head = "project_id;cost;name;category;site"
        lines = ["META", "key;value", *(f"{key};{value}" for key, value in (META | meta).items())]
        lines += ["PROJECTS", ";".join([head, *more]), *(";".join(map(str, each)) for each in projects)]
        lines += ["VOTES", ";".join(columns)]
        lines += [f"secret-{n};{each}" for n, each in enumerate(votes, 1)]
        path = tmp_path / "votes.pb"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def count(tmp_path):
    """Counts, and gives the page; or the exit code if it is not 0."""

    def run(*arguments):
        code = count_budget.main([*map(str, arguments), "--output", str(tmp_path / "out"), "--overwrite"])
        return code or (tmp_path / "out" / "budget.html").read_text(encoding="utf-8")

    return run


def test_the_page_says_what_is_funded_and_why_the_rest_is_not(vote, count):
    page = count(vote())
    assert "10 people voted. 2 of 3 projects are funded, for £800 of £1,000; £200 is not spent." in page
    assert "100% of those who voted chose at least one of the funded projects." in page
    said = (
        "Those who chose it had £596 left between them, 99.3% of what it costs; the rest of their money had"
    )
    assert f"<dt>Road</dt><dd>£600, 6 votes. {said}" in page
    assert "each begins with £100.00, and it can go only to" in page
    assert "came with £166.00 for every voter. The £66.00 above an equal share" in page
    assert "With £167.00 they would have cost £1,400." in page
    assert ">60%</dd>" in page  # counted by most votes first, the four have nothing


def test_each_project_has_its_row_under_both_rules(vote, count, written):
    count(vote())
    rows = {row["project"]: row for row in written("projects.csv")}
    assert {id: (row["result"], row["order"], row["result_beside"]) for id, row in rows.items()} == {
        "road": ("not funded", "", "funded"),
        "lights": ("funded", "1", "funded"),
        "park": ("funded", "2", "not funded"),
    }
    assert rows["road"]["kind"] == "short"
    assert rows["road"]["supporters_had_share"] == "0.993333"
    assert rows["park"]["reason_beside"] == "When the count came to it, £0 was left."


def test_the_steps_add_up_to_the_budget_under_each_rule(vote, count, written):
    count(vote())
    left = {}
    for row in written("steps.csv"):
        left[row["rule"]] = left.get(row["rule"], Fraction(1000)) - Fraction(row["cost"])
        assert Fraction(row["left"]) == left[row["rule"]] >= 0
    assert left == {"equal-shares then add1-overspend": 200, "greedy": 0}


def test_plain_files_and_a_pabulib_file_give_the_same(vote, count, tmp_path):
    count(vote())
    steps = (tmp_path / "out" / "steps.csv").read_bytes()
    projects, votes = tmp_path / "projects.csv", tmp_path / "votes.csv"
    projects.write_text("project,name,cost\nroad,Road,600\nlights,Lights,£400\npark,Park,400\n")
    votes.write_text("voter,projects\n" + "".join(f'V{n},"{each}"\n' for n, each in enumerate(VOTES)))
    page = count("--projects", projects, "--votes", votes, "--budget", "1,000")
    assert "for £800 of £1,000" in page
    assert (tmp_path / "out" / "steps.csv").read_bytes() == steps


def test_nothing_that_is_written_names_a_voter_or_a_folder_of_ours(vote, count, tmp_path):
    votes = [f"{each};{70 + n}" for n, each in enumerate((*VOTES, "road,nowhere", "park"))]
    path = vote(votes=votes, columns=("voter_id", "vote", "age"))
    path.write_text(
        path.read_text().replace("secret-12;", "secret-1;")
    )  # one voted twice, and one for nowhere
    page = count(path)
    assert "What was odd in the file" in page
    everything = page + "".join(path.read_text(encoding="utf-8-sig") for path in (tmp_path / "out").glob("*"))
    assert "secret-" not in everything
    assert "nowhere" not in everything
    assert str(tmp_path) not in everything
    assert "<li>Run: folkmoot count-budget votes.pb</li>" in page


def test_how_much_money_few_supporters_had_is_not_told(vote, count, written):
    projects = (*PROJECTS, ("kiln", 900, "Kiln", "", ""))
    page = count(vote(projects=projects, votes=(*VOTES, "kiln", "kiln,park", "kiln,park", "kiln")))
    assert "<dt>Kiln</dt><dd>£900, 4 votes. The few people who chose it could not pay for it between" in page
    (row,) = [row for row in written("projects.csv") if row["project"] == "kiln"]
    assert row["supporters_had_share"] == ""


def test_a_tie_is_told_with_the_lot_that_anybody_can_draw_again(vote, count, written):
    projects = [(name, 600, name.title(), "", "") for name in ("pool", "barn", "mill")]
    page = count(vote(projects=projects, votes=["pool,barn,mill"] * 4), "--rule", "greedy", "--seed", "3 May")
    lots = {name: hashlib.sha256(f"3 May:{name}".encode()).hexdigest() for name in ("pool", "barn", "mill")}
    first = min(lots, key=lots.get)
    assert f"<li>{first.title()} stood exactly level with " in page
    assert "the lot fell on it." in page
    assert "The lot is drawn from the words “3 May”" in page
    (step,) = [row for row in written("steps.csv") if row["rule"] == "greedy"]
    assert (step["project"], step["decided_by"]) == (first, "lot")


def test_without_words_for_a_lot_the_order_of_the_file_decides_and_that_is_said(vote, count, capsys):
    projects = [(name, 600, name.title(), "", "") for name in ("pool", "barn")]
    page = count(vote(projects=projects, votes=["pool,barn"] * 4), "--rule", "greedy")
    assert "stands first in the file (no seed was given)" in page
    assert "announce a seed" in capsys.readouterr().err


def test_terms_beside_the_rule_are_told_and_so_is_whom_they_shut_out(vote, count):
    projects = (
        *PROJECTS[:1],
        ("lane", 500, "Lane", "streets", "Quay"),
        ("path", 90, "Path", "green", "Quay"),
    )
    votes = ["road,lane", "road,lane,path", "lane,path", "path,road"]
    page = count(
        vote(projects=projects, votes=votes),
        *("--exclusive", "site", "--minimum-votes", 3, "--category-limit", "streets=550", "--rule", "greedy"),
    )
    assert "<li>A project needs at least 3 votes.</li>" in page
    assert "<li>Of projects with the same “site” only one can be funded.</li>" in page
    assert "<li>Projects of the category “streets” can cost £550 together at most.</li>" in page
    assert "<dd>£600, 3 votes. Of what may be spent on “streets” only £550 was left.</dd>" in page
    assert "<dd>£500, 3 votes. Path was funded, and only one of the two can be.</dd>" in page


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--minimum-votes", 5), "It had 4 of the 5 votes that every project needs."),
        (("--threshold", "4.5"), "It had 4 of the 4.50 votes or points that every project needs."),
        (("--minimum-support", "9/8"), "It had 4 votes; at this cost it needed 5."),  # 9/8 x 10 x 400 / 1,000
        (("--without", "park"), "It was taken out before the count."),
        (("--rule", "greedy"), "When the count came to it, £0 was left."),
    ],
)
def test_why_the_park_lost_is_told_in_the_words_of_the_term(vote, count, options, said):
    assert f"<dt>Park</dt><dd>£400, 4 votes. {said}</dd>" in count(vote(), *options)


def test_the_count_that_stops_names_the_project_at_which_it_ended(vote, count):
    page = count(vote(budget="950"), "--rule", "greedy-stop")
    assert "<dt>Park</dt><dd>£400, 4 votes. The count had ended before it, at Road, which cost more" in page


def test_under_a_rule_where_money_is_earned_the_losers_are_told_what_was_saved(vote, count):
    # Each earns a pound a moment. Six have the lights at 66.67, five the park at 80. At 166.67 the six hold
    # 600 for the road, but 200 is left: that ends it. The five hold 5 x 86.67 = 433.33 of the shed's 900.
    projects = (*PROJECTS, ("shed", 900, "Shed", "", ""))
    page = count(vote(projects=projects, votes=["road,lights"] * 6 + ["park,shed"] * 5), "--rule", "phragmen")
    assert "<dt>Road</dt><dd>£600, 6 votes. It would have been next, but only £200 was left.</dd>" in page
    said = "When the count ended, those who chose it had saved £433, 48% of what it costs."
    assert f"<dt>Shed</dt><dd>£900, 5 votes. {said}</dd>" in page
    assert "As soon as those who chose a project hold, between them, what it costs, it is bought" in page


@pytest.mark.parametrize(
    ("said", "differs"), [("greedy", True), ("equalshares/add1", False), ("greedy-custom", False)]
)
def test_a_file_that_names_another_rule_is_told(vote, count, said, differs):
    page = count(vote(rule=said))
    assert ("The file names another rule" in page) == differs
    assert f"The file itself names its rule as “{said}”." in page


def test_what_the_file_says_was_decided_is_laid_beside(vote, count):
    same = [(*each, won) for each, won in zip(PROJECTS, (0, 1, 1), strict=True)]
    assert "what was decided officially: the same projects." in count(vote(projects=same, more=["selected"]))
    other = [(*each, won) for each, won in zip(PROJECTS, (1, 1, 0), strict=True)]
    page = count(vote(projects=other, more=["selected"]))
    assert "Funded here and not there: Park. Funded there and not here: Road." in page


def test_points_are_told_beside_votes(vote, count):
    votes = ["road,lights;3,7"] * 6 + ["park;10"] * 4
    page = count(vote(votes=votes, columns=("voter_id", "vote", "points"), vote_type="cumulative"))
    assert '<th scope="col" class="number">Points</th>' in page
    assert "<td" in page
    assert "£600, 18 points from 6 voters. " in page
    assert "Each paid" not in page  # a price for each point is no price for each person


def test_names_are_marked_in_their_language(vote, count):
    welsh = (*PROJECTS[:2], ("park", 400, "Gardd gymunedol wrth gapel Stryd y Cei", "", ""))
    page = count(vote(projects=welsh))
    assert '<span lang="cy">Gardd gymunedol wrth gapel Stryd y Cei</span>' in page
    assert not re.search(r'lang="cy">Road<', page)
    polish = count(vote(projects=welsh, language="pl", currency="PLN", country="Poland"))
    assert '<span lang="pl">Road</span>' in polish
    assert 'lang="cy"' not in polish
    assert "for 800 PLN of 1,000 PLN" in polish


def test_two_projects_with_one_name_are_told_apart(vote, count):
    page = count(
        vote(projects=[("a", 600, "Trees", "", ""), ("b", 500, "Trees", "", "")], votes=["a,b", "b"])
    )
    assert "<dt>Trees (a)</dt>" in page


def test_what_is_odd_is_noted_and_blank_ballots_count_as_voters(vote, count, capsys):
    page = count(vote(votes=[*VOTES, "", "road,road"], max_length=1))
    assert "What was odd in the file" in page
    assert "1 ballot named no project; those who cast them are counted as voters." in page
    assert "Please note: " in capsys.readouterr().err


def test_no_winner_at_all_is_said_plainly(vote, count, capsys):
    page = count(vote(budget="100"))
    assert "No project is funded: none could be paid for under this rule." in page
    assert "0 of 3 projects are funded" in page
    assert "It costs more than the whole budget of £100." in page
    assert "0 of 3 projects funded for £0 of £100." in capsys.readouterr().out


@pytest.mark.parametrize("rule", ["greedy", "greedy-stop", "greedy-threshold", "phragmen", "maximin-support"])
def test_every_rule_tells_every_loser_a_reason(vote, count, written, rule):
    projects = [(f"p{n}", 90 + 7 * n, f"Project {n}", "", "") for n in range(12)]
    votes = [f"p{n % 11},p{n * 5 % 11},p{n * n % 11}" for n in range(40)]
    votes = [",".join(dict.fromkeys(each.split(","))) for each in votes]
    page = count(
        vote(projects=projects, votes=votes, budget="700"), "--rule", rule, "--beside", "equal-shares"
    )
    for row in written("projects.csv"):
        assert bool(row["reason"]) == (row["result"] == "not funded"), row
        assert bool(row["reason_beside"]) == (row["result_beside"] == "not funded"), row
    assert "<script" not in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name a Pabulib file (.pb), or give --projects, --votes and --budget together."),
        (("{votes}", "--budget", "100"), "Give either a Pabulib file, or --projects, --votes and --budget"),
        (
            ("votes.csv",),
            "votes.csv is a CSV file; name it with --projects or --votes, and give --budget too.",
        ),
        (("{folder}/none.pb",), "check its name and folder."),
        (("{votes}", "--exclusive", "where"), "The projects have no column 'where'"),
        (("{votes}", "--category-limit", "sport=3"), "No project is in the category 'sport'"),
        (("{votes}", "--without", "moon"), "There is no project 'moon'"),
        (("{votes}", "--seed", " "), "The seed is empty"),
        (("{votes}", "--minimum-votes", "0"), "'0' is not a whole number of 1 or more"),
        (("{votes}", "--category-limit", "20000"), "'20000' names no category; write it such as parks=20000"),
        (("{votes}", "--minimum-support", "a third"), "'a third' is not a number of 0 or more"),
        (("--projects", "x", "--votes", "y", "--budget", "free"), "'free' is not an amount"),
        (("--projects", "x", "--votes", "y", "--budget", "0"), "'0' is not an amount"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_one_sentence_and_nothing_is_written(
    vote, count, tmp_path, capsys, arguments, said
):
    path = vote()
    given = [str(each).format(votes=path, folder=tmp_path) for each in arguments]
    assert count(*given) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("share", "told"), [(0.8499999, "84%"), (0.99, "99.0%"), (0.9989, "99.8%"), (1 - 1e-12, "over 99.9%")]
)
def test_what_fell_short_never_reads_as_whole(share, told):
    assert below(share) == told


def test_ranks_and_what_a_project_is_worth_are_told(tmp_path):
    file = tmp_path / "ranks.pb"
    ballots = "".join(f"v{n};{'a,b' if n % 2 else 'b,a'}\n" for n in range(20))
    header = "META\nkey;value\nbudget;500\nvote_type;ordinal\nmax_length;2\n"
    projects = "PROJECTS\nproject_id;cost;name\na;300;Park\nb;200;Pool\n"
    file.write_text(f"{header}{projects}VOTES\nvoter_id;vote\n{ballots}", encoding="utf-8")

    def page(*options):
        out = ["--output", str(tmp_path / "out"), "--overwrite"]
        assert count_budget.main([str(file), *options, *out]) == 0
        return re.sub(r"<[^>]*>|\s+", " ", (tmp_path / "out" / "budget.html").read_text(encoding="utf-8"))

    plain = page()
    assert "Places count as points: the first on a ballot 2 points, each after it one less." in plain
    assert "They pay so much for each point they gave it" in plain
    assert "where a project is worth to a voter the points that the voter gave it." in plain
    assert "how many projects the voter put below it." in page("--utility", "borda")
