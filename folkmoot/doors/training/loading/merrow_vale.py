"""The whole of Merrow Vale, in the order in which a council would live it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from folkmoot.doors.training.loading import boards, council, engagements, files, replies, voices
from folkmoot.doors.training.loading.days import Days
from folkmoot.foundation.council.models import Profile
from folkmoot.foundation.records import append_only
from folkmoot.listen.evidence.use_cases import freeze_snapshot
from folkmoot.plan.engagements.use_cases import close_cycle

Progress = Callable[[Iterable[Any], str], Iterable[Any]]


class NotEmpty(Exception):
    """A council is in this database already."""


def quietly(things: Iterable[Any], what: str) -> Iterable[Any]:
    return things


def load(today: dt.date, *, progress: Progress = quietly) -> str:
    """Load everything in one transaction, so that a stop in the middle leaves an empty council. Returns
    what was loaded, in words."""
    if Profile.objects.exists():
        raise NotEmpty
    days = Days(today, files.read_yaml("council.yaml")["demo_day"])
    with transaction.atomic():
        services = council.load_council(days)
        council.load_places(days)
        people = council.load_people(days, services)
        council.load_law(days)
        council.load_strategy(days, people)
        whole = engagements.Council(days, services, people, progress)
        done = [_engagement(whole, facts) for facts in progress(_loadable(), "Engagements")]
    return f"{len(done)} engagements, {sum(done):,} responses"


def _loadable() -> list[dict[str, Any]]:
    """Engagements that have something to take part in here, or are not open yet."""
    found = files.engagements()
    return [each for each in found if each.get("survey") or each.get("tool") or each["state"] in BEFORE]


BEFORE = ("idea", "planned", "approved")


def _engagement(whole: engagements.Council, facts: dict[str, Any]) -> int:
    """Take one engagement as far as its file says; returns its number of responses."""
    running = engagements.plan(whole, facts)
    if facts["state"] in ("idea", "planned"):
        return 0
    engagements.approve(running)
    if facts["state"] == "approved":
        return 0
    engagements.open_it(running)
    said = voices.generate(facts["responses"]["generator"]) if "responses" in facts else []
    answer = boards.fill if facts.get("tool") == "ideas" else voices.answer
    contributions = answer(running, said) if said else {}
    engagements.note_costs(running)
    if facts["state"] == "open":
        return len(contributions)
    engagements.close_it(running)
    if facts.get("findings"):
        _answered(running, said, contributions)
    return len(contributions)


def _answered(running: engagements.Running, said: list[Any], contributions: dict[str, Any]) -> None:
    """From the frozen evidence to the closed cycle."""
    frozen = running.moment("closes_on") + dt.timedelta(days=2)
    freeze_snapshot(running.officer, running.engagement, at=frozen)
    themes = voices.name_themes(running)
    voices.code(running, said, contributions, themes)
    by_key = {each["key"]: each for each in said}
    findings = replies.state_findings(running, by_key, contributions, themes)
    replies.decide(running, findings)
    replies.tell_back(running, findings)
    replies.look_back(running, said, contributions)
    close_cycle(running.officer, running.engagement, at=running.moment("cycle_closed_on"))


def empty() -> None:
    """Forget a demo council, the append-only record included. Never anything else."""
    profile = Profile.objects.first()
    if not settings.DEMO or (profile is not None and not profile.fictional):
        raise PermissionError("Only a fictional council of a demo can be emptied.")
    append_only.lift()
    call_command("flush", interactive=False, verbosity=0)
    append_only.install()
