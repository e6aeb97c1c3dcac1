"""Where each thing missing is mended: the staff page, and on it the box."""

from __future__ import annotations

from django.urls import reverse

from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.parts import PART_OF, SAVED_NOW
from folkmoot.plan.engagements.plan_facts import DATES, MANY, WORDS

# What is mended on a page of its own rather than in a part of the plan.
PAGES = {
    "ways": "engagements:ways",
    "groups": "engagements:groups",
    "documents": "engagements:documents",
    "activities": "engagements:activities",
    "desk": "engagements:desk",
    "approve": "engagements:approve",
    "open": "engagements:open",
    "close": "engagements:close",
    "extend": "engagements:extend",
}
# Facts asked for with more than one box: the link leads to the first.
OF_MANY_BOXES = {*WORDS, *DATES, *MANY, "level", "size_class"}


def fix(engagement: Engagement, field: str) -> str:
    """The address of the page and box where `field` is mended."""
    if page := PAGES.get(field):
        return reverse(page, args=[engagement.ref])
    box = f"id_{field}_0" if field in OF_MANY_BOXES else f"id_{field}"
    return f"{PART_OF[field].address(engagement)}#{box}"


def saved_now(engagement: Engagement, field: str) -> str:
    """Where a page shows what somebody else has saved meanwhile."""
    page = fix(engagement, field).partition("#")[0]
    return f"{page}#{SAVED_NOW}"
