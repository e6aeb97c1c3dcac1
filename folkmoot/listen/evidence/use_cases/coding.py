"""Coding: a person's judgement that these words belong to that theme (architecture row 10)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.use_cases import record
from folkmoot.listen.evidence import refusals
from folkmoot.listen.evidence.models import Coding, Passage, Quote, Snapshot, SnapshotMember, Theme
from folkmoot.listen.evidence.queries import latest_snapshot
from folkmoot.listen.evidence.said import hash_of, what_was_said, words_said
from folkmoot.listen.evidence.use_cases.guarding import only_workers
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.use_cases.guarding import locked
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.words.refusals import Refusal, refuse_if_any

BATCH = 500
Span = tuple[UUID, str, int, int]


@dataclass(frozen=True)
class CodingRow:
    """One judgement to be written. Without `end` the passage is the whole answer."""

    contribution: Contribution
    theme: Theme
    source: str
    start: int = 0
    end: int | None = None


def code_passage(
    actor: Person,
    contribution: Contribution,
    theme: Theme,
    *,
    source: str,
    start: int = 0,
    end: int | None = None,
    at: dt.datetime,
) -> Coding:
    """Put the words from `start` to `end` of one answer under a theme; the same judgement twice is one."""
    row = CodingRow(contribution, theme, source, start, end)
    with transaction.atomic():
        code_passages(actor, [row], at=at)
        return Coding.objects.select_related("passage").get(
            passage__contribution=contribution,
            passage__source=source,
            passage__start=start,
            passage__end=_end_of(row),
            theme=theme,
            coder=actor,
        )


def code_passages(actor: Person, rows: Iterable[CodingRow], *, at: dt.datetime) -> int:
    """Write many judgements, all of one engagement, with the same checks; all or none. How many are new."""
    rows = list(rows)
    if not rows:
        return 0
    engagement = rows[0].contribution.engagement
    only_workers(actor, engagement)
    with transaction.atomic():
        engagement = locked(engagement)
        texts = _texts(rows)
        refuse_if_any(_cannot_code(engagement, rows, texts))
        new = _write(actor, rows, texts, at=at)
        if new:
            sums = Counter(each.theme_id for each in new)
            record(
                actor,
                "passages coded",
                subject=engagement,
                engagement=engagement,
                at=at,
                after={"passages": len(new), "by_theme": {str(theme): n for theme, n in sums.items()}},
                public=False,
            )
    return len(new)


@dataclass(frozen=True)
class Judgement:
    """What one coder makes of one whole answer: the themes it belongs to, none or several."""

    contribution: Contribution
    source: str
    themes: tuple[Theme, ...]


def judge_answers(
    actor: Person, engagement: Engagement, *, judgements: Iterable[Judgement], at: dt.datetime
) -> tuple[int, int]:
    """Make the actor's judgement of each whole answer exactly this. How many were added and taken back."""
    judgements = list(judgements)
    rows = [CodingRow(each.contribution, theme, each.source) for each in judgements for theme in each.themes]
    only_workers(actor, engagement)
    with transaction.atomic():
        locked(engagement)
        added = code_passages(actor, rows, at=at)
        taken_back = [
            coding
            for each in judgements
            for coding in codings_of_the_whole(actor, engagement, each)
            if coding.theme not in each.themes
        ]
        for coding in taken_back:
            uncode(actor, coding, at=at)
    return added, len(taken_back)


def codings_of_the_whole(actor: Person, engagement: Engagement, each: Judgement) -> QuerySet[Coding]:
    """The actor's codings of the whole of one answer, not of a part of it."""
    text = words_said(each.contribution, each.source) or ""
    return Coding.objects.filter(
        coder=actor,
        theme__engagement=engagement,
        passage__contribution=each.contribution,
        passage__source=each.source,
        passage__start=0,
        passage__end=len(text),
    ).select_related("passage", "theme__engagement__owner")


def uncode(actor: Person, coding: Coding, *, at: dt.datetime) -> None:
    """Take a judgement back; one that is gone already stays gone. The passage goes too, when nobody else has
    coded it."""
    engagement = coding.theme.engagement
    only_workers(actor, engagement)
    with transaction.atomic():
        engagement = locked(engagement)
        there = Coding.objects.select_related("passage", "theme", "coder").filter(pk=coding.pk).first()
        if there is None:
            return
        passage, theme = there.passage, there.theme
        refuse_if_any(_is_quoted(passage, theme))
        there.delete()
        if not passage.codings.exists() and not Quote.objects.filter(passage=passage).exists():
            passage.delete()
        record(
            actor,
            "coding taken back",
            subject=engagement,
            engagement=engagement,
            at=at,
            before={"contribution": str(passage.contribution_id), "theme": theme, "coder": str(there.coder)},
            public=False,
        )


def _is_quoted(passage: Passage, theme: Theme) -> list[Refusal]:
    quotes = Quote.objects.filter(passage=passage, finding__themes=theme, finding__replacement=None)
    return [
        refusals.QUOTED(
            number=quote.finding.number,
            fix=reverse("evidence:finding", args=[quote.finding.engagement.ref, quote.finding.number]),
        )
        for quote in quotes.select_related("finding__engagement")
    ]


def _texts(rows: list[CodingRow]) -> dict[tuple[UUID, str], str]:
    left, texts = iter({row.contribution.pk for row in rows}), {}
    while batch := list(islice(left, BATCH)):
        contributions = Contribution.objects.filter(pk__in=batch).select_related("activity")
        for said in (each for things in what_was_said(contributions).values() for each in things):
            texts[said.contribution, said.source] = said.text
    return texts


def _cannot_code(
    engagement: Engagement, rows: list[CodingRow], texts: Mapping[tuple[UUID, str], str]
) -> Iterator[Refusal]:
    freeze = reverse("evidence:freeze", args=[engagement.ref])
    snapshot = latest_snapshot(engagement)
    if snapshot is None:
        yield refusals.NOT_FROZEN(fix=freeze)
        return
    for theme in Theme.objects.filter(pk__in={row.theme.pk for row in rows}).select_related("merged_into"):
        yield from _cannot_use(engagement, theme)
    states = _states(snapshot, rows)
    for row in rows:
        said, facts = row.contribution, {"receipt": row.contribution.receipt}
        if said.pk not in states:
            yield refusals.NOT_IN_SNAPSHOT(**facts, fix=freeze)
        elif states[said.pk] != Contribution.State.COUNTED:
            yield refusals.NOT_COUNTED(**facts)
        elif not (text := texts.get((said.pk, row.source))):
            yield refusals.UNKNOWN_SOURCE(**facts, source=row.source, field="source")
        elif not 0 <= row.start < _end_of(row, text) <= len(text):
            yield refusals.OUTSIDE_THE_WORDS(
                start=row.start, end=_end_of(row, text), length=len(text), field="start"
            )


def _states(snapshot: Snapshot, rows: list[CodingRow]) -> dict[UUID, str]:
    """What became of each contribution of the snapshot."""
    members = SnapshotMember.objects.filter(snapshot=snapshot)
    if len(rows) <= BATCH:
        members = members.filter(contribution__in={row.contribution.pk for row in rows})
    return dict(members.values_list("contribution", "contribution__state"))


def _cannot_use(engagement: Engagement, theme: Theme) -> list[Refusal]:
    if theme.engagement_id != engagement.pk:
        return [refusals.ANOTHER_ENGAGEMENT(theme=theme.name, field="themes")]
    if theme.merged_into:
        return [refusals.THEME_GONE(theme=theme.name, into=theme.merged_into.name, field="themes")]
    return []


def _end_of(row: CodingRow, text: str | None = None) -> int:
    if row.end is not None:
        return row.end
    if text is None:
        text = _texts([row])[row.contribution.pk, row.source]
    return len(text)


def _write(
    actor: Person, rows: list[CodingRow], texts: Mapping[tuple[UUID, str], str], *, at: dt.datetime
) -> list[Coding]:
    spans = [_span(row, texts) for row in rows]
    passages = _passages(dict.fromkeys(spans), texts)
    wanted = {(passages[span], row.theme.pk) for span, row in zip(spans, rows, strict=True)}
    themes = {row.theme.pk for row in rows}
    there = set(Coding.objects.filter(coder=actor, theme__in=themes).values_list("passage_id", "theme_id"))
    return Coding.objects.bulk_create(
        (
            Coding(passage_id=passage, theme_id=theme, coder=actor, at=at)
            for passage, theme in sorted(wanted - there)
        ),
        batch_size=BATCH,
    )


def _span(row: CodingRow, texts: Mapping[tuple[UUID, str], str]) -> Span:
    end = _end_of(row, texts[row.contribution.pk, row.source])
    return row.contribution.pk, row.source, row.start, end


def _passages(spans: Iterable[Span], texts: Mapping[tuple[UUID, str], str]) -> dict[Span, int]:
    """The key of the passage for every span, made where it is not there yet."""
    spans = list(spans)
    Passage.objects.bulk_create(
        (
            Passage(
                contribution_id=who,
                source=source,
                start=start,
                end=end,
                text_hash=hash_of(texts[who, source][start:end]),
            )
            for who, source, start, end in spans
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    found: dict[Span, int] = {}
    left = iter(dict.fromkeys(who for who, *_rest in spans))
    while batch := list(islice(left, BATCH)):
        for key, *span in Passage.objects.filter(contribution__in=batch).values_list(
            "pk", "contribution", "source", "start", "end"
        ):
            found[tuple(span)] = key  # type: ignore[index]
    return found
