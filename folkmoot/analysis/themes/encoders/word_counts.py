"""Likeness by shared words and parts of words: what is left when no model is there. Reads any language."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .distinct import distinct_texts
from .encoder import Progress, Vectors, unit_rows

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

AXES = 200
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
    note = (
        "Texts were compared by the words and parts of words they share, not by what they mean, because no "
        "sentence encoder could be used: texts that say the same in other words may be apart."
    )
    multilingual = False

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """See `Encoder.encode`."""
        different = distinct_texts(texts)
        rows = _axes(different.texts) if different.texts else np.zeros((0, 1), np.float32)
        if progress:
            progress(len(texts), len(texts))
        return rows[different.place]


def _axes(texts: Sequence[str]) -> Vectors:
    from scipy.sparse import hstack
    from sklearn.utils.extmath import randomized_svd

    counts = hstack([_tfidf(texts, "word", (1, 2)), _tfidf(texts, "char_wb", (3, 5))]).tocsr()
    axes = min(AXES, min(counts.shape) - 1)
    if axes < 1:
        return unit_rows(np.asarray(counts.sum(axis=1)).reshape(-1, 1))
    left, size, _right = randomized_svd(counts, axes, n_iter=STEPS, random_state=0)
    return unit_rows(left * size)


def _tfidf(texts: Sequence[str], kind: str, lengths: tuple[int, int]) -> "csr_matrix":
    """Terms of at least two texts where there are any, else all terms; rows of length 1."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    if len(texts) == 1:
        return csr_matrix(np.ones((1, 1), np.float32))
    for least, most in ((2, COMMON), (1, 1.0)):
        try:
            vectoriser = TfidfVectorizer(
                analyzer=kind, ngram_range=lengths, min_df=least, max_df=most, sublinear_tf=True,
                token_pattern=r"\S+" if least == 1 else r"\w+", dtype=np.float32,
            )  # fmt: skip
            return vectoriser.fit_transform(texts)
        except ValueError:  # no term is left: texts of signs only, or that share nothing
            continue
    return csr_matrix((len(texts), 1), dtype=np.float32)
