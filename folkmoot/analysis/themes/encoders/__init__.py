"""Turning texts into vectors: by their meaning where a model is there, else by their words."""

from .bilingual import Bilingual
from .choosing import best_encoder
from .encoder import Encoder, NoEncoderError
from .encoding import Encoded, encode_all
from .language_means import without_language
from .minilm import MiniLM
from .multilingual import Multilingual
from .quick import quick_vectors
from .sampled import Sampled
from .word_counts import WordCounts

__all__ = [
    "Bilingual",
    "Encoded",
    "Encoder",
    "MiniLM",
    "Multilingual",
    "NoEncoderError",
    "Sampled",
    "WordCounts",
    "best_encoder",
    "encode_all",
    "quick_vectors",
    "without_language",
]
