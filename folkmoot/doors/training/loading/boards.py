"""What residents of the demo council put on an idea board, how officers judged it, and who supported it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from folkmoot.doors.training.loading.engagements import Running
from folkmoot.foundation.places.models import Area
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.ideas.use_cases import judge_idea, submit_idea, support_idea


def fill(running: Running, said: list[dict[str, Any]]) -> dict[str, Contribution]:
    """Ideas in the order they came, then the officer's judgements, then support as it was given."""
    wards = {area.code: area for area in Area.objects.filter(kind=Area.Kind.WARD).defer("outline")}
    kept = {each["key"]: _send(running, each, wards) for each in running.council.progress(said, "Ideas")}
    for each in said:
        at = running.days.at(each["judged_day"])
        idea = kept[each["key"]].idea
        judge_idea(running.officer, idea, eligible=each["eligible"], reason=each["reason"], at=at)
    _support(running, said, kept)
    return kept


def _send(running: Running, said: dict[str, Any], wards: dict[str, Area]) -> Contribution:
    keyed_by = running.council.people.get(said["entered_by"] or "")
    if running.activity is None:
        raise ValueError(f"{running.engagement.ref} has no board to put ideas on.")
    return submit_idea(
        keyed_by,
        running.activity,
        title=said["title"],
        text=said["text"],
        channel=said["channel"],
        at=running.days.at(said["day"], said["time"]),
        language=said["language"],
        area=wards.get(said["ward"]),
        entered_by=keyed_by,
    )


def _support(running: Running, said: list[dict[str, Any]], kept: dict[str, Contribution]) -> None:
    """In the order of the days, so that the record reads as it happened."""
    given: dict[tuple[Any, ...], list[Contribution]] = defaultdict(list)
    for each in said:
        for cast in each["supports"]:
            given[cast["day"], cast["time"], cast["visitor"]].append(kept[each["key"]])
    for (day, clock, visitor), chosen in running.council.progress(sorted(given.items(), key=_when), "Votes"):
        for contribution in chosen:
            support_idea(contribution.idea, visitor=visitor, at=running.days.at(day, clock))


def _when(item: tuple[tuple[Any, ...], list[Contribution]]) -> tuple[Any, ...]:
    return item[0]
