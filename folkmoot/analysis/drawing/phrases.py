"""Words in another language than the page around them, marked so that a screen reader says them rightly.

WCAG 2.2, 3.1.2. Marked words are strings like all others: whoever does not know of the mark gets the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate

from .svg import Mark, text

Run = tuple[int, int, str]
"""From, to and the language in between."""


class Phrase(str):
    """Words of which `runs` are in other languages than the page, from the first to the last."""

    __slots__ = ("runs",)
    runs: tuple[Run, ...]

    def __new__(cls, words: str, runs: tuple[Run, ...]) -> Phrase:
        made = super().__new__(cls, words)
        made.runs = runs
        return made


def in_language(words: str, language: str, *, page: str = "en") -> str:
    """The words, marked if they are in another language than the page; "" is not known and left unmarked.

    >>> marked(in_language("Nac ydw", "cy"), lambda words, language: f"<{language}:{words}>")
    '<cy:Nac ydw>'
    """
    return Phrase(words, ((0, len(words), language),)) if language not in ("", page) else words


def joined(*pieces: str, between: str = "") -> str:
    """The pieces one after another; each keeps its languages.

    >>> marked(joined("1. ", in_language("Nac ydw", "cy")), lambda words, language: f"<{language}:{words}>")
    '1. <cy:Nac ydw>'
    """
    runs, start = [], 0
    for piece in pieces:
        runs += [(start + low, start + high, each) for low, high, each in runs_of(piece)]
        start += len(piece) + len(between)
    whole = between.join(pieces)
    return Phrase(whole, tuple(runs)) if runs else whole


def runs_of(words: str) -> tuple[Run, ...]:
    return words.runs if isinstance(words, Phrase) else ()


def marked(words: str, mark: Callable[[Mark, str], str]) -> Mark:
    """The words as markup, those in another language as `mark` puts them."""
    return Mark("".join(_marked(words, mark)))


def _marked(words: str, mark: Callable[[Mark, str], str]) -> Iterator[str]:
    done = 0
    for low, high, language in runs_of(words):
        yield text(words[done:low])
        yield mark(text(words[low:high]), language)
        done = high
    yield text(words[done:])


def same_runs(words: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines into which words were broken, marked as the words were; spaces may differ, the end be missing.

    >>> lines = same_runs(joined("1. ", in_language("Nac ydw", "cy")), ("1. Nac", "ydw"))
    >>> [marked(line, lambda words, language: f"<{language}:{words}>") for line in lines]
    ['1. <cy:Nac>', '<cy:ydw>']
    """
    before = [0, *accumulate(not sign.isspace() for sign in words)]
    runs = [(before[low], before[high], language) for low, high, language in runs_of(words)]
    found, done = [], 0
    for line in lines if runs else ():
        at = [place for place, sign in enumerate(line) if not sign.isspace()]
        inside = [(max(low - done, 0), min(high - done, len(at)), language) for low, high, language in runs]
        here = ((at[low], at[high - 1] + 1, language) for low, high, language in inside if low < high)
        found.append(Phrase(line, tuple(here)))
        done += len(at)
    return tuple(found) or lines
