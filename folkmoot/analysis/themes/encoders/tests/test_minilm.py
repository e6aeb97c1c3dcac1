import random
import threading

import numpy as np
import pytest

from folkmoot.analysis.themes.encoders import MiniLM, NoEncoderError
from folkmoot.analysis.themes.encoders.pinned import MINILM_WORDS, ModelFile, needs, pinned_path

SAID = (
    "The bus is always late",
    "Buses never come on time",
    "Plant more trees by the river",
    "",
    "🎉🎉🎉",
    "مرحبا بالعالم",
    "\x00\x07 \ud800",
    "a" * 50_000,
    "traffic " * 7_000,
    "The bus  is always\nlate",
)


@pytest.fixture(scope="module")
def vectors():
    return MiniLM().encode(SAID)


def test_every_text_gets_a_row_of_length_one_whatever_it_holds(vectors):
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(SAID), 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(SAID)), abs=1e-6)


def test_texts_that_mean_alike_lie_closer_than_others(vectors):
    assert vectors[0] @ vectors[1] > 0.6 > 0.3 > vectors[0] @ vectors[2]


def test_texts_that_differ_in_spaces_only_are_equal(vectors):
    assert (vectors[0] == vectors[-1]).all()


def test_the_order_of_the_texts_changes_nothing(vectors):
    order = random.Random(3).sample(range(len(SAID)), len(SAID))
    assert (MiniLM().encode([SAID[place] for place in order]) == vectors[order]).all()


def test_a_text_alone_has_the_vector_it_has_among_others(vectors):
    assert MiniLM().encode([SAID[2]])[0] == pytest.approx(vectors[2], abs=1e-6)


def test_progress_counts_texts_up_to_all_of_them():
    said = []
    MiniLM().encode(["one", "two", "two", "three words here"], progress=lambda *each: said.append(each))
    assert said[-1] == (4, 4)
    assert said == sorted(said)


def test_no_texts_give_no_rows():
    assert MiniLM().encode([]).shape == (0, 384)


def test_what_is_not_text_is_refused_by_its_row():
    with pytest.raises(ValueError, match="Text 2 is NoneType, not text; give an empty text for none"):
        MiniLM().encode(["fine", None])
    with pytest.raises(ValueError, match="put it in a list"):
        MiniLM().encode("fine")


def test_a_file_that_was_changed_is_not_used():
    changed = ModelFile(MINILM_WORDS.package, MINILM_WORDS.path, "0" * 64)
    with pytest.raises(NoEncoderError, match="is not the one that was checked, so it was not used; install"):
        pinned_path(changed)


def test_a_package_that_is_missing_is_named():
    with pytest.raises(NoEncoderError, match="The package no_such_package is not installed; install"):
        pinned_path(ModelFile("no_such_package", "model.onnx", ""))


def test_a_library_that_is_missing_is_named():
    with pytest.raises(NoEncoderError, match="The package no_such_library is not installed; install"):
        needs("no_such_library")


def test_ctrl_c_passes_through_and_leaves_no_run_behind():
    def stop(_done, _total):
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        MiniLM().encode([f"text number {number} " + "and more " * 20 for number in range(60)], progress=stop)
    assert threading.active_count() == before
