import numpy as np

from folkmoot.analysis.themes.describing import distinctive_words, telling_texts


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
