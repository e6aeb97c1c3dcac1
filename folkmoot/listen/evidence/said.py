"""What the contributions said, through the tools that took them in (`contributions.tools`)."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.tools import Said, tool

EVERYTHING = None  # as the end of a span: to the end of the answer


def what_was_said(contributions: Iterable[Contribution]) -> dict[UUID, list[Said]]:
    """Everything each contribution said. Asks each tool once; `activity` should be selected along."""
    by_tool: dict[str, list[UUID]] = defaultdict(list)
    found: dict[UUID, list[Said]] = {}
    for contribution in contributions:
        by_tool[contribution.activity.tool].append(contribution.pk)
        found[contribution.pk] = []
    for key, ids in by_tool.items():
        for said in tool(key).said(ids):
            found[said.contribution].append(said)
    return found


def words_said(contribution: Contribution, source: str) -> str | None:
    """The whole text of one answer, or None where there is none."""
    for said in what_was_said([contribution])[contribution.pk]:
        if said.source == source and said.text:
            return said.text
    return None


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def content_hash(contribution: Contribution, said: Iterable[Said]) -> str:
    """The hash of one contribution as frozen: its envelope and everything it said."""
    envelope = [
        str(contribution.pk),
        contribution.activity_id,
        contribution.channel,
        contribution.language,
        contribution.respondent_type,
        contribution.area_id,
        contribution.submitted_at.isoformat(),
        contribution.received_at.isoformat(),
    ]
    things = [[each.source, each.text, list(each.choice)] for each in said]
    return hash_of(json.dumps([envelope, things], ensure_ascii=False))
