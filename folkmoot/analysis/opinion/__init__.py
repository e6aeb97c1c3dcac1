"""Where people agree and where they differ: a map of votes on statements."""

from .votes import VoteTable, read_votes

__all__ = ["VoteTable", "read_votes"]
