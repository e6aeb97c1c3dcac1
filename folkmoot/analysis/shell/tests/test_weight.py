"""`folkmoot weight`: weights, tables and a report in which nobody can be found."""

import csv
import re

import pytest

from folkmoot.analysis.shell import weight

AGES = ["16 to 34"] * 60 + ["35 and over"] * 140
SEXES = ["Female", "Male"] * 100
VIEWS = ["Yes"] * 48 + ["No"] * 12 + ["Yes"] * 56 + ["No"] * 80 + ["Perhaps"] * 4
MARGINS = [("age", "16 to 34", 50), ("age", "35 and over", 50), ("sex", "Female", 51), ("sex", "Male", 49)]


@pytest.fixture
def files(tmp_path):
    """Writes answers and margins; the two paths."""

    def written(margins=MARGINS, head=("variable", "category", "people"), **columns):
        people = {
            "id": [f"P{row:03}" for row in range(200)],
            "age": AGES,
            "sex": SEXES,
            "view": VIEWS,
        } | columns
        for name, rows in (
            ("answers.csv", [tuple(people), *zip(*people.values(), strict=True)]),
            ("margins.csv", [head, *margins]),
        ):
            with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
        return [str(tmp_path / "answers.csv"), str(tmp_path / "margins.csv")]

    return written


@pytest.fixture
def run(tmp_path):
    def ran(paths, *options):
        return weight.main([*paths, *options, "--output", str(tmp_path / "out")])

    return ran


def test_everybody_gets_a_weight_with_which_the_margins_are_met(files, run, written):
    assert run(files(), "--id", "id") == 0
    rows = written("weights.csv")
    assert [(rows[0]["row"], rows[0]["id"]), (rows[-1]["row"], rows[-1]["id"])] == [
        ("2", "P000"),
        ("201", "P199"),
    ]
    weights = [float(row["weight"]) for row in rows]
    assert sum(weights[:60]) == pytest.approx(100, abs=1e-3)  # 60 young people count for half of 200
    assert sum(weights[0::2]) == pytest.approx(102, abs=1e-3)  # women for 51 %


def test_tables_say_people_shares_and_weighted_shares_and_hide_what_is_few(files, run, written):
    assert run(files(), "--questions", "view") == 0
    rows = {(row["of"], row["by"], row["group"], row["answer"]): row for row in written("tables.csv")}
    young = rows["age", "", "16 to 34", ""]
    assert (young["people"], young["share"], young["compare_with"]) == ("60", "0.3", "0.5")
    # Yes: 48 of 60 and 56 of 140, so 104 of 200, rounded to 105; weighted half of 0.8 and half of
    # 0.4, 0.6 for 0.52 as answered; the same of 105 is 0.525 * 0.6 / 0.52, so that 104 cannot be told from it
    everybody = rows["view", "", "everybody", "Yes"]
    assert everybody["people"] == "105"
    assert float(everybody["compare_with"]) == pytest.approx(0.525 * 0.6 / 0.52, abs=0.005)
    assert rows["view", "", "everybody", "Perhaps"]["people"] == ""
    assert "fewer than 10" in rows["view", "", "everybody", "Perhaps"]["hidden"]


def test_no_hidden_count_can_be_read_anywhere_in_what_may_be_published(files, run, tmp_path):
    assert run(files(), "--questions", "view", "--id", "id") == 0
    for name in ("tables.csv", "weights.html"):
        text = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert not re.search(r"P\d\d\d", text), name
        plain = re.sub(r"<[^>]*>", " ", text)
        assert not re.search(r"Perhaps\W{0,12}4\b", plain), name


def test_weighted_shares_tell_no_more_than_rounded_counts(files, run, written):
    """31 of 60 women said yes, 22 no: weighted 52 % and 37 % would leave 6 or 7 for the hidden third."""
    sexes = ["Female"] * 60 + ["Male"] * 140
    views = ["Yes"] * 31 + ["No"] * 22 + ["Perhaps"] * 7 + ["Yes"] * 60 + ["No"] * 60 + ["Perhaps"] * 20
    assert run(files(MARGINS[2:], sex=sexes, view=views), "--questions", "view") == 0
    women = {row["answer"]: row for row in written("tables.csv") if row["group"] == "Female"}
    assert women["Perhaps"]["compare_with"] == ""
    for answer, people in (("Yes", 30), ("No", 20)):  # women all have one weight
        assert women[answer]["people"] == str(people)
        assert float(women[answer]["compare_with"]) == pytest.approx(people / 60, abs=0.005)


def test_with_one_margin_weighted_shares_of_everybody_go_in_steps(files, run, written, tmp_path):
    """Two groups, two weights: exact to a point, the share who said perhaps would say how many women did."""
    sexes = ["Female"] * 60 + ["Male"] * 140
    views = ["Yes"] * 31 + ["No"] * 22 + ["Perhaps"] * 7 + ["Yes"] * 60 + ["No"] * 60 + ["Perhaps"] * 20
    columns = {"sex": sexes, "view": views}
    # weights 1.7 and 0.7: ten women more or less of 200 move a share by 5 points
    assert run(files(MARGINS[2:], **columns), "--questions", "view") == 0
    steps = [float(row["compare_with"]) * 20 for row in written("tables.csv") if row["group"] == "everybody"]
    assert steps == pytest.approx([round(each) for each in steps])
    assert len(steps) == 3
    page = (tmp_path / "out" / "weights.html").read_text(encoding="utf-8")
    assert "Weighted shares go in steps of 5 points" in page


def test_neither_cautions_nor_totals_tell_a_number_that_tables_hide(files, run, tmp_path, capsys):
    """218 women and one man, shown as 220 women: beside a total of 219 they could only be 218."""
    ages = ["16 to 24"] * 7 + ["25 to 34"] * 12 + ["35 and over"] * 200
    sexes = ["Female"] * 218 + ["Male"]
    margins = [("age", "16 to 24", 12), ("age", "25 to 34", 14), ("age", "35 and over", 74), *MARGINS[2:]]
    columns = {"id": range(219), "age": ages, "sex": sexes, "view": ["Yes", "No", "No"] * 73}
    assert run(files(margins, **columns), "--questions", "view") == 0
    err = capsys.readouterr().err
    assert "'age: 25 to 34' (12)" in err  # the officer reads them
    page = re.sub(r"<[^>]*>", " ", (tmp_path / "out" / "weights.html").read_text(encoding="utf-8"))
    assert "219" not in page
    assert not re.search(r"\((7|12|1|218)\)|comes to|at most", page)
    assert "Furthest below their share of residents are Male (sex, fewer than 10 people)" in page


def test_the_report_has_the_answer_first_and_how_far_it_would_hold(files, run, tmp_path):
    assert run(files(), "--questions", "view") == 0
    page = (tmp_path / "out" / "weights.html").read_text(encoding="utf-8")
    assert "200 people answered. Furthest below its share of residents is 16 to 34 (age)." in page
    assert "or 61% when each group counts for its share of residents" in page
    assert "People chose to take part" in page
    # 104 of 196 said yes; weighted .6 against .384 or so: others would have to be that much rarer
    assert re.search(r"chose “Yes” \(6\d% weighted\)", page)
    assert "interval would mislead" not in page


def test_sides_can_be_named_and_a_side_too_few_to_be_shown_says_nothing(files, run, tmp_path):
    views = ["Yes", "Rather yes", "No", "Rather no", "Rather no"] * 40
    sides = ["--agree", "Yes", "Rather yes", "--disagree", "No", "Rather no"]
    assert run(files(view=views), "--questions", "view", *sides) == 0
    page = (tmp_path / "out" / "weights.html").read_text(encoding="utf-8")
    assert "60% chose “No” or “Rather no” (60% weighted)" in page
    assert run(files(), "--questions", "view", "--agree", "Perhaps", "--disagree", "No", "--overwrite") == 0
    assert "How far this would hold" not in (tmp_path / "out" / "weights.html").read_text(encoding="utf-8")


def test_tables_laid_side_by_side_show_the_same_people(files, run, written):
    wards = ["Abbey", "Priory", "", "Abbey"] * 50
    assert run(files(ward=wards), "--questions", "view", "--by", "ward", "sex") == 0
    rows = written("tables.csv")
    by_sex = {(row["group"], row["answer"]): row["people"] for row in rows if row["by"] == "sex"}
    # Perhaps: four people, two women and two men; hidden alone, in each group and together
    assert by_sex["Female", "Perhaps"] == by_sex["Male", "Perhaps"] == ""
    assert {row["group"] for row in rows if row["by"] == "ward"} == {"Abbey", "Priory"}


def test_of_a_sample_drawn_by_chance_intervals_are_given_in_place_of_it(files, run, tmp_path):
    assert run(files(), "--questions", "view", "--probability") == 0
    page = (tmp_path / "out" / "weights.html").read_text(encoding="utf-8")
    assert "People were drawn by chance" in page
    # as answered 104 of 200, shown as 105: around the weighted share of the shown 105, not of the exact 104
    assert re.search(r"<td[^>]*>61%</td>\s*<td[^>]*>\d\d% to \d\d%</td>", page)
    assert "How far this would hold" not in page


def test_crossed_margins_capitals_and_cells_that_are_no_answer(files, run, written):
    crossed = [
        ("age * sex", f"{age} * {sex}", 25)
        for age in ("16 to 34", "35 and over")
        for sex in ("Female", "Male")
    ]
    answers = ["Prefer not to say", *(sex.upper() for sex in SEXES[1:])]
    assert run(files(crossed, sex=answers), "--not-said", "prefer not to say") == 0
    weights = [float(row["weight"]) for row in written("weights.csv")]
    assert sum(weights[1:60]) / sum(weights[1:]) == pytest.approx(0.5, abs=1e-4)


def test_weights_to_start_from_and_bounds(files, run, written, capsys):
    assert run(files(base=["2"] * 100 + ["1"] * 100), "--base", "base", "--bounds", "0.9", "1.1") == 0
    assert (
        "Please note: The margin 'age' cannot be met with every weight between 0.9 and 1.1"
        in capsys.readouterr().err
    )
    weights = [float(row["weight"]) for row in written("weights.csv")]
    assert all(
        0.9 - 1e-6 <= each / (4 / 3 if row < 100 else 2 / 3) <= 1.1 + 1e-6 for row, each in enumerate(weights)
    )


@pytest.mark.parametrize(
    ("change", "options", "sentence"),
    [
        (
            {"sex": ["Femal", *SEXES[1:]]},
            [],
            "Row 2 of answers.csv has 'Femal' in the column 'sex', which margins.csv",
        ),
        (
            {"margins": [("age", "16 to 34", "many")]},
            [],
            "Row 2 of margins.csv has 'many' in the column 'people'",
        ),
        ({"margins": [("age", "16 to 34", "-1")]}, [], "Row 2 of margins.csv has '-1'"),
        ({"margins": [("age", "16 to 34", "nan")]}, [], "Row 2 of margins.csv has 'nan'"),
        (
            {"margins": [("age", "16 to 34", "0,3")]},
            [],
            "Row 2 of margins.csv has '0,3' in the column 'people'",
        ),
        (
            {"margins": [("age", "16 to 34", "44,5 %")]},
            [],
            "or a share, with a point before decimals",
        ),
        (
            {"margins": [*MARGINS[:2], ("age", "Total", 100)]},
            [],
            "'age: Total' in margins.csv is the sum of the other categories; leave that row out",
        ),
        (
            {
                "margins": [("age", "16 to 34", "30%"), ("age", "35 and over", "60%")],
                "head": ("variable", "category", "share"),
            },
            [],
            "The shares of 'age' in margins.csv add up to 90, and neither to 100 nor to 1",
        ),
        (
            {"base": ["1,2"] * 200},
            ["--base", "base"],
            "Row 2 of answers.csv has '1,2' in the column 'base'",
        ),
        ({"margins": [*MARGINS, MARGINS[0]]}, [], "Row 6 of margins.csv gives 'age: 16 to 34' a second time"),
        ({"margins": [("age", "", 1)]}, [], "Row 2 of margins.csv has no variable or no category"),
        ({"margins": [("age * sex", "16 to 34", 1)]}, [], "the category needs one part for each"),
        ({"margins": [("age", "16 to 34", 0)]}, [], "The sizes of 'age' in margins.csv add up to 0"),
        ({"margins": [("ward", "Priory", 1)]}, [], "answers.csv has no column 'ward'"),
        ({"head": ("variable", "category", "height")}, [], "margins.csv has no column 'people' or 'share'"),
        ({}, ["--questions", "vieww"], "answers.csv has no column 'vieww' (did you mean 'view'?)"),
        (
            {"base": ["1"] * 199 + ["0"]},
            ["--base", "base"],
            "Row 201 of answers.csv has '0' in the column 'base'",
        ),
        ({}, ["--questions", "id"], "The column 'id' of answers.csv has 200 different values"),
        ({}, ["--bounds", "2", "5"], "the bounds are (2.0, 5.0)"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(
    files, run, tmp_path, capsys, change, options, sentence
):
    margins = change.pop("margins", MARGINS)
    assert run(files(margins, **change), *options) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_margins_as_a_spreadsheet_saves_them(files, run, written):
    """Capitals in the head, thousands by commas and blanks, and shares that rounding leaves short of 100."""
    margins = [("age", "16 to 34", "1,050"), ("age", "35 and over", "1 050.0")]
    assert run(files(margins, head=("Variable", "CATEGORY", "People"))) == 0
    assert sum(float(row["weight"]) for row in written("weights.csv")[:60]) == pytest.approx(100, abs=1e-3)
    margins = [("age", "16 to 34", "49%"), ("age", "35 and over", "50%")]
    assert run(files(margins, head=("variable", "category", "Share")), "--overwrite") == 0


def test_an_answer_that_is_a_formula_stays_words(files, run, tmp_path):
    assert run(files(view=["=1+1"] * 200), "--questions", "view") == 0
    assert "'=1+1" in (tmp_path / "out" / "tables.csv").read_text(encoding="utf-8")


def test_what_weights_cost_a_group_and_what_bounds_held_are_told_roughly(files, run, tmp_path):
    def page():
        return re.sub(r"<[^>]*>|\s+", " ", (tmp_path / "out" / "weights.html").read_text(encoding="utf-8"))

    # 100 women of whom 30 are young: with 50 / 60 and 50 / 140 of 100 each they count for 1.67 and 0.71, so
    # that they tell as much as (30 x 1.67 + 70 x 0.71)^2 / (30 x 2.78 + 70 x 0.51) = 84 would; about 85
    assert run(files(), "--questions", "view", "--by", "age", "sex") == 0
    assert re.search(r"Weighted, they tell as much as +about 85 +about 85", page())
    assert "none had to be held back." in page()
    options = ["--probability", "--bounds", "0.9", "1.1", "--overwrite"]
    assert run(files(), "--questions", "view", *options) == 0
    assert "more than one in twenty had to be held back." in page()
    assert "The intervals treat them as if they were free to move" in page()
