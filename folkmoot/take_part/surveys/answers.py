"""Checking what people answered. A clean answer is plain JSON:

choice, scale -> the option's key · choices -> a list of keys · number -> an integer · text -> words ·
postcode -> the code of its ward. Nothing answered -> the question is absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from folkmoot.take_part.surveys import refusals
from folkmoot.take_part.surveys.sheet import Answers, Asked, Kind, Sheet
from folkmoot.words.refusals import Refusal

MOST_CHARACTERS = 10_000
MOST_NUMBER = 2_000_000_000
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # all but tab and new line


def clean_answers(
    sheet: Sheet, answers: Answers, *, required: bool = True
) -> tuple[dict[str, Any], list[Refusal]]:
    """The answers along the path they lead, clean, and everything wrong with them.

    Paper forms are kept as they were filled in: every question, none compulsory.
    """
    walked = sheet.path(answers) if required else sheet.questions
    return _clean(walked, answers, required=required)


def not_ready(sheet: Sheet, answers: Answers) -> list[Refusal]:
    """Why these answers cannot be sent as they are."""
    clean, wrong = clean_answers(sheet, answers)
    return wrong if clean or wrong else [refusals.NOTHING_SAID()]


def clean_equality(sheet: Sheet, answers: Answers) -> dict[str, Any]:
    """Optional answers: whatever does not fit is left out rather than asked for again."""
    return _clean(sheet.equality, answers, required=False)[0]


def clean_one(question: Asked, given: Any, *, required: bool = True) -> tuple[Any, list[Refusal]]:
    """One answer: clean, or None with the reasons."""
    if _nothing(given):
        wrong = [refusals.ANSWER_MISSING(field=question.key, question=question.text)]
        return None, wrong if required and question.required else []
    return _CHECKS[question.kind](question, given)


def _clean(
    questions: Iterable[Asked], answers: Answers, *, required: bool
) -> tuple[dict[str, Any], list[Refusal]]:
    clean: dict[str, Any] = {}
    wrong: list[Refusal] = []
    for question in questions:
        value, found = clean_one(question, answers.get(question.key), required=required)
        wrong += found
        if value is not None:
            clean[question.key] = value
    return clean, wrong


def _nothing(given: Any) -> bool:
    if isinstance(given, str):
        return not given.strip()
    return given is None or (isinstance(given, (list, tuple)) and not any(given))


def _one(question: Asked, given: Any) -> tuple[Any, list[Refusal]]:
    chosen = list(given) if isinstance(given, (list, tuple)) else [given]
    if len(chosen) > 1:
        return None, [refusals.ONE_ONLY(field=question.key, question=question.text)]
    if chosen[0] not in question.choices:
        return None, [refusals.NOT_AN_OPTION(field=question.key, question=question.text)]
    return chosen[0], []


def _several(question: Asked, given: Any) -> tuple[Any, list[Refusal]]:
    asked_for = set(given) if isinstance(given, (list, tuple)) else {given}
    if not asked_for <= question.choices.keys():
        return None, [refusals.NOT_AN_OPTION(field=question.key, question=question.text)]
    chosen = [option for option in question.options if option.key in asked_for]
    alone = [option for option in chosen if option.exclusive]
    if alone and len(chosen) > 1:
        return None, [refusals.ALONE(field=question.key, option=alone[0].text)]
    return [option.key for option in chosen], []


def _words(question: Asked, given: Any) -> tuple[Any, list[Refusal]]:
    words = tidy_words(str(given))
    limit = question.limit or MOST_CHARACTERS
    if len(words) > limit:
        too_long = refusals.TOO_LONG(
            field=question.key, question=question.text, limit=limit, length=len(words)
        )
        return None, [too_long]
    return words or None, []


def tidy_words(words: str) -> str:
    """Words as kept: one kind of line break, no control characters, no blanks at the ends."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", lines).strip()


def _number(question: Asked, given: Any) -> tuple[Any, list[Refusal]]:
    typed = re.sub(r"[\s,]", "", str(given))
    if not re.fullmatch(r"[0-9]{1,12}", typed):
        return None, [refusals.NOT_A_NUMBER(field=question.key, question=question.text)]
    limit = question.limit or MOST_NUMBER
    if int(typed) > limit:
        return None, [refusals.NUMBER_TOO_BIG(field=question.key, question=question.text, limit=limit)]
    return int(typed), []


def _ward(question: Asked, given: Any) -> tuple[Any, list[Refusal]]:
    """A postcode has become the code of its ward before it gets here; a postcode itself is refused."""
    if not re.fullmatch(r"[A-Z][0-9]{8}", str(given)):
        return None, [refusals.WARD_UNKNOWN(field=question.key)]
    return str(given), []


_CHECKS: dict[str, Callable[[Asked, Any], tuple[Any, list[Refusal]]]] = {
    Kind.CHOICE: _one,
    Kind.SCALE: _one,
    Kind.CHOICES: _several,
    Kind.TEXT: _words,
    Kind.NUMBER: _number,
    Kind.POSTCODE: _ward,
}
