"""What is grouped: each different text once, in an order of its own, apart from those that say nothing more.

Nothing is lost and nothing is changed: the texts keep their words, tidied only to tell which are the same.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WORDS = Path(__file__).parent / "words"
# Whoever writes more than this has said something.
LONGEST_NOTHING = 200

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
_NOT_A_LETTER = re.compile(r"[^\w£€$%]+|_+")


@dataclass(frozen=True, slots=True)
class Prepared:
    """`texts`: one wording of each different text that says something, sorted. `place[i]`: where text i of
    the input is among them, or -1 where it says nothing more. `first`: the first input row with that wording.
    `times`: in how many rows each stands. `keys`: each as `plain` leaves it.
    """

    texts: tuple[str, ...]
    place: NDArray[np.intp]
    first: NDArray[np.intp]
    times: NDArray[np.intp]
    keys: tuple[str, ...]


def prepare(texts: Sequence[str]) -> Prepared:
    """Sort out `texts`; two are the same when they differ only in capitals, gaps and punctuation.

    The wording kept of several is the first in the order of the alphabet, so that the order of rows does not
    matter. ValueError for no texts, for one string in place of a list, and naming the row of what is not
    text.

    >>> sorted_out = prepare(["Too loud!", "too loud", "No comment.", "Fewer cars"])
    >>> sorted_out.texts, sorted_out.place.tolist(), sorted_out.times.tolist()
    (('Fewer cars', 'Too loud!'), [1, 1, -1, 0], [1, 2])
    """
    _check(texts)
    keys = [plain(text) for text in texts]
    speaking = {key: not _says_nothing(key) for key in set(keys)}
    chosen: dict[str, int] = {}
    for row, (key, text) in enumerate(zip(keys, texts, strict=True)):
        if speaking[key] and text < texts[chosen.setdefault(key, row)]:
            chosen[key] = row
    order = sorted(chosen)
    number = {key: place for place, key in enumerate(order)}
    place = np.fromiter((number.get(key, -1) for key in keys), np.intp, len(keys))
    first = np.fromiter((chosen[key] for key in order), np.intp, len(order))
    times = np.bincount(place[place >= 0], minlength=len(order))
    return Prepared(tuple(texts[row] for row in first), place, first, times, tuple(order))


def says_nothing(text: str) -> bool:
    """Whether a text has no content: "no comment", "n/a", "-", empty, digits alone; in English and in Welsh.

    An emoji says something. A bare "yes" or "no" gives no reason either way and counts as nothing more.

    >>> [says_nothing(each) for each in ("N/A", "Dim sylw, diolch.", " - ", "12", "👍", "Nothing works")]
    [True, True, True, True, False, False]
    """
    return _says_nothing(plain(text))


def plain(text: str) -> str:
    """A text without capitals, apostrophes, punctuation and gaps, to tell which texts are the same.

    Signs of money and per cent stay; a text of signs alone keeps its symbols (emoji).

    >>> plain("  Don’t CLOSE the\\n library!! "), plain("👍🏽"), plain("...")
    ('dont close the library', '👍🏽', '')
    """
    one_form = text if text.isascii() else unicodedata.normalize("NFKC", text)
    lowered = one_form.casefold().translate(_APOSTROPHES)
    words = _NOT_A_LETTER.sub(" ", lowered).strip()
    return words or "".join(sign for sign in lowered if unicodedata.category(sign)[0] == "S")


def _check(texts: Sequence[str]) -> None:
    if isinstance(texts, str):
        raise ValueError("This is one text, not a list of texts; put it in a list.")
    if not len(texts):
        raise ValueError("There are no texts to read; give at least one.")
    for place, text in enumerate(texts):
        if not isinstance(text, str):
            kind = type(text).__name__
            raise ValueError(f"Text {place + 1} is {kind}, not text; give an empty text where nobody wrote.")


def _says_nothing(key: str) -> bool:
    if len(key) > LONGEST_NOTHING:
        return False
    if not key or key.replace(" ", "").isdigit():
        return True
    phrases, courtesies = _phrases()
    return key in phrases or _without(key, courtesies) in phrases


def _without(key: str, courtesies: frozenset[str]) -> str:
    """The words of a key that are left when polite and filling words are taken away at both ends."""
    words = key.split()
    while words and words[-1] in courtesies:
        words.pop()
    while words and words[0] in courtesies:
        words.pop(0)
    return " ".join(words)


@cache
def _phrases() -> tuple[frozenset[str], frozenset[str]]:
    phrases = frozenset(plain(line) for line in word_list("says_nothing"))
    return phrases, frozenset(plain(line) for line in word_list("courtesies"))


@cache
def word_list(name: str) -> frozenset[str]:
    """The lines of a file of words, without comments."""
    lines = (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
