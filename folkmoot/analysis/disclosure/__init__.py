"""Disclosure control: small numbers are hidden, and so is whatever would give them away."""

from .linking import Linked
from .recovering import Recovery, try_to_recover
from .suppression import suppress
from .tables import Cell, Rules, State, SuppressedTable
from .together import Together, suppress_together

__all__ = [
    "Cell",
    "Linked",
    "Recovery",
    "Rules",
    "State",
    "SuppressedTable",
    "Together",
    "suppress",
    "suppress_together",
    "try_to_recover",
]
