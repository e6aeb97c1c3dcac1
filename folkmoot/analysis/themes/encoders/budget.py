"""How many texts can be read in the time there is: timed on some of them, never assumed."""

import time
from collections.abc import Sequence
from dataclasses import replace

from .bilingual import LEARNED_ON, LEAST, WELSH, Bilingual
from .distinct import distinct_texts
from .encoder import Encoder
from .sampled import Sampled
from .word_counts import WordCounts

# The smallest takes less than counting the words of as many texts, and groups them better.
SAMPLES = (8_000, 4_000, 2_000, 1_000, 500, 250)
WELSH_SAMPLES = (4_000, 2_000, 1_000, 500, 250)
TIMED, TIMED_SLOW = 256, 32
# What predicting takes, as shares of reading one text: for each text, and for each pair of sampled texts.
PREDICT_ONE, PREDICT_PAIR = 1 / 25, 1 / 28_000


def within(encoder: Encoder, texts: Sequence[str], languages: Sequence[str], seconds: float) -> Encoder:
    """`encoder` itself where it can read all texts in `seconds`, else with the largest sample that fits.

    The samples are 8,000, 4,000, 2,000, 1,000, 500 or, however little time there is, 250 different texts.
    What is returned can be used again to get the same result on a machine of another speed.
    """
    ends = time.perf_counter() + seconds
    if isinstance(encoder, WordCounts | Sampled):
        return encoder
    if isinstance(encoder, Bilingual):
        return _bilingual_within(encoder, texts, languages, ends)
    different = distinct_texts(texts).texts
    each = seconds_each(encoder, different, TIMED_SLOW if encoder.multilingual else TIMED)
    left = ends - time.perf_counter()
    size = _largest(len(different), each, left, SAMPLES)
    if size is None:
        return encoder
    return Sampled(encoder, size or SAMPLES[-1])


def seconds_each(encoder: Encoder, different: Sequence[str], timed: int) -> float:
    """Seconds to read one text, timed on `timed` texts evenly spread over their lengths."""
    if not different:
        return 0.0
    by_length = sorted(different, key=len)
    step = max(1, len(by_length) // timed)
    some = by_length[step // 2 :: step][:timed] or by_length
    encoder.encode(some[:1])  # so that loading the model is not counted
    begun = time.perf_counter()
    encoder.encode(some)
    return (time.perf_counter() - begun) / len(some)


def _largest(n: int, each: float, left: float, sizes: Sequence[int]) -> int | None:
    """None when all `n` texts can be read in `left` seconds; else the largest sample; 0 when none can."""
    if n * each <= left:
        return None
    fitting = (size for size in sizes if size < n and each * _readings(n, size) <= left)
    return next(fitting, 0)


def _readings(n: int, sample: int) -> float:
    """What reading a sample and predicting all others takes, in readings of one text."""
    return sample + n * PREDICT_ONE + sample * sample * PREDICT_PAIR


def _bilingual_within(
    encoder: Bilingual, texts: Sequence[str], languages: Sequence[str], ends: float
) -> Encoder:
    """Welsh and what carries it over may take half of the time, or what English leaves if that is more."""
    welsh = distinct_texts(_in(texts, languages, welsh=True)).texts
    english = distinct_texts(_in(texts, languages, welsh=False)).texts
    slow = seconds_each(encoder.for_both, welsh, TIMED_SLOW)
    quick = seconds_each(encoder.for_english, english, TIMED)
    left = ends - time.perf_counter()
    learned = min(LEARNED_ON, len(english)) if len(english) >= LEAST else len(english)
    for_welsh = max(left / 2, left - len(english) * quick) - learned * slow
    n_welsh = _largest(len(welsh), slow, for_welsh, WELSH_SAMPLES)
    n_welsh = WELSH_SAMPLES[-1] if n_welsh == 0 else n_welsh
    used = slow * (learned + (len(welsh) if n_welsh is None else _readings(len(welsh), n_welsh)))
    n_english = _largest(len(english), quick, left - used, SAMPLES)
    return replace(encoder, welsh=n_welsh, english=SAMPLES[-1] if n_english == 0 else n_english)


def _in(texts: Sequence[str], languages: Sequence[str], *, welsh: bool) -> list[str]:
    return [text for text, language in zip(texts, languages, strict=True) if (language == WELSH) == welsh]
