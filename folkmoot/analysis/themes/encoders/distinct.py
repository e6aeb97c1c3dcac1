"""Texts made fit to encode, each different one once, in an order that does not depend on how they came."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class DistinctTexts:
    """`texts` are different and sorted; text i of the input is `texts[place[i]]`; `times` counts each."""

    texts: tuple[str, ...]
    place: NDArray[np.intp]
    times: NDArray[np.intp]


def distinct_texts(texts: Sequence[str]) -> DistinctTexts:
    """Check, tidy and sort out `texts`. ValueError names the first item that is not text.

    >>> distinct_texts(["too loud", " too  loud ", "fine"]).texts
    ('fine', 'too loud')
    """
    tidied = [tidy(text) for text in checked(texts)]
    different = sorted(set(tidied))
    number = {text: place for place, text in enumerate(different)}
    place = np.fromiter((number[text] for text in tidied), np.intp, len(tidied))
    return DistinctTexts(tuple(different), place, np.bincount(place, minlength=len(different)))


def checked(texts: Sequence[str]) -> Sequence[str]:
    """The same texts; ValueError when it is one text, or holds something that is not text."""
    if isinstance(texts, str):
        raise ValueError("This is one text, not a list of texts; put it in a list.")
    for place, text in enumerate(texts):
        if not isinstance(text, str):
            raise ValueError(
                f"Text {place + 1} is {type(text).__name__}, not text; give an empty text for none."
            )
    return texts


def tidy(text: str) -> str:
    """One space for each gap, no half characters, the first 8,000 characters: more than any encoder reads.

    >>> tidy("Too\\u00a0loud\\n\\tat night \\ud83d")
    'Too loud at night'
    """
    whole = text[: 4 * LONGEST].encode("utf-8", "ignore").decode()
    return " ".join(whole.split())[:LONGEST]
