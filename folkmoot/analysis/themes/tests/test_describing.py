import numpy as np

from folkmoot.analysis.themes.describing import distinctive_words, named_words, telling_texts


def test_words_are_those_frequent_here_and_rare_elsewhere_by_hand() -> None:
    # Texts of theme 0: bus late, bus late, bus road: bus 3, late 2, road 1. Theme 1: road, road tree, tree:
    # road 2, tree 2. Words in all: bus 3, late 2, road 3, tree 2, 10; mean 5. bus: 3 ln(1 + 5/3) = 2.94;
    # late: 2 ln(1 + 5/2) = 2.51; road: 1 ln(1 + 5/3) = .98, and last since one text says it. Theme 1: tree
    # 2.51; road 2 ln(1 + 5/3) = 1.96.
    texts = ["bus late", "late bus bus", "bus road", "road", "road tree", "tree"]
    words = distinctive_words(texts, ["en"] * 6, np.array([0, 0, 0, 1, 1, 1]))
    assert words == (("bus", "late", "road"), ("tree", "road"))


def test_what_many_people_wrote_word_for_word_names_the_theme() -> None:
    # A letter of 100 people counts ten times, 3 texts of one person each once; of the other theme nothing
    # changes: library 10 + 1, close 10, bar 2, tea 1 against road 2, tree 2.
    texts = ["close library", "bar tea", "bar", "library", "road", "road tree", "tree"]
    label = np.array([0, 0, 0, 0, 1, 1, 1])
    plain = distinctive_words(texts, ["en"] * 7, label)
    counted = distinctive_words(texts, ["en"] * 7, label, times=[100, 1, 1, 1, 1, 1, 1])
    assert plain[0][0] == "bar"
    assert counted[0] == ("library", "close", "bar", "tea")
    assert counted[1] == plain[1]


def test_forms_of_a_word_are_one_and_the_commonest_is_shown() -> None:
    texts = ["buses", "The buses", "a bus", "trees", "A tree", "my trees"]
    words = distinctive_words(texts, ["en"] * 6, np.array([0, 0, 0, 1, 1, 1]))
    assert words == (("buses",), ("trees",))


def test_welsh_words_are_counted_in_welsh() -> None:
    texts = ["Mae'r plant yn chwarae", "Lle i blant chwarae", "Y parc", "Parc yn y dref"]
    first, second = distinctive_words(texts, ["cy"] * 4, np.array([0, 0, 1, 1]), shown=3)
    assert "chwarae" in first
    assert not {"mae'r", "yn", "i", "y"} & {*first, *second}
    assert second[0].startswith("parc")


def test_a_theme_of_emoji_or_of_fillers_has_no_words_and_right_to_left_has_its_own() -> None:
    texts = ["👍", "it is what it is", "الحديقة جميلة"]
    words = distinctive_words(texts, ["", "en", ""], np.array([0, 1, 2]))
    assert words[:2] == ((), ())
    assert set(words[2]) == {"الحديقة", "جميلة"}


def test_many_texts_are_counted_evenly_and_long_words_left_out() -> None:
    texts = ["x" * 5_000 + " library"] * 3_000
    assert distinctive_words(texts, ["en"] * 3_000, np.zeros(3_000, np.intp)) == (("library",),)


def unit(rows: list[list[float]]) -> np.ndarray:
    found = np.array(rows, np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_central_texts_are_near_the_middle_and_edge_texts_near_another_theme() -> None:
    # Two themes, to the right and up. Angles from the right: 0, 10, 20, 40 degrees; and 90, 85, 95, 60.
    angle = np.radians([0, 10, 20, 40, 90, 85, 95, 60])
    vectors = np.column_stack([np.cos(angle), np.sin(angle)]).astype(np.float32)
    texts = [f"an answer of readable length {n}" for n in range(8)]
    central, edge = telling_texts(texts, np.array([0] * 4 + [1] * 4), vectors)
    # All within 23 degrees (cosine .92) say the same to a reader: after the first those follow that differ.
    assert central[0][0] in (1, 2)
    assert central[1][0] in (4, 5)
    assert set(central[0]) | set(edge[0]) == {0, 1, 2, 3}
    assert set(central[1]) | set(edge[1]) == {4, 5, 6, 7}


def test_texts_of_readable_length_come_first_and_never_twice() -> None:
    rows = unit([[1, 0.01 * n] for n in range(20)])
    texts = ["ok", "long " * 200, *(f"a readable answer, number {n}" for n in range(2, 20))]
    central, edge = telling_texts(texts, np.zeros(20, np.intp), rows)
    assert len(central[0]) == 5
    assert not {0, 1} & {*central[0], *edge[0]}
    assert not set(central[0]) & set(edge[0])


def test_a_theme_of_one_text_has_it_in_the_middle_and_no_edge() -> None:
    assert telling_texts(["alone"], np.array([0]), unit([[1, 0]])) == (((0,),), ((),))


def test_welsh_prepositions_with_pronouns_and_forms_of_should_name_no_theme():
    texts = ["Dylech ofyn am y parc", "Dylid gofalu amdano, y parc mwyaf"]
    (found,) = distinctive_words(texts, ["cy"] * 2, np.zeros(2, np.intp))
    assert "parc" in found
    assert not {"dylech", "dylid", "amdano"} & set(found)


def test_a_theme_is_named_in_the_language_of_most_of_its_answers() -> None:
    texts = ["bws hwyr", "bws", "late bus", "trees", "more trees", "coed"]
    languages = ["cy", "cy", "en", "en", "en", "cy"]
    words = distinctive_words(texts, languages, np.array([0, 0, 0, 1, 1, 1]))
    assert words == (("bws", "hwyr"), ("trees",))


def test_answers_in_one_language_change_no_word_of_the_other() -> None:
    # "plant" is English here and Welsh (children) there; what the Welsh write of them makes it no rarer and
    # no commoner, and its form here stays its own.
    texts = ["plants, road", "the plants", "a plant", "road", "the road", "tree, road"]
    label = np.array([0, 0, 0, 1, 1, 1])
    welsh = ["plant", "plant bach", "Y plant", "plant a choed", "coed"]
    both = distinctive_words(
        [*texts, *welsh], ["en"] * 6 + ["cy"] * 5, np.append(label, [0, 0, 1, 1, 2]), shown=2
    )
    assert both[:2] == distinctive_words(texts, ["en"] * 6, label, shown=2)
    assert both[:2] == (("plants", "road"), ("road", "tree"))
    assert both[2] == ("coed",)


def test_a_letter_counts_for_all_who_sent_it_when_the_language_of_a_theme_is_told() -> None:
    texts = ["save our library", "llyfrgell", "y llyfrgell", "llyfrgell wych"]
    languages, label = ["en", "cy", "cy", "cy"], np.zeros(4, np.intp)
    assert distinctive_words(texts, languages, label)[0][0] == "llyfrgell"
    assert set(distinctive_words(texts, languages, label, times=[100, 1, 1, 1])[0]) == {"save", "library"}


def test_a_theme_without_words_in_its_own_language_has_those_of_the_other() -> None:
    found = named_words(["👍", "👍👍", "parc"], ["", "", "cy"], np.zeros(3, np.intp))
    assert found == ((("parc",),), ("cy",))
    found = named_words(["الحديقة", "الحديقة جميلة", "yr"], ["", "", "cy"], np.array([0, 0, 1]))
    assert found == ((("الحديقة", "جميلة"), ()), ("", "cy"))


def in_two_languages(english: int, welsh: int) -> tuple[list[str], list[str], np.ndarray]:
    """Texts of one theme, all unlike, their languages and vectors: the English nearer to the middle."""
    n = english + welsh
    rows = [[3.0, *(each == place for each in range(n))] for place in range(n)]
    rows = [[row[0] / (1 if place < english else 2), *row[1:]] for place, row in enumerate(rows)]
    texts = [f"an answer of readable length {place}" for place in range(n)]
    return texts, ["en"] * english + ["cy"] * welsh, unit(rows)


def languages_of_central(english: int, welsh: int, *, times: list[int] | None = None) -> str:
    texts, languages, vectors = in_two_languages(english, welsh)
    label = np.zeros(len(texts), np.intp)
    central, _ = telling_texts(texts, label, vectors, languages=languages, times=times)
    return " ".join(languages[place] for place in central[0])


def test_typical_answers_are_in_both_languages_in_proportion_by_hand() -> None:
    # Of 4 and 1 (Sainte-Laguë): 4 against 1; 4/3 against 1; 4/5 against 1, Welsh; 4/5 against 1/3, twice.
    # Of 10 and 1: 10, 10/3, 2, 10/7 and 10/9 against 1. Of 2 and 3 the Welsh begin.
    assert languages_of_central(8, 2) == languages_of_central(4, 1) == "en en cy en en"
    assert languages_of_central(10, 1) == "en en en en en"
    assert languages_of_central(6, 9) == "cy en cy en cy"
    assert languages_of_central(6, 6) == "en cy en cy en"


def test_who_sent_a_letter_counts_in_the_proportion_and_missing_texts_are_made_up_for() -> None:
    # 2 English texts of 50 people each beside 4 Welsh ones: all five places are for English, which has two.
    assert languages_of_central(2, 4) == "cy en cy cy en"
    assert languages_of_central(2, 4, times=[50, 50, 1, 1, 1, 1]) == "en en cy cy cy"
    assert languages_of_central(1, 1) == "en cy"


def test_where_all_write_in_one_language_the_typical_answers_are_those_without_one() -> None:
    texts, _, vectors = in_two_languages(7, 0)
    label = np.array([0, 0, 0, 0, 0, 0, 1])
    expected = telling_texts(texts, label, vectors)
    for language in ("en", "cy"):
        assert telling_texts(texts, label, vectors, languages=[language] * 7, times=range(1, 8)) == expected


def test_what_welsh_hangs_on_a_word_makes_no_other_word_of_it() -> None:
    texts = ["Diolch, chi'n dda a'ch bws", "Nhw'n hwyr â'r bws", "tŷ'r plant", "tŷ’r coed", "tŷ"]
    first, second = distinctive_words(texts, ["cy"] * 5, np.array([0, 0, 1, 1, 1]))
    assert not {"chi'n", "a'ch", "nhw'n", "â'r"} & set(first)
    assert first[0] == "bws"
    assert second[0] == "tŷ"
