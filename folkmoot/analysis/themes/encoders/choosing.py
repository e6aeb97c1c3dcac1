"""Which encoder reads these texts."""

from collections.abc import Sequence

from .bilingual import WELSH, Bilingual
from .encoder import Encoder, NoEncoderError
from .minilm import MiniLM
from .word_counts import WordCounts


def best_encoder(languages: Sequence[str]) -> Encoder:
    """The best encoder that is installed for texts in these languages ("en", "cy", "" for not known).

    English alone is read by `MiniLM`; with Welsh among it by `Bilingual` where the multilingual pack is
    there. Without the pack `MiniLM` reads the English, and Welsh must be grouped apart, by `WordCounts`.
    Without any model everything is read by `WordCounts`, whose note then says why.

    >>> best_encoder(["en", "en", ""]).name
    'MiniLM'
    """
    welsh = [language == WELSH for language in languages]
    try:
        return _for_welsh(all(welsh)) if any(welsh) else MiniLM()
    except NoEncoderError as reason:
        return WordCounts(str(reason))


def _for_welsh(only: bool) -> Encoder:
    try:
        return Bilingual()
    except NoEncoderError as reason:
        return WordCounts(str(reason)) if only else MiniLM()
