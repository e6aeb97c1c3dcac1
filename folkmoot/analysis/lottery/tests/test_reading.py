"""Files of volunteers and targets: both layouts, any order, and every fault by its row."""

import pytest

from folkmoot.analysis.lottery.reading import read_ids, read_targets, read_volunteers

FEATURES = "feature,value,min,max\nGender,Female,1,2\nGender,Male,1,2\nAge,16-29,0,1\nAge,30+,1,3\n"
PEOPLE = (
    "id,Gender,Age,Address,Postcode\n2,Female,30+,1 Quay St,ZZ1\n10,male,16-29,1 quay st,zz1\n1,Male,30+,,\n"
)


@pytest.fixture
def files(tmp_path):
    def written(name, words):
        path = tmp_path / name
        path.write_text(words, encoding="utf-8")
        return path

    return written


@pytest.fixture
def targets(files):
    return read_targets(files("targets.csv", FEATURES))


def test_both_layouts_of_practitioners_say_the_same(files, targets):
    categories = FEATURES.replace("feature,value", "category,name")
    older = "Category,Feature,Max,Min\n" + "".join(
        f"{f},{v},{high},{low}\n" for f, row in targets.quotas.items() for v, (low, high) in row.items()
    )
    assert targets.quotas == {
        "Gender": {"Female": (1, 2), "Male": (1, 2)},
        "Age": {"16-29": (0, 1), "30+": (1, 3)},
    }
    assert read_targets(files("categories.csv", categories)).quotas == targets.quotas
    assert read_targets(files("older.csv", older)).quotas == targets.quotas
    assert targets.where("Age", "30+") == "row 5 of targets.csv"


def test_flexible_bounds_beside_are_left_aside(files, targets):
    lines = FEATURES.splitlines()
    flexible = "\n".join([lines[0] + ",min_flex,max_flex", *(line + ",0,9" for line in lines[1:])])
    assert read_targets(files("flex.csv", flexible)).quotas == targets.quotas


def test_people_come_in_the_order_of_their_ids_spelt_as_in_the_targets(files, targets):
    found = read_volunteers(files("people.csv", PEOPLE), targets, household=["Address", "Postcode"])
    assert found.ids == ("1", "2", "10")
    assert found.rows == (4, 2, 3)
    assert found.values["Gender"] == ("Male", "Female", "Male")
    assert found.households == ("", "1 quay st | zz1", "1 quay st | zz1")
    rows = PEOPLE.splitlines()
    again = read_volunteers(files("again.csv", "\n".join([rows[0], *rows[:0:-1]])), targets)
    assert (again.ids, again.values) == (found.ids, found.values)


def test_without_a_column_of_ids_people_are_named_by_their_row(files, targets):
    found = read_volunteers(files("people.csv", "Gender,Age\nMale,30+\nFemale,30+\n"), targets)
    assert found.ids == ("row 2", "row 3")


def test_a_list_of_people_is_read_back_by_their_ids(files, targets):
    people = read_volunteers(files("people.csv", PEOPLE), targets)
    assert read_ids(files("left.csv", "id\n10\n1\n"), people) == (2, 0)
    with pytest.raises(ValueError, match=r"Row 2 of left\.csv names '7', whom people\.csv does not have"):
        read_ids(files("left.csv", "id\n7\n"), people)
    with pytest.raises(ValueError, match=r"Rows 2 and 3 of left\.csv name '1' twice"):
        read_ids(files("left.csv", "id\n1\n1\n"), people)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("a,b\n1,2\n", "needs the columns feature, value, min and max"),
        (
            "feature,value,min,max\nAge,30+,three,4\n",
            "Row 2 of t.csv has 'three' as min; give a whole number of seats",
        ),
        ("feature,value,min,max\nAge,30+,-1,4\n", "Row 2 of t.csv has '-1' as min"),
        ("feature,value,min,max\nAge,30+,5,4\n", "Row 2 of t.csv has the minimum 5 above the maximum 4"),
        (
            "feature,value,min,max\nAge,30+,1,4\nage,30+ ,1,4\n",
            "Row 3 of t.csv is a second target for age 30",
        ),
        ("feature,value,min,max\nAge,,1,4\n", "Row 2 of t.csv has no value"),
        ("feature,value,min,max\n", "no targets below them"),
    ],
)
def test_faults_of_targets_are_named_by_row(files, words, said):
    with pytest.raises(ValueError) as refused:
        read_targets(files("t.csv", words))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["1,Male,", "2,Male,30+"], "Row 2 of p.csv has nothing in 'Age'; fill it in, or take the row out."),
        (["1,Male,", "2,Male,"], "Row 2 of p.csv has nothing in 'Age' (1 more row has the same"),
        (
            ["1,Femal,30+"],
            "Row 2 of p.csv has 'Femal' in 'Gender' (did you mean 'Female'?), for which targets.csv "
            "has no target",
        ),
        (
            ["1,Male,30+", "2,Male,30+", "1,Male,30+"],
            "Rows 2 and 4 of p.csv have the same id '1'; take one row",
        ),
        ([",Male,30+"], "Row 2 of p.csv has nothing in 'id'; give every volunteer an id."),
    ],
)
def test_faults_of_volunteers_are_named_by_row(files, targets, rows, said):
    with pytest.raises(ValueError) as refused:
        read_volunteers(files("p.csv", "\n".join(["id,Gender,Age", *rows])), targets)
    assert said in str(refused.value)


def test_a_feature_that_volunteers_lack_is_named(files, targets):
    with pytest.raises(ValueError, match=r"p\.csv has no column 'Age'"):
        read_volunteers(files("p.csv", "id,Gender\n1,Male\n"), targets)


@pytest.mark.parametrize("name", ["a; b", "a;b", '"a\nb"', "a\u202eb"])
def test_an_id_that_would_blur_the_published_list_is_refused_by_its_row(files, targets, name):
    people = f"id,Gender,Age\nx,Female,30+\n{name},Male,30+\n"
    with pytest.raises(ValueError, match=r"Row (3|4) of people.csv has .* in 'id'; take it out"):
        read_volunteers(files("people.csv", people), targets)


def test_ids_of_very_many_digits_are_in_their_order(files, targets):
    long = "9" * 5000
    people = f"id,Gender,Age\n{long},Female,30+\n10,Male,30+\n009,Male,30+\n"
    assert read_volunteers(files("people.csv", people), targets).ids == ("009", "10", long)


def test_a_bound_of_very_many_digits_is_refused_by_its_row(files):
    for digits in (10, 5000):
        words = f"feature,value,min,max\nGender,Female,0,{'9' * digits}\n"
        with pytest.raises(ValueError, match=rf"Row 2 of t.csv has {digits} digits as max"):
            read_targets(files("t.csv", words))


def test_an_address_is_the_same_however_its_accents_are_coded(files, targets):
    people = "id,Gender,Age,Address\n1,Female,30+,Caf\u00e9 1\n2,Male,30+,Cafe\u0301 1\n"
    first, second = read_volunteers(files("people.csv", people), targets, household=["Address"]).households
    assert first == second


def test_ids_that_an_apostrophe_alone_tells_apart_are_refused_as_lists_could_mix_them_up(files, targets):
    people = "id,Gender,Age\n=1,Female,30+\n'=1,Male,30+\n"
    with pytest.raises(
        ValueError, match=r"Rows 2 and 3 of people\.csv have ids in 'id' that differ by an apos"
    ):
        read_volunteers(files("people.csv", people), targets)


def test_a_feature_of_another_case_is_found_and_said(files, targets):
    found = read_volunteers(files("v.csv", PEOPLE.replace("Gender", " GENDER ")), targets)
    assert found.values["Gender"] == ("Male", "Female", "Male")
    assert found.notes == ("The column 'GENDER' of v.csv is read as 'Gender', which the targets name.",)
    both = PEOPLE.replace("Address", "gender")
    assert read_volunteers(files("both.csv", both), targets).notes == ()  # the one of that very name


def test_a_title_above_the_names_of_columns_is_passed_over_and_rows_keep_their_numbers(files):
    targets = read_targets(files("targets.csv", "Targets 2027,,,\n" + FEATURES))
    assert targets.where("Age", "30+") == "row 6 of targets.csv"
    found = read_volunteers(files("v.csv", "Volunteers,by Ann,,,\n,,,,\n" + PEOPLE), targets, id="ID")
    assert (found.ids, found.rows) == (("1", "2", "10"), (6, 4, 5))
    assert found.notes == ("The names of the columns of v.csv are read from row 3.",)


def test_bounds_may_be_written_as_spreadsheets_write_them(files, targets):
    written = FEATURES.replace("min,max", "Min seats,Max seats").replace("1,2", '1.0,"2,00"')
    assert read_targets(files("t.csv", written)).quotas == targets.quotas
    with pytest.raises(ValueError, match=r"Row 2 of t\.csv has '1,000' as max; give a whole number of"):
        read_targets(files("t.csv", FEATURES.replace("Female,1,2", 'Female,1,"1,000"')))


def test_a_row_of_totals_is_no_target(files):
    with pytest.raises(ValueError, match=r"Row 6 of t\.csv looks like a total"):
        read_targets(files("t.csv", FEATURES + "Gender,Total,3,3\n"))
