"""How far a plan has come, part by part: done, to do, to be mended, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from folkmoot.plan.engagements import gates
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.parts import BY_OPENING, PARTS, SECTIONS, WRITTEN, Part
from folkmoot.plan.engagements.plan_facts import MANY
from folkmoot.words.refusals import Refusal

Found = Sequence[Refusal]
DONE, TO_DO, TO_MEND, WARNED, OPTIONAL = "done", "todo", "mend", "warned", "optional"
WORDS = {
    DONE: (_("Done"), ""),
    TO_DO: (_("To do"), "teal"),
    TO_MEND: (_("Needs mending"), "red"),
    WARNED: (_("Warning"), "yellow"),
    OPTIONAL: (_("Optional"), "grey"),
}


@dataclass(frozen=True)
class Standing:
    """A part and how it stands: what is missing or wrong, and what an approver would have to override."""

    part: Part
    state: str
    address: str
    missing: Found = ()
    warnings: Found = ()

    @property
    def words(self) -> Any:
        return WORDS[self.state][0]

    @property
    def colour(self) -> str:
        return WORDS[self.state][1]


@dataclass(frozen=True)
class Progress:
    """The whole plan: its parts under their headings, and everything that is still missing."""

    sections: Sequence[tuple[Any, Sequence[Standing]]]
    missing: Found
    warnings: Found
    elsewhere: Found

    @property
    def all_parts(self) -> list[Standing]:
        return [each for _name, standings in self.sections for each in standings]

    @property
    def asked(self) -> int:
        """Parts that this plan must have or has."""
        return sum(each.state != OPTIONAL for each in self.all_parts)

    @property
    def ready(self) -> int:
        return sum(each.state in (DONE, WARNED) for each in self.all_parts)

    def of(self, part: Part) -> Standing:
        return next(each for each in self.all_parts if each.part == part)


def progress(engagement: Engagement, at: dt.datetime) -> Progress:
    """What the gates before approval say, told by part; what no part can mend stands apart."""
    states = gates.states(engagement, "approve", at)
    missing = [each for state in states if not state.gate.overridable for each in state.refusals]
    warnings = [each for state in states if state.gate.overridable for each in state.refusals]
    later = gates.unmet(engagement, "open", at)
    sections = [
        (name, [_standing(engagement, part, missing, warnings, later) for part in parts])
        for name, parts in SECTIONS
    ]
    elsewhere = [each for each in missing if not any(part.holds(each) for part in PARTS)]
    return Progress(sections, missing, warnings, elsewhere)


def _standing(engagement: Engagement, part: Part, missing: Found, warnings: Found, later: Found) -> Standing:
    ours, warned, waiting = (
        [each for each in found if part.holds(each)]
        for found in (missing, warnings, later if part in BY_OPENING else ())
    )
    state = _state(engagement, part, ours, warned)
    if waiting and not ours:
        state = TO_DO
    return Standing(part, state, part.address(engagement), [*ours, *waiting], warned)


def _state(engagement: Engagement, part: Part, missing: list[Refusal], warned: list[Refusal]) -> str:
    """Wrong is what has been said and cannot stand; to do is what has not been said yet."""
    if any(is_said(engagement, each.field) for each in missing):
        return TO_MEND
    if missing:
        return TO_DO
    if warned:
        return WARNED
    if any(is_said(engagement, field) for field in part.fields or (part.key,)):
        return DONE
    # Whether what can change must be said depends on the level; until it is claimed nobody knows.
    return TO_DO if part is WRITTEN["change"] and engagement.level is None else OPTIONAL


def is_said(engagement: Engagement, field: str) -> bool:
    """Whether there is anything under this name yet."""
    if field == "groups":
        return engagement.involvements.exists()
    if field in (*MANY, "ways", "activities", "documents"):
        return bool(getattr(engagement, field).exists())
    return bool(getattr(engagement, field))
