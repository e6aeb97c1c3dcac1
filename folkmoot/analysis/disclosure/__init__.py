"""Disclosure control: small numbers are hidden, and so is whatever would give them away."""

from .suppression import suppress
from .tables import Cell, Rules, State, SuppressedTable

__all__ = ["Cell", "Rules", "State", "SuppressedTable", "suppress"]
