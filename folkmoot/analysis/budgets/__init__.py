"""Participatory budgets: ballots counted by several rules, each step and each refusal explained."""

from .ballots import election_of
from .election import Election, Project
from .pabulib import read_pabulib
from .pabulib_writing import pabulib_text, write_pabulib

__all__ = ["Election", "Project", "election_of", "pabulib_text", "read_pabulib", "write_pabulib"]
