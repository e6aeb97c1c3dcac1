"""The language of every text of many: most are plainly English, and only the others are looked at closely."""

from collections.abc import Sequence
from functools import cache

from .languages import ENGLISH, UNKNOWN, WELSH, detect_language
from .preparing import plain, word_list

# Garbled English is taken for Welsh about twice in ten thousand texts. Where Welsh is not clearly commoner, a
# text is believed to be Welsh only when it holds an everyday Welsh word that is no English one.
RARE = 0.001


def spoken_languages(texts: Sequence[str], keys: Sequence[str] | None = None) -> tuple[str, ...]:
    """ "en", "cy" or "" for each text, as `detect_language` has it, in half the time for English texts.

    `keys`: the texts as `plain` leaves them, where they are known.

    >>> spoken_languages(["The bus is late", "Mae'r bws yn hwyr", "???"])
    ('en', 'cy', '')
    """
    english, welsh = _everyday(ENGLISH), _everyday(WELSH)
    words = [key.split() for key in keys or map(plain, texts)]
    plainly = [not english.isdisjoint(each) and welsh.isdisjoint(each) for each in words]
    asked = iter(detect_language([text for text, sure in zip(texts, plainly, strict=True) if not sure]))
    found = [ENGLISH if sure else next(asked) for sure in plainly]
    if found.count(WELSH) < RARE * len(found):
        found = [
            UNKNOWN if language == WELSH and welsh.isdisjoint(each) else language
            for language, each in zip(found, words, strict=True)
        ]
    return tuple(found)


@cache
def _everyday(language: str) -> frozenset[str]:
    """Words without which neither language is written for long, less those that the other has too."""
    english, welsh = (
        frozenset(plain(word) for word in word_list(name)) for name in ("stop_words_en", "stop_words_cy")
    )
    both = frozenset(plain(word) for word in word_list("both_languages"))
    return (english if language == ENGLISH else welsh) - (english & welsh) - both
