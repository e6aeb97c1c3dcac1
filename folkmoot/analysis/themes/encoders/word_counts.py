"""Likeness by shared words and parts of words: what is left when no model is there. Reads any language."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .distinct import distinct_texts
from .encoder import Progress, Vectors, unit_rows

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

AXES = 200
# Texts from which the axes are learned at most; the others are laid along them.
LEARNED_ON = 20_000
ROWS = 8_192
# Words of more than this share of texts say little about any of them.
COMMON = 0.5
STEPS = 3


class WordCounts:
    """TF-IDF of words, pairs of words and runs of 3 to 5 letters, brought to at most 200 axes.

    Unlike the other encoders it learns from the texts it is given: vectors of two calls cannot be compared.

    Source: latent semantic analysis, Deerwester et al. (1990), JASIS 41(6); Halko et al. (2011), SIAM Review.

    >>> near = WordCounts().encode(["the bus is late", "a late bus again", "plant trees", "more trees"])
    >>> bool(near[0] @ near[1] > near[0] @ near[2])
    True
    """

    name = "words"
    multilingual = False

    def __init__(self, reason: str = "") -> None:
        """`reason`: a sentence that says why nothing better was used."""
        words = (
            "Texts were compared by the words and parts of words they share, not by what they mean: texts "
            "that say the same in other words may be apart."
        )
        self.note = f"{words} {reason}".strip()

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """See `Encoder.encode`."""
        different = distinct_texts(texts)
        rows = _axes(different.texts) if different.texts else np.zeros((0, 1), np.float32)
        if progress:
            progress(len(texts), len(texts))
        return rows[different.place]


def _axes(texts: Sequence[str]) -> Vectors:
    learned_on = texts[:: -(-len(texts) // LEARNED_ON)]
    kinds = [_terms(learned_on, "word", (1, 2)), _terms(learned_on, "char_wb", (3, 5))]
    found = [kind for kind in kinds if kind is not None]
    if not found:
        return unit_rows(np.zeros((len(texts), 1), np.float32))  # no word anywhere: all alike
    known = _beside([counts for _terms, counts in found])
    if len(texts) <= AXES:
        return _all_axes(known)
    axes = _main_axes(known)
    if len(texts) == len(learned_on):
        return unit_rows(known @ axes)
    rows = np.empty((len(texts), axes.shape[1]), np.float32)
    for start in range(0, len(texts), ROWS):
        some = texts[start : start + ROWS]
        rows[start : start + ROWS] = unit_rows(_beside([kind.transform(some) for kind, _ in found]) @ axes)
    return rows


def _beside(counts: "Sequence[csr_matrix]") -> "csr_matrix":
    from scipy.sparse import hstack

    return hstack(counts).tocsr()


def _terms(
    texts: Sequence[str], kind: str, lengths: tuple[int, int]
) -> "tuple[TfidfVectorizer, csr_matrix] | None":
    """Terms of at least two texts and not of most, with their counts; where there are none, any term."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    for least, most in ((2, COMMON), (1, 1.0)):
        words = {"token_pattern": r"\w+|[^\w\s]"} if kind == "word" else {}
        found = TfidfVectorizer(
            analyzer=kind, ngram_range=lengths, min_df=least, max_df=most, sublinear_tf=True,
            dtype=np.float32, **words,
        )  # fmt: skip
        try:
            return found, found.fit_transform(texts)
        except ValueError:  # no term is left
            continue
    return None


def _main_axes(counts: "csr_matrix") -> Vectors:
    """The directions along which texts differ most, as columns."""
    from sklearn.utils.extmath import randomized_svd

    axes = min(AXES, min(counts.shape))
    right: Vectors = randomized_svd(counts, axes, n_iter=STEPS, random_state=0)[2]
    return np.ascontiguousarray(right.T)


def _all_axes(counts: "csr_matrix") -> Vectors:
    """Few texts: rows with exactly the likeness of the counts."""
    sizes, axes = np.linalg.eigh((counts @ counts.T).toarray().astype(float))
    return unit_rows(axes * np.sqrt(np.maximum(sizes, 0)))
