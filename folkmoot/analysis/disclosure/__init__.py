"""Disclosure control: small numbers are hidden, and so is whatever would give them away."""

from .suppression import protect
from .tables import Cell, ProtectedTable, Rules, State

__all__ = ["Cell", "ProtectedTable", "Rules", "State", "protect"]
