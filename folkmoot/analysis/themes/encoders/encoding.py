"""All texts to vectors, in the time there is, with a record of what was read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .bilingual import WELSH, Bilingual
from .budget import within
from .choosing import best_encoder
from .distinct import checked, distinct_texts
from .encoder import Encoder, Progress, Vectors
from .language_means import without_language
from .sampled import Sampled
from .word_counts import WordCounts

WELSH_UNREAD = (
    "What reads Welsh by its meaning is not installed: where Welsh texts lie among the others says "
    "nothing, so group them apart and let a Welsh speaker read them."
)


@dataclass(frozen=True, slots=True)
class Encoded:
    """vectors: one row a text, float32, length 1. encoder, note: what read them and what that means.

    mode: "all" when every text was read, "sample" when some were and the others predicted, "words" when no
    sentence encoder was used. n_encoded: how many different texts were read. used: the encoder as it was
    used; give it to `encode_all` again, without a time budget, to get the same vectors.
    """

    vectors: Vectors
    encoder: str
    note: str
    mode: str
    n_encoded: int
    used: Encoder

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words.

        >>> encode_all(["late bus", "no bus"], encoder=WordCounts()).explain()
        '2 texts became vectors by words (mode words, 0 texts read by a sentence encoder).'
        """
        return (
            f"{len(self.vectors):,} texts became vectors by {self.encoder} (mode {self.mode}, "
            f"{self.n_encoded:,} texts read by a sentence encoder)."
        )


def encode_all(
    texts: Sequence[str],
    *,
    languages: Sequence[str] | None = None,
    encoder: Encoder | None = None,
    time_budget: float | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Encoded:
    """One vector for each text.

    languages: "en", "cy" or "" for each text; found out when not given and it matters. encoder: by default
    the best for these languages that is installed. time_budget: seconds; without it every text is read, and
    the result depends only on the texts and the `seed`; with it the speed is timed on a few hundred texts
    and as many are read as fit. progress(done, total) counts texts. ValueError when something is not text,
    or when there is not one language for each text.
    """
    checked(texts)
    spoken = _languages(texts, languages, encoder)
    chosen = encoder or best_encoder(spoken)
    if time_budget is not None:
        chosen = _seeded(within(chosen, texts, spoken, time_budget), seed)
    return _encoded(chosen, texts, spoken, progress)


def _languages(
    texts: Sequence[str], languages: Sequence[str] | None, encoder: Encoder | None
) -> Sequence[str]:
    if languages is None:
        if encoder is not None and not encoder.multilingual:
            return [""] * len(texts)
        from ..languages import detect_language

        return detect_language(texts)
    if len(languages) != len(texts):
        raise ValueError(
            f"There are {len(texts)} texts and {len(languages)} languages; give one language for each text."
        )
    return languages


def _seeded(encoder: Encoder, seed: int) -> Encoder:
    return replace(encoder, seed=seed) if isinstance(encoder, Sampled | Bilingual) else encoder


def _encoded(
    encoder: Encoder, texts: Sequence[str], languages: Sequence[str], progress: Progress | None
) -> Encoded:
    different = len(distinct_texts(texts).texts)
    if isinstance(encoder, Sampled) and encoder.sample >= different:
        encoder = encoder.encoder
    if isinstance(encoder, Bilingual):
        vectors = encoder.encode_in(texts, languages, progress=progress)
        read = encoder.n_read(texts, languages)
    else:
        vectors = encoder.encode(texts, progress=progress)
        if encoder.multilingual and len({*languages} - {""}) > 1:
            vectors = without_language(vectors, languages)
        read = encoder.sample if isinstance(encoder, Sampled) else different
    mode = "all" if read == different else "sample"
    if isinstance(encoder, WordCounts):
        mode, read = "words", 0
    unread = WELSH in languages and mode != "words" and not encoder.multilingual
    note = f"{encoder.note} {WELSH_UNREAD}" if unread else encoder.note
    return Encoded(vectors, encoder.name, note, mode, read, encoder)
