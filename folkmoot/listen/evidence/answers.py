"""The coding desk's list: answers in people's own words, by word, question, language, theme or state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from folkmoot.foundation.people.models import Person
from folkmoot.listen.evidence.models import Coding, Snapshot, SnapshotMember, Theme
from folkmoot.listen.evidence.said import what_was_said
from folkmoot.plan.engagements.models import Engagement
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.tools import Said, tool

LOOK_AT_ONCE = 100
MOST_AT_ONCE = 1600
MOST_WORDS = 8
RARE = 500  # answers


@dataclass(frozen=True)
class Wanted:
    """What the officer is looking for. `after` is the place in the evidence to go on from."""

    words: str = ""
    theme: int | None = None
    question: str = ""
    language: str = ""
    uncoded: bool = False
    after: int = 0
    many: int = 10


@dataclass(frozen=True)
class Coded:
    """One judgement on a passage of an answer, as the desk shows it."""

    coding: Coding
    whole: bool
    mine: bool
    words: str


@dataclass(frozen=True)
class Answer:
    """One answer in somebody's own words, with what it has been coded to."""

    contribution: Contribution
    position: int
    said: Said
    codings: list[Coded] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.contribution.pk}|{self.said.source}"

    @property
    def mine(self) -> set[int]:
        """The themes the person looking has put the whole answer under."""
        return {each.coding.theme_id for each in self.codings if each.whole and each.mine}


@dataclass(frozen=True)
class Found:
    answers: list[Answer]
    after: int | None

    @property
    def more(self) -> bool:
        return self.after is not None


def find(engagement: Engagement, snapshot: Snapshot, wanted: Wanted, person: Person | None) -> Found:
    """The next answers that fit, in the order of the evidence."""
    found: list[Answer] = []
    for answer in _fitting(engagement, snapshot, wanted):
        contributions = {each.contribution.pk for each in found}
        if answer.contribution.pk not in contributions and len(contributions) >= wanted.many:
            return Found(_with_codings(found, person), found[-1].position)
        found.append(answer)
    return Found(_with_codings(found, person), None)


def questions(engagement: Engagement, snapshot: Snapshot) -> list[tuple[str, Any]]:
    """The questions answered in people's own words, as (source, label), from the first contributions."""
    first = _members(snapshot).select_related("contribution__activity")[:LOOK_AT_ONCE]
    said = what_was_said([member.contribution for member in first])
    everything = [each for things in said.values() for each in things]
    return list({each.source: each.label for each in everything if each.free_text}.items())


def _fitting(engagement: Engagement, snapshot: Snapshot, wanted: Wanted) -> Iterator[Answer]:
    words = wanted.words.casefold().split()[:MOST_WORDS]
    members = _members(snapshot, wanted, engagement).filter(_may_hold(engagement, words))
    after, many = wanted.after, LOOK_AT_ONCE
    while True:
        batch = list(members.filter(position__gt=after)[:many])
        if not batch:
            return
        said = what_was_said([member.contribution for member in batch])
        for member in batch:
            for each in said[member.contribution_id]:
                if _fits(each, wanted, words):
                    yield Answer(member.contribution, member.position, each)
        after, many = batch[-1].position, min(2 * many, MOST_AT_ONCE)


def _may_hold(engagement: Engagement, words: list[str]) -> Q:
    """The contributions in which the tools find the words; those of a tool that cannot look are all read.

    A rare word is far away: where it stands in few answers these are named to the database, which then
    need not go through the others.
    """
    found = Q()
    if not words:
        return found
    for key in sorted(set(engagement.activities.values_list("tool", flat=True))):
        mentioning = tool(key).mentioning
        if mentioning is None:
            found |= Q(contribution__activity__tool=key)
            continue
        every = mentioning(engagement, words)
        few = list(every[:RARE])
        found |= Q(contribution__in=few if len(few) < RARE else every)
    return found


def _fits(said: Said, wanted: Wanted, words: list[str]) -> bool:
    if not said.free_text or not said.text.strip():
        return False
    if wanted.question and said.source != wanted.question:
        return False
    text = said.text.casefold()
    return all(word in text for word in words)


def _members(
    snapshot: Snapshot, wanted: Wanted | None = None, engagement: Engagement | None = None
) -> QuerySet[SnapshotMember]:
    members = (
        SnapshotMember.objects.filter(snapshot=snapshot, contribution__state=Contribution.State.COUNTED)
        .select_related("contribution__activity", "contribution__area")
        .defer("contribution__area__outline")
        .order_by("position")
    )
    if wanted is None:
        return members
    if wanted.language:
        members = members.filter(contribution__language=wanted.language)
    codings = Coding.objects.filter(passage__contribution=OuterRef("contribution"))
    if wanted.theme:
        members = members.filter(Exists(codings.filter(theme=wanted.theme, theme__engagement=engagement)))
    if wanted.uncoded:
        members = members.filter(~Exists(codings))
    return members


def _with_codings(answers: list[Answer], person: Person | None) -> list[Answer]:
    by_key = {(each.contribution.pk, each.said.source): each for each in answers}
    codings = (
        Coding.objects.filter(passage__contribution__in={each.contribution.pk for each in answers})
        .select_related("passage", "theme", "coder")
        .order_by("passage__start", "pk")
    )
    for coding in codings:
        passage = coding.passage
        if answer := by_key.get((passage.contribution_id, passage.source)):
            text = answer.said.text
            whole = passage.start == 0 and passage.end == len(text)
            mine = person is not None and coding.coder_id == person.pk
            answer.codings.append(Coded(coding, whole, mine, text[passage.start : passage.end]))
    return answers


def one_answer(snapshot: Snapshot, contribution: Any, source: str, person: Person | None) -> Answer | None:
    """One answer by its key, or None where the snapshot has no such answer."""
    member = _members(snapshot).filter(contribution=contribution).first()
    if member is None:
        return None
    for said in what_was_said([member.contribution])[member.contribution_id]:
        if said.source == source and said.free_text and said.text:
            return _with_codings([Answer(member.contribution, member.position, said)], person)[0]
    return None


def themes_to_choose(engagement: Engagement) -> list[tuple[int, Any]]:
    themes = Theme.objects.filter(engagement=engagement, merged_into=None).order_by("pk")
    return [(theme.pk, theme.name) for theme in themes]
