"""Where each thing missing is mended: the staff page, and on it the box."""

from __future__ import annotations

from django.urls import reverse

from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.plan_facts import DATES, WORDS

PLAN_PAGE = "engagements:plan"
# What is mended on a page of its own rather than in the plan form.
PAGES = {
    "ways": "engagements:ways",
    "groups": "engagements:groups",
    "documents": "engagements:documents",
    "activities": "engagements:activities",
    "approve": "engagements:approve",
    "open": "engagements:open",
    "close": "engagements:close",
    "extend": "engagements:extend",
}


def fix(engagement: Engagement, field: str) -> str:
    """The address of the page and box where `field` is mended."""
    if page := PAGES.get(field):
        return reverse(page, args=[engagement.ref])
    box = f"id_{field}_0" if field in WORDS or field in DATES else f"id_{field}"
    return f"{reverse(PLAN_PAGE, args=[engagement.ref])}#{box}"
