"""Areas and postcodes for tests, with fictional codes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from folkmoot.foundation.places.models import Area, Figure, Measure, Postcode
from folkmoot.words.bilingual import Bilingual

FROM = dt.date(2022, 5, 1)


def an_authority(code: str = "X06000001", name: str = "Merrow Vale", **facts: Any) -> Area:
    return _area("authority", code, name, "Dyffryn Merrow", **facts)


def a_ward(
    code: str = "X05000001", name: str = "Harbourside", welsh: str = "Glan yr Harbwr", **facts: Any
) -> Area:
    return _area("ward", code, name, welsh, **facts)


def a_small_area(code: str = "X01000001", name: str = "Merrow Vale 001A", **facts: Any) -> Area:
    return _area("lsoa", code, name, "", **facts)


def a_postcode(code: str = "ZZ1 1AA", ward_code: str = "X05000001", **facts: Any) -> Postcode:
    return Postcode.objects.create(
        code=code,
        ward_code=ward_code,
        **{"authority_code": "X06000001", "edition": "Made up 2026-01", **facts},
    )


def a_figure(area: Area, measure: str, value: int | None, *, mark: str = "", period: str = "2021") -> Figure:
    Measure.objects.get_or_create(code=measure, defaults={"table": "t", "label": measure, "role": "leaf"})
    return Figure.objects.create(
        area=area, measure=measure, value=value, mark=mark, period=period, source="Made up"
    )


def _area(kind: str, code: str, name: str, welsh: str, **facts: Any) -> Area:
    names = Bilingual(en=name, cy=welsh)
    return Area.objects.create(kind=kind, code=code, name=names, **{"valid_from": FROM, **facts})
