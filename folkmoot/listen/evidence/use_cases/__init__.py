"""Verbs of listening: freeze, code, agree themes, state findings, publish what was heard."""

from .coding import CodingRow, Judgement, code_passage, code_passages, judge_answers, uncode
from .findings import ChosenQuote, counts_agree, publish_findings, restate_finding, state_finding
from .snapshots import (
    ask_for_freeze,
    freeze_as_asked,
    freeze_interim_snapshot,
    freeze_snapshot,
    why_no_freeze,
)
from .themes import agree_frame, describe_theme, merge_themes, name_theme

__all__ = [
    "ChosenQuote",
    "CodingRow",
    "Judgement",
    "agree_frame",
    "ask_for_freeze",
    "code_passage",
    "code_passages",
    "counts_agree",
    "describe_theme",
    "freeze_as_asked",
    "freeze_interim_snapshot",
    "freeze_snapshot",
    "judge_answers",
    "merge_themes",
    "name_theme",
    "publish_findings",
    "restate_finding",
    "state_finding",
    "uncode",
    "why_no_freeze",
]
