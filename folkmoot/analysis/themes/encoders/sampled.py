"""Another encoder in its quick mode, with the size of the sample said: how a result is made again."""

from collections.abc import Sequence
from dataclasses import dataclass

from .encoder import Encoder, Progress, Vectors
from .quick import quick_vectors


@dataclass(frozen=True, slots=True)
class Sampled:
    """`encoder` reads `sample` different texts drawn by `seed`; the others are predicted from their words.

    >>> from folkmoot.analysis.themes.encoders import MiniLM
    >>> Sampled(MiniLM(), 4_000).name
    'MiniLM, 4,000 texts read'
    """

    encoder: Encoder
    sample: int
    seed: int = 0

    @property
    def name(self) -> str:
        return f"{self.encoder.name}, {self.sample:,} texts read"

    @property
    def note(self) -> str:
        return (
            f"{self.encoder.note} It read {self.sample:,} of the texts, drawn at random; what the others "
            "mean was estimated from their words."
        )

    @property
    def multilingual(self) -> bool:
        return self.encoder.multilingual

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """See `quick_vectors`."""
        return quick_vectors(texts, self.encoder, sample=self.sample, seed=self.seed, progress=progress)
