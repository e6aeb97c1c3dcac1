"""Verbs of deciding: assess, consider each finding, issue the pack, record the decision with reasons."""

from .assessments import finish_assessment, start_assessment, update_assessment
from .considering import consider_finding
from .deciding import correct_decision, issue_pack, record_decision

__all__ = [
    "consider_finding",
    "correct_decision",
    "finish_assessment",
    "issue_pack",
    "record_decision",
    "start_assessment",
    "update_assessment",
]
