"""Whether a text is English or Welsh, and honestly neither where nothing can be told.

Two witnesses speak: the letters (lingua, with its English and its Welsh model only) and the words (which of
the two vocabularies of simplemma knows a word that the other does not). Letters are the better witness of a
few words, and the vocabulary of many: names of people and places mislead letters.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

ENGLISH, WELSH, UNKNOWN = "en", "cy", ""

# A word that only one vocabulary knows multiplies the odds by e; letters never count for more than this many.
LETTERS_AT_MOST = 5.0
# Odds under 3 to 1 from letters alone, in one or two words, are a guess: names, "N/a", "w".
SURE_OF_A_WORD = math.log(3)
FEW_WORDS = 2
# Everyday words which the other vocabulary holds too, as a rare word or a mutated form ("the" for "te").
EVERYDAY_ENGLISH = frozenset(
    "the of to be it is was has had for not we his all does than want can't don't".split()  # noqa: SIM905
)
EVERYDAY_WELSH = frozenset("y yr dim da gan bod neu os pan fel chi i'r o'r a'r i'w".split())  # noqa: SIM905
# The opening decides: a few hundred words.
OPENING = 2_000
# Longer words are nobody's: a key held down, a line of data.
LETTERS_IN_A_WORD = 40
REMEMBERED = 200_000

_ADDRESS = ("@", "://", "www.")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")


def detect_language(texts: Sequence[str]) -> tuple[str, ...]:
    """The language of each text: "en" English, "cy" Welsh, "" where nothing can be told.

    "" stands for: no words at all (empty, digits, emoji); an alphabet that is not Latin (Arabic, Urdu,
    Greek); one or two words that could be either, as names and "N/a" are; and Latin letters of which the
    nearer of the two vocabularies does not know enough, as in Polish or Somali. Short texts in a third
    language, and those that share many words with English or Welsh, such as Irish, may still be taken for one
    of the two. A text in both languages is given the one with the larger part. Only the first 2,000
    characters are read.

    Measured on 1,402 sentences, half of them Welsh (`python -m bench languages`): right for the first five
    words of all of them, and for 99.6 % of five words from anywhere, some of which are nothing but names.
    Raises ValueError when a text is not a string, naming its row. The same text always has the same answer.

    Sources: letters, Stahl, P. M., lingua (n-grams of one to five letters, after Cavnar and Trenkle 1994);
    words, Barbaresi, A., simplemma. The weight of the two is a judgement: one sided
    word counts as much as odds of e to 1 from letters.

    >>> detect_language(["The bus is always late", "Mae'r bws bob amser yn hwyr", "12.50", "No", "Nac ydw"])
    ('en', 'cy', '', 'en', 'cy')
    """
    known: dict[str, str] = {}
    found = []
    for row, text in enumerate(texts):
        if not isinstance(text, str):
            raise ValueError(f"Text {row} is {type(text).__name__}, not a string: give every answer as text.")
        if text not in known:
            known[text] = _language_of(text)
        found.append(known[text])
    return tuple(found)


def _language_of(text: str) -> str:
    words = _words(text[:OPENING])
    if not words or not _is_latin(words):
        return UNKNOWN
    english, welsh = _known_words(words)
    for_english = _odds(" ".join(words), len(words), english - welsh)
    if for_english == 0 or _is_third_language(len(words), english if for_english > 0 else welsh):
        return UNKNOWN
    return ENGLISH if for_english > 0 else WELSH


def _words(opening: str) -> list[str]:
    """Words without addresses of the web and of mail, with one kind of apostrophe and of accented letter."""
    pieces = (piece for piece in opening.split() if not any(mark in piece for mark in _ADDRESS))
    words = _WORD.findall(unicodedata.normalize("NFC", " ".join(pieces)).translate(_APOSTROPHES))
    return [word for word in words if len(word) <= LETTERS_IN_A_WORD]


def _known_words(words: list[str]) -> tuple[int, int]:
    """How many words the English and the Welsh vocabulary know."""
    sides = [_vocabularies(word) for word in words]
    return sum(english for english, _ in sides), sum(welsh for _, welsh in sides)


def _odds(text: str, n_words: int, sided: int) -> float:
    """Logarithm of the odds for English; 0 when nothing can be told. Letters are asked where they matter."""
    if abs(sided) > LETTERS_AT_MOST:
        return float(sided)
    letters = max(-LETTERS_AT_MOST, min(LETTERS_AT_MOST, _letters(text)))
    if n_words <= FEW_WORDS:
        return float(sided) or (letters if abs(letters) >= SURE_OF_A_WORD else 0.0)
    return sided + letters


def _is_third_language(n_words: int, known: int) -> bool:
    """A text of English or Welsh has at most about half of its words outside the vocabulary: two more are
    forgiven, so that a few words with names in them pass."""
    return known < (n_words - 2) / 2


def _is_latin(words: list[str]) -> bool:
    letters = [letter for word in words for letter in word if letter != "'"]
    return sum(_latin(letter) for letter in letters) * 2 > len(letters)


@lru_cache(maxsize=4_096)
def _latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN"))


def _letters(text: str) -> float:
    """Logarithm of the odds that letters give to English."""
    english, among = _letter_models()
    share = among.compute_language_confidence(text, english)
    return math.log((share + 1e-9) / (1 - share + 1e-9))


@cache
def _letter_models() -> tuple[Any, Any]:
    from lingua import Language, LanguageDetectorBuilder

    return Language.ENGLISH, LanguageDetectorBuilder.from_languages(Language.ENGLISH, Language.WELSH).build()


@cache
def _knows() -> Callable[..., bool]:
    import simplemma

    return simplemma.is_known


@lru_cache(maxsize=REMEMBERED)
def _vocabularies(word: str) -> tuple[bool, bool]:
    """Whether English and Welsh know the word: as written, in small letters, or before an apostrophe."""
    small = word.lower()
    if small in EVERYDAY_ENGLISH or small in EVERYDAY_WELSH:
        return small in EVERYDAY_ENGLISH, small in EVERYDAY_WELSH
    forms = {word, small, small.partition("'")[0]}
    return _known_to(forms, ENGLISH), _known_to(forms, WELSH)


def _known_to(forms: set[str], language: str) -> bool:
    return any(_knows()(form, lang=language) for form in forms)
