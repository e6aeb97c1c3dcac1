import pytest

from folkmoot.analysis.themes.preparing import plain, prepare, says_nothing, word_list


@pytest.mark.parametrize(
    "text",
    ["", "  \n", "-", "...", "?!", "n/a", "N/A.", "No comment", "no comments, thanks", "Nothing",
     "nothing to add", "None.", "12", "10 000", "Sorry, don't know", "No", "Yes!", "Did not answer",
     "Dim sylw", "dim", "Dim byd i’w ychwanegu", "Nac oes", "Ddim yn gwybod, sori", "Nac ydw", "Ie"],
)  # fmt: skip
def test_an_answer_without_content_is_told_in_english_and_in_welsh(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    ["Nothing works", "No buses after six", "👍", "£20", "No comment from the council on my complaint", "5G",
     "Thank you", "Dim bysiau ar ôl chwech", "nothing " * 60, "مرحبا", "Ø"],
)  # fmt: skip
def test_an_answer_with_content_is_kept_however_short_or_odd(text: str) -> None:
    assert not says_nothing(text)


def test_texts_that_differ_in_capitals_gaps_and_signs_count_once() -> None:
    found = prepare(["Too loud!", "too  LOUD", "Fewer cars", "“Too loud”"])
    assert found.texts == ("Fewer cars", "Too loud!")
    assert found.place.tolist() == [1, 1, 0, 1]
    assert found.times.tolist() == [1, 3]
    assert found.first.tolist() == [2, 0]
    assert (found.place >= 0).all()


def test_the_wording_kept_does_not_depend_on_the_order_of_rows() -> None:
    rows = ["too loud", "Too loud!", "TOO LOUD", "n/a", "Fewer cars"]
    for turned in (rows, rows[::-1], rows[2:] + rows[:2]):
        found = prepare(turned)
        assert found.texts == ("Fewer cars", "TOO LOUD")
        assert [turned[row] for row in found.first] == list(found.texts)


def test_five_thousand_copies_of_a_letter_are_one_text() -> None:
    found = prepare(["Save our library. " * 20] * 5_000 + ["Close it"])
    assert len(found.texts) == 2
    assert sorted(found.times.tolist()) == [1, 5_000]


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ([], "There are no texts to read; give at least one."),
        ("one text", "This is one text, not a list of texts; put it in a list."),
        (["fine", None], "Text 2 is NoneType, not text; give an empty text where nobody wrote."),
        ([3.5], "Text 1 is float, not text; give an empty text where nobody wrote."),
    ],
)
def test_what_is_not_a_list_of_texts_is_refused_with_its_row(texts: object, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:
        prepare(texts)  # type: ignore[arg-type]
    assert str(refused.value) == sentence


def test_plain_keeps_letters_of_every_script_and_symbols_that_stand_alone() -> None:
    assert plain("Caffi’r  Dŵr — GŴYL!") == "caffir dŵr gŵyl"
    assert plain("\u202eשלום\u202c") == "שלום"
    assert plain("👍 👍") != ""
    assert plain("\x00\x07") == ""


def test_lists_of_words_are_written_without_doubles_and_read_without_comments() -> None:
    for name in ("says_nothing", "courtesies", "stop_words_en", "stop_words_cy"):
        words = word_list(name)
        assert len(words) > 10
        assert not any(word.startswith("#") for word in words)
