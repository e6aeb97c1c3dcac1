"""What a theme is about: the words that set it apart, and texts from its middle and its edge, as places only.

A theme has no name until a person gives it one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from fractions import Fraction
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
ENGLISH, WELSH = "en", "cy"
LONGEST_WORD = 30

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# What Welsh hangs on the word before: "chi'n", "nhw'n", "â'ch", "tŷ'r".
_HANGING_CY = re.compile(r"'(?:ch|i|m|n|r|th|u|w)$")

Counts = NDArray[np.int64]


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
    meaning of their own are left out, by lists for English and Welsh.

    All words of a group are of one language, that of most of its answers, and each language is weighed among
    its own texts: answers in the other change no word. A group which has no word in that language is named in
    the other, and one without any word has none. Texts of an unknown language count with the English.

    Source: class-based TF-IDF, Grootendorst (2022), BERTopic, arXiv:2203.05794.

    >>> texts = ["The buses are late", "A late bus", "More trees", "Trees, please", "Coed"]
    >>> distinctive_words(texts, ["en"] * 4 + ["cy"], np.array([0, 0, 1, 1, 1]), shown=2)
    (('bus', 'late'), ('trees',))
    """
    return named_words(texts, languages, label, times=times, shown=shown)[0]


def named_words(
    texts: Sequence[str],
    languages: Sequence[str],
    label: Labels,
    *,
    times: Sequence[int] | None = None,
    shown: int = WORDS_SHOWN,
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The `distinctive_words` of each group, and the language of these: "en", "cy", or "" if not known.

    >>> named_words(["The buses", "Coed", "Y coed"], ["en", "cy", "cy"], np.array([0, 1, 1]))
    ((('buses',), ('coed',)), ('en', 'cy'))
    """
    welsh = _are(languages, WELSH)
    ranked = [
        _ranked_words(texts, label, np.flatnonzero(welsh == (language == WELSH)), language, times, shown)
        for language in (ENGLISH, WELSH)
    ]
    answers = _answers_by_language(label, welsh, times)
    english = _answers_by_language(label, _are(languages, ENGLISH), times)[:, 1]
    words, spoken = [], []
    for group, most in enumerate(answers.argmax(axis=1).tolist()):
        chosen = most if ranked[most][group] or not ranked[1 - most][group] else 1 - most
        words.append(ranked[chosen][group])
        spoken.append(WELSH if chosen else ENGLISH if 2 * english[group] >= answers[group, 0] else "")
    return tuple(words), tuple(spoken)


def telling_texts(
    texts: Sequence[str],
    label: Labels,
    vectors: Vectors,
    *,
    languages: Sequence[str] | None = None,
    times: Sequence[int] | None = None,
) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]:
    """Places of five texts from the middle of each group and of two from its edge: (central, edge).

    Central are the texts most like the mean of the group, of a readable length and not saying the same twice.
    English and Welsh have as many of them as their share of the group's answers, of which each text stands
    for so many `times`; the first is in the language of most. Edge are those that lie nearest to another
    group for how near they are to their own.
    """
    middle = middles(label, vectors)
    middle /= np.maximum(np.linalg.norm(middle, axis=1, keepdims=True), 1e-12)
    own, margin = _certainty(label, vectors, middle.astype(np.float32))
    readable = np.array([READABLE[0] <= len(text) <= READABLE[1] for text in texts])
    welsh = _are(languages or [""] * len(texts), WELSH)
    answers = _answers_by_language(label, welsh, times).tolist()
    order = np.lexsort((np.arange(len(label)), -own, ~readable, label))
    bounds = np.searchsorted(label[order], np.arange(len(middle) + 1))
    central, edge = [], []
    for group, (first, last) in enumerate(pairwise(bounds.tolist())):
        members = order[first:last]
        by_language = (members[~welsh[members]], members[welsh[members]])
        chosen = _in_proportion(by_language, answers[group], vectors)
        left = np.setdiff1d(members, chosen)
        unsure = left[np.lexsort((left, margin[left], ~readable[left]))]
        central.append(chosen)
        edge.append(_unlike(unsure[:LOOKED_AT], vectors, EDGE))
    return tuple(central), tuple(edge)


def _are(languages: Sequence[str], language: str) -> NDArray[np.bool_]:
    return np.array([each == language for each in languages], dtype=np.bool_)


def _answers_by_language(label: Labels, these: NDArray[np.bool_], times: Sequence[int] | None) -> Counts:
    """For each group how many answers are in other languages, and how many in this one."""
    found = np.zeros((int(label.max(initial=-1)) + 1, 2), np.int64)
    np.add.at(found, (label, these.astype(np.intp)), 1 if times is None else np.asarray(times, np.int64))
    return found


def _in_proportion(
    by_language: Sequence[NDArray[np.intp]], answers: Sequence[int], vectors: Vectors
) -> tuple[int, ...]:
    """`CENTRAL` places, or all there are: of each language the first that are not too like each other."""
    turns = _turns(answers, [len(places) for places in by_language], CENTRAL)
    chosen = [
        iter(_unlike(places[:LOOKED_AT], vectors, turns.count(language)))
        for language, places in enumerate(by_language)
    ]
    return tuple(next(chosen[language]) for language in turns)


def _turns(answers: Sequence[int], available: Sequence[int], wanted: int) -> list[int]:
    """Whose turn it is, of groups with so many `answers`, so that any opening is in proportion to them.

    Source: Webster (1832), Sainte-Laguë (1910): divide by one, three, five ... for each turn had.

    >>> _turns([80, 20], [9, 9], 5), _turns([5, 6], [9, 9], 5), _turns([80, 20], [2, 9], 5)
    ([0, 0, 1, 0, 0], [1, 0, 1, 0, 1], [0, 0, 1, 1, 1])
    """
    turns: list[int] = []
    for _ in range(min(wanted, sum(available))):
        waiting = [each for each, n in enumerate(available) if turns.count(each) < n]
        turns.append(max(waiting, key=lambda each: Fraction(answers[each], 2 * turns.count(each) + 1)))
    return turns


def _ranked_words(
    texts: Sequence[str],
    label: Labels,
    rows: NDArray[np.intp],
    language: str,
    times: Sequence[int] | None,
    shown: int,
) -> list[tuple[str, ...]]:
    """The most telling words of each group in its texts among `rows`, all of one language."""
    counts: list[Counter[str]] = [Counter() for _ in range(int(label.max(initial=-1)) + 1)]
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows[_counted_texts(label[rows])].tolist():
        weight = isqrt(times[row]) if times else 1
        for lemma, form in _words_of(texts[row], language).items():
            counts[label[row]][lemma] += weight
            forms[lemma][form] += weight
    return [tuple(_commonest(forms[lemma]) for lemma in ranked[:shown]) for ranked in _rank_words(counts)]


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
        form = _HANGING_CY.sub("", word) if language == WELSH else word
        lemma = _lemma(form, language == WELSH)
        if lemma:
            found.setdefault(lemma, form)
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
