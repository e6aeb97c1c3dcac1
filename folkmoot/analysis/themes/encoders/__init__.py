"""Turning texts into vectors: by their meaning where a model is there, else by their words."""

from .encoder import Encoder, NoEncoderError
from .minilm import MiniLM
from .multilingual import Multilingual
from .quick import quick_vectors

__all__ = ["Encoder", "MiniLM", "Multilingual", "NoEncoderError", "quick_vectors"]
