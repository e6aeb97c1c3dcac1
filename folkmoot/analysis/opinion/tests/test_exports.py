"""Conversations in files: what Polis exports hold, read and written again without a change."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.files import open_table, read_integers
from folkmoot.analysis.opinion.exports import Conversation, Votes, read_polis, write_polis
from folkmoot.analysis.opinion.exports.conversation import Statement
from folkmoot.analysis.opinion.exports.quick import quick_integers

REAL = Path(__file__).resolve().parents[4] / "tests/data/conversations"
NAMES = ("15-per-hour-seattle", "canadian-electoral-reform", "scoop-hivemind.taxes")
HEAD = "timestamp,datetime,comment-id,voter-id,vote\n"
COMMENTS = "comment-id,moderated,comment-body\n"


def file(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def in_order(votes: Votes) -> list[tuple[int, int, int]]:
    return sorted(zip(votes.person.tolist(), votes.statement.tolist(), votes.vote.tolist(), strict=True))


def same(one: Conversation, other: Conversation) -> bool:
    pairs = ((one.votes, other.votes), (one.left_out, other.left_out))
    votes = all(
        np.array_equal(getattr(a, name), getattr(b, name))
        for a, b in pairs
        for name in ("person", "statement", "vote", "time")
    )
    return votes and (one.details, one.exported_group, one.summary) == (
        other.details,
        other.exported_group,
        other.summary,
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_long_and_the_wide_file_of_a_real_export_hold_the_same_votes(name):
    long = read_polis(REAL / name)
    wide = read_polis(REAL / name / "participants-votes.csv", REAL / name / "comments.csv")
    assert in_order(long.votes) == in_order(wide.votes)
    assert in_order(long.left_out) == in_order(wide.left_out)
    assert long.exported_group == wide.exported_group


@pytest.mark.parametrize("name", NAMES)
def test_a_real_export_written_and_read_again_is_the_same(name, tmp_path):
    conversation = read_polis(REAL / name)
    write_polis(tmp_path, conversation)
    assert same(conversation, read_polis(tmp_path))


def test_of_a_real_export_statements_moderated_out_are_left_out_and_not_passes():
    # Seattle: 54 statements, of which 23 are moderated -1; each had one vote, its author's.
    found = read_polis(REAL / NAMES[0])
    assert len(found.moderated_out) == 23
    assert not set(found.statement.tolist()) & found.moderated_out
    assert len(found.left_out) == 23
    assert found.explain() == (
        "2,849 votes by 337 people on 31 statements; 23 votes on 23 statements that were moderated out are "
        "left out; 123 votes were replaced by later ones."
    )


def test_plain_columns_are_read_and_the_later_vote_counts(tmp_path):
    path = file(tmp_path, "v.csv", "vote;person;statement\n1;7;20\n0;3;10\n-1;7;20\n")
    found = read_polis(path)
    assert in_order(found.votes) == [(3, 10, 0), (7, 20, -1)]
    assert found.replaced == 1
    assert found.vote.tolist() == [0, -1]


def test_a_file_that_holds_minus_one_for_agree_is_turned(tmp_path):
    path = file(tmp_path, "v.csv", "person,statement,vote\n1,1,-1\n2,1,0\n")
    assert read_polis(path, agree=-1).vote.tolist() == [1, 0]
    with pytest.raises(ValueError, match=r"agree is 0: give 1, or -1"):
        read_polis(path, agree=0)


def test_votes_that_contradict_the_counts_beside_the_statements_are_refused(tmp_path):
    votes = file(tmp_path, "votes.csv", HEAD + "".join(f"1,,{s},{p},-1\n" for s in range(6) for p in (1, 2)))
    comments = file(
        tmp_path,
        "comments.csv",
        "comment-id,agrees,disagrees,moderated,comment-body\n" + "".join(f"{s},2,0,1,x\n" for s in range(6)),
    )
    with pytest.raises(ValueError, match=r"votes.csv looks turned round: of 6 statements 6 .* give agree=-1"):
        read_polis(votes, comments)
    assert read_polis(votes, comments, agree=-1).vote.tolist() == [1] * 12


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1,,0,1,1\n1,,0,2,2\n", r"Row 3 of votes.csv has 2 in the column 'vote': write 1 for agree"),
        ("1,,0,1,1\n\n1,,0,2,7\n", r"Row 4 of votes.csv has 7 in the column 'vote'"),
        ("1,,0,-4,1\n", r"Row 2 of votes.csv has -4 in the column 'voter-id': give whole numbers from 0"),
        ("1,,x,4,1\n", r"votes.csv: Row 2 has 'x' in the column 'comment-id'; a whole number"),
        ("1,,1,4,\n", r"votes.csv: Row 2 has nothing in the column 'vote'"),
        ("1,,1,4,0.5\n", r"votes.csv: Row 2 has '0.5' in the column 'vote'; a whole number"),
        ("1,,1,4,=1+1\n", r"votes.csv: Row 2 has '=1\+1' in the column 'vote'"),
        ("-5,,1,4,1\n", r"Row 2 of votes.csv has -5 in the column 'timestamp': give milliseconds"),
        ("1,,1,4,1,9\n", r"Row 2 of votes.csv has 6 cells and the column names are 5"),
        ('1,,1,4,"1\n', r"Row 2 of votes.csv opens a quotation mark that is never closed"),
    ],
)
def test_a_row_of_votes_that_cannot_be_is_named(tmp_path, rows, said):
    with pytest.raises(ValueError, match=said):
        read_polis(file(tmp_path, "votes.csv", HEAD + rows))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1,2,a\n", r"Row 2 of comments.csv has '2' in the column 'moderated'; 1, 0 or -1 is needed"),
        ("1,1,a\n1,1,b\n", r"Statement 1 is there twice in comments.csv \(rows 2 and 3\); keep one"),
        ("one,1,a\n", r"Row 2 of comments.csv has 'one' in the column 'comment-id'; a whole number from 0"),
    ],
)
def test_a_row_of_statements_that_cannot_be_is_named(tmp_path, rows, said):
    votes = file(tmp_path, "votes.csv", HEAD + "1,,1,1,1\n")
    with pytest.raises(ValueError, match=said):
        read_polis(votes, file(tmp_path, "comments.csv", COMMENTS + rows))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1,0,1,5\n", r"Row 2 of wide.csv has '5' in the column '11': write 1 for agree"),
        ("x,0,1,1\n", r"Row 2 of wide.csv has 'x' in the column 'participant'; a whole number from 0 up"),
        ("1,0,1,=A1\n", r"Row 2 of wide.csv has '=A1' in the column '11'"),
        ("1,0,1,inf\n", r"Row 2 of wide.csv has 'inf' in the column '11'"),
    ],
)
def test_a_row_of_the_wide_file_that_cannot_be_is_named(tmp_path, rows, said):
    with pytest.raises(ValueError, match=said):
        read_polis(file(tmp_path, "wide.csv", "participant,group-id,10,11\n" + rows))


def test_the_wide_file_may_have_been_through_a_spreadsheet(tmp_path):
    path = file(tmp_path, "wide.csv", "participant;group-id;10;11\n4;1;1.0; -1\n5;;;0\n", "utf-8-sig")
    found = read_polis(path)
    assert in_order(found.votes) == [(4, 10, 1), (4, 11, -1), (5, 11, 0)]
    assert found.exported_group == {4: 1}


def test_files_that_are_not_there_or_not_what_they_say_are_refused(tmp_path):
    with pytest.raises(ValueError, match=r"holds neither votes.csv nor participants-votes.csv"):
        read_polis(tmp_path)
    with pytest.raises(ValueError, match=r"There is no file .*nothing.csv"):
        read_polis(tmp_path / "nothing.csv")
    with pytest.raises(ValueError, match=r"v.csv has no column for votes: call it 'vote'"):
        read_polis(file(tmp_path, "v.csv", "person,statement\n1,1\n"))
    with pytest.raises(ValueError, match=r"u.csv is saved as UTF-16"):
        read_polis(file(tmp_path, "u.csv", HEAD, "utf-16"))
    votes = file(tmp_path, "votes.csv", HEAD + "1,,1,1,1\n")
    latin = file(tmp_path, "comments.csv", COMMENTS + "1,1,Café\n", "cp1252")
    with pytest.raises(ValueError, match=r"comments.csv is not UTF-8: row 2 holds .*perhaps é"):
        read_polis(votes, latin)
    assert read_polis(votes, latin, encoding="cp1252").texts == {1: "Café"}


def test_a_conversation_without_votes_is_read_and_written(tmp_path):
    found = read_polis(file(tmp_path, "votes.csv", HEAD))
    assert len(found.votes) == 0
    write_polis(tmp_path / "again", found)
    assert same(found, read_polis(tmp_path / "again"))


def test_progress_never_falls_and_ends_at_its_total():
    said: list[tuple[int, int]] = []
    read_polis(REAL / NAMES[0], progress=lambda done, total: said.append((done, total)))
    done, totals = zip(*said, strict=True)
    assert list(done) == sorted(done)
    assert len(set(totals)) == 1
    assert done[-1] == totals[-1]


def test_progress_never_falls_when_the_quick_reader_gives_up(tmp_path, monkeypatch):
    monkeypatch.setattr("folkmoot.analysis.opinion.exports.quick.CHUNK", 64)
    rows = "".join(f"1,,{statement},7,1\n" for statement in range(40))
    path = file(tmp_path, "votes.csv", HEAD + rows + '1,"a,b",99,8,0\n')
    done: list[int] = []
    found = read_polis(path, progress=lambda reached, total: done.append(reached))
    assert len(found.votes) == 41
    assert len(set(done)) > 5
    assert done == sorted(done)


plain = ["1", "0", "-1", "2", "30"] * 12
odd = [" 2", "+4", "1.0", "1.5", "", "x", "1e3", "9" * 20, "1_000", "\u0663", "nan", '"1"', "#1", "-"]
cell = st.sampled_from(plain + odd)


@given(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=4), st.sampled_from(",;\t"))
@settings(max_examples=60)
def test_the_quick_reader_finds_what_the_careful_one_finds_or_leaves_it_to_it(rows, delimiter):
    with tempfile.TemporaryDirectory() as folder:
        lines = [["a", "b", "c"], *rows]
        path = file(Path(folder), "v.csv", "".join(delimiter.join(each) + "\n" for each in lines))
        quick = quick_integers(open_table(path, names=["a", "c"]), ["a", "c"])
        if quick is not None:
            careful = read_integers(path, ["a", "c"])
            assert [each.tolist() for each in quick] == [careful[name].tolist() for name in ("a", "c")]


def test_files_that_are_there_stay_unless_they_may_be_replaced(tmp_path):
    conversation = read_polis(REAL / NAMES[0])
    write_polis(tmp_path, conversation)
    with pytest.raises(ValueError, match=r"already holds votes.csv"):
        write_polis(tmp_path, conversation)
    write_polis(tmp_path, conversation, groups={0: 3}, overwrite=True)
    assert read_polis(tmp_path).exported_group == {0: 3}


@pytest.mark.parametrize(
    ("words", "said"), [("a\0b", "statement 3 hold a NUL sign"), ("\ud83d", "half a char")]
)
def test_words_that_no_file_can_hold_are_refused_and_nothing_is_written(tmp_path, words, said):
    nobody = Votes(*[np.zeros(0, np.int64)] * 2, np.zeros(0, np.int8), np.zeros(0, np.int64))
    with pytest.raises(ValueError, match=said):
        write_polis(tmp_path / "new", Conversation(nobody, nobody, {3: Statement(words)}))
    assert not (tmp_path / "new").exists()


words = st.text(
    st.one_of(
        st.sampled_from("'=+-@,;\"\n\r\t "),
        st.characters(exclude_categories=("Cs",), exclude_characters="\0"),
    ),
    max_size=12,
)
votes = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 5)),
    st.tuples(st.sampled_from([-1, 0, 1]), st.integers(0, 10**14)),
    max_size=12,
)


@settings(max_examples=40)
@given(votes, st.dictionaries(st.integers(0, 5), st.tuples(words, st.sampled_from([-1, 0, 1])), max_size=6))
def test_whatever_was_said_comes_back_as_it_was(cast, told):
    rows = [(person, statement, *rest) for (person, statement), rest in cast.items()]
    columns = np.array(rows, np.int64).reshape(-1, 4).T
    details = {number: Statement(text, moderation=state) for number, (text, state) in told.items()}
    out = np.array([row[1] in details and details[row[1]].moderation == -1 for row in rows], bool)
    everything = Votes(columns[0], columns[1], columns[2].astype(np.int8), columns[3])
    conversation = Conversation(
        everything.where(~out), everything.where(out), details, {2: 1, 99: 0}, {"a": "=b"}
    )
    with tempfile.TemporaryDirectory() as folder:
        write_polis(folder, conversation)
        assert same(conversation, read_polis(folder))
