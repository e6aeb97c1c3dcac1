"""The plan in parts, as an officer meets them: each has one page and is saved on its own.

What is refused together stands on one page: dates out of order are mended where they are typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.plan.engagements.models import Engagement
from folkmoot.words.refusals import Refusal

PART_PAGE = "engagements:plan_part"
# The part of a plan that stands now, shown beside what was typed where two wrote at once.
SAVED_NOW = "saved-now"


@dataclass(frozen=True)
class Part:
    """One page of the plan: facts of the engagement, or (`page`) a page of its own for what belongs to it.

    `folded` are those of the facts that few plans need; they stand under one line until they are asked for.
    """

    key: str
    name: Any
    hint: Any = ""
    fields: tuple[str, ...] = ()
    page: str = ""
    folded: tuple[str, ...] = ()
    folded_name: Any = ""

    def address(self, engagement: Engagement) -> str:
        if self.page:
            return reverse(self.page, args=[engagement.ref])
        return reverse(PART_PAGE, args=[engagement.ref, self.key])

    def holds(self, refusal: Refusal) -> bool:
        """Whether what the refusal asks for is mended on this page."""
        return refusal.field == self.key if self.page else refusal.field in self.fields


SECTIONS: tuple[tuple[Any, tuple[Part, ...]], ...] = (
    (
        _("What it is about"),
        (
            Part(
                "purpose",
                _("What it is for"),
                _("Residents read this first, on lists and on its page."),
                ("title", "summary", "purpose", "actions"),
                folded=("actions",),
                folded_name=_("Actions of the strategy that it serves"),
            ),
            Part(
                "change",
                _("What can change"),
                _("Shown on the public page. From level 2 on it is compulsory."),
                ("can_change", "cannot_change", "cannot_change_why", "no_discretion"),
            ),
            Part(
                "level",
                _("Level and promise"),
                _("The level is about who decides. Claim what the plan really gives people."),
                (
                    "level",
                    "promise",
                    "target_level",
                    "level_reason",
                    "single_channel_why",
                    "scope",
                    "led_by",
                ),
                folded=("target_level", "level_reason", "single_channel_why", "scope", "led_by"),
                folded_name=_("For level 3 and above, or below a target"),
            ),
            Part(
                "decision",
                _("Who decides"),
                _("The day of the decision stands with the other dates."),
                ("decision", "decision_holder"),
            ),
        ),
    ),
    (
        _("People and how they take part"),
        (
            Part(
                "people",
                _("Whom it touches"),
                _("Who should hear about this, where they live, and what you ask of them."),
                ("audience", "areas", "minutes", "response_target"),
            ),
            Part("ways", _("Ways to take part"), page="engagements:ways"),
            Part("groups", _("Groups involved"), page="engagements:groups"),
            Part(
                "contact",
                _("Someone to ring, and who is accountable"),
                _("People without a computer ring this number. The manager answers for the engagement."),
                ("contact_role", "contact_phone", "contact_email", "accountable"),
            ),
        ),
    ),
    (
        _("Dates and the answer"),
        (
            Part(
                "dates",
                _("Dates and the law"),
                _("The size and the legal basis say how much time people need."),
                ("size_class", "legal_basis", "opens_on", "closes_on", "options_on", "decision_on"),
            ),
            Part(
                "answer",
                _("The answer people get"),
                _("Once the engagement is open, this date is a public promise."),
                ("feedback_on", "feedback_plan"),
            ),
        ),
    ),
    (
        _("By the day it opens"),
        (
            Part("activities", _("Surveys and other activities"), page="engagements:activities"),
            Part("documents", _("Documents"), page="engagements:documents"),
        ),
    ),
)
PARTS = tuple(part for _name, parts in SECTIONS for part in parts)
BY_OPENING = SECTIONS[-1][1]
WAYS = next(part for part in PARTS if part.key == "ways")
WRITTEN = {part.key: part for part in PARTS if not part.page}
PART_OF = {field: part for part in WRITTEN.values() for field in part.fields}


def holding(facts: Iterable[str]) -> list[Part]:
    """The parts of the plan that these facts belong to, in the order of the plan."""
    ours = {PART_OF[name].key for name in facts if name in PART_OF}
    return [part for part in PARTS if part.key in ours]


def after(part: Part) -> Part:
    """The part that comes next; after the last one the first again."""
    return PARTS[(PARTS.index(part) + 1) % len(PARTS)]
