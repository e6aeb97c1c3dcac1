import random

import numpy as np
import pytest

from folkmoot.analysis.themes.encoders import WordCounts

BUSES = ["the bus is late", "a late bus", "buses are late again"]
PARKS = ["plant more trees in the park", "trees in the park", "the park needs trees"]


ODD = (["a"], ["", ""], ["🎉", "🎉🎉"], ["", "!"], ["one two", "three four"], ["same"] * 4, [*BUSES, "ﷺ"])


@pytest.mark.parametrize("texts", ODD)
def test_every_text_gets_a_row_of_length_one(texts):
    rows = WordCounts().encode(texts)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(texts)), abs=1e-6)


def test_texts_that_share_words_lie_closer():
    rows = WordCounts().encode(BUSES + PARKS)
    alike = rows @ rows.T
    assert alike[:3, :3].min() > alike[:3, 3:].max()


def test_the_order_and_copies_change_nothing():
    order = random.Random(2).sample(range(6), 6)
    said = BUSES + PARKS
    rows, again = WordCounts().encode(said), WordCounts().encode([said[place] for place in order] + said)
    assert (again[:6] == rows[order]).all()
    assert (again[6:] == rows).all()


def test_many_texts_are_brought_to_few_axes_that_keep_who_lies_near_whom():
    draw = random.Random(4)
    kinds = (["bus", "late", "driver", "stop", "fare"], ["tree", "park", "bench", "grass", "path"])
    said = [" ".join(draw.sample(kinds[number % 2], 3)) + f" {number}" for number in range(400)]
    rows = WordCounts().encode(said)
    assert rows.shape[1] <= 200
    alike = rows @ rows.T
    assert alike[::2, ::2].mean() > 2 * alike[::2, 1::2].mean()


def test_no_texts_give_no_rows():
    assert len(WordCounts().encode([])) == 0


def test_why_nothing_better_was_used_is_said():
    assert WordCounts("The model is missing.").note.endswith("may be apart. The model is missing.")
