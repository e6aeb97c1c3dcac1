"""Finding places: a postcode's ward, the wards of a council, an area on a day, figures about areas.

No postcode is ever logged or put into a refusal: with an answer beside it, it could name a household.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from folkmoot.analysis.places import NotAPostcode, normalise_postcode
from folkmoot.foundation.places.models import Area, Figure, LoadedFile, Measure
from folkmoot.foundation.places.refusals import (
    AREA_UNKNOWN,
    BOUNDARY_UNKNOWN,
    NATIONS_NOT_COMPARABLE,
    NO_POSTCODE,
    NOT_A_POSTCODE,
    OUTSIDE_COUNCIL,
    OUTWARD_ONLY,
    POSTCODE_UNKNOWN,
    WARD_UNKNOWN,
)
from folkmoot.words.bilingual import bilingual
from folkmoot.words.refusals import Refusal, Refused

_UNIFORM = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}").fullmatch
_CHUNK = 10_000
# One statement, for speed: the postcode, and its ward where that ward is in force.
_ONE = """
    SELECT p.ward_code, p.lsoa_code, p.authority_code, p.parish_code, p.longitude, p.latitude, p.edition,
           ward.id, ward.kind, ward.code, ward.name
    FROM places_postcode p
    LEFT JOIN places_area ward ON ward.code = p.ward_code AND ward.kind = 'ward'
         AND ward.valid_from <= %s AND (ward.valid_to IS NULL OR ward.valid_to >= %s)
    WHERE p.code = %s
    """
_WARD_FIELDS = ("id", "kind", "code", "name")
_MANY = {
    "sqlite": "SELECT code, ward_code FROM places_postcode WHERE code IN (SELECT value FROM json_each(%s))",
    "postgresql": "SELECT code, ward_code FROM places_postcode WHERE code = ANY(%s)",
}
BY_POSTCODE = "postcode file"


@dataclass(frozen=True)
class Found:
    """A postcode we know: its ward as it is today and as the file has it, and which edition said so."""

    postcode: str
    ward: Area | None
    ward_code: str
    lsoa_code: str
    authority_code: str
    parish_code: str
    longitude: float | None
    latitude: float | None
    edition: str
    how: str = BY_POSTCODE


def areas_on(day: dt.date | None = None) -> QuerySet[Area]:
    """Areas in force on a day (today unless told), without their outlines."""
    on = day or timezone.localdate()
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return Area.objects.filter(in_force, valid_from__lte=on).defer("outline")


def wards(authority: Area | str = "", *, on: dt.date | None = None) -> QuerySet[Area]:
    """The wards in force on a day, of one council (an area or its code) or of all that are loaded."""
    found = areas_on(on).filter(kind=Area.Kind.WARD).order_by("code")
    code = authority.code if isinstance(authority, Area) else authority
    return found.filter(parent__code=code) if code else found


def wards_with_outlines(authority: Area | str = "", *, on: dt.date | None = None) -> QuerySet[Area]:
    return wards(authority, on=on).defer(None).exclude(outline__isnull=True)


def area_by_code(code: str, on: dt.date | None = None) -> Area | Refusal:
    """The area a code meant on a day. A code without its day identifies nothing (opendata 3.1)."""
    day = on or timezone.localdate()
    area = areas_on(day).filter(code=code).order_by("-valid_from").first()
    return area or AREA_UNKNOWN(code=code, day=day.isoformat())


def boundary(area: Area) -> dict[str, Any] | Refusal:
    """The outline of an area, or a refusal that says which year's boundaries are missing."""
    if area.outline is None:
        year = (area.listed_in or [area.valid_from.year])[-1]
        return BOUNDARY_UNKNOWN(name=area.name, year=year)
    return dict(area.outline)


def find_postcode(typed: str, *, authority: str = "") -> Found | Refusal:
    """Where a postcode lies, as people type it; or what is wrong and what to do instead.

    With `authority` (a code), a postcode of another council is refused as such.
    """
    reading = normalise_postcode(typed)
    if reading.value is None:
        return _misread(reading)
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [today, today, reading.value])
        row = cursor.fetchone()
    if row is None:
        return POSTCODE_UNKNOWN(field="postcode")
    facts, ward = row[:7], row[7:]
    if authority and facts[2] and facts[2] != authority:
        return OUTSIDE_COUNCIL(field="postcode")
    return Found(reading.value, _ward(ward), *facts)


def _ward(row: tuple[Any, ...]) -> Area | None:
    """The ward of a row of `_ONE`; its other fields are read when asked for."""
    key, kind, code, name = row
    if key is None:
        return None
    names = json.loads(name) if isinstance(name, str) else name
    return Area.from_db(connection.alias, _WARD_FIELDS, (key, kind, code, bilingual(names)))


def ward_of_postcode(typed: str, *, authority: str = "") -> Area | Refusal:
    """The ward in force today in which a postcode lies."""
    found = find_postcode(typed, authority=authority)
    if isinstance(found, Refusal):
        return found
    return found.ward or WARD_UNKNOWN(field="postcode")


def wards_of_postcodes(typed: Iterable[str]) -> dict[str, Area]:
    """The ward of each postcode that has one, keyed by what was typed. Those not found are not in it."""
    uniform = {text: _uniform(text) for text in typed}
    code_of: dict[str, str] = {}
    for keys in _chunks(sorted({key for key in uniform.values() if key})):
        code_of.update(_ward_codes(keys))
    codes = set(code_of.values())
    found = areas_on().filter(kind=Area.Kind.WARD)
    by_code = {area.code: area for chunk in _chunks(sorted(codes)) for area in found.filter(code__in=chunk)}
    return {
        text: by_code[code]
        for text, key in uniform.items()
        if (code := code_of.get(key, "")) and code in by_code
    }


def figures(measures: Iterable[str], areas: Iterable[Area], *, period: str = "") -> QuerySet[Figure]:
    """Figures of some measures about some areas. Ranks of two nations are refused, never mixed (H-33)."""
    codes = list(measures)
    nations = set(Measure.objects.filter(code__in=codes).exclude(nation="").values_list("nation", flat=True))
    wanted = list(areas)
    if nations and len(nations | {area.code[:1] for area in wanted}) > 1:
        raise Refused(NATIONS_NOT_COMPARABLE())
    found = Figure.objects.filter(measure__in=codes, area__in=wanted)
    return found.filter(period=period) if period else found


def share(area: Area, measure: str, *, period: str) -> float | None:
    """A cell as a share of its own table's total: totals differ a little between tables (opendata 3.4)."""
    cell = Measure.objects.get(code=measure)
    total = Measure.objects.filter(table=cell.table, role=Measure.Role.TOTAL).values_list("code", flat=True)
    values = dict(figures([measure, *total], [area], period=period).values_list("measure", "value"))
    part, whole = values.get(measure), next((values.get(code) for code in total), None)
    return float(part / whole) if part is not None and whole else None


def summed_to_wards(measure: str, authority: str, *, period: str) -> dict[str, int | None]:
    """A count of small areas added up by the ward that fits each best.

    A ward that no small area fits has None, "no data", and never 0; so has one with a suppressed figure.
    """
    current = list(wards(authority))
    found = Figure.objects.filter(
        measure=measure, period=period, area__parent__in=current, area__kind=Area.Kind.LSOA
    )
    sums = dict(found.values_list("area__parent__code").annotate(total=Sum("value")))
    gaps = set(found.filter(value__isnull=True).values_list("area__parent__code", flat=True))
    return {
        ward.code: None if ward.code in gaps or sums.get(ward.code) is None else int(sums[ward.code])
        for ward in current
    }


def attributions() -> list[str]:
    """The lines the licences of everything loaded ask us to show, once each."""
    lines = {line for licences in LoadedFile.objects.values_list("licences", flat=True) for line in licences}
    return sorted(lines)


def _misread(reading: Any) -> Refusal:
    if reading.reason is NotAPostcode.EMPTY:
        return NO_POSTCODE(field="postcode")
    if reading.reason is NotAPostcode.OUTWARD_ONLY:
        return OUTWARD_ONLY(field="postcode", outward=reading.outward)
    return NOT_A_POSTCODE(field="postcode")


def _uniform(text: str) -> str:
    """One space and capitals; text that has them already is not read letter by letter."""
    return text if _UNIFORM(text) else normalise_postcode(text).value or ""


def _ward_codes(keys: list[str]) -> dict[str, str]:
    asked = json.dumps(keys) if connection.vendor == "sqlite" else keys
    with connection.cursor() as cursor:
        cursor.execute(_MANY[connection.vendor], [asked])
        return dict(cursor.fetchall())


def _chunks(keys: list[str]) -> Iterator[list[str]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))
