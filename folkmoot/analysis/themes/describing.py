"""What a theme is about: the words that set it apart, and texts from its middle and its edge, as places only.

A theme has no name until a person gives it one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from .communities import Labels
from .grouping import middles
from .neighbours import Vectors
from .preparing import word_list

WORDS_SHOWN = 8
CENTRAL, EDGE = 5, 2
# Words are counted in at most this many texts of a theme, taken evenly from all of them.
TEXTS_COUNTED = 1_000
# A reader takes in a text of this many characters at a glance.
READABLE = (20, 300)
# Texts this alike say the same to a reader.
ALIKE = 0.92
LOOKED_AT = 60
WELSH = "cy"
LONGEST_WORD = 30

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def distinctive_words(
    texts: Sequence[str],
    languages: Sequence[str],
    label: Labels,
    *,
    times: Sequence[int] | None = None,
    shown: int = WORDS_SHOWN,
) -> tuple[tuple[str, ...], ...]:
    """The `shown` words of each group that are frequent in it and not elsewhere, the most telling first.

    A text counts a word once, whatever its form ("bus", "buses"); shown is the form used most. A text that
    many people wrote, so many `times`, counts by the whole root of their number: a letter of 5,000 copies
    names its group rather than 27 others in it, and not every group that shares its words. Words without
    meaning of their own are left out, by lists for English and Welsh. A group without any word has none.

    Source: class-based TF-IDF, Grootendorst (2022), BERTopic, arXiv:2203.05794.

    >>> texts = ["The buses are late", "A late bus", "More trees", "Trees, please"]
    >>> distinctive_words(texts, ["en"] * 4, np.array([0, 0, 1, 1]), shown=2)
    (('bus', 'late'), ('trees',))
    """
    n_groups = int(label.max()) + 1 if len(label) else 0
    counts: list[Counter[str]] = [Counter() for _ in range(n_groups)]
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place in _counted_texts(label):
        found = _words_of(texts[place], languages[place])
        weight = isqrt(times[place]) if times else 1
        for lemma, form in found.items():
            counts[label[place]][lemma] += weight
            forms[lemma][form] += weight
    return tuple(
        tuple(_commonest(forms[lemma]) for lemma in ranked[:shown]) for ranked in _rank_words(counts)
    )


def telling_texts(
    texts: Sequence[str], label: Labels, vectors: Vectors
) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]:
    """Places of five texts from the middle of each group and of two from its edge: (central, edge).

    Central are the texts most like the mean of the group, of a readable length and not saying the same twice.
    Edge are those that lie nearest to another group for how near they are to their own.
    """
    middle = middles(label, vectors)
    middle /= np.maximum(np.linalg.norm(middle, axis=1, keepdims=True), 1e-12)
    own, margin = _certainty(label, vectors, middle.astype(np.float32))
    readable = np.array([READABLE[0] <= len(text) <= READABLE[1] for text in texts])
    order = np.lexsort((np.arange(len(label)), -own, ~readable, label))
    bounds = np.searchsorted(label[order], np.arange(len(middle) + 1))
    central, edge = [], []
    for first, last in pairwise(bounds.tolist()):
        members = order[first:last]
        chosen = _unlike(members[:LOOKED_AT], vectors, CENTRAL)
        left = np.setdiff1d(members, chosen)
        unsure = left[np.lexsort((left, margin[left], ~readable[left]))]
        central.append(chosen)
        edge.append(_unlike(unsure[:LOOKED_AT], vectors, EDGE))
    return tuple(central), tuple(edge)


def _certainty(
    label: Labels, vectors: Vectors, middle: Vectors
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For each row, likeness to the mean of its own group, and by how much that exceeds the next group's."""
    own, margin = np.empty(len(label), np.float32), np.empty(len(label), np.float32)
    for start in range(0, len(label), 8_192):
        rows = slice(start, start + 8_192)
        likeness = vectors[rows] @ middle.T
        row = np.arange(len(likeness))
        own[rows] = likeness[row, label[rows]]
        likeness[row, label[rows]] = -np.inf
        margin[rows] = own[rows] - likeness.max(axis=1) if len(middle) > 1 else own[rows]
    return own, margin


def _unlike(places: NDArray[np.intp], vectors: Vectors, wanted: int) -> tuple[int, ...]:
    """The first `wanted` places which are not too like one already taken; then the first of the others."""
    taken: list[int] = []
    alike: list[int] = []
    for place in places.tolist():
        if len(taken) == wanted:
            break
        too_alike = bool(taken) and float((vectors[taken] @ vectors[place]).max()) > ALIKE
        (alike if too_alike else taken).append(place)
    return tuple((taken + alike)[:wanted])


def _counted_texts(label: Labels) -> list[int]:
    order = np.argsort(label, kind="stable")
    places: list[int] = []
    for _, members in groupby(order.tolist(), key=lambda place: int(label[place])):
        all_of_it = list(members)
        step = max(1.0, len(all_of_it) / TEXTS_COUNTED)
        places += [all_of_it[int(each * step)] for each in range(min(len(all_of_it), TEXTS_COUNTED))]
    return places


def _words_of(text: str, language: str) -> dict[str, str]:
    """Each different word of a text: its basic form, and the form first used here."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text[:20_000].casefold().replace("’", "'")):
        lemma = _lemma(word, language == WELSH)
        if lemma:
            found.setdefault(lemma, word)
    return found


@lru_cache(maxsize=100_000)
def _lemma(word: str, welsh: bool) -> str:
    """The basic form of a word; "" for one that says nothing."""
    import simplemma

    if (
        len(word) < 2
        or len(word) > LONGEST_WORD
        or word in word_list("stop_words_cy" if welsh else "stop_words_en")
        or (welsh and word in word_list("joining_words_cy"))
    ):
        return ""
    word = word.removesuffix("'s")
    lemma: str = simplemma.lemmatize(word, lang=WELSH if welsh else "en").casefold()
    return lemma


def _commonest(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))


def _rank_words(counts: list[Counter[str]]) -> list[list[str]]:
    """The words of each group, most telling first: times used, by log(1 + mean of groups / everywhere).

    What only one text says comes last.
    """
    everywhere: Counter[str] = Counter()
    for each in counts:
        everywhere.update(each)
    mean = everywhere.total() / max(1, len(counts))
    weight = {word: float(np.log1p(mean / n)) for word, n in everywhere.items()}
    return [
        sorted(each, key=lambda word: (each[word] == 1, -each[word] * weight[word], word)) for each in counts
    ]
