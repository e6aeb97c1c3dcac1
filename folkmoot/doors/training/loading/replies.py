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
from folkmoot.learn.evaluation.use_cases import collect_verdict, review_engagement
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
    decided_at = days.at(decision["date"], "16:00")
    record_decision(
        officer,
        running.engagement,
        title=words(decision.get("title") or running.facts["influences"]),
        decided=words(decision["decided"]),
        reasons=_joined(running, decision["reasons"]),
        how_views_counted=words(decision["how_views_counted"]),
        decided_by=words(running.facts["decision_holder"]["name"]),
        meeting=words(decision["meeting"]).en,
        decided_on=decided_at.date(),
        at=decided_at,
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


def look_back(running: Running, said: list[dict[str, Any]], contributions: dict[str, Contribution]) -> None:
    """Participants who wanted the outcome say whether they were heard; the team reviews."""
    verdict, review = running.facts["verdict"], running.facts["review"]
    asked = [each["key"] for each in said if each["wants_reply"]][: verdict["n"]]
    at = running.days.at(verdict["sent_on"]) + dt.timedelta(days=4)
    heard = _scores(len(asked), verdict["agree"]["felt_heard"], step=7)
    clear = _scores(len(asked), verdict["agree"]["clear_what_could_change"], step=11)
    for place, key in enumerate(asked):
        moment = at + dt.timedelta(minutes=37 * place)
        collect_verdict(contributions[key], heard=heard[place], clear=clear[place], at=moment)
    review_engagement(
        running.council.people[review["by"]],
        running.engagement,
        scores={
            each["key"]: _out_of_a_hundred(each["score"], review["scale"]) for each in review["criteria"]
        },
        lessons=_joined(running, review["lessons"]),
        changed=running.days.words(review["decisions_changed"]),
        at=running.days.at(review["date"]),
    )


def _scores(n: int, agreeing: int, *, step: int) -> list[int]:
    """`n` scores from 1 to 5 of which exactly `agreeing` are 4 or 5, spread evenly over the list."""
    order = sorted(range(n), key=lambda place: (place * step) % n if n % step else place)
    scores = [0] * n
    for rank, place in enumerate(order):
        scores[place] = 4 + rank % 2 if rank < agreeing else 1 + rank % 3
    return scores


def _out_of_a_hundred(score: int, scale: list[int]) -> int:
    low, high = scale
    return round(100 * (score - low) / (high - low))
