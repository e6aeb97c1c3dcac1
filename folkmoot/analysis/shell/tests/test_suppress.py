"""`folkmoot suppress`: finished tables and rows of people, and not a hidden number anywhere."""

import re

import pytest

from folkmoot.analysis.shell import suppress as command

TABLE = """Ward,For,Against,Not sure,All
Abbey,431,1373,619,2423
Priory,3,223,877,1103
Castle,557,241,1019,1817
All,991,1837,2515,5343
"""


@pytest.fixture
def run(tmp_path):
    def ran(text, *options, name="views.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return command.main([str(path), "--output", str(tmp_path / "out"), *options])

    return ran


def outputs(tmp_path):
    return "".join(path.read_text(encoding="utf-8-sig") for path in (tmp_path / "out").iterdir())


def test_a_finished_table_comes_back_in_its_own_form(run, written, tmp_path):
    assert run(TABLE) == 0
    # 3 needs one more number in its row and column and the one where these cross: 223, 241 and 557 are least
    assert written("safe.csv") == [
        {"Ward": "Abbey", "For": "431", "Against": "1373", "Not sure": "619", "All": "2423"},
        {"Ward": "Priory", "For": "fewer than 10", "Against": "hidden", "Not sure": "877", "All": "1103"},
        {"Ward": "Castle", "For": "hidden", "Against": "hidden", "Not sure": "1019", "All": "1817"},
        {"Ward": "All", "For": "991", "Against": "1837", "Not sure": "2515", "All": "5343"},
    ]


def test_no_output_holds_a_hidden_number(run, tmp_path, capsys):
    assert run(TABLE) == 0
    said = capsys.readouterr()
    page = (tmp_path / "out" / "suppressed.html").read_text()
    words = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    labels = " ".join(re.findall(r'(?:label|content|title|lang|href|id)="([^"]*)"', words))
    everything = re.sub(r"<[^>]*>", " ", words) + labels + said.out + said.err
    everything += (tmp_path / "out" / "safe.csv").read_text(encoding="utf-8-sig")
    assert not {"223", "241", "557"} & set(re.findall(r"\d+", everything))
    lengths = {float(each) for each in re.findall(r'width="([\d.]+)"', page)}
    # hidden numbers are drawn as one: 557 and 241 of Castle's 1,817 would be 232.7 and 100.7 of 759 units
    assert not any(abs(length - alone) < 1 for length in lengths for alone in (232.7, 100.7))


def test_the_report_says_how_many_why_and_that_it_was_tried(run, tmp_path):
    assert run(TABLE) == 0
    page = (tmp_path / "out" / "suppressed.html").read_text()
    assert "Of 16 numbers in this table 4 are hidden" in page
    assert '<td class="number"></td>' not in page  # a share that is not given says so
    assert page.count("<caption>Views</caption>") == 1  # the picture does not say the table again
    assert "1 because fewer than 10 people are counted, and 3 because one of those" in page
    assert "no number below 10 can be narrowed to fewer than 9 values" in page
    assert "<title>Views</title>" in page


def test_neither_size_nor_fingerprint_of_the_file_lets_a_reader_test_a_guess(run, tmp_path):
    assert run(TABLE) == 0
    page = (tmp_path / "out" / "suppressed.html").read_text()
    assert "SHA-256" not in page
    assert "bytes" not in page


def test_advice_goes_to_the_officer_and_not_into_the_report(run, tmp_path, capsys):
    assert run(TABLE) == 0
    assert "put the rows 'Abbey' and 'Priory' together" not in outputs(tmp_path)
    assert "To hide less (for you alone" in capsys.readouterr().out


def test_people_are_counted_and_those_who_gave_nothing_are_a_group(run, written):
    people = "Ward,View\n" + "Abbey,For\n" * 40 + "Abbey,Against\n" * 21
    people += "Priory,For\n" * 30 + "Priory,Against\n" * 4 + ",Against\n" * 25
    assert run(people, "--rows", "Ward", "--columns", "View") == 0
    rows = {row["Ward"]: row for row in written("safe.csv")}
    assert list(rows) == ["Abbey", "Priory", "Not given", "All"]
    assert rows["Priory"] == {"Ward": "Priory", "Against": "fewer than 10", "For": "hidden", "All": "34"}
    assert rows["All"]["All"] == "120"


def test_groups_with_numbers_of_any_length_stand_in_their_order(run, written):
    people = "".join(f"{group}\n" * 11 for group in ("9" * 5000, "10 to 19", "5 to 9", "007"))
    assert run(f"age\n{people}", "--rows", "age") == 0
    assert [row["age"][:8] for row in written("safe.csv")] == ["5 to 9", "007", "10 to 19", "9" * 8, "All"]


def test_a_list_is_read_from_one_column_of_counts(run, written, tmp_path):
    assert run("Ethnic group,People\nArab,4\nIndian,25\nWhite,300\nTotal,329\n", "--threshold", "5") == 0
    assert [row["People"] for row in written("safe.csv")] == ["fewer than 5", "hidden", "300", "329"]
    assert "<h1>People by Ethnic group</h1>" in (tmp_path / "out" / "suppressed.html").read_text()


def test_rounding_is_of_every_number_and_of_percentages(run, written, tmp_path):
    assert run("Ward,For,Against\nAbbey,41,58\nPriory,33,72\n", "--round-to", "5") == 0
    assert written("safe.csv")[0] == {"Ward": "Abbey", "For": "40", "Against": "60", "All": "100"}
    page = (tmp_path / "out" / "suppressed.html").read_text()
    assert "All others are rounded to the nearest 5." not in page.split("</header>")[1]
    assert ">40%<" in page  # 40 of 100, not 41 of 99


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        (
            "Ward,For\nAbbey,-3\n",
            (),
            "Row 2 ('Abbey') of views.csv has a negative number in the column 'For'",
        ),
        ("Ward,For\nAbbey,3.5\n", (), "Row 2 ('Abbey') of views.csv has no whole number in the column 'For'"),
        ("Ward,For\nAbbey,1\u0663\n", (), "has no whole number in the column 'For'"),
        (f"Ward,For\nAbbey,{'9' * 5000}\n", (), "counts more than there are people in the column 'For'"),
        ("Ward,For\nAbbey,<10\n", (), "has no whole number in the column 'For'; give the counts themselves"),
        ("Ward,For\nAbbey,\n", (), "Row 2 ('Abbey') of views.csv has nothing in the column 'For'; write 0"),
        ("Ward,For,Against\nAbbey,3\n", (), "Row 2 of views.csv has 2 cells and the column names are 3"),
        (TABLE.replace("2423", "2424"), (), "Row 2 ('Abbey') of views.csv does not add up to its total"),
        (
            TABLE.replace("991,", "990,").replace("5343", "5342"),
            (),
            "The column 'For' of views.csv does not add up to its total in row 5 ('All')",
        ),
        (
            "Ward,For\nAbbey,3\nAbbey,4\n",
            (),
            "Rows 2 and 3 of views.csv are both called 'Abbey'; add the two",
        ),
        ("Ward,For,For\nAbbey,3,4\n", (), "views.csv has the column 'For' twice"),
        ("Ward,For,\nAbbey,3,4\n", (), "Row 2 of views.csv has something in the last column"),
        ("Ward,For\n,3\n", (), "Row 2 of views.csv has no name in the first column"),
        ("Ward,Total\nTotal,3\n", (), "views.csv has totals and nothing else"),
        ("Ward,For,Total,All\nAbbey,3,3,3\n", (), "several columns of totals ('Total' and 'All')"),
        ("Ward,For\n", (), "views.csv has column names and no rows below them."),
        ("Ward\nAbbey\n", (), "views.csv has one column"),
        ("", (), "is empty"),
        ("Ward,View\nAbbey,1\n", ("--columns", "View"), "--columns needs --rows"),
        ("Ward,View\nAbbey,1\n", ("--rows", "Ward", "--columns", "Ward"), "--rows and --columns both name"),
        ("Ward,View\nAbbey,1\n", ("--rows", "Wards"), "has no column 'Wards' (did you mean 'Ward'?)"),
        ("Id\n" + "".join(f"{n}\n" for n in range(30)), ("--rows", "Id"), "names people rather than groups"),
        (TABLE, ("--threshold", "5000"), "A threshold is a whole number from 1"),
        (TABLE, ("--threshold", "0"), "'0' is not a whole number of 1 or more"),
    ],
)
def test_what_is_not_right_is_refused_in_a_sentence_and_nothing_is_written(
    run, tmp_path, capsys, text, options, said
):
    assert run(text, *options) == 2
    told = capsys.readouterr().err
    assert said in told
    assert not (tmp_path / "out").exists()


def test_help_shows_examples(capsys):
    assert command.main(["--help"]) == 0
    assert "folkmoot suppress demo/files/ward-by-view.csv" in capsys.readouterr().out


def test_the_report_warns_of_publishing_the_same_table_twice(run, tmp_path):
    assert run(TABLE) == 0
    page = (tmp_path / "out" / "suppressed.html").read_text()
    for danger in ("another threshold", "rounded another way", "a few more answers", "publish it once"):
        assert danger in page


def test_a_small_total_is_not_told_as_one_hidden_for_others_and_no_picture_is_drawn_of_nothing(run, tmp_path):
    assert run("Ward,People\nAbbey,3\n") == 0
    page = (tmp_path / "out" / "suppressed.html").read_text()
    assert "a total: without that" not in page
    assert "<svg" not in page


BY_WARD = "Theme,Abbey,Priory,Castle\nParks,42,4,30\nRoads,35,61,28\nBuses,50,44,39\n"
BY_AGE = "Theme,Under 40,40 and over\nParks,36,40\nRoads,60,64\nBuses,70,63\n"


@pytest.fixture
def together(tmp_path):
    """Runs the command on several tables."""

    def ran(*texts, options=()):
        paths = [tmp_path / f"table{number}.csv" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        return command.main([*map(str, paths), "--output", str(tmp_path / "out"), *options])

    return ran


def test_tables_that_are_published_together_are_made_safe_together(together, written, tmp_path):
    assert together(BY_WARD, BY_AGE) == 0
    first, second = written("safe-1.csv"), written("safe-2.csv")
    # The total of Parks counts the same people in both, so that it says the same in both
    assert [row["All"] for row in first] == [row["All"] for row in second] == ["76", "124", "133", "333"]
    assert [row["Priory"] for row in first] == ["fewer than 10", "61", "hidden", "109"]
    page = (tmp_path / "out" / "suppressed.html").read_text()
    assert "in these 2 tables 4 are hidden" in page
    assert "Of 24 numbers" in page  # 16 and 12, less the 4 totals that they share
    assert "Table 2: Table1" in page
    assert "make tables that are published together" not in page


def test_of_people_each_column_is_a_table_and_all_are_safe_together(together, written):
    people = "ward,age,view\n" + "".join(
        f"{'Abbey' if n % 3 else 'Priory'},{'Old' if n % 4 else 'Young'},{'For' if n % 5 else 'Against'}\n"
        for n in range(90)
    )
    assert together(people, options=["--rows", "view", "--columns", "ward", "--columns", "age"]) == 0
    # 18 are against, one in four of them young (n = 0, 20, 40, 60, 80: 5), one in three of Priory (6)
    assert written("safe-2.csv")[0]["Young"] == "fewer than 10"
    assert written("safe-1.csv")[0]["Priory"] == "fewer than 10"
    assert [row["All"] for row in written("safe-1.csv")] == ["18", "72", "90"]


@pytest.mark.parametrize(
    ("texts", "options", "said"),
    [
        (
            (BY_WARD, BY_AGE.replace("Buses", "Trams")),
            (),
            "do not have the same rows ('Buses' is in one only)",
        ),
        ((BY_WARD, BY_AGE.replace("36", "35")), (), "Table 2 counts 'Parks' (Theme) differently"),
        ((BY_WARD, BY_AGE), ("--rows", "Theme"), "--rows counts the people of one file"),
        ((BY_WARD,), ("--rows", "Theme", "--columns", "a", "--columns", "a"), "--columns names 'a' twice"),
    ],
)
def test_tables_that_do_not_go_together_are_refused(together, tmp_path, capsys, texts, options, said):
    assert together(*texts, options=options) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_table_given_twice_is_refused(tmp_path, capsys):
    path = tmp_path / "views.csv"
    path.write_text(TABLE, encoding="utf-8")
    assert command.main([str(path), str(path), "--output", str(tmp_path / "out")]) == 2
    assert "views.csv is given twice; give each table once." in capsys.readouterr().err
