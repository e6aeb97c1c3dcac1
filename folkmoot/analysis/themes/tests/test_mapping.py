"""Themes proposed from coded texts, on texts of which the truth is planted."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.themes.agreement import agreement
from folkmoot.analysis.themes.coded import read_coded
from folkmoot.analysis.themes.coding import next_to_code
from folkmoot.analysis.themes.encoders import WordCounts
from folkmoot.analysis.themes.logistic import Axes, fit_themes, logits
from folkmoot.analysis.themes.mapping import decide, f1_by_text, learn_mapping
from folkmoot.analysis.themes.weighing import Seen, learn_weighing, probability, rivals, weigh

COMMENTS = Path(__file__).parents[4] / "tests/data/text/nhs_fft_sample.csv"
THEMES = ("Buses", "Trees", "Bins")
WORDS = {
    "Buses": "bus late route stop driver timetable fare queue".split(),  # noqa: SIM905
    "Trees": "tree plant shade leaves park green oak hedge".split(),  # noqa: SIM905
    "Bins": "bin rubbish collection recycling smell lorry bags litter".split(),  # noqa: SIM905
}


class Planted:
    """A tiny encoder: how many of the words of each theme a text holds."""

    name, note, multilingual = "planted", "Texts were compared by planted words.", True

    def encode(self, texts, *, progress=None):
        rows = np.array(
            [[1e-3, *(sum(w in text.lower() for w in WORDS[t]) for t in THEMES)] for text in texts]
        )
        if progress:
            progress(len(texts), len(texts))
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def planted(n, seed=0, both=0.2):
    """Texts of three words of their theme, some with two themes, and what they are."""
    random = np.random.default_rng(seed)
    texts, truth = [], []
    for _text in range(n):
        themes = random.choice(3, size=2 if random.random() < both else 1, replace=False)
        words = [str(random.choice(WORDS[THEMES[theme]])) for theme in themes for _each in range(3)]
        texts.append(" ".join([*words, str(random.choice(["please", "we", "need", "always"]))]))
        truth.append(sorted(THEMES[theme] for theme in themes))
    return texts, truth


def learn(texts, coded, themes=THEMES, **more):
    return learn_mapping(
        texts, themes, coded, **({"encoder": Planted(), "languages": ["en"] * len(texts)} | more)
    )


@pytest.fixture(scope="module")
def taught():
    texts, truth = planted(200)
    return texts, truth, learn(texts, dict(enumerate(truth[:80])))


def test_planted_themes_are_proposed_for_the_texts_that_nobody_coded(taught):
    _texts, truth, found = taught
    assert agreement(found.proposed[80:], truth[80:]).f1 > 0.9
    assert found.probabilities.shape == (200, 3)
    assert ((found.probabilities >= 0) & (found.probabilities <= 1)).all()
    assert found.confidence.tolist() == found.probabilities.max(1).tolist()


def test_coded_texts_keep_what_people_said_even_where_the_machine_disagrees():
    texts, truth = planted(100)
    wrong = {row: ["Bins"] if truth[row] == ["Buses"] else truth[row] for row in range(10)}
    found = learn(texts, {**wrong, 10: [], **{row: truth[row] for row in range(11, 60)}})
    assert [sorted(each) for each in found.proposed[:10]] == [sorted(wrong[row]) for row in range(10)]
    assert found.proposed[10] == ()
    assert not {*found.uncertain} & {*range(60)}


def test_a_theme_is_proposed_from_three_in_ten_and_each_text_keeps_its_best(taught):
    _texts, _truth, found = taught
    for row in range(80, 200):
        p, given = found.probabilities[row], {THEMES.index(each) for each in found.proposed[row]}
        assert given == {*np.flatnonzero(p >= 0.3), int(p.argmax())}
        assert [p[THEMES.index(each)] for each in found.proposed[row]] == sorted(p[[*given]], reverse=True)


def test_people_read_the_least_certain_first(taught):
    texts, truth, found = taught
    guessed = learn(texts, {row: truth[7 * row % 80] for row in range(80)})
    for each, coded in ((found, 80), (guessed, 80)):
        best = each.confidence[list(each.uncertain)]
        assert (best < 0.5).all()
        assert (np.diff(best) >= 0).all()
        assert len(best) == (each.confidence[coded:] < 0.5).sum()
    assert guessed.uncertain


def test_held_out_texts_foretell_how_well_the_rest_is_found(taught):
    _texts, truth, found = taught
    real = agreement(found.proposed[80:], truth[80:]).f1
    assert found.held_out_f1 == pytest.approx(real, abs=0.1)
    assert all(each.f1 > 0.8 for each in found.learnt)
    assert "On coded texts held back in turn F1 was" in found.explain()


def test_probabilities_hold_what_they_promise():
    # Half of the bus texts are coded with Trees as well, by chance: nothing in the text tells, so p must be
    # near one half, not 0 or 1.
    random = np.random.default_rng(5)
    texts = [f"{word} {other}" for word in WORDS["Buses"] for other in WORDS["Buses"] for _each in range(8)]
    truth = [["Buses", "Trees"] if random.random() < 0.5 else ["Buses"] for _text in texts]
    found = learn(texts, dict(enumerate(truth[:300])))
    assert found.probabilities[300:, 1].mean() == pytest.approx(0.5, abs=0.1)
    assert found.probabilities[300:, 0].mean() > 0.95


def test_a_theme_nobody_coded_has_probability_0_and_says_so(taught):
    texts, truth, _found = taught
    found = learn(texts, dict(enumerate(truth[:40])), (*THEMES, "Libraries"))
    assert (found.probabilities[:, 3] == 0).all()
    assert found.never_coded == ("Libraries",)
    assert not any("Libraries" in each for each in found.proposed)
    assert "Nobody has coded Libraries: never proposed." in found.explain()


def test_a_theme_coded_once_is_named_and_its_name_helps_to_find_it():
    texts, truth = planted(120, both=0)
    coded = {row: each for row, each in enumerate(truth) if each != ["Bins"]}
    bins = [row for row, each in enumerate(truth) if each == ["Bins"]]
    found = learn(texts, {**coded, bins[0]: ["Bins"]}, ("Buses", "Trees", "Bins and litter"[:4]))
    assert found.weakly_learnt == ("Bins",)
    assert "Coded fewer than 5 times: Bins." in found.explain()
    assert np.mean([found.proposed[row][0] == "Bins" for row in bins[1:]]) > 0.9


def test_descriptions_of_themes_with_bare_numbers_help_while_little_is_coded():
    texts, truth = planted(120, both=0)
    numbers = ["Theme 1", "Theme 2", "Theme 3"]
    coded = {truth.index([theme]): [place] for place, theme in enumerate(THEMES)}
    described = [" ".join(WORDS[theme]) for theme in THEMES]
    bare, told = (
        learn(texts, coded, numbers, encoder=WordCounts(), descriptions=each) for each in (None, described)
    )
    right = [numbers[THEMES.index(each[0])] for each in truth]
    found = [np.mean([p[0] == r for p, r in zip(each.proposed, right, strict=True)]) for each in (bare, told)]
    assert found[1] > found[0]
    assert found[1] > 0.9
    assert (
        learn(texts, coded, numbers, descriptions=["", " ", ""]).proposed
        == learn(texts, coded, numbers).proposed
    )


def test_nothing_coded_proposes_nothing_and_leaves_all_to_people():
    texts = ["bus", "tree", ""]
    for coded in ({}, [None, None, None]):
        found = learn(texts, coded)
        assert (found.proposed, found.uncertain, found.blank) == (((), (), ()), (0, 1), (2,))
        assert not found.probabilities.any()
        assert found.explain().startswith("Nobody has coded a text yet, so nothing is proposed for 3 texts.")


def test_codes_that_say_no_theme_fits_teach_no_theme():
    found = learn(["bus", "tree"], {0: []})
    assert (found.proposed, found.uncertain, found.coded) == (((), ()), (1,), (0,))


@pytest.mark.parametrize("n", [1, 2, 9, 10, 30])
def test_all_coded_with_the_same_theme_proposes_it_for_the_rest(n):
    texts, _truth = planted(40)
    found = learn(texts, {row: ["Buses"] for row in range(n)})
    assert set(found.proposed) == {("Buses",)}
    assert (found.held_out_f1 is None) == (n < 30)
    assert (found.learnt[0].f1 is None) == (n < 30)


def test_one_text_and_one_theme_and_no_texts_are_defined():
    assert learn(["a bus"], {0: ["Buses"]}, ["Buses"]).proposed == (("Buses",),)
    assert learn(["a bus", "bus"], {0: ["Buses"]}, ["Buses"]).proposed == (("Buses",), ("Buses",))
    assert learn([], {}).proposed == ()


def test_blank_and_strange_texts_get_a_defined_answer():
    texts, truth = planted(60)
    strange = [
        "",
        " \n",
        "😀😀",
        "!!!",
        "bus " * 12_000,
        "حافلة متأخرة",
        "=HYPERLINK(1)",
        "<script>",
        "\x00bus\ud7ff",
    ]
    found = learn([*texts, *strange], dict(enumerate(truth[:50])))
    assert found.blank == (60, 61)
    assert found.proposed[60:62] == ((), ())
    assert all(len(each) for each in found.proposed[62:])
    assert found.proposed[64] == ("Buses",)
    assert "2 texts without a word: nothing proposed." in found.explain()


def test_all_texts_identical_share_one_answer():
    found = learn(["bus"] * 50, {0: ["Buses"], 1: ["Trees"], 2: ["Buses"]})
    assert len({tuple(row) for row in found.probabilities.tolist()}) == 1
    assert "Buses" in found.proposed[10]


def test_without_an_encoder_words_are_enough_and_it_says_which_was_used():
    texts, truth = planted(160)
    found = learn(texts, dict(enumerate(truth[:80])), encoder=WordCounts())
    assert agreement(found.proposed[80:], truth[80:]).f1 > 0.8
    assert found.encoder == "words"
    assert "not by what they mean" in found.explain()


def test_codes_may_be_rows_names_or_positions(taught):
    texts, truth, found = taught
    rows = [truth[row] if row < 80 else None for row in range(200)]
    positions = {row: np.array([THEMES.index(each) for each in truth[row]]).tolist() for row in range(80)}
    for coded in (rows, positions):
        assert (learn(texts, coded).probabilities == found.probabilities).all()


@pytest.mark.parametrize(
    ("coded", "says"),
    [
        ({1: ["Busses"]}, "row 1: there is no theme 'Busses'; did you mean 'Buses'"),
        ({1: ["Qqq"]}, "row 1: there is no theme 'Qqq'; add it"),
        ({1: [3]}, "row 1: there is no theme 3"),
        ({1: [True]}, "row 1: there is no theme True"),
        ({1: [None]}, "row 1: there is no theme None"),
        ({1: "Buses"}, "row 1: give a list of themes"),
        ({1: None}, "row 1: give a list of themes"),
        ({7: ["Buses"]}, "row 7 is coded, but the last text is row 1"),
        ({-1: ["Buses"]}, "row -1 is coded"),
        ({"1": ["Buses"]}, "'1' is not the number of a text"),
        ([["Buses"]], "2 texts and 1 rows of codes"),
    ],
)
def test_codes_that_cannot_be_right_are_refused_with_their_row(coded, says):
    with pytest.raises(ValueError, match=says):
        learn(["bus", "tree"], coded)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"themes": []}, "at least one"),
        ({"themes": "Buses"}, "at least one"),
        ({"themes": ["Buses", " "]}, "theme 1 has no name"),
        ({"themes": ["Buses", "Trees", "Buses"]}, "theme 2 has the name of theme 0, 'Buses'"),
        ({"texts": ["a", None]}, "row 1: None is not text"),
        ({"texts": "a text"}, "a list of texts"),
        ({"languages": ["en"]}, "2 texts and 1 languages"),
        ({"descriptions": ["a"]}, "3 themes; give one description for each"),
    ],
)
def test_what_else_cannot_be_right_is_refused(more, says):
    given = {"texts": ["bus", "tree"], "themes": THEMES, "coded": {0: [0]}, "encoder": Planted()} | more
    with pytest.raises(ValueError, match=says):
        learn_mapping(**given)


@settings(max_examples=5)
@given(st.randoms(use_true_random=False))
def test_the_order_of_texts_and_of_codes_does_not_matter(random):
    texts, truth = planted(60)
    order = list(range(60))
    random.shuffle(order)
    found = learn(texts, dict(enumerate(truth[:30])))
    other = learn(
        [texts[row] for row in order], {place: truth[row] for place, row in enumerate(order) if row < 30}
    )
    assert np.abs(other.probabilities - found.probabilities[order]).max() <= 1e-5
    assert [sorted(each) for each in other.proposed] == [sorted(found.proposed[row]) for row in order]


def test_the_same_seed_gives_the_same_to_the_bit_and_progress_never_falls(taught):
    texts, truth, found = taught
    told = []
    again = learn(texts, dict(enumerate(truth[:80])), progress=lambda *step: told.append(step))
    assert (again.probabilities == found.probabilities).all()
    assert {total for _done, total in told} == {100}
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    assert told[-1] == (100, 100)


def test_half_of_the_next_texts_are_drawn_at_random_and_the_others_are_the_least_certain(taught):
    texts, truth, _found = taught
    weak = learn([*texts, "", texts[150]], dict(enumerate(truth[:6])))
    chosen = next_to_code(weak, 21, seed=3)
    random_half = {each.row for each in chosen if each.at_random}
    rest = [each.row for each in chosen if not each.at_random]
    assert (len(random_half), len({*rest} | random_half)) == (11, 21)
    assert not {*rest} & {*range(6), 200}
    left = sorted({*range(6, 200)} - random_half, key=lambda row: weak.confidence[row])
    assert weak.confidence[rest].max() <= weak.confidence[left[14]]
    assert next_to_code(weak, 21, seed=3) == chosen
    assert {each.row for each in next_to_code(weak, 9_999)} == {*range(6, 200), 201}
    with pytest.raises(ValueError, match="-1 texts cannot be coded"):
        next_to_code(weak, -1)


def test_of_copies_one_is_asked_for_before_the_others():
    texts, truth = planted(40)
    found = learn([*texts, *["oak lorry fare"] * 30], dict(enumerate(truth[:20])))
    asked = [each.row for each in next_to_code(found, 12) if not each.at_random]
    assert sum(row >= 40 for row in asked) <= 1


def test_decisions_and_f1_by_hand():
    # .9 and .3 are given; .29 only where it is the best. F1: 2 * 1 / (1 + 2); 1; 0; both without: 1
    p = np.array([[0.9, 0.3], [0.29, 0.2], [0.1, 0.2], [0.0, 0.0]])
    given = decide(p)
    assert given.tolist() == [[True, True], [True, False], [False, True], [False, False]]
    truth = np.array([[True, False], [True, False], [True, False], [False, False]])
    assert f1_by_text(truth, given).tolist() == pytest.approx([2 / 3, 1, 0, 1])


def test_the_logistic_regressions_are_those_of_scikit_learn():
    from sklearn.linear_model import LogisticRegression

    random = np.random.default_rng(0)
    x = random.normal(size=(60, 5))
    table = (x[:, :2] + random.normal(size=(60, 2)) > 0).astype(float)
    axes = Axes(x @ x.T)
    found = logits(axes.of(x @ x.T), fit_themes(axes.of(x @ x.T), axes.sizes, table, np.ones(60)))
    for theme in range(2):
        other = LogisticRegression(C=30, tol=1e-8, max_iter=1_000).fit(x, table[:, theme])
        assert found[:, theme] == pytest.approx(other.decision_function(x), abs=0.02)


def test_the_second_step_learns_that_a_rival_speaks_against_a_theme():
    # Every text has one theme, and the first step is too shy: odds 1 for the right and 0 for the wrong one.
    odds = np.tile([[1.0, 0.0], [0.0, 1.0]], (100, 1))
    truth = np.tile([[1.0, 0.0], [0.0, 1.0]], (100, 1))
    seen = Seen(odds, np.array([100.0, 100.0]), 200, np.zeros((200, 2)))
    weights = learn_weighing([seen], [truth])
    assert weights[0] > 1 > 0 > weights[1]
    assert weigh(seen, weights)[0, 0] > 0.9
    assert rivals(odds)[:2].tolist() == [[0, 1], [1, 0]]
    assert probability(np.array([0.0])).tolist() == [0.5]


def test_tables_of_codes_are_read_in_order_of_rows():
    known = read_coded(5, THEMES, {4: ["Bins"], 1: [0, "Bins"]})
    assert known.rows.tolist() == [1, 4]
    assert known.table.tolist() == [[True, False, True], [False, False, True]]


def test_real_comments_are_found_by_their_meaning():
    with COMMENTS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if "Labelling" not in row["labels"]]
    wanted = ("Timeliness of care", "Transport to/ from services", "Food & drink provision & facilities")
    rows = [row for row in rows if row["labels"] in wanted][:90]
    found = learn_mapping([row["text"] for row in rows], wanted, {i: [rows[i]["labels"]] for i in range(50)})
    assert found.encoder == "MiniLM"
    assert agreement(found.proposed[50:], [[row["labels"]] for row in rows[50:]]).f1 > 0.7
