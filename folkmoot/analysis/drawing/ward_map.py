"""A map of wards: shade, number and name in each, hatched where the number is hidden."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians
from typing import Any, Literal, cast

import shapely
from shapely.geometry import MultiPolygon, Polygon, shape

from . import lettering
from .drawing import DataTable, Drawing
from .legend import Entry, legend
from .palette import INK, RAMP, WHITE, hatch, ink_on, paint, speckle
from .scale import nice_step, plain_number
from .svg import Mark, element, group, key_of, link, picture

SIZE = 14.0
SIDE_BY_SIDE = 600.0
DEGREES = 360.0
Outline = Polygon | MultiPolygon
State = Literal["shown", "hidden", "unknown"]


@dataclass(frozen=True, slots=True)
class Ward:
    """One ward with its GeoJSON polygon. `value` counts only when `state` is "shown"."""

    name: str
    geometry: Mapping[str, Any]
    value: int = 0
    state: State = "shown"
    href: str = ""


@dataclass(frozen=True, slots=True)
class MapWords:
    """`hidden` for a suppressed number, `unknown` for none; `between` names a class from its ends."""

    hidden: str
    unknown: str
    between: Callable[[int, int], str] = lambda low, high: (
        plain_number(low) if low == high else f"{plain_number(low)}–{plain_number(high)}"
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    ward: Ward
    outline: Outline
    words: str
    number: int


def ward_map(
    wards: Sequence[Ward],
    *,
    title: str,
    description: str,
    head: tuple[str, str],
    words: MapWords,
    width: float = 720,
) -> Drawing:
    """Wards shaded in at most five equal classes, each with its number; names where they fit.

    A ward too small for its name carries a letter, explained beside the map. Geometry is in degrees
    (longitude first) or in metres; simplify it first with `places.simplify_areas`.

    Raises ValueError when there is no ward, or for a geometry that is not a polygon.

    >>> square = {"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]]}
    >>> drawing = ward_map([Ward("Priory", square, 0, "hidden")], title="By ward", description="",
    ...                    head=("Ward", "Responses"), words=MapWords("fewer than 5", "no data"))
    >>> drawing.table.rows
    (('Priory', 'fewer than 5'),)
    """
    if not wards:
        raise ValueError("a map needs at least one ward")
    wards = [ward if ward.state == "shown" else replace(ward, value=0) for ward in wards]  # not even in an id
    key = key_of("map", title, width, [(w.name, w.value, w.state, w.href) for w in wards])
    beside = width >= SIDE_BY_SIDE
    map_width = width * 0.68 if beside else width
    placed, map_height = _placed(wards, words, map_width)
    step = nice_step(max(ward.value for ward in wards) + 1, len(RAMP))
    fills = [_fill(ward, step, key) for ward in wards]
    keyed = [each for each in placed if not _name_lines(each)]
    letters = {each.number: _letter(place) for place, each in enumerate(keyed)}
    marks = [element("defs", hatch(key), speckle(key))]
    marks += [_draw(each, fill) for each, fill in zip(placed, fills, strict=True)]
    marks += [_words(each, letters, fill) for each, fill in zip(placed, fills, strict=True)]
    left, top = (map_width + 24, 4.0) if beside else (1.0, map_height + 16)
    side, height = legend(_entries(wards, step, key, words), left, top, 150 if beside else width - 2)
    marks += side
    explained, bottom = _letter_key(keyed, letters, left, top + height + 14, width - left)
    marks += explained
    svg = picture(
        marks,
        kind="map",
        key=key,
        width=width,
        height=max(map_height + 2, bottom),
        title=title,
        description=description,
        has_links=any(ward.href for ward in wards),
    )
    rows = tuple((each.ward.name, each.words) for each in placed)
    return Drawing(svg, title, description, DataTable(title, head, rows))


def _placed(wards: Sequence[Ward], words: MapWords, width: float) -> tuple[list[_Placed], float]:
    """Outlines in units of the drawing, north up, and the height they take."""
    shapes = [_polygon(ward) for ward in wards]
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    is_degrees = max(map(abs, (west, south, east, north))) <= DEGREES
    squeeze = cos(radians((south + north) / 2)) if is_degrees else 1.0
    scale = (width - 4) / ((east - west) * squeeze)
    tall = (north - south) * scale
    if tall > width * 1.1:
        scale, tall = scale * width * 1.1 / tall, width * 1.1
    margin = (width - (east - west) * squeeze * scale) / 2
    said = {"shown": None, "hidden": words.hidden, "unknown": words.unknown}
    placed = []
    for number, (ward, outline) in enumerate(zip(wards, shapes, strict=True)):
        drawn = shapely.transform(
            outline,
            lambda at: (at - [west, north]) * [squeeze * scale, -scale] + [margin, 2],
        )
        placed.append(_Placed(ward, drawn, said[ward.state] or plain_number(ward.value), number))
    return placed, tall + 4


def _polygon(ward: Ward) -> Outline:
    if ward.geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"{ward.name} is not a polygon")
    return cast(Outline, shape(dict(ward.geometry)))


def _fill(ward: Ward, step: int, key: str) -> str:
    if ward.state == "shown":
        return RAMP[min(ward.value // step, len(RAMP) - 1)]
    return paint(key, ward.state)


def _draw(each: _Placed, fill: str) -> Mark:
    path = element(
        "path", d=_path(each.outline), fill=fill, stroke=INK, stroke_width=1.2, stroke_linejoin="round"
    )
    name = f"{each.ward.name}: {each.words}"
    return link(each.ward.href, name, path, class_="ward")


def _path(outline: Outline) -> str:
    parts = getattr(outline, "geoms", [outline])
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return " ".join("M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in ring.coords[:-1]) + "Z" for ring in rings)


def _name_lines(each: _Placed) -> tuple[str, ...]:
    """The name in lines, if it fits in the ward with the number under it; else nothing."""
    name = each.ward.name
    longest = max(lettering.width_of(word, SIZE) for word in name.split() or [""])
    for room in (longest, longest * 1.5, 999):
        lines = lettering.wrap(name, room + 1, SIZE)
        if _fits(each, lines):
            return lines
    return ()


def _fits(each: _Placed, lines: tuple[str, ...]) -> bool:
    x, y = _centre(each.outline)
    half = max(lettering.width_of(line, SIZE) for line in (*lines, each.words)) / 2 + 3
    tall = (len(lines) + 1) * SIZE * lettering.LINE / 2
    block = shapely.box(x - half, y - tall, x + half, y + tall)
    return bool(block.difference(each.outline).area < 0.03 * block.area)


def _centre(outline: Outline) -> tuple[float, float]:
    """The point farthest from any border. Source: Garcia-Castellanos and Lombardo (2007), pole of
    inaccessibility, as done by GEOS."""
    line = shapely.maximum_inscribed_circle(outline, tolerance=1)
    return line.coords[0][0], line.coords[0][1]


def _words(each: _Placed, letters: dict[int, str], fill: str) -> Mark:
    x, y = _centre(each.outline)
    on_plain = each.ward.state == "shown"
    ink = ink_on(fill) if on_plain else INK
    halo = fill if on_plain else WHITE
    lines = (letters[each.number],) if each.number in letters else _name_lines(each)
    number = each.words if on_plain else ""
    top = y - (len(lines) + bool(number)) * SIZE * lettering.LINE / 2 + SIZE * 0.95
    marks = [lettering.label(lines, x, top, size=SIZE, fill=ink, anchor="middle", halo=halo)]
    if number and each.number not in letters:
        below = top + len(lines) * SIZE * lettering.LINE
        marks.append(
            lettering.label(number, x, below, size=SIZE, fill=ink, anchor="middle", bold=True, halo=halo)
        )
    return group(marks, class_="ward-words", pointer_events="none", aria_hidden="true")


def _letter(place: int) -> str:
    first, second = divmod(place, 26)
    return (chr(96 + first) if first else "") + chr(97 + second)


def _letter_key(
    keyed: list[_Placed], letters: dict[int, str], x: float, y: float, width: float
) -> tuple[list[Mark], float]:
    """The letters with their wards and numbers, and where the list ends."""
    marks = []
    for each in keyed:
        letter, baseline = letters[each.number], y + SIZE
        marks.append(lettering.label(letter, x, baseline, size=SIZE, bold=True))
        words = lettering.wrap(f"{each.ward.name}: {each.words}", width - 26, SIZE)
        marks.append(lettering.label(words, x + 26, baseline, size=SIZE))
        y += 4 + SIZE * lettering.LINE * len(words)
    return marks, y


def _entries(wards: Sequence[Ward], step: int, key: str, words: MapWords) -> list[Entry]:
    shown = [ward.value for ward in wards if ward.state == "shown"]
    classes = range(max(shown) // step + 1) if shown else range(0)
    entries = [Entry(RAMP[n], words.between(n * step, (n + 1) * step - 1)) for n in classes]
    states = {ward.state for ward in wards}
    entries += [Entry(paint(key, "hidden"), words.hidden)] if "hidden" in states else []
    return entries + ([Entry(paint(key, "unknown"), words.unknown)] if "unknown" in states else [])
