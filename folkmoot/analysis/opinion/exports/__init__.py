"""Polis exports and plain columns of votes, read and written."""

from .conversation import Conversation, Votes
from .reading import read_polis
from .writing import write_polis

__all__ = ["Conversation", "Votes", "read_polis", "write_polis"]
