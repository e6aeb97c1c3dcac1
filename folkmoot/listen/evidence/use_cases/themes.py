"""Themes: named, described, merged, and then agreed, after which they do not change."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.use_cases import record
from folkmoot.listen.evidence import refusals
from folkmoot.listen.evidence.models import Coding, Theme
from folkmoot.listen.evidence.use_cases.guarding import only_workers
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.use_cases.guarding import locked
from folkmoot.words.bilingual import Bilingual, bilingual
from folkmoot.words.refusals import Refusal, refuse_if_any


def name_theme(
    actor: Person,
    engagement: Engagement,
    *,
    name: Bilingual | str,
    description: Bilingual | str = "",
    parent: Theme | None = None,
    at: dt.datetime,
) -> Theme:
    """Give a name to something several people said."""
    name = bilingual(name)
    only_workers(actor, engagement)
    with transaction.atomic():
        engagement = locked(engagement)
        if parent is not None:
            parent.refresh_from_db()
        refuse_if_any([*_bad_name(engagement, name), *_bad_parent(engagement, parent)])
        theme = Theme.objects.create(
            engagement=engagement, name=name, description=bilingual(description), parent=parent
        )
        _record(actor, "theme named", theme, at=at, after={"name": name, "parent": parent})
    return theme


def describe_theme(
    actor: Person, theme: Theme, *, name: Bilingual | str, description: Bilingual | str = "", at: dt.datetime
) -> Theme:
    """Change a theme's name and description, as long as it is not agreed."""
    name = bilingual(name)
    only_workers(actor, theme.engagement)
    with transaction.atomic():
        _hold(theme)
        refuse_if_any([*_is_fixed(theme), *_bad_name(theme.engagement, name, but=theme)])
        before = {"name": theme.name, "description": theme.description}
        theme.name, theme.description = name, bilingual(description)
        theme.save(update_fields=["name", "description"])
        after = {"name": theme.name, "description": theme.description}
        _record(actor, "theme renamed", theme, at=at, before=before, after=after)
    return theme


def merge_themes(actor: Person, theme: Theme, *, into: Theme, reason: str = "", at: dt.datetime) -> Theme:
    """Move every judgement and every part of `theme` to `into`. The name stays, pointing there."""
    only_workers(actor, theme.engagement)
    with transaction.atomic():
        _hold(theme, into)
        refuse_if_any([*_is_fixed(theme), *_cannot_merge_into(theme, into)])
        same = Coding.objects.filter(theme=into, passage=OuterRef("passage"), coder=OuterRef("coder"))
        twice = theme.codings.filter(Exists(same))
        said_twice = twice.count()
        Coding.objects.filter(pk__in=list(twice.values_list("pk", flat=True))).delete()
        moved = theme.codings.update(theme=into)
        parts = theme.parts.update(parent=into)
        theme.merged.update(merged_into=into)
        theme.merged_into = into
        theme.save(update_fields=["merged_into"])
        facts = {"into": into, "codings_moved": moved, "codings_there_already": said_twice, "parts": parts}
        _record(actor, "theme merged", theme, at=at, reason=reason, before={"name": theme.name}, after=facts)
    return into


def agree_frame(actor: Person, engagement: Engagement, *, at: dt.datetime) -> list[Theme]:
    """Fix the themes as they stand: from now on they keep their names and are not merged."""
    only_workers(actor, engagement)
    with transaction.atomic():
        held = locked(engagement)
        open_ones = list(held.themes.filter(merged_into=None, agreed_at=None).order_by("pk"))
        refuse_if_any(_nothing_to_agree(held, open_ones) or _in_one_language(open_ones))
        for theme in open_ones:
            theme.agreed_at = at
        Theme.objects.bulk_update(open_ones, ["agreed_at"], batch_size=200)
        record(
            actor,
            "themes agreed",
            subject=engagement,
            engagement=engagement,
            at=at,
            after={"themes": [theme.name for theme in open_ones]},
        )
    return open_ones


def _hold(*themes: Theme) -> None:
    """Hold the engagement of the first against other writers, and bring them all up to what is there now."""
    locked(themes[0].engagement)
    for theme in themes:
        theme.refresh_from_db()


def _nothing_to_agree(engagement: Engagement, open_ones: list[Theme]) -> list[Refusal]:
    if open_ones:
        return []
    if engagement.themes.exists():
        return [refusals.NOTHING_TO_AGREE()]
    return [refusals.NO_THEMES(fix=_page(engagement))]


def _in_one_language(themes: list[Theme]) -> list[Refusal]:
    """Names that are not written in each of the council's languages: the public reads them on findings."""
    wanted = profile().languages
    return [
        refusals.THEME_WELSH_MISSING(
            theme=theme.name, fix=reverse("evidence:theme", args=[theme.engagement.ref, theme.pk])
        )
        for theme in themes
        if theme.name.missing(wanted)
    ]


def _is_fixed(theme: Theme) -> list[Refusal]:
    if theme.merged_into:
        return [refusals.THEME_GONE(theme=theme.name, into=theme.merged_into.name)]
    return [refusals.THEME_AGREED(theme=theme.name, fix=_page(theme.engagement))] if theme.agreed_at else []


def _bad_name(engagement: Engagement, name: Bilingual, but: Theme | None = None) -> list[Refusal]:
    if not name:
        return [refusals.THEME_NEEDS_A_NAME(field="name")]
    others = engagement.themes.filter(merged_into=None)
    if but:
        others = others.exclude(pk=but.pk)
    known = {words.casefold() for theme in others for words in theme.name.as_dict().values()}
    if known & {words.casefold() for words in name.as_dict().values()}:
        return [refusals.THEME_NAMED_ALREADY(theme=name, field="name")]
    return []


def _bad_parent(engagement: Engagement, parent: Theme | None) -> list[Refusal]:
    if parent is None:
        return []
    if parent.engagement_id != engagement.pk:
        return [refusals.ANOTHER_ENGAGEMENT(theme=parent.name, field="parent")]
    if parent.merged_into:
        return [refusals.THEME_GONE(theme=parent.name, into=parent.merged_into.name, field="parent")]
    return []


def _cannot_merge_into(theme: Theme, into: Theme) -> list[Refusal]:
    if into.engagement_id != theme.engagement_id:
        return [refusals.ANOTHER_ENGAGEMENT(theme=into.name, field="into")]
    if into.merged_into:
        return [refusals.THEME_GONE(theme=into.name, into=into.merged_into.name, field="into")]
    if theme in _line_of(into):
        return [refusals.MERGED_WITH_ITSELF(theme=theme.name, field="into")]
    return []


def _line_of(theme: Theme) -> list[Theme]:
    """A theme, what it is part of, and so on upwards."""
    line: list[Theme] = []
    above: Theme | None = theme
    while above is not None and above not in line:
        line.append(above)
        above = above.parent
    return line


def _record(actor: Person, verb: str, theme: Theme, *, at: dt.datetime, **facts: object) -> None:
    record(actor, verb, subject=theme, engagement=theme.engagement, at=at, public=False, **facts)


def _page(engagement: Engagement) -> str:
    return reverse("evidence:themes", args=[engagement.ref])
