"""How a commitment stands today, and counts too small to publish, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.foundation.council.queries import profile
from folkmoot.listen.evidence.models import Finding
from folkmoot.listen.evidence.telling import LINKED, as_counted, behind_finding
from folkmoot.tell_back.feedback.forms import KIND_WORDS, OUTCOME_WORDS, STANDING_WORDS, STATE_WORDS
from folkmoot.tell_back.feedback.models import Commitment
from folkmoot.tell_back.feedback.promises import DROPPED, DUE, KEPT, KEPT_LATE, OVERDUE, Promise, standing_of

register = template.Library()
COLOURS = {KEPT: "green", KEPT_LATE: "orange", DUE: "grey", OVERDUE: "red", DROPPED: "grey"}
# What the promise component calls its states.
STATES = {KEPT: "kept", KEPT_LATE: "late", DUE: "due", OVERDUE: "overdue", DROPPED: "dropped"}


@dataclass(frozen=True)
class Standing:
    colour: str
    words: Any
    overdue: bool = False


@register.filter
def standing(commitment: Commitment) -> Standing:
    """Overdue where its day has passed without an end; otherwise as the service last said."""
    if commitment.state in (Commitment.State.PROMISED, Commitment.State.UNDER_WAY):
        where, _days = standing_of(commitment.due_on, None, timezone.localdate())
        if where == OVERDUE:
            return Standing(COLOURS[OVERDUE], STANDING_WORDS[OVERDUE], overdue=True)
        return Standing("blue", STATE_WORDS[commitment.state])
    colour = "green" if commitment.state == Commitment.State.DONE else "grey"
    return Standing(colour, STATE_WORDS[commitment.state])


@register.filter
def standing_words(standing: str) -> Any:
    return STANDING_WORDS.get(standing, standing)


@register.filter
def standing_colour(standing: str) -> str:
    return COLOURS.get(standing, "")


@register.filter
def promise_state_name(standing: str) -> str:
    return STATES.get(standing, "due")


@register.filter
def kind_words(kind: str) -> Any:
    return KIND_WORDS.get(kind, kind)


@register.filter
def outcome_words(outcome: str) -> Any:
    return OUTCOME_WORDS.get(outcome, "")  # type: ignore[call-overload]


@register.filter
def waiting_words(promise: Promise) -> str:
    """The days of a promise as people say them."""
    sentences = {
        KEPT: ngettext("%(n)d day early", "%(n)d days early", promise.days),
        KEPT_LATE: ngettext("%(n)d day late", "%(n)d days late", promise.days),
        DUE: ngettext("%(n)d day left", "%(n)d days left", promise.days),
        OVERDUE: ngettext("%(n)d day over", "%(n)d days over", promise.days),
    }
    if promise.standing == DROPPED:
        return ""
    if not promise.days:
        return _("on the day") if promise.standing == KEPT else _("today")
    return sentences[promise.standing] % {"n": promise.days}


@register.filter
def hidden_below(n: int, smallest: Any = None) -> str:
    """A count of people, or "fewer than 5" where it could point to somebody (H-33).

    Staff pages say `smallest=0`; a page that says nothing hides what the council's profile says.
    """
    smallest = _smallest(smallest)
    if 0 < n < smallest:
        return _("fewer than %(n)d") % {"n": smallest}
    return str(intcomma(n))


@register.filter
def behind(finding: Finding, smallest: Any = None) -> str:
    """How many people said what was found, shown where it was when the finding was stated: it is hidden too
    where so few did not say it that they could be counted off (H-33). Staff say `smallest=0`."""
    smallest = _smallest(smallest)
    count = behind_finding(finding, smallest) if smallest else as_counted(finding.n)
    return _("a number that is not shown") if count.state == LINKED else str(count)


def _smallest(said: Any) -> int:
    return said if isinstance(said, int) else profile().small_number
