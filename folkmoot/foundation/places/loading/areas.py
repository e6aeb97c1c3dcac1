"""Writing areas: one row for a code, its name, outline and validity put together from the years it is in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from folkmoot.analysis.places import bounding_box
from folkmoot.foundation.places.models import Area
from folkmoot.foundation.places.readers.boundaries import points_in
from folkmoot.foundation.places.readers.cells import kind_of, vintage_day
from folkmoot.foundation.places.readers.facts import AreaFact
from folkmoot.words.bilingual import Bilingual

_LARGEST_FIRST = ("authority", "ward", "parish", "msoa", "lsoa", "oa")
_RETIRED = ("ward", "lsoa")
_BATCH = 500
_FIELDS = (
    "name",
    "valid_from",
    "valid_to",
    "parent",
    "outline",
    "outline_note",
    "west",
    "south",
    "east",
    "north",
    "listed_in",
    "name_year",
    "welsh_year",
    "outline_year",
)
Changes = dict[str, int]


def save_areas(facts: Iterable[AreaFact]) -> Changes:
    """Add what is new, change what differs, leave the rest."""
    by_kind: dict[str, dict[str, list[AreaFact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        by_kind[fact.kind][fact.code].append(fact)
    changes: Changes = defaultdict(int)
    for kind in _LARGEST_FIRST:
        codes = sorted(by_kind.get(kind, {}))
        for start in range(0, len(codes), _BATCH):
            batch = {code: by_kind[kind][code] for code in codes[start : start + _BATCH]}
            _save_batch(kind, batch, changes)
    return dict(changes)


def _save_batch(kind: str, batch: dict[str, list[AreaFact]], changes: Changes) -> None:
    held = {area.code: area for area in Area.objects.filter(kind=kind, code__in=batch).order_by("valid_from")}
    parents = _parents(batch.values())
    new, changed = [], []
    for code, facts in batch.items():
        area = held.get(code)
        before = _state(area) if area else None
        area = area or Area(kind=kind, code=code, valid_from=vintage_day(kind, min(f.year for f in facts)))
        for fact in sorted(facts, key=lambda each: each.year):
            merge(area, fact, parents)
        if before is None:
            new.append(area)
        elif before != _state(area):
            changed.append(area)
    Area.objects.bulk_create(new, batch_size=_BATCH)
    Area.objects.bulk_update(changed, _FIELDS, batch_size=_BATCH)
    changes[f"areas added: {kind}"] += len(new)
    changes[f"areas changed: {kind}"] += len(changed)


def merge(area: Area, fact: AreaFact, parents: dict[str, Area]) -> None:
    """Take from a fact what is newer than what is held. A corrected Welsh name stays (opendata 3.6)."""
    area.valid_from = min(area.valid_from, vintage_day(fact.kind, fact.year))
    if fact.listed and fact.year not in area.listed_in:
        area.listed_in = sorted([*area.listed_in, fact.year])
    _merge_names(area, fact)
    if fact.outline and _is_better(area, fact):
        area.outline, area.outline_year, area.outline_note = fact.outline, fact.year, fact.outline_note
        area.west, area.south, area.east, area.north = bounding_box([fact.outline])
    _merge_parent(area, parents.get(fact.parent) or parents.get(fact.authority))


def _merge_names(area: Area, fact: AreaFact) -> None:
    english, welsh = area.name.en, area.name.cy
    if fact.name and fact.year >= (area.name_year or 0):
        english, area.name_year = fact.name, fact.year
    if fact.welsh and not area.welsh_corrected and fact.year >= (area.welsh_year or 0):
        welsh, area.welsh_year = fact.welsh, fact.year
    area.name = Bilingual(en=english or area.code, cy=welsh)


def _is_better(area: Area, fact: AreaFact) -> bool:
    """A newer outline, or in the same year one with more corners, is better."""
    held = (area.outline_year or 0, points_in(area.outline))
    return (fact.year, points_in(fact.outline)) > held


def _merge_parent(area: Area, parent: Area | None) -> None:
    """The ward of the newest look-up; a whole authority never replaces a ward."""
    if parent is None or parent.pk == area.pk:
        return
    held = area.parent
    if held and _LARGEST_FIRST.index(held.kind) > _LARGEST_FIRST.index(parent.kind):
        return
    if held is None or held.kind != parent.kind or parent.valid_from >= held.valid_from:
        area.parent = parent


def _parents(facts: Iterable[list[AreaFact]]) -> dict[str, Area]:
    codes = {code for each in facts for fact in each for code in (fact.parent, fact.authority) if code}
    found = Area.objects.filter(code__in=codes).defer("outline").order_by("valid_from")
    return {area.code: area for area in found}


def _state(area: Area) -> list[Any]:
    return [area.parent_id if name == "parent" else _copied(getattr(area, name)) for name in _FIELDS]


def _copied(value: Any) -> Any:
    return list(value) if isinstance(value, list) else value


def adopt(claims: dict[str, str]) -> int:
    """Give areas without a parent the authority a table of figures claims for them."""
    parents = {
        area.code: area for area in Area.objects.filter(code__in=set(claims.values())).defer("outline")
    }
    orphans = [
        area
        for codes in _chunks(sorted(claims))
        for area in Area.objects.filter(code__in=codes, parent__isnull=True)
        .exclude(kind="authority")
        .only("code")
        if claims[area.code] in parents
    ]
    for area in orphans:
        area.parent = parents[claims[area.code]]
    Area.objects.bulk_update(orphans, ["parent"], batch_size=_BATCH)
    return len(orphans)


def _chunks(codes: list[str]) -> Iterator[list[str]]:
    return (codes[start : start + _BATCH] for start in range(0, len(codes), _BATCH))


def retire() -> int:
    """Set the last day of every area that a later full list of its authority no longer has."""
    changed = []
    for kind in _RETIRED:
        for areas in _by_authority(kind).values():
            years = sorted({year for area in areas for year in area.listed_in})
            changed += [area for area in areas if _set_last_day(area, kind, years)]
    Area.objects.bulk_update(changed, ["valid_to"], batch_size=_BATCH)
    return len(changed)


def _by_authority(kind: str) -> dict[str, list[Area]]:
    found = Area.objects.filter(kind=kind).only("code", "listed_in", "valid_from", "valid_to")
    rows = found.values_list("pk", "parent__code", "parent__parent__code")
    authority = {
        pk: next((each for each in (parent, above) if kind_of(each or "") == "authority"), "")
        for pk, parent, above in rows
    }
    groups: dict[str, list[Area]] = defaultdict(list)
    for area in found:
        if area.listed_in and authority[area.pk]:
            groups[str(authority[area.pk])].append(area)
    return groups


def _set_last_day(area: Area, kind: str, years: list[int]) -> bool:
    later = [year for year in years if year > max(area.listed_in)]
    last = vintage_day(kind, later[0]) - dt.timedelta(days=1) if later else None
    if last and last < area.valid_from:
        last = None
    if area.valid_to == last:
        return False
    area.valid_to = last
    return True
