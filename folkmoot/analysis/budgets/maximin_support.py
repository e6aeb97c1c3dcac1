"""Maximin support."""

from .contest import Standing
from .outcome import Reason, Step


def buy_by_support(standing: Standing) -> tuple[list[Step], dict[int, Reason]]:
    raise ValueError("x")
