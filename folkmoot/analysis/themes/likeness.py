"""What the learner sees of a text: its meaning, its words and pairs of words, and its runs of letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from .encoders import Encoder
    from .encoders.encoder import Progress

Floats = NDArray[np.floating[Any]]

# Words and runs of letters count half as much as the meaning; together as much.
WORDS = LETTERS = 0.5
# Terms are learnt from this many different texts at most; every text is then described by them.
LEARNT_FROM = 5_000
# Later characters of a text are not read for words: an hour's dictation is about this long.
READ = 50_000
BLOCK = 4_000


class Likeness:
    """Descriptions of texts whose inner product says how alike two of them are.

    `vectors`: one row a text, of length 1. The first rows of `texts` may be coded texts or names of themes:
    nothing here depends on their order.
    """

    def __init__(self, texts: Sequence[str], vectors: Floats, *, seed: int) -> None:
        self._texts = [text[:READ] for text in texts]
        self._vectors = np.asarray(vectors, np.float32)
        self._terms = _learn_terms(self._texts, seed)

    def rows(self, rows: NDArray[np.int64]) -> Any:
        """A sparse matrix: the description of these texts, meaning first."""
        from scipy.sparse import csr_array, hstack

        texts = [self._texts[row] for row in rows]
        found = [csr_array(self._vectors[rows])]
        for weight, terms in self._terms:
            found.append(csr_array(terms.transform(texts)) * np.float32(np.sqrt(weight)))
        return hstack(found, format="csr")

    def blocks(self, rows: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], Any]]:
        """The same, some thousand texts at a time, to bound the memory."""
        for at in range(0, len(rows), BLOCK):
            yield rows[at : at + BLOCK], self.rows(rows[at : at + BLOCK])


def _learn_terms(texts: Sequence[str], seed: int) -> list[tuple[float, Any]]:
    different = sorted(set(texts))
    if len(different) > LEARNT_FROM:
        chosen = np.random.default_rng(seed).choice(len(different), LEARNT_FROM, replace=False)
        different = [different[place] for place in np.sort(chosen)]
    kinds = (("word", (1, 2), WORDS), ("char_wb", (3, 5), LETTERS))
    found = ((weight, _terms(different, kind, lengths)) for kind, lengths, weight in kinds)
    return [(weight, terms) for weight, terms in found if terms is not None]


def _terms(texts: Sequence[str], kind: str, lengths: tuple[int, int]) -> Any:
    """TF-IDF of terms in at least two texts, else of all terms; None where texts hold no word at all."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    for least in (2, 1):
        terms = TfidfVectorizer(
            analyzer=kind, ngram_range=lengths, min_df=least, sublinear_tf=True, dtype=np.float32
        )
        try:
            return terms.fit(texts)
        except ValueError:
            continue
    return None


def inner_products(a: Any, b: Any) -> NDArray[np.float64]:
    """How alike each row of `a` is to each row of `b`."""
    return np.asarray((a @ b.T).toarray(), np.float64)


def read_meaning(
    texts: Sequence[str],
    languages: Sequence[str] | None,
    encoder: Encoder | None,
    *,
    time_budget: float | None,
    seed: int,
    progress: Progress | None,
) -> Any:
    """The vectors of all texts, with the name of the encoder, a note, the mode and how many were encoded."""
    from .encoders import best_encoder, encode_all
    from .languages import detect_language

    spoken = detect_language(texts) if languages is None else tuple(languages)
    reader = encoder or best_encoder(spoken)
    return encode_all(
        texts, languages=spoken, encoder=reader, time_budget=time_budget, seed=seed, progress=progress
    )
