"""The cards of a flow: number, label and note in a frame with a coloured edge."""

from dataclasses import dataclass

from . import lettering
from .flow_parts import Column, Flow, Node
from .palette import DONE, EDGE, INK, NOT_DONE, QUIET, WAITING, WHITE
from .svg import Mark, element, group, link

NUMBER, LABEL, PAD, EDGE_BAR = 18.0, 14.0, 11.0, 5.0
LEADING = LABEL * lettering.LINE
DENSE = 20  # more nodes than this in a column have number and label side by side


@dataclass(frozen=True, slots=True)
class Card:
    """A node with its place. `height` may be more than its words need, where bands are thick."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    note: tuple[str, ...]
    dense: bool
    number: str

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def words_of(
    node: Node, number: str, width: float, *, dense: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of label and note that fit a card so wide."""
    room = width - PAD * 2 - EDGE_BAR
    if dense:
        beside = lettering.width_of(number, LABEL, bold=True) + 8
        glyph = 20 if node.tone != "plain" else 0
        return lettering.wrap(node.label, room - beside - glyph, LABEL, most=2), ()
    note = lettering.wrap(node.note, room - 20, LABEL, most=3) if node.note else ()
    return lettering.wrap(node.label, room, LABEL, most=4), note


def words_height(lines: tuple[str, ...], note: tuple[str, ...], *, dense: bool) -> float:
    if dense:
        return 10.0 + len(lines) * LEADING
    return PAD * 2 + NUMBER + 5 + len(lines) * LEADING + (len(note) * LEADING + 6 if note else 0)


def draw_card(flow: Flow, card: Card) -> Mark:
    """The card as a link with its accessible name."""
    node = card.node
    waiting = node.tone == "waiting"
    frame = element(
        "rect",
        x=card.x + 0.5,
        y=card.y + 0.5,
        width=card.width - 1,
        height=card.height - 1,
        rx=3,
        fill=WHITE,
        stroke=EDGE,
        stroke_dasharray="5 4" if waiting else None,
        class_="flow-card-frame",
    )
    edge = element("rect", x=card.x, y=card.y, width=EDGE_BAR, height=card.height, fill=flow.colour[node.key])
    words = _dense_words(card) if card.dense else _full_words(card)
    return link(node.href, flow.name_of(node), frame, edge, *words, class_="flow-card")


def draw_heading(column: Column, x: float, y: float, width: float) -> Mark:
    lines = lettering.wrap(column.name, width, 16, most=2, bold=True)
    return lettering.label(lines, x, y, size=16, bold=True, class_="flow-heading")


def draw_empty(column: Column, x: float, y: float, width: float) -> tuple[Mark, float]:
    """A dashed card that says there is nothing yet."""
    lines = lettering.wrap(column.empty, width - PAD * 2, LABEL, most=5)
    height = PAD * 2 + len(lines) * LEADING
    frame = element(
        "rect",
        x=x + 0.5,
        y=y + 0.5,
        width=width - 1,
        height=height - 1,
        rx=3,
        fill=WHITE,
        stroke=EDGE,
        stroke_dasharray="5 4",
    )
    words = lettering.label(lines, x + PAD, y + PAD + LABEL, size=LABEL, fill=QUIET)
    return group([frame, words], class_="flow-empty"), height


def _full_words(card: Card) -> list[Mark]:
    x = card.x + EDGE_BAR + PAD
    y = card.y + (card.height - words_height(card.lines, card.note, dense=False)) / 2 + PAD
    size = LABEL if card.node.n is None else NUMBER
    number = lettering.label(card.number, x, y + NUMBER * 0.85, size=size, bold=True)
    y += NUMBER + 5
    marks = [number, lettering.label(card.lines, x, y + LABEL * 0.9, size=LABEL, fill=INK)]
    if card.note:
        y += len(card.lines) * LEADING + 6
        marks.append(_glyph(card.node, x + 7, y + 7))
        left = x + (20 if card.node.tone != "plain" else 0)
        marks.append(lettering.label(card.note, left, y + LABEL * 0.88, size=LABEL, fill=_ink(card.node)))
    return marks


def _dense_words(card: Card) -> list[Mark]:
    x = card.x + EDGE_BAR + PAD
    y = card.middle + LABEL * 0.36 - (len(card.lines) - 1) * LEADING / 2
    number = lettering.label(card.number, x, y, size=LABEL, bold=True)
    left = x + lettering.width_of(card.number, LABEL, bold=True) + 8
    glyph = _glyph(card.node, card.x + card.width - PAD - 4, card.middle)
    return [number, lettering.label(card.lines, left, y, size=LABEL), glyph]


def _ink(node: Node) -> str:
    return {"done": DONE, "not done": NOT_DONE, "waiting": WAITING, "plain": QUIET}[node.tone]


def _glyph(node: Node, x: float, y: float) -> Mark:
    """A tick, a cross or a clock, drawn, so that no font decides how it looks."""
    if node.tone == "plain":
        return Mark("")
    path = {
        "done": f"M{x - 3.6:.1f} {y:.1f} l2.6 2.8 l4.8 -5.6",
        "not done": f"M{x - 2.8:.1f} {y - 2.8:.1f} l5.6 5.6 m0 -5.6 l-5.6 5.6",
        "waiting": f"M{x:.1f} {y - 4:.1f} v4.2 l3 1.8",
    }[node.tone]
    filled = node.tone != "waiting"
    disc = element(
        "circle", cx=x, cy=y, r=7, fill=_ink(node) if filled else WHITE, stroke=_ink(node), stroke_width=1.4
    )
    line = element("path", d=path, fill="none", stroke=WHITE if filled else _ink(node), stroke_width=1.8)
    return Mark(disc + line)
