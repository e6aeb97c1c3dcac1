"""`folkmoot draw-panel`: refusals by row, a draw that anybody can repeat, a report without people."""

import csv
import hashlib
import re

import pytest

from folkmoot.analysis.shell import draw_panel

TARGETS = "feature,value,min,max\nSex,Female,2,2\nSex,Male,2,2\nAge,Young,1,2\nAge,Old,2,3\n"
# Twelve women and six men; of the old ones many, of the young four women and two men. Nobody has a name.
PEOPLE = [
    (f"NO-{n:02}", "Female" if n % 3 else "Male", "Young" if n % 4 == 0 or n == 9 else "Old", f"H{n // 2}")
    for n in range(18)
]


@pytest.fixture
def files(tmp_path):
    def written(name, words):
        path = tmp_path / name
        path.write_text(words, encoding="utf-8")
        return path

    return written


@pytest.fixture
def volunteers(files):
    rows = "\n".join(",".join(each) for each in PEOPLE)
    return files("volunteers.csv", f"id,Sex,Age,Home\n{rows}\n")


@pytest.fixture
def targets(files):
    return files("targets.csv", TARGETS)


@pytest.fixture
def panel(tmp_path, volunteers, targets):
    """Runs the command and gives its exit code."""

    def run(*options, people=volunteers, seats=targets, out="out"):
        arguments = [str(people), str(seats), "--size", "4", "--output", str(tmp_path / out), *options]
        return draw_panel.main(arguments)

    return run


@pytest.fixture
def read(tmp_path):
    def rows(name, folder="out"):
        with (tmp_path / folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return rows


def test_without_a_seed_nobody_is_drawn_and_the_fingerprint_is_that_of_the_file(panel, tmp_path, capsys):
    assert panel() == 0
    out = tmp_path / "out"
    assert sorted(path.name for path in out.iterdir()) == [
        "chances.csv",
        "groups.csv",
        "panel.html",
        "panels.csv",
    ]
    fingerprint = hashlib.sha256((out / "panels.csv").read_bytes()).hexdigest()
    assert fingerprint in (out / "panel.html").read_text()
    assert "Nobody has been drawn yet" in (out / "panel.html").read_text()
    assert fingerprint in capsys.readouterr().out


def test_the_panel_drawn_is_the_one_that_the_published_sum_gives(panel, tmp_path, read, capsys):
    assert panel("--seed", "4 9 17") == 0
    text = (tmp_path / "out" / "panels.csv").read_bytes()
    fingerprint = hashlib.sha256(text).hexdigest()
    digest = int(hashlib.sha256(f"{fingerprint}\n4 9 17".encode()).hexdigest(), 16)
    lot = digest * 10**12 // 2**256 + 1
    row = next(row for row in read("panels.csv") if int(row["first_lot"]) <= lot <= int(row["last_lot"]))
    drawn = read("panel.csv")
    assert [each["id"] for each in drawn] == row["members"].split("; ")
    assert sorted(each["Sex"] for each in drawn) == ["Female", "Female", "Male", "Male"]
    assert 1 <= sum(each["Age"] == "Young" for each in drawn) <= 2
    assert "meets every target" in capsys.readouterr().out
    assert draw_panel.main(["--check", str(tmp_path / "out" / "panels.csv"), "--seed", "4 9 17"]) == 0
    assert row["members"] in capsys.readouterr().out


def test_the_order_of_rows_in_either_file_changes_nothing(panel, tmp_path, volunteers, targets, files):
    assert panel("--seed", "x") == 0
    upside_down = {}
    for path in (volunteers, targets):
        first, *rest = path.read_text().splitlines()
        upside_down[path.name] = files(f"turned-{path.name}", "\n".join([first, *rest[::-1]]))
    turned = {"people": upside_down["volunteers.csv"], "seats": upside_down["targets.csv"]}
    assert panel("--seed", "x", **turned, out="turned") == 0
    before, after = ((tmp_path / out / "panels.csv").read_bytes() for out in ("out", "turned"))
    assert before == after
    ids = [
        [row["id"] for row in csv.DictReader((tmp_path / out / "panel.csv").open(encoding="utf-8-sig"))]
        for out in ("out", "turned")
    ]
    assert ids[0] == ids[1]


def test_chances_add_up_to_the_seats_and_follow_the_list_of_panels(panel, read):
    assert panel() == 0
    chances = {row["id"]: float(row["chance"]) for row in read("chances.csv")}
    assert sum(chances.values()) == pytest.approx(4, abs=1e-6)
    lots = dict.fromkeys(chances, 0)
    for row in read("panels.csv"):
        for member in row["members"].split("; "):
            lots[member] += int(row["lots"])
    assert all(abs(lots[each] / 10**12 - chance) < 1e-6 for each, chance in chances.items())
    groups = {(row["feature"], row["value"]): row for row in read("groups.csv")}
    assert float(groups["Sex", "Male"]["expected_seats"]) == pytest.approx(2, abs=1e-3)
    assert groups["Sex", "Male"]["volunteers"] == "6"


def test_a_list_that_is_not_the_announced_one_is_not_drawn_from(panel, tmp_path, capsys):
    assert panel("--seed", "x", "--fingerprint", "ab" * 32) == 2
    assert "not the one that was announced" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_one_of_a_household_at_most(panel, read):
    assert panel("--household", "Home", "--seed", "x") == 0
    home = {each[0]: each[3] for each in PEOPLE}
    for row in read("panels.csv"):
        homes = [home[member] for member in row["members"].split("; ")]
        assert len(set(homes)) == 4


def test_tickets_are_equal_and_one_can_be_drawn_by_hand(panel, tmp_path, read, capsys):
    assert panel("--tickets", "50", "--ticket", "7") == 0
    tickets = read("tickets.csv")
    assert [row["ticket"] for row in tickets] == [str(n) for n in range(1, 51)]
    assert [row["id"] for row in read("panel.csv")] == tickets[6]["members"].split("; ")
    page = (tmp_path / "out" / "panel.html").read_text()
    assert "The lottery was put on 50 equal tickets. That changed nobody’s chance by more than" in page
    assert hashlib.sha256((tmp_path / "out" / "tickets.csv").read_bytes()).hexdigest() in page
    assert panel("--tickets", "50", "--ticket", "51", "--overwrite") == 2
    assert "There is no ticket 51 of 50" in capsys.readouterr().err


def test_the_report_names_nobody_and_shows_no_small_number(panel, tmp_path):
    assert panel("--seed", "x", "--compare") == 0
    page = (tmp_path / "out" / "panel.html").read_text()
    assert not re.search(r"NO-\d\d", page)
    assert "The panel drawn meets all 4 targets." in page
    assert "not shown" in page  # two of each sex: fewer than five
    assert str(tmp_path) not in page  # a report is published: it says the files' names, not whose folder
    assert "folkmoot draw-panel volunteers.csv targets.csv" in page
    assert "Methods side by side" in page
    assert all(name in page for name in ("LEXIMIN (used here)", "Maximin", "Nash", "Goldilocks"))


def test_parts_of_the_volunteers_with_the_same_chance_are_one_bar(panel, files, tmp_path):
    people = files(
        "alike.csv", "id,Sex\n" + "".join(f"{n},{'Female' if n < 20 else 'Male'}\n" for n in range(60))
    )
    seats = files("seats.csv", "feature,value,min,max\nSex,Female,2,2\nSex,Male,2,2\n")
    assert panel(people=people, seats=seats) == 0
    page = (tmp_path / "out" / "panel.html").read_text()
    # 2 seats for 40 men and 2 for 20 women: of six parts of ten people four have 5 in 100, two have 10
    assert "in 6 equal parts, those alike put together" in page
    assert re.findall(r">([^<]* likely)<", page)[:2] == [
        "40 least likely",
        "20 most likely",
    ]


def test_whoever_is_certain_is_told_why_in_the_file_and_by_target_only_in_the_report(
    panel, files, tmp_path, read
):
    # Four of the men are gone: the two who are left take both seats.
    rows = "\n".join(
        ",".join(each) for each in PEOPLE if each[1] == "Female" or each[0] in ("NO-00", "NO-03")
    )
    people = files("few.csv", f"id,Sex,Age,Home\n{rows}\n")
    assert panel(people=people) == 0
    why = {row["id"]: row["why"] for row in read("chances.csv") if row["in_words"] == "certain"}
    assert set(why) == {"NO-00", "NO-03"}
    assert why["NO-00"] == (
        "The target for Sex Male asks for at least 2 and just 2 volunteers are in this group."
    )
    page = (tmp_path / "out" / "panel.html").read_text()
    assert "Fewer than 5 volunteers are certain to be drawn." in page
    assert "leaves no choice" not in page  # the target is for two men: that would tell how many there are
    assert panel("--threshold", "1", "--overwrite", people=people) == 0
    page = (tmp_path / "out" / "panel.html").read_text()
    assert "2 volunteers are certain to be drawn." in page
    assert "The target for Sex Male leaves no choice." in page


def test_replacements_keep_those_who_stay_and_the_targets(panel, files, tmp_path, read):
    assert panel("--seed", "x") == 0
    before = [row["id"] for row in read("panel.csv")]
    left = files("left.csv", f"id\n{before[0]}\n")
    options = ["--panel", str(tmp_path / "out" / "panel.csv"), "--replace", str(left), "--seed", "y"]
    assert panel(*options, out="again") == 0
    after = {row["id"]: row["place"] for row in read("panel.csv", "again")}
    assert {each for each, place in after.items() if place == "stays"} == set(before[1:])
    assert len(after) == 4
    assert before[0] not in after
    chances = {row["id"]: row for row in read("chances.csv", "again")}
    assert chances[before[0]]["in_words"] == "took no part"
    assert sum(float(row["chance"] or 0) for row in chances.values()) == pytest.approx(1, abs=1e-6)
    page = (tmp_path / "again" / "panel.html").read_text()
    assert "1 replacement for a panel of 4, from 14 volunteers" in page
    assert "of them can take an empty seat" in page
    assert "beside the first report they would tell who left" in page
    assert "Chances group by group" not in page


def test_the_test_writes_what_stands_against_each_target_and_then_refuses(
    panel, files, tmp_path, read, capsys
):
    seats = files("much.csv", TARGETS.replace("Young,1,2", "Young,9,9"))
    assert panel("--test-panel", seats=seats) == 2
    said = capsys.readouterr()
    assert "No panel of 4 among 18 volunteers meets every target" in said.err
    assert "of much.csv)" in said.err
    rows = {row["value"]: row for row in read("targets-tested.csv")}
    assert rows["Young"]["problem"] == "The minimum of Age Young is 9 and the panel has 4 seats."
    assert rows["Young"]["min_after_smallest_change"] == "2"
    assert rows["Old"]["problem"] == "The minimums of Age add up to 11, and the panel has 4 seats."
    assert rows["Male"]["problem"] == ""
    assert "cannot be drawn from 18 volunteers" in (tmp_path / "out" / "test.html").read_text()


def test_the_test_of_targets_that_can_be_met_ends_well(panel, tmp_path, capsys):
    assert panel("--test-panel") == 0
    assert "A panel of 4 that meets every target can be found among 18 volunteers." in capsys.readouterr().out
    assert "A panel of 4 can be drawn from 18 volunteers" in (tmp_path / "out" / "test.html").read_text()


@pytest.mark.parametrize(
    ("people", "seats", "said"),
    [
        ("id,Sex,Age\nA,Female,\n", TARGETS, "Row 2 of v.csv has nothing in 'Age'; fill it in"),
        ("id,Sex,Age\nA,Female,Old\nA,Male,Old\n", TARGETS, "Rows 2 and 3 of v.csv have the same id 'A'"),
        (
            "id,Sex,Age\nA,Femal,Old\n",
            TARGETS,
            "Row 2 of v.csv has 'Femal' in 'Sex' (did you mean 'Female'?)",
        ),
        ("id,Sex\nA,Female\n", TARGETS, "v.csv has no column 'Age'"),
        ("id,Sex,Age\nA,Female,Old\n", TARGETS, "The panel has 4 seats and there is 1 volunteer"),
        (None, TARGETS.replace("Female,2,2", "Female,9,9"), "(row 2 of t.csv)"),
        (
            None,
            TARGETS.replace("Female,2,2", "Female,3,2"),
            "Row 2 of t.csv has the minimum 3 above the maximum 2",
        ),
        (None, "feature,value\nSex,Female\n", "t.csv needs the columns feature, value, min and max"),
    ],
)
def test_what_cannot_be_is_refused_by_row_and_nothing_is_written(
    panel, files, volunteers, tmp_path, capsys, people, seats, said
):
    paths = {"people": files("v.csv", people) if people else volunteers, "seats": files("t.csv", seats)}
    assert panel(**paths) == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert said.lower() in told.lower()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--replace", "left.csv"], "Replacements need both --panel"),
        (["--seed", "x", "--tickets", "9", "--ticket", "1"], "Give --seed or --ticket"),
        (["--ticket", "1"], "There is no ticket 1 of 0"),
        (["--size", "0"], "'0' is not a whole number of 1 or more"),
        (["--method", "fair"], "invalid choice: 'fair'"),
        (["--threshold", "1001"], "from 1 (hide nothing) to 1,000"),
    ],
)
def test_options_that_cannot_be_are_refused_before_any_work(panel, capsys, options, said):
    assert panel(*options) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "lottery" not in told


def test_a_published_list_that_was_changed_is_not_drawn_from(files, capsys):
    good = "panel,lots,first_lot,last_lot,members\n1,500,1,500,A\n2,500,501,1000,B\n"
    assert draw_panel.main(["--check", str(files("good.csv", good)), "--seed", "x"]) == 0
    changed = files("changed.csv", good.replace("501", "601"))
    assert draw_panel.main(["--check", str(changed), "--seed", "x"]) == 2
    assert "Row 3 of changed.csv does not go on where the row above ends" in capsys.readouterr().err
    assert draw_panel.main(["--check", str(changed), "--seed", "x", "--fingerprint", "00"]) == 2
    assert "not the one announced" in capsys.readouterr().err
    assert draw_panel.main(["--check", str(changed)]) == 2
    assert "Give --seed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rows", "said"), [("", "no row below"), ("1,500,1,²,A\n", "Row 2"), (f"1,1,1,{'9' * 5000},A\n", "Row 2")]
)
def test_a_published_list_of_nonsense_is_refused_by_its_row(files, capsys, rows, said):
    path = files("list.csv", f"panel,lots,first_lot,last_lot,members\n{rows}")
    assert draw_panel.main(["--check", str(path), "--seed", "x"]) == 2
    assert said in capsys.readouterr().err


def test_the_summary_does_not_pass_over_whoever_can_be_on_no_panel(panel, files, capsys):
    people = files("few.csv", "id,Sex\n1,f\n2,f\n3,m\n4,m\n5,m\n6,m\n")
    seats = files("seats.csv", "feature,value,min,max\nSex,f,0,0\nSex,m,4,4\n")
    assert panel("--tickets", "3", "--seed", "x", people=people, seats=seats) == 0
    said = capsys.readouterr().out
    assert "Even the least-served volunteer who can be drawn is certain of a seat." in said
    assert "2 volunteers can be on no panel drawn here. Ticket " in said


def test_where_the_time_is_over_the_report_says_how_far_chances_lie_below_what_targets_allow(
    panel, tmp_path, monkeypatch
):
    monkeypatch.setattr("folkmoot.analysis.lottery.reach.Allowed.is_over", True)
    assert panel("--seed", "x") == 0
    page = (tmp_path / "out" / "panel.html").read_text()
    said = r"did not suffice to prove that this is the best: chances lie at most [\d.]+ in 100 below what the"
    assert re.search(said, page)
    assert "may be better by at most" not in page  # of real panels some have more than targets on average
