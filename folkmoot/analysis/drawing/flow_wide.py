"""A flow from left to right: a column of cards for each stage, bands in the gaps between."""

from dataclasses import replace

from .flow_cards import (
    DENSE,
    Card,
    draw_card,
    draw_empty,
    draw_heading,
    words_height,
    words_of,
)
from .flow_parts import Band, Flow, colour_of_band
from .palette import EDGE
from .svg import Mark, element, group, link

GAP, HEADING, AIR, DENSE_AIR = 48.0, 56.0, 12.0, 5.0
FULL = 400.0  # height of the busiest column's bands
THINNEST = 1.5
WIDEST = 240.0  # of a card; few columns have wide gaps instead
Spans = dict[tuple[str, int], tuple[float, float]]


def draw_wide(flow: Flow, width: float) -> tuple[list[Mark], float]:
    lefts, widths = _columns(flow, width)
    scale = _scale(flow)
    cards = _cards(flow, lefts, widths, scale)
    spans = _spans(flow, cards, scale)
    height = max([HEADING + 60, *(card.y + card.height for card in cards.values())]) + 4
    marks: list[Mark] = []
    for place, column in enumerate(flow.columns):
        marks.append(draw_heading(column, lefts[place], 18, widths[place]))
        if not column.nodes and column.empty:
            empty, size = draw_empty(column, lefts[place], HEADING, widths[place])
            marks.append(empty)
            height = max(height, HEADING + size + 4)
        marks.append(group([draw_card(flow, cards[node.key]) for node in column.nodes], class_="flow-cards"))
        starting = [(i, band) for i, band in enumerate(flow.bands) if flow.column_of[band.source] == place]
        drawn = [_draw_band(flow, band, i, cards, spans) for i, band in starting]
        marks.append(group(drawn, class_="flow-bands"))
    rule = element("path", d=f"M0 {HEADING - 12:.1f} H{width:.1f}", stroke=EDGE, stroke_width=1)
    return [rule, *marks], height


def _columns(flow: Flow, width: float) -> tuple[list[float], list[float]]:
    """Left edge and width of each column; a crowded column has more room for its lines."""
    crowd = (max(0, len(column.nodes) - DENSE) for column in flow.columns)
    weights = [1 + min(1.4, extra / 25) for extra in crowd]
    room = width - GAP * (len(weights) - 1)
    widths = [min(room / sum(weights), WIDEST) * weight for weight in weights]
    gap = (width - sum(widths)) / max(1, len(widths) - 1)
    lefts = [sum(widths[:place]) + gap * place for place in range(len(widths))]
    return lefts, widths


def _scale(flow: Flow) -> float:
    through = [0] * len(flow.columns)
    for place, column in enumerate(flow.columns):
        for node in column.nodes:
            through[place] += max(_sides(flow, node.key))
    busiest = max(through)
    return FULL / busiest if busiest else 0.0


def _sides(flow: Flow, key: str) -> tuple[int, int]:
    sides = (flow.into[key], flow.out_of[key])
    into, out_of = (sum(flow.bands[i].n or 0 for i in side) for side in sides)
    return into, out_of


def _thickness(band: Band, scale: float) -> float:
    return max((band.n or 0) * scale, THINNEST)


def _cards(flow: Flow, lefts: list[float], widths: list[float], scale: float) -> dict[str, Card]:
    placed: dict[str, Card] = {}
    stacks = []
    for place, column in enumerate(flow.columns):
        dense = len(column.nodes) > DENSE
        stack = []
        for node in column.nodes:
            number = flow.said(node.n)
            lines, note = words_of(node, number, widths[place], dense=dense)
            height = max(words_height(lines, note, dense=dense), _bands_height(flow, node.key, scale))
            stack.append(Card(node, lefts[place], HEADING, widths[place], height, lines, note, dense, number))
        stacks.append(stack)
    tallest = max((_height(stack) for stack in stacks), default=0)
    for stack in stacks:
        for card, top in zip(stack, _spread(stack, tallest), strict=True):
            placed[card.node.key] = replace(card, y=top)
    return placed


def _bands_height(flow: Flow, key: str, scale: float) -> float:
    sides = (flow.into[key], flow.out_of[key])
    return max(sum(_thickness(flow.bands[i], scale) for i in side) for side in sides)


def _air(stack: list[Card]) -> float:
    return DENSE_AIR if stack and stack[0].dense else AIR


def _height(stack: list[Card]) -> float:
    return sum(card.height for card in stack) + _air(stack) * max(0, len(stack) - 1)


def _spread(stack: list[Card], tallest: float) -> list[float]:
    """Tops that share out the height of the tallest column, so that every column reads from top to bottom
    beside the others and no half of the picture is empty."""
    slack = (tallest - _height(stack)) / len(stack) if stack else 0.0
    tops, top = [], HEADING + slack / 2
    for card in stack:
        tops.append(top)
        top += card.height + _air(stack) + slack
    return tops


def _spans(flow: Flow, cards: dict[str, Card], scale: float) -> Spans:
    """Where each band leaves and enters, stacked in the order of the other end so as not to cross."""
    spans: Spans = {}
    for key, card in cards.items():
        leaving = sorted((cards[flow.bands[i].target].middle, i) for i in flow.out_of[key])
        entering = sorted((cards[flow.bands[i].source].middle, i) for i in flow.into[key])
        for side, ends in (("out", leaving), ("in", entering)):
            thick = [_thickness(flow.bands[i], scale) for _, i in ends]
            y = card.middle - sum(thick) / 2
            for (_, i), size in zip(ends, thick, strict=True):
                spans[side, i] = (y, y + size)
                y += size
    return spans


def _draw_band(flow: Flow, band: Band, place: int, cards: dict[str, Card], spans: Spans) -> Mark:
    start = cards[band.source].x + cards[band.source].width
    end = cards[band.target].x
    (top, bottom), (far_top, far_bottom) = spans["out", place], spans["in", place]
    bend = (end - start) * 0.5
    upper = f"C{start + bend:.1f} {top:.1f} {end - bend:.1f} {far_top:.1f} {end:.1f} {far_top:.1f}"
    lower = f"C{end - bend:.1f} {far_bottom:.1f} {start + bend:.1f} {bottom:.1f} {start:.1f} {bottom:.1f}"
    shape = f"M{start:.1f} {top:.1f} {upper} V{far_bottom:.1f} {lower} Z"
    colour = colour_of_band(flow, band)
    path = element(
        "path",
        d=shape,
        fill=colour,
        fill_opacity=0.3,
        stroke=colour,
        stroke_width=1,
        stroke_dasharray="4 3" if band.n is None else None,
        class_="flow-band-shape",
    )
    return link(band.href, flow.name_of_band(band), path, class_="flow-band")
