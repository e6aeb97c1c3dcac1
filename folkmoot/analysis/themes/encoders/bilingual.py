"""Welsh beside English: English read by the encoder for English, and Welsh brought into the same space.

English texts keep the vectors they would have alone, so a few Welsh answers do not change the English themes.
Welsh texts are read by the multilingual encoder, less what tells their language, and carried over by a linear
map that is learned on English texts read by both encoders. On parallel sentences of which no English one had
its Welsh twin among the texts (SIB-200), clusters agree better with people than those of the multilingual
encoder alone (AMI .37 against .34), and do not follow the language (AMI with it under .01).

Source: linear maps between vector spaces, Mikolov, Le and Sutskever (2013), arXiv:1309.4168.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from .distinct import distinct_texts
from .encoder import Encoder, Progress, Vectors, unit_rows
from .language_means import believed_mean, without_language
from .minilm import MiniLM
from .multilingual import Multilingual
from .quick import quick_vectors

WELSH = "cy"
# English texts on which the map is learned; with fewer than LEAST the multilingual encoder reads everything.
LEARNED_ON, LEAST = 500, 200
# The ridge, as a share of the mean variance of an axis.
RIDGE = 1.0
# The multilingual encoder takes about eight times as long for a text as that for English.
SLOWER = 8


@dataclass(frozen=True, slots=True)
class Bilingual:
    """`english` and `welsh` limit how many texts of each are read; the others are predicted (`Sampled`).

    NoEncoderError when one of both encoders cannot be used here.
    """

    english: int | None = None
    welsh: int | None = None
    seed: int = 0
    for_english: Encoder = field(default_factory=MiniLM)
    for_both: Encoder = field(default_factory=Multilingual)

    name = "MiniLM and multilingual-e5"
    note = (
        "Texts were compared by their meaning, English and Welsh together: a sentence encoder for English, "
        "and one for many languages for Welsh. Welsh is read less surely than English; let a Welsh speaker "
        "look at where Welsh answers went. Of a very long text the first 190 words or so were read."
    )
    multilingual = True

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """See `Encoder.encode`. The language of each text is found out; `encode_in` is for known ones."""
        from ..languages import detect_language

        return self.encode_in(texts, detect_language(texts), progress=progress)

    def encode_in(
        self, texts: Sequence[str], languages: Sequence[str], *, progress: Progress | None = None
    ) -> Vectors:
        """The vectors of texts in known `languages`: "cy" is Welsh, anything else is read as English."""
        is_welsh = np.array([language == WELSH for language in languages], bool)
        if not is_welsh.any():
            return _read(texts, self.for_english, self.english, self.seed, progress)
        in_welsh = [text for text, each in zip(texts, is_welsh, strict=True) if each]
        in_english = [text for text, each in zip(texts, is_welsh, strict=True) if not each]
        to_learn = _drawn(in_english, self.seed)
        if len(to_learn) < LEAST:
            rows = _read(texts, self.for_both, self.welsh, self.seed, progress)
            return without_language(rows, ["cy" if each else "en" for each in is_welsh])
        weights = (SLOWER * len(in_welsh), SLOWER * len(to_learn), len(in_english))
        steps = _Steps(progress, len(texts), weights)
        welsh = _read(in_welsh, self.for_both, self.welsh, self.seed, steps.next())
        carry = self._learn(to_learn, steps.next())
        english = _read(in_english, self.for_english, self.english, self.seed, steps.next())
        rows = np.empty((len(texts), english.shape[1]), np.float32)
        rows[~is_welsh] = unit_rows(english - carry.to_middle)
        rows[is_welsh] = carry(welsh)
        return rows

    def n_read(self, texts: Sequence[str], languages: Sequence[str]) -> int:
        """How many different texts are read by an encoder when these are encoded."""
        welsh = {text for text, language in zip(texts, languages, strict=True) if language == WELSH}
        welsh = set(distinct_texts(sorted(welsh)).texts)
        english = {text for text, language in zip(texts, languages, strict=True) if language != WELSH}
        english = set(distinct_texts(sorted(english)).texts) - welsh
        if welsh and len(english) < LEAST:
            return _at_most(len(welsh) + len(english), self.welsh)
        return _at_most(len(welsh), self.welsh) + _at_most(len(english), self.english)

    def _learn(self, texts: Sequence[str], progress: Progress) -> "_Carry":
        """The map from the space of both languages to that of English."""
        both = self.for_both.encode(texts, progress=progress)
        alone = self.for_english.encode(texts)
        from_middle, to_middle = both.mean(axis=0), alone.mean(axis=0)
        left = both - from_middle
        square = left.T @ left
        square[np.diag_indices_from(square)] += RIDGE * np.trace(square) / len(square)
        table = np.linalg.solve(square, left.T @ (alone - to_middle)).astype(np.float32)
        return _Carry(from_middle, table, to_middle)


@dataclass(frozen=True, slots=True)
class _Carry:
    """`table` leads from the multilingual space to the English one, both less their means."""

    from_middle: Vectors
    table: Vectors
    to_middle: Vectors

    def __call__(self, welsh: Vectors) -> Vectors:
        moved = welsh - self.from_middle
        return unit_rows((moved - believed_mean(moved)) @ self.table)


def _read(
    texts: Sequence[str], encoder: Encoder, sample: int | None, seed: int, progress: Progress | None
) -> Vectors:
    if sample is None:
        return encoder.encode(texts, progress=progress)
    return quick_vectors(texts, encoder, sample=sample, seed=seed, progress=progress)


def _at_most(n: int, sample: int | None) -> int:
    return n if sample is None else min(n, sample)


def _drawn(texts: Sequence[str], seed: int) -> list[str]:
    """Up to 500 different texts, whatever their order."""
    different = sorted(set(texts))
    if len(different) <= LEARNED_ON:
        return different
    places = np.random.default_rng(seed).choice(len(different), LEARNED_ON, replace=False)
    return [different[place] for place in sorted(places.tolist())]


class _Steps:
    """One progress over several steps, counted in texts; a step takes its share of `weights`."""

    def __init__(self, progress: Progress | None, total: int, weights: Sequence[float]) -> None:
        self._progress, self._total, self._told = progress, total, 0
        self._ends = iter(np.cumsum([0, *weights]) / max(1, sum(weights)))
        self._start = next(self._ends)

    def next(self) -> Callable[[int, int], None]:
        """The progress of the next step."""
        start, end = self._start, next(self._ends)
        self._start = end
        return lambda done, of: self._tell(start + (end - start) * done / max(1, of))

    def _tell(self, share: float) -> None:
        self._told = max(self._told, round(share * self._total))
        if self._progress:
            self._progress(self._told, self._total)
