"""What can be seen of the evidence: what was frozen, how far coding has come, what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from folkmoot.foundation.council.queries import profile, services
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import holds, serves
from folkmoot.listen.evidence import rules
from folkmoot.listen.evidence.models import (
    Coding,
    Finding,
    Freezing,
    Passage,
    Snapshot,
    SnapshotMember,
    Theme,
)
from folkmoot.listen.evidence.said import hash_of, what_was_said
from folkmoot.listen.evidence.telling import Behind, as_counted, behind_finding, roughly, told_together
from folkmoot.listen.evidence.telling import Count as Told
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.plan.engagements.queries import public_engagements
from folkmoot.plan.engagements.queries import visible_to as engagements_visible_to
from folkmoot.take_part.contributions.models import Contribution

_PEOPLE = Count("passage__contribution", distinct=True)

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _People(TypedDict):
        people: int

    CountedTheme = WithAnnotations[Theme, _People]


def visible_to(person: Person | None) -> QuerySet[Engagement]:
    """Engagements whose evidence this person may read; to everybody else there are none."""
    visible = engagements_visible_to(person)
    if holds(person, *rules.READERS):
        return visible
    ours = [service.pk for service in services() if serves(person, service, *rules.WORKERS)]
    return visible.filter(owner__in=ours)


def counted(engagement: Engagement) -> QuerySet[Contribution]:
    """The contributions that count, in the order of evidence: as received."""
    return engagement.contributions.filter(state=Contribution.State.COUNTED).order_by("received_at", "pk")


def latest_snapshot(engagement: Engagement) -> Snapshot | None:
    return engagement.snapshots.order_by("-number").first()


def under_way(engagement: Engagement, at: dt.datetime) -> Freezing | None:
    """The freeze asked for within the hour and not ended; an older one was lost with its worker."""
    lately = at - dt.timedelta(hours=1)
    return engagement.freezings.filter(snapshot=None, refused={}, asked_at__gt=lately).last()


def frozen(snapshot: Snapshot) -> QuerySet[Contribution]:
    """The contributions of a snapshot that still count: what findings are counted from."""
    members = SnapshotMember.objects.filter(snapshot=snapshot).values("contribution")
    return Contribution.objects.filter(pk__in=members, state=Contribution.State.COUNTED)


def coded_to(snapshot: Snapshot, themes: Iterable[Theme]) -> QuerySet[Contribution]:
    """The distinct counted contributions of a snapshot with a passage coded to any of the themes."""
    behind = Coding.objects.filter(theme__in=list(themes)).values("passage__contribution")
    return frozen(snapshot).filter(pk__in=behind)


@dataclass(frozen=True)
class Progress:
    """How far coding has come."""

    total: int
    coded: int

    @property
    def left(self) -> int:
        return self.total - self.coded

    @property
    def percent(self) -> int:
        return 100 * self.coded // self.total if self.total else 0


def progress(engagement: Engagement) -> Progress:
    """Of the frozen contributions that count, how many have at least one passage coded."""
    snapshot = latest_snapshot(engagement)
    if snapshot is None:
        return Progress(0, 0)
    anything = Coding.objects.filter(passage__contribution=OuterRef("pk"))
    figures = frozen(snapshot).aggregate(total=Count("pk"), coded=Count("pk", filter=Exists(anything)))
    return Progress(figures["total"], figures["coded"])


def themes_of(engagement: Engagement) -> QuerySet[CountedTheme]:
    """The themes in use, with how many contributions are coded to each; those merged away are left out."""
    return (
        engagement.themes.filter(merged_into=None)
        .select_related("parent")
        .annotate(
            people=Count(
                "codings__passage__contribution",
                filter=Q(codings__passage__contribution__state=Contribution.State.COUNTED),
                distinct=True,
            )
        )
        .order_by("pk")
    )


def codings_of(engagement: Engagement) -> QuerySet[Coding]:
    """Codings of counted contributions. A theme belongs to one engagement, so its index finds them."""
    return Coding.objects.filter(
        theme__engagement=engagement, passage__contribution__state=Contribution.State.COUNTED
    )


def families(themes: Iterable[Theme]) -> dict[int, list[Theme]]:
    """Each theme that stands at the top, with itself and everything below it."""
    by_key = {theme.pk: theme for theme in themes}
    found: dict[int, list[Theme]] = {}
    for theme in by_key.values():
        top = theme
        for _step in range(len(by_key)):
            if top.parent_id not in by_key:
                break
            top = by_key[top.parent_id]
        found.setdefault(top.pk, []).append(theme)
    return found


def people_with_parts(engagement: Engagement) -> dict[str, int]:
    """People who raised a theme or any part of it, each person once; only where there are parts."""
    codings = codings_of(engagement)
    whole = families(Theme.objects.filter(engagement=engagement, merged_into=None).order_by("pk"))
    return {
        str(top): codings.filter(theme__in=themes).aggregate(people=_PEOPLE)["people"]
        for top, themes in whole.items()
        if len(themes) > 1
    }


@dataclass(frozen=True)
class Branch:
    """A theme in the tree: how deep it lies, and the people who spoke of it as they may be told."""

    theme: CountedTheme
    depth: int
    people: Told


def theme_tree(engagement: Engagement, *, exact: bool) -> list[Branch]:
    """Themes with their parts below them, largest first as told. `exact` is for those who may read single
    answers; to others numbers are told roughly until the engagement is complete."""
    themes = sorted(themes_of(engagement), key=lambda theme: -theme.people)
    told = {theme.pk: as_counted(theme.people) for theme in themes} if exact else _told(engagement, themes)
    themes.sort(key=lambda theme: (-(told[theme.pk].value or 0), theme.pk))  # a place says no more
    by_parent: dict[int | None, list[CountedTheme]] = {}
    for theme in themes:
        by_parent.setdefault(theme.parent_id, []).append(theme)

    def below(parent: int | None, depth: int) -> Iterable[Branch]:
        for theme in by_parent.get(parent, []):
            yield Branch(theme, depth, told[theme.pk])
            yield from below(theme.pk, depth + 1)

    return list(below(None, 0))


def _told(engagement: Engagement, themes: list[CountedTheme]) -> dict[int, Told]:
    """The numbers of themes, none of which gives away a finding nor a theme with its parts (H-33)."""
    threshold = profile().small_number
    behind = [
        Behind(
            frozenset(theme.pk for theme in finding.themes.all()),
            finding.n,
            behind_finding(finding, threshold).hidden,
        )
        for finding in engagement.findings.prefetch_related("themes").order_by("number", "version")
    ]
    whole = people_with_parts(engagement)
    for top, parts in families(themes).items():
        if str(top) in whole:
            behind.append(Behind(frozenset(theme.pk for theme in parts), whole[str(top)]))
    before, everybody = len(behind), counted(engagement).count()
    behind += [Behind(frozenset([theme.pk]), theme.people) for theme in themes]
    numbers = told_together(behind, everybody, threshold)[before:]
    if engagement.state != State.COMPLETE:
        numbers = [roughly(number, everybody) for number in numbers]
    return {theme.pk: number for theme, number in zip(themes, numbers, strict=True)}


def findings_of(engagement: Engagement) -> QuerySet[Finding]:
    """The newest version of each finding, published or not: what has to be considered."""
    return (
        engagement.findings.filter(replacement=None)
        .select_related("snapshot", "engagement")
        .prefetch_related("themes", "quotes__passage__contribution")
        .order_by("number")
    )


def published_findings(engagement: Engagement) -> QuerySet[Finding]:
    """What the public sees: published, and not overtaken by a published later version."""
    return (
        engagement.findings.filter(published_at__isnull=False)
        .exclude(replacement__published_at__isnull=False)
        .select_related("snapshot")
        .prefetch_related("themes", "quotes__passage__contribution")
        .order_by("number")
    )


def with_something_heard() -> QuerySet[Engagement]:
    """Public engagements of which anything heard is published."""
    heard = Finding.objects.filter(engagement=OuterRef("pk"), published_at__isnull=False)
    return public_engagements().filter(Exists(heard))


def words_of(passages: Iterable[Passage]) -> dict[int, str]:
    """The words of each passage, cut from its answer; empty where the answer is not what it was."""
    passages = list(passages)
    contributions = Contribution.objects.filter(pk__in={each.contribution_id for each in passages})
    said = what_was_said(contributions.select_related("activity"))
    found = {}
    for passage in passages:
        whole = next((s.text for s in said[passage.contribution_id] if s.source == passage.source), "")
        cut = whole[passage.start : passage.end]
        found[passage.pk] = cut if hash_of(cut) == passage.text_hash else ""
    return found


def passages_for(themes: Iterable[Theme]) -> QuerySet[Passage]:
    """Passages coded to any of the themes whose contribution counts: where quotes come from."""
    return (
        Passage.objects.filter(
            codings__theme__in=list(themes), contribution__state=Contribution.State.COUNTED
        )
        .select_related("contribution")
        .distinct()
        .order_by("pk")
    )


def passages_to_quote(
    finding: Finding, taken: Iterable[int], *, skip: int = 0, many: int = 12
) -> list[Passage]:
    """Passages behind a finding: those quoted already, then others, each wording once."""
    every = passages_for(finding.themes.all())
    wordings = every.exclude(pk__in=taken).order_by().values("text_hash").annotate(first=Min("pk"))
    others = sorted(row["first"] for row in wordings)[skip : skip + many]
    return [*every.filter(pk__in=taken), *every.filter(pk__in=others)]


def coding_sums(engagement: Engagement, *, exact: bool) -> dict[str, Any]:
    """What the overview page says: snapshot, progress, themes and findings in numbers."""
    return {
        "snapshot": latest_snapshot(engagement),
        "progress": progress(engagement),
        "themes": theme_tree(engagement, exact=exact),
        "findings": findings_of(engagement),
    }


def waiting_for_findings(person: Person | None) -> QuerySet[Engagement]:
    """Closed engagements this person may read in which people took part and nothing heard is published."""
    published = Finding.objects.filter(engagement=OuterRef("pk"), published_at__isnull=False)
    people = Contribution.objects.filter(engagement=OuterRef("pk"), state=Contribution.State.COUNTED)
    return (
        visible_to(person)
        .filter(~Exists(published), Exists(people), state=State.CLOSED)
        .order_by("closed_at")
    )
