import itertools
import random

import numpy as np
import pytest

from folkmoot.analysis.themes.encoders import MiniLM, Sampled, quick_vectors
from folkmoot.analysis.themes.encoders.wording import phrase_features, read_wording

from .plain_encoder import PlainEncoder

WHO = ("the bus", "our bus", "the park", "this library", "the road outside", "a tram")
WHAT = ("is always late", "was lovely today", "needs more money", "should open on Sundays", "is too loud")
WHY = ("", "and I told you so", "as everyone knows", "again", "since the spring")
SAID = [" ".join(parts).strip() for parts in itertools.product(WHO, WHAT, WHY)]


def test_tf_idf_of_words_and_pairs_as_worked_out_by_hand():
    # Two texts, "a b" and "a c". In both: a, weight ln(3/3) + 1 = 1. All others are in one text only: none.
    features = phrase_features(read_wording(["a b", "a c"]), np.array([0, 1]))
    assert features.toarray().sum(axis=1).tolist() == [1.0, 1.0]
    # "a a b" beside "a b" and "c": of 3 texts a, b and "a b" are in 2: weight ln(4/3) + 1 = 1.2877 each.
    # a twice: 1 + ln 2 = 1.6931 times that; "a a" is in one text only. Length of (1.6931, 1, 1): 2.2062.
    features = phrase_features(read_wording(["a a b", "a b", "c"]), np.array([0, 1, 2]))
    assert sorted(features[[0]].data.tolist()) == pytest.approx([0, 0.4533, 0.4533, 0.7674], abs=1e-4)


def test_terms_of_texts_outside_the_sample_count_in_no_row():
    features = phrase_features(read_wording(["a b", "a c", "c d", "c d"]), np.array([0]))
    assert features.shape == (4, 3)
    assert features[[2]].nnz == 0


def test_sampled_texts_keep_their_true_vectors_and_only_they_are_read():
    encoder = PlainEncoder()
    found = quick_vectors(SAID, encoder, sample=60, seed=5)
    assert len(encoder.read) == 60
    places = [SAID.index(text) for text in encoder.read]
    assert found[places] == pytest.approx(PlainEncoder().encode(encoder.read), abs=1e-6)


def test_what_was_not_read_is_predicted_closely():
    encoder = MiniLM()
    true, found = encoder.encode(SAID), quick_vectors(SAID, encoder, sample=75, seed=1)
    alike = (true * found).sum(axis=1)
    middle = true.mean(axis=0) / np.linalg.norm(true.mean(axis=0))
    assert alike.mean() > 0.95 > (true @ middle).mean() + 0.2
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(len(SAID)), abs=1e-5)


def test_neither_the_order_nor_copies_change_a_vector():
    found = quick_vectors(SAID, PlainEncoder(), sample=40)
    order = random.Random(1).sample(range(len(SAID)), len(SAID))
    again = quick_vectors([SAID[place] for place in order] + SAID[:30], PlainEncoder(), sample=40)
    assert (again[: len(SAID)] == found[order]).all()
    assert (again[len(SAID) :] == found[:30]).all()


def test_another_seed_draws_another_sample():
    first, second = PlainEncoder(), PlainEncoder()
    quick_vectors(SAID, first, sample=20, seed=1)
    quick_vectors(SAID, second, sample=20, seed=2)
    assert set(first.read) != set(second.read)


def test_a_sample_as_large_as_the_texts_reads_all_of_them():
    encoder = PlainEncoder()
    assert (quick_vectors(SAID, encoder, sample=len(SAID)) == PlainEncoder().encode(SAID)).all()


def test_texts_without_words_and_of_one_word_are_predicted_too():
    odd = [*SAID, "", "🎉", "loud", "مرحبا", "x" * 9_000]
    found = quick_vectors(odd, MiniLM(), sample=30)
    assert np.isfinite(found).all()
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(len(odd)), abs=1e-5)


def test_progress_never_falls_and_ends_with_all_texts():
    told = []
    Sampled(PlainEncoder(), 20).encode(SAID, progress=lambda *each: told.append(each))
    assert told == sorted(told)
    assert {of for _done, of in told} == {len(SAID)}
    assert told[-1] == (len(SAID), len(SAID))


def test_a_sample_of_none_is_refused():
    with pytest.raises(ValueError, match="ask for a sample of 1 or more"):
        quick_vectors(SAID, PlainEncoder(), sample=0)
