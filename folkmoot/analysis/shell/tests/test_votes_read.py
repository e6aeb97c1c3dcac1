"""Reading votes: a Polis export, plain columns, columns under any names, words in place of numbers."""

import pytest

from folkmoot.analysis.shell.votes_read import read_conversation


@pytest.fixture
def file(tmp_path):
    def written(text, name="votes.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def cast(read):
    votes = read.conversation.votes
    return list(zip(votes.person.tolist(), votes.statement.tolist(), votes.vote.tolist(), strict=True))


def test_plain_columns_are_found_without_naming_them(file):
    read = read_conversation(file("person,statement,vote\n7,1,1\n8,1,-1\n8,2,0\n"), None, None)
    assert cast(read) == [(7, 1, 1), (8, 1, -1), (8, 2, 0)]
    assert (read.person(8), read.text(1)) == ("8", "")


def test_columns_of_any_name_hold_names_statements_in_words_and_votes_in_words(file):
    path = file("Who;Said;Answer\nAnn;Open later;Agree\nBob;Open later;disagree\nAnn;Keep it;PASS\n")
    read = read_conversation(path, None, ("Who", "Said", "Answer"))
    # In the order of the alphabet: Ann 0, Bob 1; "Keep it" 0, "Open later" 1.
    assert cast(read) == [(0, 1, 1), (1, 1, -1), (0, 0, 0)]
    assert (read.person(1), read.text(1)) == ("Bob", "Open later")


def test_people_with_names_and_statements_with_numbers_go_with_a_file_of_statements(file):
    votes = file("person,statement,vote\nAnn,1,1\nBob,2,1\n")
    comments = file("comment-id,moderated,comment-body\n1,1,Open later\n2,-1,Rude\n", "comments.csv")
    read = read_conversation(votes, comments, None)
    assert cast(read) == [(0, 1, 1)]
    assert len(read.conversation.left_out) == 1
    assert (read.person(0), read.text(1)) == ("Ann", "Open later")


@pytest.mark.parametrize("head", ["Person,Statement,Vote", "voter-id,comment-id,vote"])
def test_usual_names_are_known_in_capital_letters_and_hold_words_too(file, head):
    read = read_conversation(file(f"{head}\nAnn,Open later,Agree\nBob,Open later,Pass\n"), None, None)
    assert cast(read) == [(0, 0, 1), (1, 0, 0)]


def test_of_two_votes_in_plain_columns_the_later_counts_and_the_earlier_is_told_of(file):
    path = file("person,statement,vote\nAnn,1,1\nBob,1,1\nAnn,1,-1\n")
    read = read_conversation(path, None, None)
    assert cast(read) == [(1, 1, 1), (0, 1, -1)]
    assert read.conversation.replaced == 1


def test_plain_votes_that_look_turned_round_beside_their_statements_are_refused(file):
    votes = file("person,statement,vote\n" + "".join(f"{n},{s},-1\n" for n in range(3) for s in range(6)))
    counts = "".join(f"{s},3,0,Open later {s}\n" for s in range(6))
    comments = file(f"comment-id,agrees,disagrees,comment-body\n{counts}", "comments.csv")
    with pytest.raises(ValueError, match=r"votes\.csv looks turned round: .*in a shell --agree -1"):
        read_conversation(votes, comments, None)
    assert cast(read_conversation(votes, comments, None, agree=-1))[0] == (0, 0, 1)


def test_agree_may_be_minus_one(file):
    path = file("person,statement,vote\n1,1,-1\n2,1,1\n")
    assert cast(read_conversation(path, None, None, agree=-1)) == [(1, 1, 1), (2, 1, -1)]
    path = file("person,statement,vote\nAnn,1,agree\nBob,1,-1\nCat,1,disagree\n")
    # A word says itself which way it goes.
    assert cast(read_conversation(path, None, None, agree=-1)) == [(0, 1, 1), (1, 1, 1), (2, 1, -1)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "person,statement,vote\n1,1,2\n",
            r"^Row 2 of votes\.csv has '2' in the column 'vote'; write 1 or agree",
        ),
        (
            "person,statement,vote\n1,1,1\n1,2,\n",
            r"^Row 3 of votes\.csv has nothing in the column 'vote'; fill",
        ),
        (
            "person,statement,vote\n,1,1\n ,1,1\n2,1,1\n",
            r"^Row 2 of votes\.csv and 1 more row have nothing in",
        ),
        (
            "Who,statement,vote\nA,1,1\n",
            r"no column known to hold people among Who, .* with --person COLUMN\.$",
        ),
        ("comment-id,person\n1,1\n", r"no column known to hold votes among .* with --vote COLUMN\.$"),
        ("person,statement,vote\n", r"^votes\.csv cannot be mapped: it holds no votes"),
        (
            "a,b\n1,2\n",
            r"^votes\.csv has no column known to hold people, statements and votes among a, b; say",
        ),
    ],
)
def test_what_cannot_be_right_is_refused_by_row(file, text, fault):
    with pytest.raises(ValueError, match=fault):
        read_conversation(file(text), None, None)


def test_statements_in_words_cannot_be_joined_to_a_file_of_statements(file):
    votes = file("person,statement,vote\n1,Open later,1\n")
    comments = file("comment-id,comment-body\n1,Open later\n", "comments.csv")
    with pytest.raises(ValueError, match="names statements in words"):
        read_conversation(votes, comments, None)


def test_a_conversation_whose_statements_were_all_moderated_out_is_refused(file):
    votes = file("person,statement,vote\n1,1,1\n")
    comments = file("comment-id,moderated,comment-body\n1,-1,Rude\n", "comments.csv")
    with pytest.raises(ValueError, match="every statement voted on was moderated out"):
        read_conversation(votes, comments, None)


def test_a_folder_is_read_as_a_polis_export_but_not_by_columns(file, tmp_path):
    file("timestamp,datetime,comment-id,voter-id,vote\n0,,4,9,1\n")
    assert cast(read_conversation(tmp_path, None, None)) == [(9, 4, 1)]
    with pytest.raises(ValueError, match="is a folder; give the file that has the column 'Who'"):
        read_conversation(tmp_path, None, ("Who", "Said", "Answer"))
