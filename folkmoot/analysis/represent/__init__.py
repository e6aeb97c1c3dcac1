"""Who answered beside who lives there: shares, ratios and one index."""

from .comparison import GroupShare, Representation, compare

__all__ = ["GroupShare", "Representation", "compare"]
