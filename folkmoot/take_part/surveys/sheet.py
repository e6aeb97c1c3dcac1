"""A version of a survey as plain values: its questions in order, their options, and where answers lead.

A frozen version never changes, so its sheet is read once by each process and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from folkmoot.take_part.surveys.models import Option, Question, Version
from folkmoot.words.bilingual import Bilingual

Kind = Question.Kind
LISTED = (Kind.CHOICE, Kind.CHOICES, Kind.SCALE)
Answers = Mapping[str, Any]
KEPT_SHEETS = 256


@dataclass(frozen=True)
class Choice:
    id: int
    key: str
    text: Bilingual
    exclusive: bool = False
    goto: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Asked:
    """One question. `number` counts the main questions from 1; equality questions have their own count."""

    id: int
    key: str
    number: int
    kind: str
    text: Bilingual
    hint: Bilingual
    required: bool
    limit: int | None
    equality: bool
    wording: str
    options: tuple[Choice, ...] = ()

    @cached_property
    def takes_one_option(self) -> bool:
        return self.kind in (Kind.CHOICE, Kind.SCALE)

    @cached_property
    def takes_words(self) -> bool:
        return self.kind == Kind.TEXT

    @cached_property
    def choices(self) -> dict[str, Choice]:
        return {option.key: option for option in self.options}

    @cached_property
    def steps(self) -> tuple[tuple[Choice, tuple[Choice, ...]], ...]:
        """The answers of the first step, each with those that detail it in a second."""
        return tuple(
            (option, tuple(each for each in self.options if each.parent == option.key))
            for option in self.options
            if not option.parent
        )

    @cached_property
    def in_two_steps(self) -> bool:
        return any(option.parent for option in self.options)

    def words_of(self, key: str) -> Bilingual:
        """An answer in full: the detail after the answer it details."""
        option = self.choices[key]
        if not option.parent:
            return option.text
        first = self.choices[option.parent].text
        return Bilingual(*(": ".join(each for each in pair if each) for pair in _pairs(first, option.text)))


@dataclass(frozen=True)
class Sheet:
    version: int
    every: tuple[Asked, ...]

    @cached_property
    def questions(self) -> tuple[Asked, ...]:
        return tuple(each for each in self.every if not each.equality)

    @cached_property
    def equality(self) -> tuple[Asked, ...]:
        return tuple(each for each in self.every if each.equality)

    @cached_property
    def by_key(self) -> dict[str, Asked]:
        return {each.key: each for each in self.every}

    @cached_property
    def postcodes(self) -> tuple[Asked, ...]:
        return tuple(each for each in self.questions if each.kind == Kind.POSTCODE)

    @cached_property
    def branches(self) -> bool:
        return any(option.goto for each in self.questions for option in each.options)

    def path(self, answers: Answers) -> list[Asked]:
        """The questions these answers lead through, in order. A route only ever jumps forward."""
        if not self.branches:
            return list(self.questions)
        walked, skip_to = [], ""
        for question in self.questions:
            if skip_to and question.key != skip_to:
                continue
            walked.append(question)
            skip_to = _route(question, answers.get(question.key))
        return walked

    def after(self, question: Asked | None, answers: Answers) -> Asked | None:
        """The question that follows on this path; the first one after None."""
        path = self.path(answers)
        if question is None:
            return path[0] if path else None
        later = [each for each in path if each.number > question.number]
        return later[0] if later else None

    def before(self, question: Asked, answers: Answers) -> Asked | None:
        earlier = [each for each in self.path(answers) if each.number < question.number]
        return earlier[-1] if earlier else None

    def numbered(self, number: int) -> Asked | None:
        return self.questions[number - 1] if 0 < number <= len(self.questions) else None


def _pairs(first: Bilingual, second: Bilingual) -> tuple[tuple[str, str], tuple[str, str]]:
    return (first.en, second.en), (first.cy, second.cy)


def _route(question: Asked, answer: Any) -> str:
    chosen = [answer] if isinstance(answer, str) else answer if isinstance(answer, list) else []
    return next((option.goto for option in question.options if option.goto and option.key in chosen), "")


_kept: dict[tuple[int, str], Sheet] = {}


def sheet_of(version: Version) -> Sheet:
    """The questions of a version; those of a frozen one are kept under its seal."""
    if version.frozen_at is None:
        return read_sheet(version)
    key = (version.pk, version.seal)
    if key not in _kept:
        if len(_kept) >= KEPT_SHEETS:
            _kept.clear()
        _kept[key] = read_sheet(version)
    return _kept[key]


def read_sheet(version: Version) -> Sheet:
    rows = version.questions.order_by("order").prefetch_related("options__route__to")
    asked, counts = [], {True: 0, False: 0}
    for row in rows:
        counts[row.equality] += 1
        asked.append(_asked(row, counts[row.equality]))
    return Sheet(version.pk, tuple(asked))


def _asked(row: Question, number: int) -> Asked:
    options = sorted(row.options.all(), key=lambda option: option.order)
    return Asked(
        id=row.pk,
        key=row.key,
        number=number,
        kind=row.kind,
        text=row.text,
        hint=row.hint,
        required=row.required,
        limit=row.limit,
        equality=row.equality,
        wording=row.wording,
        options=tuple(map(_choice, options)),
    )


def _choice(row: Option) -> Choice:
    route = getattr(row, "route", None)
    return Choice(row.pk, row.key, row.text, row.exclusive, route.to.key if route else "", row.parent)


def as_facts(sheet: Sheet) -> list[dict[str, Any]]:
    """The questions as plain dictionaries, as `build_survey` takes them."""
    return [
        {
            "key": each.key,
            "kind": each.kind,
            "text": each.text.as_dict(),
            "hint": each.hint.as_dict(),
            "required": each.required,
            "limit": each.limit,
            "equality": each.equality,
            "wording": each.wording,
            "options": [
                {
                    "key": option.key,
                    "text": option.text.as_dict(),
                    "exclusive": option.exclusive,
                    "goto": option.goto,
                    **({"parent": option.parent} if option.parent else {}),  # old seals know of none
                }
                for option in each.options
            ],
        }
        for each in sheet.every
    ]
