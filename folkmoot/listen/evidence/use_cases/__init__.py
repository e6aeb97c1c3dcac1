"""Verbs of listening: freeze, code, agree themes, state findings, publish what was heard."""

from .coding import CodingRow, code_passage, code_passages, uncode
from .findings import ChosenQuote, publish_findings, restate_finding, state_finding
from .snapshots import ask_for_freeze, freeze_as_asked, freeze_interim_snapshot, freeze_snapshot
from .themes import agree_frame, describe_theme, merge_themes, name_theme

__all__ = [
    "ChosenQuote",
    "CodingRow",
    "agree_frame",
    "ask_for_freeze",
    "code_passage",
    "code_passages",
    "describe_theme",
    "freeze_as_asked",
    "freeze_interim_snapshot",
    "freeze_snapshot",
    "merge_themes",
    "name_theme",
    "publish_findings",
    "restate_finding",
    "state_finding",
    "uncode",
]
