"""What taking part plugs in: a gate before opening, the stage, the desk's tasks, parts of the public page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from folkmoot.plan.engagements import gates
from folkmoot.plan.engagements.gates import Gate
from folkmoot.plan.engagements.models import Engagement
from folkmoot.take_part.contributions.tools import all_tools
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal


def register() -> None:
    gates.register(TOOLS_READY)


def tools_ready(engagement: Engagement, at: dt.datetime) -> Iterable[Refusal]:
    """Each way to take part says itself what is missing before anybody may use it."""
    tools = {tool.key: tool for tool in all_tools()}
    for activity in engagement.activities.order_by("pk"):
        if activity.tool in tools:
            yield from tools[activity.tool].ready(activity)


TOOLS_READY = Gate(
    key="contributions.tools-ready",
    stage="take_part",
    transition="open",
    name=Bilingual("Questions finished in both languages", "Cwestiynau wedi'u gorffen yn y ddwy iaith"),
    check=tools_ready,
    basis="V-09",
)
