"""From findings to what changed: what officers found, the decision, the answer, and how promises stand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from folkmoot.decide.decisions.models import Assessment
from folkmoot.decide.decisions.use_cases import (
    consider_finding,
    finish_assessment,
    issue_pack,
    record_decision,
)
from folkmoot.doors.training.loading.engagements import Running
from folkmoot.listen.evidence.models import Finding, Passage, Theme
from folkmoot.listen.evidence.use_cases import ChosenQuote, publish_findings, state_finding
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.tell_back.feedback.models import Commitment
from folkmoot.tell_back.feedback.use_cases import (
    Answer,
    Pledge,
    draft_report,
    publish_feedback,
    update_commitment,
)
from folkmoot.words.bilingual import Bilingual

Themes = dict[tuple[str, str | None], Theme]
Voices = dict[str, dict[str, Any]]


def state_findings(
    running: Running, voices: Voices, contributions: dict[str, Contribution], themes: Themes
) -> dict[str, Finding]:
    """The findings of the file, with quotes from coded passages; then published as "what we heard"."""
    words, at = running.days.words, running.days.at(running.facts["themes"]["agreed_on"], "14:00")
    found = {}
    for facts in running.facts["findings"]:
        found[facts["key"]] = state_finding(
            running.officer,
            running.engagement,
            statement=words(facts["statement"]),
            method=words(facts["method"]),
            quality=words(facts["quality"]),
            themes=[theme for (key, _part), theme in themes.items() if key in facts["themes"]],
            quotes=[_quote(running, quote, voices, contributions) for quote in facts.get("quotes", [])],
            at=at,
        )
    publish_findings(running.officer, running.engagement, at=running.moment("interim_published_on"))
    return found


def _quote(
    running: Running, quote: dict[str, Any], voices: Voices, contributions: dict[str, Contribution]
) -> ChosenQuote:
    """The quote with the coded passage it stands in."""
    said, field = voices[quote["response"]], quote["field"]
    mention = next(
        each
        for each in said["mentions"]
        if each["field"] == field and quote["text"] in said["answers"][field][each["start"] : each["end"]]
    )
    passage = Passage.objects.get(
        contribution=contributions[quote["response"]],
        source=field,
        start=mention["start"],
        end=mention["end"],
    )
    checker = running.council.people["engagement-manager"]
    return ChosenQuote(passage=passage, text=quote["text"], checked_by=checker)


def decide(running: Running, findings: dict[str, Finding]) -> None:
    """Answer each finding, finish the assessment, issue the pack, record the decision."""
    people, words, days = running.council.people, running.days.words, running.days
    for facts in running.facts["findings"]:
        answer = facts["consideration"]
        consider_finding(
            people[answer["by"]],
            findings[facts["key"]],
            response=words(answer["response"]),
            disposition=answer["disposition"],
            at=days.at(answer["date"]),
        )
    assessment, decision = running.facts["assessment"], running.facts["decision"]
    officer = people[decision["recorded_by"]]
    current = Assessment.objects.get(engagement=running.engagement, kind="equality", current=True)
    issued = days.at(running.facts["pack"]["issued_on"])
    finished = min(days.at(assessment["final_on"]), issued - dt.timedelta(hours=1))
    finish_assessment(officer, current, summary=words(assessment["summary"]), at=finished)
    issue_pack(officer, running.engagement, at=issued)
    record_decision(
        officer,
        running.engagement,
        title=words(decision.get("title") or running.facts["influences"]),
        decided=words(decision["decided"]),
        reasons=_joined(running, decision["reasons"]),
        how_views_counted=words(decision["how_views_counted"]),
        decided_by=words(running.facts["decision_holder"]["name"]),
        meeting=words(decision["meeting"]).en,
        decided_on=days.on(decision["date"]),
        at=days.at(decision["date"], "16:00"),
    )


def _joined(running: Running, parts: list[Any]) -> Bilingual:
    said = [running.days.words(part) for part in parts]
    return Bilingual(en="\n\n".join(each.en for each in said), cy="\n\n".join(each.cy for each in said))


def tell_back(running: Running, findings: dict[str, Finding]) -> None:
    """Publish the answer with its commitments, then tell how each has gone since."""
    facts, days = running.facts["feedback"], running.days
    pledged = {each["key"]: each for each in running.facts["commitments"]}
    items = [_item(running, item, findings, pledged) for item in facts["items"]]
    published = days.at(facts["published_on"])
    report = draft_report(
        running.officer,
        running.engagement,
        summary=days.words(facts["intro"]),
        items=items,
        at=published - dt.timedelta(days=1),
    )
    publish_feedback(running.officer, report, at=published)
    for each in pledged.values():
        _follow(running, each)


def _item(
    running: Running, item: dict[str, Any], findings: dict[str, Finding], pledged: dict[str, Any]
) -> Answer:
    words = running.days.words
    return Answer(
        finding=findings[item["finding"]],
        asked=words(item["asked"]),
        said=words(item["said"]),
        outcome=item["outcome"],
        did=words(item.get("did")),
        because=words(item.get("because")),
        commitments=[_pledge(running, pledged[key]) for key in item.get("commitments", [])],
    )


def _pledge(running: Running, facts: dict[str, Any]) -> Pledge:
    return Pledge(
        title=running.days.words(facts["title"]),
        service=running.council.services[facts["service"]],
        due_on=running.days.on(facts["due_on"]),
    )


def _follow(running: Running, facts: dict[str, Any]) -> None:
    """The news of a commitment in order. What is done shows its evidence, and there is no news after it."""
    days, people = running.days, running.council.people
    title = days.words(facts["title"])
    ours = Commitment.objects.filter(engagement=running.engagement)
    commitment = next(each for each in ours if each.title.en == title.en)
    for news in facts["updates"]:
        done = news["state"] == "done"
        update_commitment(
            people[news["by"]],
            commitment,
            state=news["state"],
            words=days.words(facts["evidence"] if done else news["words"]),
            at=days.at(news["date"], "16:00"),
        )
        if done:
            break
