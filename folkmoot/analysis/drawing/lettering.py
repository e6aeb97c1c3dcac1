"""How wide words are, and how they break into lines, without a font at hand.

Widths follow Helvetica and its metric relatives, a little generous so that words never run over. Source:
Adobe core font metrics for Helvetica, grouped by width.
"""

from functools import lru_cache

from .phrases import marked, same_runs
from .svg import Mark, element

SMALLEST = 14.0
BODY = 16.0
LINE = 1.25
ELLIPSIS = "…"
_GROUPS = {
    0.24: "'ijlıíìîï",
    0.29: " !,./:;I[]\\ftIÍÌÎÏ·",
    0.35: '()-r`"',
    0.51: "cksvxyzJ^ýÿŷ",
    0.57: "abdeghnopqu0123456789$?L#_+=<>~áàâäéèêëóòôöúùûüñ–",
    0.68: "ABEKPSVXY&FTZÁÀÂÄÉÈÊËÝŶ",
    0.74: "CDHNRUwÚÙÛÜŵẃẁẅ",
    0.80: "GOQÓÒÔÖ",
    0.86: "mM",
    0.97: "W%@ŴẂẀẄ—…",
}
WIDTHS = {char: width for width, chars in _GROUPS.items() for char in chars}
BOLD = 1.08


@lru_cache(maxsize=8192)
def width_of(words: str, size: float = BODY, *, bold: bool = False) -> float:
    """Width of one line in units of the drawing. Unknown characters count as a full square.

    >>> width_of("ill") < width_of("www")
    True
    """
    return sum(WIDTHS.get(char, 1.0) for char in words) * size * (BOLD if bold else 1)


def wrap(
    words: str, width: float, size: float = BODY, *, most: int = 99, bold: bool = False
) -> tuple[str, ...]:
    """Lines no wider than `width`, at most `most` of them; what is left out ends in an ellipsis. Words in
    another language stay marked.

    >>> wrap("Opening hours of the libraries", 110)
    ('Opening hours', 'of the libraries')
    """
    lines: list[str] = []
    line = ""
    for word in (piece for whole in words.split() for piece in _pieces(whole, width, size, bold)):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size, bold=bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > most:
        last = _shortened(" ".join(lines[most - 1 :]), width, size, bold)
        lines = [*lines[: most - 1], last]
    return same_runs(words, tuple(lines))


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    """The word, cut where it must be if it is too wide for a line."""
    if width_of(word, size, bold=bold) <= width:
        return [word]
    pieces = [""]
    for char in word:
        if pieces[-1] and width_of(pieces[-1] + char, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _shortened(words: str, width: float, size: float, bold: bool) -> str:
    while words and width_of(words + ELLIPSIS, size, bold=bold) > width:
        words = words[:-1]
    return words.rstrip() + ELLIPSIS


def label(
    lines: tuple[str, ...] | str,
    x: float,
    y: float,
    *,
    size: float = BODY,
    fill: str = "#0b0c0c",
    anchor: str | None = None,
    bold: bool = False,
    halo: str | None = None,
    class_: str | None = None,
) -> Mark:
    """Lines of text, the first with its baseline at `y`. A halo keeps them legible on a busy ground."""
    rows = (lines,) if isinstance(lines, str) else lines
    said = [marked(row, _in_language) for row in rows]
    spans = [element("tspan", row, x=x, dy=size * LINE if place else None) for place, row in enumerate(said)]
    return element(
        "text",
        *(spans if len(said) > 1 else said),
        Mark(""),
        x=x,
        y=y,
        font_size=size,
        font_weight="bold" if bold else None,
        fill=fill,
        text_anchor=anchor,
        stroke=halo,
        stroke_width=4 if halo else None,
        stroke_linejoin="round" if halo else None,
        paint_order="stroke" if halo else None,
        class_=class_,
    )


def _in_language(words: Mark, language: str) -> Mark:
    return element("tspan", words, lang=language)
