import random
from dataclasses import replace

import numpy as np
import pytest

from folkmoot.analysis.themes.encoders import (
    Bilingual,
    MiniLM,
    NoEncoderError,
    Sampled,
    WordCounts,
    best_encoder,
    bilingual,
    choosing,
    encode_all,
    multilingual,
    without_language,
)
from folkmoot.analysis.themes.encoders.budget import within

from .plain_encoder import PlainEncoder

SAID = [f"text number {number} on {subject}" for number in range(600) for subject in ("buses", "trees")]


class Timed(PlainEncoder):
    """Reads each text in a given time, by a clock that tests can turn."""

    def __init__(self, clock, seconds_each):
        super().__init__()
        self.clock, self.seconds_each = clock, seconds_each

    def encode(self, texts, *, progress=None):
        self.clock.now += len(texts) * self.seconds_each
        return super().encode(texts, progress=progress)


@pytest.fixture
def turned(monkeypatch):
    class Clock:
        now = 0.0

        def perf_counter(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr("folkmoot.analysis.themes.encoders.budget.time", clock)
    return clock


def test_without_a_budget_every_different_text_is_read():
    found = encode_all(["late bus", "late  bus", "trees"], encoder=MiniLM())
    assert (found.mode, found.n_encoded, found.encoder) == ("all", 2, "MiniLM")
    assert (found.vectors[0] == found.vectors[1]).all()


@pytest.mark.parametrize(
    ("seconds", "mode", "n_encoded"),
    # A text takes a second; 257 are read to know that. All 1,200 then need 1,457 seconds. A sample of 1,000
    # needs 1,000 + 1,200 / 25 + 1,000 squared / 28,000 = 1,083.7 readings, so 1,340.7 seconds with the 257.
    [
        (1458, "all", 1200),
        (1456, "sample", 1000),
        (1342, "sample", 1000),
        (1340, "sample", 500),
        (1, "sample", 250),
    ],
)
def test_a_budget_chooses_how_much_is_read(turned, seconds, mode, n_encoded):
    found = encode_all(SAID, encoder=Timed(turned, 1.0), time_budget=seconds)
    assert (found.mode, found.n_encoded) == (mode, n_encoded)


def test_what_a_budget_chose_can_be_had_again_without_it(turned):
    found = encode_all(SAID, encoder=Timed(turned, 1.0), time_budget=1400, seed=7)
    again = encode_all(SAID, encoder=found.used)
    assert (again.vectors == found.vectors).all()
    assert "It read 1,000 of the texts" in found.note


def test_welsh_may_take_half_of_the_time(turned):
    encoder = Bilingual(for_english=Timed(turned, 0.01), for_both=Timed(turned, 1.0))
    languages = ["cy" if number < 400 else "en" for number in range(len(SAID))]
    # Timing takes 33 + 2.57 seconds, English 8, the map 500: of 1,000 seconds 456 are left, enough for 400
    # Welsh. Of 900 only 356 are left: 250 are read, which with predicting is 250 + 16 + 2.2 readings.
    assert within(encoder, SAID, languages, 1_000) == encoder
    assert within(encoder, SAID, languages, 900) == replace(encoder, welsh=250)


def test_a_text_that_is_not_text_or_a_language_too_few_is_refused():
    with pytest.raises(ValueError, match="Text 2 is int, not text"):
        encode_all(["fine", 7])
    with pytest.raises(ValueError, match="There are 2 texts and 1 languages; give one language for each"):
        encode_all(["fine", "too"], languages=["en"])


def test_no_texts_are_no_rows():
    found = encode_all([], languages=[])
    assert (len(found.vectors), found.n_encoded) == (0, 0)


def _missing(*_):
    raise NoEncoderError("The package is not installed; install it.")


def test_without_any_model_words_are_compared_and_the_note_says_why(monkeypatch):
    monkeypatch.setattr(choosing, "MiniLM", _missing)
    encoder = best_encoder(["en"])
    assert encoder.name == "words"
    assert encoder.note.endswith("The package is not installed; install it.")


def test_without_the_pack_english_is_read_by_its_encoder_and_welsh_alone_by_words(monkeypatch):
    monkeypatch.setattr(choosing, "Bilingual", _missing)
    assert best_encoder(["en", "cy"]).name == "MiniLM"
    assert best_encoder(["cy", "cy"]).name == "words"


def test_welsh_that_cannot_be_read_is_said_so():
    found = encode_all(["trees", "coed"], languages=["en", "cy"], encoder=MiniLM())
    assert "let a Welsh speaker read them" in found.note
    assert "Welsh" not in encode_all(["trees"], languages=["en"], encoder=MiniLM()).note


def test_the_mean_of_each_language_is_taken_out_by_hand():
    # English (commonest) has mean (2, 0). Welsh lies at (6, 1), that is (4, 1) away, once: believed by
    # 1 / (1 + 3), so (1, 0.25) is taken out and (3, 0.75) is left, of length 3.0923.
    rows = np.array([[2, 1], [2, -1], [6, 1]], np.float32)
    found = without_language(rows, ["en", "", "cy"])
    assert found == pytest.approx(np.array([[0, 1], [0, -1], [0.9701, 0.2425]]), abs=1e-4)


class Shifted(PlainEncoder):
    """The same words in the same places whatever the language, and one axis that tells the language."""

    multilingual = True

    def encode(self, texts, *, progress=None):
        rows = super().encode([text.removeprefix("cy ") for text in texts], progress=progress)
        rows[:, 255] += [2.0 if text.startswith("cy ") else 0.0 for text in texts]
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_what_tells_the_language_is_taken_out_of_the_vectors_of_an_encoder_for_both():
    draw = random.Random(3)
    english = [" ".join(f"word{each}" for each in draw.sample(range(30), 3)) for _text in range(80)]
    said, languages = english + [f"cy {text}" for text in english], ["en"] * 80 + ["cy"] * 80
    found = encode_all(said, languages=languages, encoder=Shifted()).vectors
    raw = Shifted().encode(said)
    assert (raw[80:] * raw[:80]).sum(axis=1).mean() < 0.5 < 0.9 < (found[80:] * found[:80]).sum(axis=1).mean()


@pytest.mark.parametrize("n", [150, 600])
def test_welsh_lies_beside_the_english_that_says_the_same(n):
    draw = random.Random(n)
    english = [" ".join(f"word{each}" for each in draw.sample(range(60), 4)) for _text in range(n)]
    welsh = [f"cy {text}" for text in english[::3]]
    encoder = Bilingual(for_english=PlainEncoder(), for_both=Shifted())
    told = []
    found = encoder.encode_in(
        english + welsh, ["en"] * n + ["cy"] * len(welsh), progress=lambda *each: told.append(each)
    )
    nearest = (found[n:] @ found[:n].T).argmax(axis=1)
    assert (nearest == np.arange(0, n, 3)).mean() > 0.95
    assert told == sorted(told)
    assert told[-1] == (n + len(welsh), n + len(welsh))


def test_english_alone_keeps_the_vectors_of_its_own_encoder():
    encoder = Bilingual(for_english=PlainEncoder(), for_both=_missing)
    assert (encoder.encode_in(SAID, ["en"] * len(SAID)) == PlainEncoder().encode(SAID)).all()


def test_a_sample_that_holds_all_texts_is_the_encoder_itself():
    found = encode_all(SAID[:10], encoder=Sampled(PlainEncoder(), 10))
    assert (found.encoder, found.mode) == ("plain", "all")


def test_the_multilingual_encoder_refuses_a_processor_it_was_not_made_for(monkeypatch):
    monkeypatch.setattr(multilingual.Path, "read_text", lambda *_, **__: "flags: sse2")
    with pytest.raises(NoEncoderError, match="a processor with AVX2"):
        multilingual.Multilingual()


@pytest.mark.skipif(
    best_encoder(["cy", "en"]).name == "MiniLM", reason="the multilingual pack is not installed"
)
def test_the_pack_reads_welsh_and_survives_hostile_text():
    said = ["Mae'r bws bob amser yn hwyr", "The bus is always late", "Plant more trees by the river"]
    rows = multilingual.Multilingual().encode([*said, "ﷺ" * 400, "", "\x00\x07", "🎉", "مرحبا", "\ud800"])
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(rows)), abs=1e-5)
    assert bilingual.Bilingual().multilingual


def test_words_are_counted_again_when_asked_for():
    assert encode_all(SAID[:4], encoder=WordCounts()).mode == "words"
