"""Disclosure control: small numbers are hidden, and so is whatever would give them away."""

from .recovering import Recovery, try_to_recover
from .suppression import suppress
from .tables import Cell, Rules, State, SuppressedTable

__all__ = ["Cell", "Recovery", "Rules", "State", "SuppressedTable", "suppress", "try_to_recover"]
