from folkmoot.analysis.themes.languages import detect_language
from folkmoot.analysis.themes.spoken import spoken_languages

ENGLISH = [f"The bus on route {n} was late again" for n in range(40)]
WELSH = [
    "Mae'r bws yn hwyr bob bore",
    "Dim digon o lefydd parcio yn y dref",
    "Rwy'n hoffi'r llyfrgell newydd",
]


def test_a_few_welsh_answers_among_many_english_ones_are_found() -> None:
    assert spoken_languages([*ENGLISH, *WELSH]) == ("en",) * 40 + ("cy",) * 3


def test_plainly_english_texts_are_told_as_the_closer_look_tells_them() -> None:
    texts = [*ENGLISH, *WELSH, "Beth said the light is dim", "12.50", "👍", "Parcio", "More trees"]
    assert spoken_languages(texts) == detect_language(texts)


def test_garbled_english_is_no_lone_welsh_answer_among_thousands() -> None:
    garbled = "Visa or Masyercard?"
    assert detect_language([garbled]) == ("cy",)
    found = spoken_languages([*ENGLISH * 60, garbled, WELSH[0]])
    assert found[-2:] == ("", "cy")
