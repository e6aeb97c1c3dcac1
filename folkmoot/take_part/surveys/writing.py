"""Questions as plain facts: put in order, checked together, and written as rows of a version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import slugify

from folkmoot.take_part.surveys import refusals
from folkmoot.take_part.surveys.bank import question_from_bank
from folkmoot.take_part.surveys.models import Option, Question, Route, Version
from folkmoot.take_part.surveys.sheet import LISTED, Kind
from folkmoot.words.bilingual import Bilingual, bilingual
from folkmoot.words.refusals import Refusal

Facts = dict[str, Any]
# As they stand after "in" and "yn" in a refusal.
LANGUAGE_NAMES = {"en": Bilingual("English", "Saesneg"), "cy": Bilingual("Welsh", "Gymraeg")}


def tidy_questions(given: Iterable[Mapping[str, Any]], *, nation: str = "E") -> list[Facts]:
    """Questions as given, with everything that may be left out filled in, equality questions last."""
    tidy = [_tidy_question(each, number, nation) for number, each in enumerate(given, 1)]
    return sorted(tidy, key=lambda facts: facts["equality"])


def _tidy_question(given: Mapping[str, Any], number: int, nation: str) -> Facts:
    if key := given.get("bank"):
        given = {**(question_from_bank(str(key), nation) or {"bank": key}), **given}
    text = bilingual(given.get("text"))
    return {
        "key": str(given.get("key") or slugify(text.en or text.cy)[:40].strip("-") or f"question-{number}"),
        "kind": str(given.get("kind") or Kind.TEXT),
        "text": text,
        "hint": bilingual(given.get("hint")),
        "required": bool(given.get("required")),
        "limit": given.get("limit") or None,
        "equality": bool(given.get("equality")),
        "wording": str(given.get("wording") or ""),
        "bank": str(given.get("bank") or ""),
        "options": _tidy_options(given.get("options") or []),
    }


def _tidy_options(given: Iterable[Any]) -> list[Facts]:
    options, used = [], Counter[str]()
    for number, each in enumerate(given, 1):
        facts = each if isinstance(each, Mapping) and "text" in each else {"text": each}
        text = bilingual(facts["text"])
        key = str(facts.get("key") or slugify(text.en or text.cy)[:36].strip("-") or f"option-{number}")
        used[key] += 1
        options.append(
            {
                "key": key if used[key] == 1 else f"{key[:36]}-{used[key]}",
                "text": text,
                "exclusive": bool(facts.get("exclusive")),
                "goto": str(facts.get("goto") or ""),
                "parent": str(facts.get("parent") or ""),
            }
        )
    return options


def wrong_with(questions: list[Facts]) -> list[Refusal]:
    """Everything wrong with a list of questions."""
    found = [refusal for facts in questions for refusal in _wrong_with_one(facts)]
    keys = Counter(facts["key"] for facts in questions)
    found += [refusals.KEY_TWICE(field="key", key=key) for key, n in keys.items() if n > 1]
    order = {facts["key"]: place for place, facts in enumerate(questions) if not facts["equality"]}
    for place, facts in enumerate(questions):
        targets = [option["goto"] for option in facts["options"] if option["goto"]]
        if any(order.get(target, -1) <= place for target in targets):
            found.append(refusals.ROUTE_BACKWARDS(field="jump_to", question=facts["text"]))
    return found


def _wrong_with_one(facts: Facts) -> list[Refusal]:
    if facts["bank"] and not facts["text"]:
        return [refusals.BANK_UNKNOWN(field="bank", key=facts["bank"])]
    found = []
    if not facts["text"]:
        found.append(refusals.TEXT_MISSING(field="text"))
    if facts["kind"] not in Kind.values:
        found.append(refusals.KIND_UNKNOWN(field="kind", question=facts["text"]))
    labels = {str(option["text"]) for option in facts["options"]}
    if facts["kind"] in LISTED and (len(labels) < 2 or "" in labels):
        found.append(refusals.OPTIONS_MISSING(field="options", question=facts["text"]))
    if adrift := _adrift(facts):
        found.append(refusals.OPTION_ADRIFT(field="options", option=adrift[0]["text"]))
    if facts["equality"] and facts["required"]:
        found.append(refusals.EQUALITY_REQUIRED(field="required"))
    return found


def _adrift(facts: Facts) -> list[Facts]:
    """Answers that detail one that is not there, or that is a detail itself. Details are for lists of which
    one answer is chosen."""
    groups = {each["key"] for each in facts["options"] if not each["parent"]}
    if facts["kind"] != Kind.CHOICE:
        groups = set()
    return [each for each in facts["options"] if each["parent"] and each["parent"] not in groups]


def without_words(facts: Facts, language: str) -> dict[str, str]:
    """Which words of a question are missing in a language, and how they read in the other: by the box they
    are written in."""
    written = {
        "text": [bilingual(facts["text"])],
        "hint": [bilingual(facts["hint"])],
        "options": [bilingual(option["text"]) for option in facts["options"]],
    }
    missing = {
        box: [str(each) for each in words if each and not getattr(each, language)]
        for box, words in written.items()
    }
    return {box: "”, “".join(words) for box, words in missing.items() if words}


def write_questions(version: Version, questions: list[Facts]) -> None:
    """Put these questions in the place of whatever the version had. Only before it is frozen."""
    version.questions.all().delete()
    rows = [
        Question(version=version, order=order, **{name: facts[name] for name in _COLUMNS})
        for order, facts in enumerate(questions, 1)
    ]
    by_key = {row.key: row for row in Question.objects.bulk_create(rows)}
    for facts in questions:
        _write_options(by_key, facts)


_COLUMNS = ("key", "kind", "text", "hint", "required", "limit", "equality", "wording")


def _write_options(by_key: dict[str, Question], facts: Facts) -> None:
    question = by_key[facts["key"]]
    options = Option.objects.bulk_create(
        Option(
            question=question,
            order=order,
            **{name: each[name] for name in ("key", "text", "exclusive", "parent")},
        )
        for order, each in enumerate(facts["options"], 1)
    )
    for option, each in zip(options, facts["options"], strict=True):
        if target := by_key.get(each["goto"]):
            Route.objects.create(option=option, to=target, from_order=question.order, to_order=target.order)
