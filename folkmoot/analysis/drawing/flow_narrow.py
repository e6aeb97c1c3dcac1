"""A flow from top to bottom for a phone: stages under each other, bands as arcs in the left margin."""

from .flow_cards import DENSE, Card, draw_card, draw_empty, draw_heading, words_height, words_of
from .flow_parts import Band, Flow, colour_of_band
from .palette import EDGE
from .svg import Mark, element, group, link

MARGIN, AIR, STAGE = 68.0, 10.0, 26.0
THICKEST, THINNEST = 14.0, 1.5
Ports = dict[tuple[str, int], float]


def draw_narrow(flow: Flow, width: float) -> tuple[list[Mark], float]:
    cards: dict[str, Card] = {}
    stages: list[list[Mark]] = []
    y = 0.0
    for place, column in enumerate(flow.columns):
        rule = element("path", d=f"M0 {y + 0.5:.1f} H{width:.1f}", stroke=EDGE, stroke_width=1)
        stages.append([rule, draw_heading(column, MARGIN, y + 26, width - MARGIN)])
        y += 42
        if not column.nodes and column.empty:
            empty, size = draw_empty(column, MARGIN, y, width - MARGIN)
            stages[place].append(empty)
            y += size + AIR
        for node in column.nodes:
            cards[node.key] = card = _card(flow, node.key, y, width)
            y += card.height + AIR
        y += STAGE - AIR
    ports = _ports(flow, cards)
    marks = [mark for place, stage in enumerate(stages) for mark in _stage(flow, place, stage, cards, ports)]
    return marks, max(y - STAGE + 4, 40)


def _stage(flow: Flow, place: int, stage: list[Mark], cards: dict[str, Card], ports: Ports) -> list[Mark]:
    drawn = [draw_card(flow, cards[node.key]) for node in flow.columns[place].nodes]
    most = max((band.n or 0 for band in flow.bands), default=1) or 1
    longest = max((card.y for card in cards.values()), default=1) or 1
    bands = [
        _band(flow, band, ports["out", i], ports["in", i], most, longest)
        for i, band in enumerate(flow.bands)
        if flow.column_of[band.source] == place
    ]
    return [*stage, group(drawn, class_="flow-cards"), group(bands, class_="flow-bands")]


def _card(flow: Flow, key: str, y: float, width: float) -> Card:
    node, room = flow.node[key], width - MARGIN
    dense = len(flow.columns[flow.column_of[key]].nodes) > DENSE
    number = flow.said(node.n)
    lines, note = words_of(node, number, room, dense=dense)
    return Card(node, MARGIN, y, room, words_height(lines, note, dense=dense), lines, note, dense, number)


def _ports(flow: Flow, cards: dict[str, Card]) -> Ports:
    """Bands enter the upper half of a card's left side and leave the lower half, spread evenly."""
    ports: Ports = {}
    for key, card in cards.items():
        entering = sorted((-cards[flow.bands[i].source].y, i) for i in flow.into[key])
        leaving = sorted((-cards[flow.bands[i].target].y, i) for i in flow.out_of[key])
        for side, ends, start in (("in", entering, 0.08), ("out", leaving, 0.54)):
            for place, (_, i) in enumerate(ends):
                ports[side, i] = card.y + card.height * (start + 0.38 * (place + 0.5) / len(ends))
    return ports


def _band(flow: Flow, band: Band, start: float, end: float, most: int, longest: float) -> Mark:
    reach = 14 + (MARGIN - 24) * min(1.0, (end - start) / longest * 1.6)
    x, out = MARGIN, MARGIN - reach * 1.33
    path = element(
        "path",
        d=f"M{x:.1f} {start:.1f} C{out:.1f} {start:.1f} {out:.1f} {end:.1f} {x:.1f} {end:.1f}",
        fill="none",
        stroke=colour_of_band(flow, band),
        stroke_width=max(THINNEST, THICKEST * (band.n or 0) / most),
        stroke_opacity=0.75,
        stroke_dasharray="4 3" if band.n is None else None,
        class_="flow-band-line",
    )
    return link(band.href, flow.name_of_band(band), path, class_="flow-band")
