"""Taking out of vectors what tells the language of a text instead of its meaning."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .encoder import Vectors, unit_rows

# Means of few texts say more about their subject than about their language. The variance of single texts
# around the mean of their language is about three times the squared distance of the two means (multilingual
# e5 on parallel sentences: .45 and .28), so a mean of n texts is believed by n / (n + 3).
DOUBT = 3


def without_language(vectors: NDArray[np.float32], languages: Sequence[str]) -> Vectors:
    """The vectors less the mean of their language, of length 1.

    `languages` names the language of each row; rows of no known language ("") go with the commonest. The
    mean of the commonest language is taken out whole; how far another language lies from it is believed by
    n / (n + 3), where n are its rows. ValueError when there is not one language for each row.

    Source: subtracting language means, Libovický, Rosa and Fraser (2020), Findings of EMNLP; shrinking a
    mean of few, James and Stein (1961).

    >>> rows = np.array([[3.0, 1.0], [3.0, -1.0], [-3.0, 1.0], [-3.0, -1.0]], np.float32)
    >>> without_language(rows, ["cy", "cy", "en", "en"]).astype(float).round(1).tolist()
    [[1.0, 0.3], [1.0, -0.3], [0.0, 1.0], [0.0, -1.0]]
    """
    if len(languages) != len(vectors):
        raise ValueError(
            f"There are {len(vectors)} vectors and {len(languages)} languages; give one language for each."
        )
    if not len(vectors):
        return vectors
    named = np.array(languages)
    common = commonest(languages)
    named[named == ""] = common
    middle = vectors[named == common].mean(axis=0)
    moved = vectors - middle
    for language in sorted(set(named.tolist()) - {common}):
        rows = named == language
        moved[rows] -= believed_mean(moved[rows])
    return unit_rows(moved)


def believed_mean(rows: NDArray[np.float32]) -> Vectors:
    """The mean of the rows drawn towards zero: all the more, the fewer they are."""
    mean: Vectors = rows.sum(axis=0) / np.float32(len(rows) + DOUBT)
    return mean


def commonest(languages: Sequence[str]) -> str:
    """The language of most texts; of equally common ones the last by name: English before Welsh."""
    known = [language for language in languages if language]
    return max(sorted(set(known), reverse=True), key=known.count, default="")
