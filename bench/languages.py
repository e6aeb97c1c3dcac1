"""English or Welsh: how often right, after how many words, and how fast; lingua alone in the same run."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench._measuring import Clock, Measure, measure
from folkmoot.analysis.themes.languages import detect_language

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "tests/data/text/sib200_en_cy_train.csv"
REAL_ENGLISH = ("nhs_fft_sample", "banking77_train")
Detector = Callable[[Sequence[str]], Sequence[str]]


def measures() -> Iterator[Measure]:
    """Shares of texts given the right language, and texts a second of one thread."""
    yield from _of("language", detect_language)
    yield from _of("language (anchor: lingua alone)", lingua_alone())


def _of(name: str, detector: Detector) -> Iterator[Measure]:
    detector(["The bus is late"])
    for n_words in (1, 2, 3, 5):
        texts, truth = beginnings(n_words)
        yield _right(f"{name}: first {n_words} words", detector, texts, truth)
    texts, truth = later_words(5)
    yield _right(f"{name}: five words from anywhere", detector, texts, truth)
    texts, truth = beginnings(1_000)
    yield _right(f"{name}: whole sentences", detector, texts, truth)
    yield _speed(f"{name}: sentences a second", detector, texts)
    for source in REAL_ENGLISH:
        texts = real_english(source)
        yield _right(f"{name}: real English, {source}", detector, texts, ["en"] * len(texts))


def _right(name: str, detector: Detector, texts: Sequence[str], truth: Sequence[str]) -> Measure:
    clock = Clock()
    found = detector(texts)
    right = sum(one == other for one, other in zip(found, truth, strict=True))
    return measure(name, right / len(texts), "share right", len(texts), clock.spent)


def _speed(name: str, detector: Detector, texts: Sequence[str]) -> Measure:
    different = [f"{text} {place}" for place in range(20) for text in texts]
    clock = Clock()
    detector(different)
    return measure(name, len(different) / clock.spent, "texts/s", len(different), clock.spent)


def beginnings(n_words: int) -> tuple[list[str], list[str]]:
    """The first words of every sentence, with the language."""
    cut = [(" ".join(words[:n_words]), language) for words, language in sentences()]
    return [text for text, _ in cut], [language for _, language in cut]


def later_words(n_words: int) -> tuple[list[str], list[str]]:
    """Every further run of so many words, with the language of its sentence."""
    cut = [
        (" ".join(words[start : start + n_words]), language)
        for words, language in sentences()
        for start in range(n_words, len(words) - n_words + 1, n_words)
    ]
    return [text for text, _ in cut], [language for _, language in cut]


def sentences() -> list[tuple[list[str], str]]:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return [(row["text"].split(), row["lang"]) for row in csv.DictReader(file)]


def real_english(source: str) -> list[str]:
    with (SENTENCES.parent / f"{source}.csv").open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def lingua_alone() -> Detector:
    """The library that gives the better witness, by itself."""
    from lingua import Language, LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_languages(Language.ENGLISH, Language.WELSH).build()
    names = {Language.ENGLISH: "en", Language.WELSH: "cy", None: ""}
    return lambda texts: [names[detector.detect_language_of(text)] for text in texts]
