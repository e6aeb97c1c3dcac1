"""An engagement of the demo council, taken through its stages by the same verbs that officers use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from folkmoot.decide.decisions.use_cases import start_assessment
from folkmoot.doors.training.loading.days import Days
from folkmoot.foundation.council.models import Service
from folkmoot.foundation.people.models import Group, Person
from folkmoot.foundation.people.use_cases import describe_group
from folkmoot.foundation.places.models import Area
from folkmoot.plan.engagements.models import Activity, Engagement
from folkmoot.plan.engagements.use_cases import (
    add_activity,
    approve_plan,
    close_engagement,
    involve_group,
    open_engagement,
    propose_engagement,
    set_ways,
    spend,
    write_document,
    write_plan,
)
from folkmoot.plan.strategy.models import Action
from folkmoot.take_part.surveys.models import Version
from folkmoot.take_part.surveys.use_cases import build_survey, freeze_version
from folkmoot.words.bilingual import Bilingual

OVERRIDE = "Agreed by the engagement manager: the plan gives people the time they need."
INTERIM = "interim"  # documents of this kind are written after closing


@dataclass
class Council:
    """What the files name by key."""

    days: Days
    services: dict[str, Service]
    people: dict[str, Person]
    progress: Callable[[Iterable[Any], str], Iterable[Any]]


@dataclass
class Running:
    """An engagement on its way through the stages."""

    council: Council
    facts: dict[str, Any]
    engagement: Engagement
    officer: Person
    activity: Activity | None = None
    version: Version | None = None

    @property
    def days(self) -> Days:
        return self.council.days

    def day(self, name: str) -> dt.date | None:
        return self.days.on(self.facts["dates"].get(name))

    def moment(self, name: str, clock: str = "10:00") -> dt.datetime:
        return self.days.at(self.facts["dates"][name], clock)


def plan(council: Council, facts: dict[str, Any]) -> Running:
    """Propose the engagement, write its plan, its ways, documents, groups and questions."""
    days, people = council.days, council.people
    officer = people[facts["owner"]]
    proposed = days.at(facts["dates"].get("proposed_on") or _before(days, facts, "opens_on", 60))
    engagement = propose_engagement(
        officer,
        title=days.words(facts["title"]),
        purpose=days.words(facts["purpose"]),
        owner=council.services[facts["service"]],
        accountable=people[facts["accountable"]],
        areas=_areas(facts["areas"]),
        actions=Action.objects.filter(number__in=facts["actions"]),
        at=proposed,
    )
    running = Running(council, facts, engagement, officer)
    write_plan(officer, engagement, at=proposed + dt.timedelta(days=3), **_plan_facts(running))
    _contents(running, proposed + dt.timedelta(days=4))
    return running


def _before(days: Days, facts: dict[str, Any], name: str, by: int) -> int:
    opens = days.on(facts["dates"][name])
    return ((opens or days.today) - days.today).days - by


def _areas(codes: list[str]) -> list[Area]:
    """The wards named; the code of the whole council means no ward in particular."""
    return list(Area.objects.filter(kind=Area.Kind.WARD, code__in=codes))


def _plan_facts(running: Running) -> dict[str, Any]:
    facts, words = running.facts, running.days.words
    contact = facts["contact"]
    found = {
        "summary": words(facts["summary"]),
        "can_change": _sentences(running, facts["what_can_change"]),
        "cannot_change": _sentences(running, [each["what"] for each in facts["what_cannot_change"]]),
        "cannot_change_why": _sentences(running, [each["why"] for each in facts["what_cannot_change"]]),
        "level": facts["level"],
        "target_level": facts["target_level"],
        "level_reason": words(facts.get("below_target_why")),
        "promise": words(facts["promise"]),
        "decision_holder": words(facts["decision_holder"]["name"]),
        "decision": words(facts["influences"]),
        "audience": words(facts["audience"]),
        "feedback_plan": words(facts["feedback_plan"]),
        "size_class": facts["class"],
        "legal_basis": (facts["legal_basis"]["rules"] or [""])[0],
        "minutes": facts["minutes"],
        "response_target": facts.get("response_target"),
        "contact_role": words(facts["contact"].get("name")) or _role_of(running, contact["role"]),
        "contact_phone": contact["phone"],
        "contact_email": contact["email"],
    }
    for name in ("scope", "led_by", "single_channel_why"):
        if facts.get(name):
            found[name] = words(facts[name])
    for name in ("opens_on", "closes_on", "options_on", "decision_on", "feedback_on"):
        found[name] = running.day(name)
    return found


def _sentences(running: Running, parts: list[Any]) -> Bilingual:
    said = [running.days.words(part) for part in parts]
    return Bilingual(en="\n".join(each.en for each in said), cy="\n".join(each.cy for each in said))


def _role_of(running: Running, key: str) -> Bilingual:
    from folkmoot.doors.training.loading.files import read_yaml

    for person in read_yaml("people.yaml")["people"]:
        if person["key"] == key:
            return running.days.words(person["name"])
    raise KeyError(key)


def _contents(running: Running, at: dt.datetime) -> None:
    facts, words = running.facts, running.days.words
    ways = [
        {
            "channel": way.get("channel", "online"),
            "asks": words(way["asks"]),
            "where": words(way.get("where")),
            "first_on": running.days.on(way.get("opens_on")),
        }
        for way in facts["ways"]
    ]
    set_ways(running.officer, running.engagement, ways=ways, at=at)
    for each in facts.get("groups", []):
        involve_group(
            running.officer, running.engagement, group=_group(words(each["name"]), at),
            part=words(each["part"]), change=words(each.get("change")), at=at,
        )  # fmt: skip
    for document in facts.get("documents", []):
        if document["kind"] != INTERIM:
            _document(running, document, at)
    if survey := facts.get("survey"):
        _survey(running, survey, at)
    elif tool := facts.get("tool"):
        title = words(facts.get("tool_title") or facts["title"])
        running.activity = add_activity(running.officer, running.engagement, tool=tool, title=title, at=at)


def _group(name: Bilingual, at: dt.datetime) -> Group:
    known = next((group for group in Group.objects.all() if group.name.en == name.en), None)
    return known or describe_group("Demo loader", name=name, kind="community group", at=at)


def _document(running: Running, facts: dict[str, Any], at: dt.datetime, *, publish: bool = False) -> None:
    write_document(
        running.officer,
        running.engagement,
        title=running.days.words(facts["title"]),
        body=running.days.words(facts["text"]),
        slug=facts["key"],
        kind=facts["kind"],
        at=at,
        publish=publish,
    )


def _survey(running: Running, survey: dict[str, Any], at: dt.datetime) -> None:
    words, officer = running.days.words, running.officer
    running.activity = add_activity(
        officer, running.engagement, tool="survey", title=words(survey["title"]), at=at
    )
    running.version = build_survey(
        officer, running.activity, questions=survey["questions"], intro=words(survey["intro"]), at=at
    )
    freeze_version(officer, running.version, at=at)


def approve(running: Running) -> None:
    """The equality assessment is begun, the accountable manager approves."""
    people = running.council.people
    approved = (
        running.moment("approved_on")
        if "approved_on" in running.facts["dates"]
        else running.days.at(_before(running.days, running.facts, "opens_on", 20))
    )
    assessment = running.facts.get("assessment")
    started = running.days.at(assessment["started_on"]) if assessment else approved
    summary = running.days.words(assessment["summary"]) if assessment else FIRST_LOOK
    start_assessment(people["decision-officer"], running.engagement, summary=summary, at=started)
    approve_plan(
        people["engagement-manager"], running.engagement, reason=OVERRIDE, override=True, at=approved
    )


FIRST_LOOK = Bilingual(
    "First look: who may be affected, and what we need to ask to find out.",
    "Golwg gyntaf: pwy allai gael eu heffeithio, a beth sydd angen ei ofyn i ddarganfod hynny.",
)


def open_it(running: Running) -> None:
    """Publish what people need to read, then open on the promised day."""
    opens = running.moment("opens_on", "00:00")
    for document in running.facts.get("documents", []):
        if document["kind"] != INTERIM:
            _document(running, document, opens, publish=True)
    open_engagement(running.officer, running.engagement, at=opens)
    # What was made while it was a plan still remembers the plan.
    if running.version:
        fresh = Version.objects.select_related("survey__activity__engagement")
        running.version = fresh.get(pk=running.version.pk)
    if running.activity:
        running.activity = Activity.objects.select_related("engagement").get(pk=running.activity.pk)


def close_it(running: Running) -> None:
    close_engagement(running.officer, running.engagement, at=running.moment("closes_on", "23:59:59.5"))
    for document in running.facts.get("documents", []):
        if document["kind"] == INTERIM:
            published = running.days.at(document["published_on"])
            _document(running, document, published, publish=True)


def note_costs(running: Running) -> None:
    for line in running.facts.get("costs", {}).get("lines", []):
        day = running.days.on(line["date"]) or running.days.today
        hours = line.get("hours")
        spend(
            running.officer,
            running.engagement,
            kind=line["kind"].replace("_", " "),
            on=day,
            at=running.days.at(line["date"]),
            hours=Decimal(hours) if hours else None,
            pounds=None if hours else Decimal(line["pounds"]),
        )
