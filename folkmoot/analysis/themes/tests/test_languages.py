"""English or Welsh: real sentences cut short, everyday answers, and everything that is neither."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.themes.languages import detect_language

TEXTS = Path(__file__).resolve().parents[4] / "tests/data/text"


def sentences():
    with (TEXTS / "sib200_en_cy_train.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"].split(), row["lang"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("start", "n_words", "least"), [(0, 5, 0.995), (5, 5, 0.995), (0, 3, 0.985), (0, 999, 0.998)]
)
def test_real_sentences_are_told_apart_by_a_few_words(start, n_words, least):
    cut = [(words[start : start + n_words], language) for words, language in sentences()]
    cut = [(" ".join(words), language) for words, language in cut if len(words) >= min(n_words, 5)]
    found = detect_language([text for text, _ in cut])
    right = sum(one == language for one, (_, language) in zip(found, cut, strict=True))
    assert len(cut) > 1_300
    assert right / len(cut) >= least


@pytest.mark.parametrize(
    "text", ["Yes", "No", "None.", "I agree", "The staff.", "STAFF WERE RUDE", "thx 4 ur help gr8"]
)
def test_short_english_answers(text):
    assert detect_language([text]) == ("en",)


@pytest.mark.parametrize(
    "text", ["Ydw", "Nac ydw", "Dim byd", "Da iawn", "Cytuno’n llwyr", "Mae’r ffordd yn beryglus"]
)
def test_short_welsh_answers(text):
    assert detect_language([text]) == ("cy",)


NOT_LATIN = [
    "الطريق خطير على الأطفال",
    "سڑک بچوں کے لیے خطرناک ہے",
    "Дорога небезпечна",
    "道路很危险",
    "\u202e\u0000",
]
NO_WORDS = [
    "",
    "   ",
    "12.50",
    "10/10 !!!",
    "👍👍🏽",
    "https://example.org/the/road",
    "a@b.org",
    "a" * 50_000,
]


@pytest.mark.parametrize("text", [*NOT_LATIN, *NO_WORDS, "N/a", "w", "Caerphilly"])
def test_nothing_is_said_where_nothing_can_be_told(text):
    assert detect_language([text]) == ("",)


def test_a_third_language_in_latin_letters_is_neither():
    polish = "Uważam, że nowa ścieżka rowerowa jest zbyt niebezpieczna dla dzieci przy szkole"
    somali = "Waxaan u malaynayaa in beerta cusub ay aad ugu fiican tahay carruurta"
    assert detect_language([polish, somali]) == ("", "")


def test_a_text_in_both_languages_is_given_the_larger_part():
    english, welsh = "The road by the school is not safe for children. ", "Mae angen mwy o finiau yn y parc. "
    assert detect_language([english * 3 + welsh, welsh * 3 + english]) == ("en", "cy")


def test_the_alphabet_of_most_letters_decides():
    assert detect_language(
        ["The road by the school is not safe (خطير)", "خطير على الأطفال في المدرسة bus"]
    ) == ("en", "")


def test_fifty_thousand_characters():
    long = ["The road is not safe. " * 2_300, "mae'r ffordd " * 4_000]
    assert detect_language(long) == ("en", "cy")


def test_accents_and_apostrophes_may_be_written_either_way():
    composed, apart = "tŷ bach â tho gwellt", "ty\u0302 bach a\u0302 tho gwellt"
    assert detect_language([composed, apart, "mae'r", "mae’r"]) == ("cy",) * 4


def test_no_texts_have_no_language_and_a_number_is_refused_by_its_row():
    assert detect_language([]) == ()
    with pytest.raises(ValueError, match="Text 1 is int, not a string"):
        detect_language(["Yes", 5])


@given(
    st.lists(st.text(max_size=30) | st.sampled_from(["Yes", "Diolch yn fawr", "the bus"]), max_size=8),
    st.randoms(),
)
def test_the_answer_belongs_to_the_text_alone(texts, random):
    shuffled = random.sample(texts, len(texts))
    one_by_one = {text: detect_language([text])[0] for text in texts}
    assert detect_language(shuffled) == tuple(one_by_one[text] for text in shuffled)
    assert set(one_by_one.values()) <= {"en", "cy", ""}
