"""The six stages of one engagement, from what each stage says of itself."""

from __future__ import annotations

from django.http import HttpRequest

from folkmoot.design.tiles import STAGES, StageMark, tiles_for
from folkmoot.plan.engagements.models import Engagement


def timeline(request: HttpRequest, engagement: Engagement) -> list[StageMark]:
    """One mark a stage, in the order of the cycle; a stage nobody speaks for is still to come."""
    marks: dict[str, StageMark] = {}
    for mark in tiles_for("engagement.stage", request, engagement=engagement):
        marks.setdefault(mark.stage, mark)
    return [marks.get(stage) or StageMark(stage, "next") for stage in STAGES]
