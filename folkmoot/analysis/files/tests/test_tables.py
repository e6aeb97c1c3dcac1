"""CSV as data officers have it: read, or refused in one sentence that names the row and the remedy."""

import time

import numpy as np
import pytest

from folkmoot.analysis.files import open_table, read_columns, read_integers


@pytest.fixture
def file(tmp_path):
    def written(content: str | bytes, encoding: str = "utf-8"):
        path = tmp_path / "answers.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return written


def refusal(path, *names, **options) -> str:
    with pytest.raises(ValueError) as caught:
        read_columns(path, names or ("text",), **options)
    return str(caught.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_comma_semicolon_and_tab_are_told_apart_with_or_without_a_mark(file, delimiter, start):
    lines = (("id", "text"), ("1", '"Ŵyn, tŷ; ""parc"""'), ("2", "Yes"))
    columns = read_columns(file(start + "\r\n".join(delimiter.join(line) for line in lines)), ("text", "id"))
    assert columns.values == {"text": ('Ŵyn, tŷ; "parc"', "Yes"), "id": ("1", "2")}
    assert columns.rows == (2, 3)


def test_the_delimiter_is_the_one_that_finds_the_columns_asked_for(file):
    columns = read_columns(file("text;tick all, that apply, please\nOpen later;a, b\n"), ("text",))
    assert columns.values["text"] == ("Open later",)


def test_a_first_line_for_excel_is_not_taken_for_the_column_names(file):
    columns = read_columns(file("sep=;\nid;text\n1;Open later\n"), ("text",))
    assert (columns.values["text"], columns.rows) == (("Open later",), (3,))


def test_rows_are_numbered_as_a_spreadsheet_shows_them(file):
    columns = read_columns(file('id,text\n1,"two\nlines"\n\n,\n4,last\n'), ("text",))
    assert list(zip(columns.rows, columns.values["text"], strict=True)) == [(2, "two\nlines"), (5, "last")]


def test_a_row_with_something_elsewhere_and_no_text_is_kept(file):
    assert read_columns(file("id,text\n7,\n"), ("text",)).values["text"] == ("",)


def test_very_long_answers_are_read_whole(file):
    long = "word " * 60_000
    assert read_columns(file(f'id,text\n1,"{long}"\n'), ("text",)).values["text"] == (long,)


def test_other_encodings_are_read_when_told_and_refused_by_row_when_not(file):
    path = file("id,text\n1,fine\n2,\u2019Tis caf\u00e9\n", "cp1252")
    assert read_columns(path, ("text",), encoding="cp1252").values["text"][1] == "\u2019Tis caf\u00e9"
    said = refusal(path)
    assert "answers.csv is not UTF-8: row 3 holds a byte" in said
    assert "(0x92, perhaps \u2019)" in said
    assert "--encoding cp1252" in said


def test_a_fault_in_the_encoding_is_found_beyond_cells_with_line_breaks(file):
    rows = b"".join(b'%d,"a\nb"\n' % number for number in range(3000))
    assert "row 3002 holds" in refusal(file(b"id,text\n" + rows + b"x,\xff\n"))


def test_unicode_text_of_excel_is_named_and_can_be_read(file):
    path = file("id\ttext\n1\tŷ\n", "utf-16")
    assert "--encoding utf-16" in refusal(path)
    assert read_columns(path, ("text",), encoding="utf-16").values["text"] == ("ŷ",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty; it must have a row of column names"),
        (b"\xef\xbb\xbf \n\n", "is empty"),
        (b"text\n", "column names and no rows"),
        (b"PK\x03\x04 and so on", "is an Excel workbook or a zip file, not CSV"),
        (b"%PDF-1.7", "is a PDF, not CSV"),
        (b"id,text\n1,a\n2\n", "Row 3 of answers.csv has 1 cell and the column names are 2"),
        (b"id,text\n1,a, b\n", "Row 2 of answers.csv has 3 cells and the column names are 2"),
        (b'id,text\n1,"never\nclosed\n', "Row 2 of answers.csv opens a quotation mark that is never closed"),
        (b'id,text\n1,"a "b" c"\n', "Row 2 of answers.csv has a quotation mark inside a quoted cell"),
        (b"id,text\n1,a\0b\n", "Line 2 of answers.csv holds a NUL byte"),
        (b"text,id,text\na,1,b\n", "The column 'text' is in answers.csv more than once (columns 1 and 3)"),
        (
            b"id,Texts\n1,a\n",
            "answers.csv has no column 'text' (did you mean 'Texts'?); its columns are id, Texts.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_row_and_remedy(file, content, said):
    assert said in refusal(file(content))


def test_column_names_may_stand_in_a_lower_row_and_a_refusal_says_where(file):
    path = file('Ident 1,Ident 2\nWho?,"Why do you\n  say that?"\n1,Buses are late\n')
    assert "take out what stands above the column names, or add --names-row 2" in refusal(
        path, "Why do you say that?"
    )
    columns = read_columns(path, ("Why do you say that?",), names_row=2)
    assert (columns.rows, columns.values["Why do you say that?"]) == ((3,), ("Buses are late",))
    assert "has no row 9" in refusal(path, "Who?", names_row=9)
    assert "answers.csv has no column 'Ident 3'" in refusal(path, "Ident 3")


def test_utf8_is_not_read_as_something_else(file):
    path = file("text\nIt\u2019s caf\u00e9\n")
    assert "answers.csv is UTF-8, and read as cp1252" in refusal(path, encoding="cp1252")
    assert read_columns(file("text\nplain\n"), ("text",), encoding="cp1252").values["text"] == ("plain",)


def test_empty_cells_beyond_the_columns_do_no_harm(file):
    assert read_columns(file("id,text\n1,a,,\n"), ("text",)).values["text"] == ("a",)


def test_missing_files_folders_and_encodings_are_refused(file, tmp_path):
    assert "There is no file" in refusal(tmp_path / "nowhere.csv")
    assert "is a folder" in refusal(tmp_path)
    assert "There is no encoding 'latin-99'" in refusal(file("text\na\n"), encoding="latin-99")
    assert "There is no encoding 'base64'" in refusal(file("text\na\n"), encoding="base64")


def test_many_columns_are_not_all_listed(file):
    assert "and 85 more." in refusal(file(",".join(f"c{n}" for n in range(100)) + "\n1\n"))


def test_progress_counts_bytes_to_the_end_with_a_total_that_stays(file):
    seen = []
    path = file("id,text\n" + "1,some words\n" * 30_000)
    table = open_table(path, names=("text",))
    for _row in table.rows(("text",), progress=lambda done, total: seen.append((done, total))):
        pass
    total = path.stat().st_size
    assert {each for _done, each in seen} == {total}
    assert [done for done, _total in seen] == sorted(done for done, _total in seen)
    assert seen[-1] == (total, total)
    assert len(seen) > 3


def test_whole_numbers_become_arrays(file):
    numbers = read_integers(file("vote,person\n1,7\n-1, 9007199254740993\n0.0,-3\n"), ("person", "vote"))
    assert numbers["vote"].tolist() == [1, -1, 0]
    assert numbers["person"].tolist() == [7, 9_007_199_254_740_993, -3]
    assert numbers["person"].dtype == np.int64


def test_blank_rows_between_numbers_are_passed_over(file):
    seen = []
    path = file("vote,person\n1,7\n\n,\n-1,8\n")
    numbers = read_integers(path, ("vote",), progress=lambda done, total: seen.append((done, total)))
    assert numbers["vote"].tolist() == [1, -1]
    assert seen[-1] == (path.stat().st_size,) * 2


def test_numbers_of_a_file_without_rows_are_none(file):
    assert read_integers(file("vote,person\n"), ("vote",))["vote"].tolist() == []


def test_a_ragged_row_among_numbers_is_named(file):
    with pytest.raises(ValueError, match=r"Row 3 of answers\.csv has 1 cell"):
        read_integers(file("vote,person\n1,7\n1\n"), ("vote",))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("", "Row 3 has nothing in the column 'vote'"),
        ("agree", "Row 3 has 'agree' in the column 'vote'; a whole number is needed there."),
        ("1.5", "Row 3 has '1.5'"),
        ("nan", "Row 3 has 'nan'"),
        ("inf", "Row 3 has 'inf'"),
        ("9" * 30, "Row 3 has '9999"),
        ("9" * 5000, "Row 3 has '9999"),
    ],
)
def test_what_is_no_whole_number_is_named(file, cell, said):
    with pytest.raises(ValueError) as caught:
        read_integers(file(f"person,vote\n1,1\n2,{cell}\n"), ("vote",))
    assert said in str(caught.value)


def test_a_pipe_or_a_device_is_refused_before_it_is_waited_for():
    assert refusal("/dev/null").startswith("/dev/null is a pipe or a device and no file; save")


def test_finding_many_columns_takes_time_in_proportion(file):
    names = [f"question {n}" for n in range(20_000)]
    table = open_table(file(f"{','.join(names)}\n{'1,' * 19_999}1\n"))
    began = time.process_time()
    assert table.places(names) == tuple(range(20_000))
    assert time.process_time() - began < 2  # half a minute when every name is held against every column


def test_a_column_is_found_by_what_stands_before_a_colon_if_only_one_begins_so(file):
    path = file("id,views: What do you think?\n1,Open later\n")
    assert read_columns(path, ("views",)).values["views"] == ("Open later",)
    assert "has no column 'views'" in refusal(file("views: now?,views: then?\na,b\n"), "views")
    assert read_columns(file("views: now?,views\na,b\n"), ("views",)).values["views"] == ("b",)
