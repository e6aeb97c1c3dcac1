"""Turning texts into vectors: by their meaning where a model is there, else by their words."""

from .encoder import Encoder, NoEncoderError
from .minilm import MiniLM

__all__ = ["Encoder", "MiniLM", "NoEncoderError"]
