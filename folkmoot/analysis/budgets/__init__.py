"""Participatory budgets: ballots counted by several rules, each step and each refusal explained."""

from .amounts import money
from .ballots import election_of
from .count import COMPLETIONS, RULES, count
from .election import VOTE_TYPES, Election, Project, Supporters
from .gains import UTILITIES
from .outcome import Next, Outcome, Reason, Satisfaction, Step, Tie
from .pabulib import read_pabulib
from .pabulib_writing import pabulib_text, write_pabulib
from .ties import lot

__all__ = [
    "COMPLETIONS",
    "RULES",
    "UTILITIES",
    "VOTE_TYPES",
    "Election",
    "Next",
    "Outcome",
    "Project",
    "Reason",
    "Satisfaction",
    "Step",
    "Supporters",
    "Tie",
    "count",
    "election_of",
    "lot",
    "money",
    "pabulib_text",
    "read_pabulib",
    "write_pabulib",
]
