"""What residents of the demo council said, and how officers coded it."""

from __future__ import annotations

import datetime as dt
import importlib
import sys
from typing import Any

from folkmoot.doors.training.loading import files
from folkmoot.doors.training.loading.engagements import Running
from folkmoot.foundation.places.models import Area
from folkmoot.listen.evidence.models import Theme
from folkmoot.listen.evidence.use_cases import CodingRow, agree_frame, code_passages, name_theme
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.surveys.use_cases import record_responses
from folkmoot.take_part.surveys.use_cases.answering import Row

GENERATORS = ("demo.responses", "demo.ideas", "demo.town_centre", "demo.school_streets")
WANTING_A_REPLY = 40  # so many of those who want the outcome get an address; the rest look it up by receipt


def generate(name: str) -> list[dict[str, Any]]:
    """What a seeded generator of the demo folder says, e.g. `library_responses` or `harbourside_ideas`."""
    place = str(files.folder().parent)
    if place not in sys.path:
        sys.path.insert(0, place)
    for module in GENERATORS:
        if generator := getattr(importlib.import_module(module), name, None):
            return list(generator())
    raise KeyError(f"No generator in demo/ is called {name}.")


def answer(running: Running, said: list[dict[str, Any]]) -> dict[str, Contribution]:
    """Keep the responses in the order they came; returns them by the key the files use."""
    wards = {area.code: area for area in Area.objects.filter(kind=Area.Kind.WARD).defer("outline")}
    moments = {each["key"]: running.days.at(each["day"], each["time"]) for each in said}
    order = sorted(said, key=lambda each: (moments[each["key"]], each["key"]))
    letters = iter(range(1, WANTING_A_REPLY + 1))
    rows = [_row(running, each, moments[each["key"]], wards, letters) for each in order]
    latest = max(moments.values())
    if running.version is None:
        raise ValueError(f"{running.engagement.ref} has responses but no questions.")
    kept = record_responses(
        running.officer, running.version, running.council.progress(rows, "Responses"), at=latest
    )
    return {each["key"]: contribution for each, contribution in zip(order, kept, strict=True)}


def _row(
    running: Running, said: dict[str, Any], moment: dt.datetime, wards: dict[str, Area], letters: Any
) -> Row:
    facts: dict[str, Any] = {
        "language": said["language"],
        "respondent_type": said["respondent_type"],
        "area": wards.get(said["ward"]),
    }
    if said["entered_by"] and said["channel"] in ("paper", "phone", "room"):
        facts["entered_by"] = running.council.people[said["entered_by"]]
        facts["paper_ref"] = said["key"] if said["channel"] == "paper" else ""
    if said["channel"] == "import":
        facts["import_key"] = said["key"]
    if said["wants_reply"] and said["channel"] == "online" and (number := next(letters, None)):
        facts["notify_email"] = f"resident.{number}@merrowvale.example"
    return Row(
        answers=said["answers"],
        submitted_at=moment,
        channel=said["channel"],
        equality=said["equality"] or {},
        facts=facts,
    )


def name_themes(running: Running) -> dict[tuple[str, str | None], Theme]:
    """The coding frame of the file: themes and their parts, by key."""
    facts, words = running.facts["themes"], running.days.words
    at = running.days.at(facts["agreed_on"]) - dt.timedelta(days=20)
    found: dict[tuple[str, str | None], Theme] = {}
    for each in facts["list"]:
        theme = name_theme(
            running.officer,
            running.engagement,
            name=words(each["name"]),
            description=words(each["means"]),
            at=at,
        )
        found[each["key"], None] = theme
        for part in each.get("sub", []):
            found[each["key"], part["key"]] = name_theme(
                running.officer, running.engagement, name=words(part["name"]), parent=theme, at=at
            )
    return found


def code(
    running: Running,
    said: list[dict[str, Any]],
    contributions: dict[str, Contribution],
    themes: dict[tuple[str, str | None], Theme],
) -> None:
    """Each mention of a theme is a passage that an officer coded."""
    rows = [
        CodingRow(
            contribution=contributions[each["key"]],
            theme=themes[mention["theme"], mention["sub"]],
            source=mention["field"],
            start=mention["start"],
            end=mention["end"],
        )
        for each in said
        for mention in each["mentions"]
    ]
    agreed = running.days.at(running.facts["themes"]["agreed_on"])
    code_passages(
        running.officer, running.council.progress(rows, "Passages"), at=agreed - dt.timedelta(days=2)
    )
    agree_frame(running.officer, running.engagement, at=agreed)
    for theme in themes.values():
        theme.refresh_from_db()
