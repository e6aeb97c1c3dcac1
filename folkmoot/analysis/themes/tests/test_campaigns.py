"""Campaign letters: sums by hand, planted letters, what must hold for any texts, and every text that is no
letter."""

import csv
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.themes.campaigns import STEPS, find_campaigns
from folkmoot.analysis.themes.tests.planted_campaigns import KINDS, copy_of, plant, write_letters

TEXTS = Path(__file__).resolve().parents[4] / "tests/data/text"
LETTER = (
    "Please keep the library on Mill Road open. It is the only warm and quiet place for children in the "
    "ward, and the nearest other one is two bus rides away across the ring road."
)
OTHER = (
    "I object to the new car park behind the chapel. Lorries already queue past the school gates every "
    "morning, nobody has measured the air there, and the meadow floods whenever the brook is high."
)
ARABIC = (
    "نطلب من المجلس الإبقاء على المكتبة في شارع ميل مفتوحة للجميع لأنها المكان الوحيد الهادئ والدافئ "
    "للأطفال في الحي وأقرب مكتبة أخرى تبعد رحلتين بالحافلة"
)


def column(name, text="text", **only):
    with (TEXTS / name).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [row[text] for row in rows if all(row[key] == value for key, value in only.items())]


@pytest.fixture(scope="module")
def questions():
    return column("banking77_train.csv")[:3_000]


@pytest.fixture(scope="module")
def sentences():
    return column("sib200_en_cy_train.csv", lang="en")


def groups_of(found):
    """The texts of each campaign, whatever its number."""
    return {frozenset(np.flatnonzero(found.group == each).tolist()) for each in range(found.n_campaigns)}


def test_shares_of_a_letter_of_35_words_worked_out_by_hand():
    # The first 20 words are held in full: 20/35. With "pool" for the fourth word, "library", all runs of
    # three words without it remain, which lie over words 1 to 3 and 5 to 35: 34/35.
    words = LETTER.split()
    half, pool = " ".join(words[:20]), " ".join([*words[:3], "pool", *words[4:]])
    found = find_campaigns([LETTER] * 4 + [half, pool, "Close it, I say."])
    assert found.group.tolist() == [0] * 6 + [-1]
    assert found.share == pytest.approx([1, 1, 1, 1, 20 / 35, 34 / 35, 0])
    assert (found.template, found.size) == ((LETTER,), (6,))


def test_own_words_are_the_persons_and_verbatim():
    mine = "My son learnt to read there -- please think of him."
    inside = LETTER.replace("open. It", "open. As a nurse on nights, I know! It")
    texts = [LETTER, LETTER, f"{mine} {LETTER}", f"{LETTER}\nNo thanks!", inside, "Close it."]
    own = ("", "", mine, "No thanks!", "As a nurse on nights, I know!", "Close it.")
    assert find_campaigns(texts).own_words == own


def test_a_changed_word_is_an_edit_and_not_a_comment():
    changed = LETTER.replace("quiet", "QUIET!").replace("two bus rides", "three bus trips")
    assert find_campaigns([LETTER] * 3 + [changed]).own_words[3] == ""


def test_own_words_that_the_letter_uses_too_are_not_lost():
    mine = "It is the only quiet place for the children."
    assert find_campaigns([LETTER, LETTER, f"{mine} {LETTER}", LETTER]).own_words == ("", "", mine, "")


def test_the_writer_whose_text_the_template_is_taken_from_keeps_their_own_words():
    names = ("my son reads", "our nan rests", "I learnt English", "we met friends")
    texts = [
        f"{LETTER} There {name} on every rainy day of {each} winters." for each, name in enumerate(names)
    ]
    own = find_campaigns(texts).own_words
    assert all(name in words for name, words in zip(names, own, strict=True))


def test_the_template_leaves_names_and_greetings_out():
    names = ("Rhian Evans", "Tom Baker", "Aisha Khan", "Mary Jones")
    found = find_campaigns([f"Dear Councillor, I am {name}. {LETTER} Yours, {name}" for name in names])
    assert found.size == (4,)
    assert all(name not in found.template[0] for name in names)
    assert found.template[0] == f"Dear Councillor, I am … {LETTER} Yours,"


def test_two_letters_are_two_campaigns_the_larger_first():
    found = find_campaigns([LETTER] * 3 + [OTHER] * 4)
    assert found.group.tolist() == [1] * 3 + [0] * 4
    assert found.template == (OTHER, LETTER)


def test_letters_that_open_alike_stay_apart_and_halves_go_with_theirs():
    opening = "As a resident of this town for many years I am writing to tell you of my grave concern."
    first, second = f"{opening} {LETTER}", f"{opening} {OTHER}"
    half = " ".join(first.split()[: len(first.split()) // 2])
    found = find_campaigns([first] * 4 + [second] * 4 + [half])
    assert found.group.tolist() == [0] * 4 + [1] * 4 + [0] or found.group.tolist() == [1] * 4 + [0] * 4 + [1]


def test_who_sends_two_letters_at_once_does_not_make_them_one():
    both = f"{LETTER} {OTHER}"
    found = find_campaigns([LETTER] * 5 + [OTHER] * 4 + [both])
    assert found.n_campaigns == 2
    assert found.group[0] != found.group[5]
    assert found.own_words[9] in {LETTER, OTHER}


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["", " ", "\n"],
        ["Yes"] * 500,
        ["I agree"] * 500,
        ["I agree with this proposal"] * 500,
        ["👍🏽👍"] * 50,
        ["no " * 16_000] * 3,
        ["a" * 50_000] * 4,
        [LETTER, LETTER],
        ["one", "two", "three"],
        ["\ud800\u0000\u202e"] * 9,
    ],
)
def test_what_is_no_campaign(texts):
    found = find_campaigns(texts)
    assert found.group.tolist() == [-1] * len(texts)
    assert found.own_words == tuple(texts)
    assert found.share.tolist() == [0.0] * len(texts)
    assert found.explain() == f"No campaign was found among {len(texts)} texts."


def test_people_who_agree_in_their_own_words_are_no_campaign():
    texts = [
        "The library should stay open because children in this ward have nowhere warm and quiet to read.",
        "Please do not shut our library, my children go there every week and there is nothing else near.",
        "Keep it open! It is warm, it is quiet, and the next library is far too far for a bus.",
        "I think the library on Mill Road should be kept as it is, with longer hours at the weekend.",
    ]
    assert find_campaigns(texts).n_campaigns == 0


def test_real_comments_and_questions_are_left_alone(questions):
    comments = column("nhs_fft_sample.csv") + column("themefinder_gambling_xs.csv")
    assert find_campaigns(comments).n_campaigns == 0
    # The questions hold some families written after one another's example; few, and never many to a family.
    found = find_campaigns(questions)
    assert sum(found.size) <= 0.01 * len(questions)
    assert all(size < 10 for size in found.size)


def test_five_thousand_copies_of_one_letter_and_a_few_others(questions):
    found = find_campaigns([LETTER] * 5_000 + questions[:50])
    assert found.size == (5_000,)
    assert (found.group[5_000:] == -1).all()


def test_all_texts_identical_are_one_campaign_without_own_words():
    found = find_campaigns([LETTER] * 3)
    assert (found.group.tolist(), found.own_words) == ([0, 0, 0], ("", "", ""))


def test_letters_in_other_scripts_and_in_welsh():
    welsh = (
        "Rydym yn gofyn i'r cyngor gadw'r llyfrgell ar Heol y Felin ar agor, gan mai hi yw'r unig le cynnes "
        "a thawel i blant yn y ward ac mae'r un agosaf ddwy daith bws i ffwrdd."
    )
    found = find_campaigns([ARABIC] * 4 + [welsh] * 3 + [welsh.replace("'", "’").upper(), f"Helo. {welsh}"])
    assert found.group.tolist() == [1] * 4 + [0] * 5
    assert found.template == (welsh, ARABIC)


def test_fifty_thousand_characters_with_a_letter_in_the_middle(questions):
    long = " ".join(questions[:450])
    found = find_campaigns([LETTER] * 3 + [f"{long} {LETTER} {long}"])
    assert found.group.tolist() == [0] * 4
    assert found.own_words[3].startswith(long[:200])


def test_a_text_that_is_no_string_is_refused_by_its_row():
    with pytest.raises(ValueError, match=r"Text 2 is float, not a string: give every answer as text\."):
        find_campaigns(["Yes", "No", float("nan")])


def test_progress_ends_at_its_total_and_never_falls():
    heard = []
    find_campaigns([LETTER] * 3, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(done, STEPS) for done in range(STEPS + 1)]


def test_the_result_explains_itself():
    found = find_campaigns([LETTER] * 3 + [f"{LETTER} Thank you all."] + [OTHER] * 3 + ["No."])
    assert found.explain() == (
        "7 of 8 texts hold the wording of 2 campaigns, the largest with 4; in 1 stand other words besides."
    )


@pytest.mark.parametrize(
    "opening", ["", "We, the people of this valley, write to you today with a heavy heart."]
)
def test_planted_letters_are_found_in_every_kind_of_copy(questions, sentences, opening):
    planted = plant(questions, sentences[::2], n=4_000, sizes=[7, 8, 14, 21, 40], seed=4, opening=opening)
    found = find_campaigns(planted.texts)
    right = {kind: [] for kind in KINDS}
    for number in range(5):
        members = [place for place, letter in enumerate(planted.letter) if letter == number]
        group = np.bincount(found.group[members] + 1).argmax() - 1
        for place in members:
            right[planted.kind[place]].append(group >= 0 and found.group[place] == group)
    assert all(np.mean(right[kind]) >= 0.9 for kind in KINDS)
    flagged = found.group >= 0
    assert np.mean(np.array(planted.letter)[flagged] >= 0) >= 0.88


def test_letters_that_everyone_changed_are_found(questions, sentences):
    planted = plant(
        questions, sentences[1::2], n=1_000, sizes=[12, 12], seed=5, kinds=["replaced"], sentences_each=(6, 8)
    )
    found = find_campaigns(planted.texts)
    assert np.mean(found.group[np.array(planted.letter) >= 0] >= 0) >= 0.9
    assert found.n_campaigns <= 3


def test_a_sentence_that_many_put_into_words_of_their_own_is_found(questions):
    sentence = "The bus to the hospital must keep running in the evenings and on Sundays too."
    chance = random.Random(6)
    own = [" ".join(chance.sample(questions, 4)) for _place in range(60)]
    texts = [f"{text} {sentence}" if place < 40 else text for place, text in enumerate(own)]
    order = chance.sample(range(60), 60)
    found = find_campaigns([texts[place] for place in order])
    assert found.template == (sentence,)
    assert found.group.tolist() == [0 if place < 40 else -1 for place in order]
    assert [found.own_words[at] for at, place in enumerate(order)] == [own[place] for place in order]


def some_texts(chance):
    """Copies of a few letters and words of nobody else, in no order."""
    vocabulary = [f"word{number}" for number in range(400)]
    sentences = [" ".join(chance.choices(vocabulary, k=12)) for _each in range(40)]
    letters = write_letters(sentences, 3, chance, "", (2, 4))
    sizes = [chance.randint(1, 6) for _each in letters]
    return [
        copy_of(letter, chance.choice(KINDS), vocabulary, sentences[-5:], chance)
        for letter, size in zip(letters, sizes, strict=True)
        for _each in range(size)
    ] + sentences[-5:]


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_another_order_of_the_texts_gives_the_same_under_the_same_numbers(seed):
    chance = random.Random(seed)
    texts = some_texts(chance)
    order = chance.sample(range(len(texts)), len(texts))
    found, shuffled = find_campaigns(texts), find_campaigns([texts[place] for place in order])
    assert (found.template, found.size) == (shuffled.template, shuffled.size)
    assert found.group[order].tolist() == shuffled.group.tolist()
    assert found.share[order].tolist() == shuffled.share.tolist()
    assert tuple(found.own_words[place] for place in order) == shuffled.own_words


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_case_accents_and_punctuation_between_words_change_nothing(seed):
    chance = random.Random(seed)
    texts = some_texts(chance)
    dressed = [f" «{text.upper().replace(' ', chance.choice([', ', '  ', ' – ']))}!» " for text in texts]
    assert groups_of(find_campaigns(dressed)) == groups_of(find_campaigns(texts))


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_texts_about_something_else_change_nothing(seed):
    chance = random.Random(seed)
    texts = some_texts(chance)
    others = [" ".join(chance.choices("abcdefghijkl", k=chance.randint(0, 30))) for _each in range(30)]
    alone, among = find_campaigns(texts), find_campaigns([*others, *texts])
    inside = among.group[len(others) :]
    assert groups_of(alone) == {
        frozenset(np.flatnonzero(inside == each).tolist()) for each in np.unique(inside[inside >= 0])
    }
    assert alone.share.tolist() == among.share[len(others) :].tolist()


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.integers(2, 4))
def test_the_same_text_is_always_in_the_same_campaign(seed, times):
    texts = some_texts(random.Random(seed))
    found = find_campaigns(texts * times)
    assert found.group.tolist() == found.group[: len(texts)].tolist() * times
    assert max(found.size) >= times


@settings(max_examples=40)
@given(
    st.lists(st.text(max_size=40) | st.sampled_from([LETTER, OTHER, ARABIC, f"Hi! {LETTER}"]), max_size=12)
)
def test_any_texts_give_whole_rows_and_campaigns_of_three_or_more(texts):
    found = find_campaigns(texts)
    assert len(found.group) == len(found.share) == len(found.own_words) == len(texts)
    assert [int((found.group == each).sum()) for each in range(found.n_campaigns)] == list(found.size)
    assert all(size >= 3 for size in found.size)
    assert sorted(found.size, reverse=True) == list(found.size)
    assert ((found.share > 0) == (found.group >= 0)).all()
    assert (found.share <= 1).all()
    assert all(
        own == text for own, text, group in zip(found.own_words, texts, found.group, strict=True) if group < 0
    )
