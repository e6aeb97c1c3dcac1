import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.themes.encoders import without_language
from folkmoot.analysis.themes.encoders.distinct import LONGEST, distinct_texts, tidy
from folkmoot.analysis.themes.encoders.multilingual import LONGEST as LONGEST_FOR_BOTH
from folkmoot.analysis.themes.encoders.multilingual import _safe

anything = st.text(st.characters(), max_size=60)


@given(anything)
def test_what_is_tidied_can_be_written_down_and_stays_as_it_is(text):
    tidied = tidy(text)
    assert tidied.encode().decode() == tidied == tidy(tidied)
    assert len(tidied) <= LONGEST


@given(anything | st.text("ﷺﷻ㏑½ﬁ\x00", max_size=2_000))
def test_the_compiled_engine_is_never_given_what_it_would_have_to_widen(text):
    safe = _safe(text)
    assert unicodedata.is_normalized("NFKC", safe)
    assert len(safe) <= LONGEST_FOR_BOTH
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in safe)


@given(st.lists(st.sampled_from(["late bus", "late  bus", "trees", "", "Trees"]), max_size=12))
def test_each_different_text_is_kept_once_and_none_is_lost(texts):
    found = distinct_texts(texts)
    assert [found.texts[place] for place in found.place] == [tidy(text) for text in texts]
    assert sum(found.times) == len(texts)


@given(st.permutations(range(8)))
def test_the_order_of_the_rows_does_not_matter_to_taking_the_language_out(order):
    rows = np.random.default_rng(0).normal(size=(8, 3)).astype(np.float32)
    languages = ["en", "en", "en", "en", "cy", "cy", "cy", ""]
    moved = without_language(rows[list(order)], [languages[place] for place in order])
    assert moved == pytest.approx(without_language(rows, languages)[list(order)], abs=1e-5)
