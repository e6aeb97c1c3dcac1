"""Colours that hold 3 to 1 against white, and patterns so that no one has to tell them apart by colour."""

from .svg import Mark, element

WHITE = "#ffffff"
INK = "#0b0c0c"
QUIET = "#505a5f"  # secondary words
EDGE = "#7b868c"  # outlines that carry meaning
GRID = "#d5dade"  # lines that only help the eye
SERIES = ("#0b5c6b", "#a8480f", "#7a2f77", "#2f62b5", "#4f6f1a", "#5b6770")
RAMP = ("#e6f0f1", "#b9d7db", "#7cb2ba", "#37808d", "#0a4b58")  # light to dark, for maps
DONE, NOT_DONE, WAITING = "#0f6b47", "#9c2a1c", "#505a5f"


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two #rrggbb colours, 1 to 21. Source: WCAG 2.2, relative luminance.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on `colour`."""
    return WHITE if contrast(WHITE, colour) > contrast(INK, colour) else INK


def series(place: int) -> str:
    return SERIES[place % len(SERIES)]


def series_pattern(key: str, place: int) -> Mark:
    """A pattern on the colour of a series: plain, stripes, dots, cross-hatch, bars, dashes."""
    colour = series(place)
    kind = place % len(SERIES)
    marks = (
        (),
        (_stroke("M-2 10 L10 -2 M6 18 L18 6"),),
        (_dot(4, 4), _dot(12, 12)),
        (_stroke("M0 0 L16 16 M16 0 L0 16"),),
        (_stroke("M5 0 V16 M13 0 V16"),),
        (_stroke("M0 4 H8 M8 12 H16"),),
    )[kind]
    return _pattern(f"{key}-s{place}", 16, element("rect", width=16, height=16, fill=colour), *marks)


def hatch(key: str) -> Mark:
    """Grey slanting lines on white: hidden because the number is small."""
    return _pattern(
        f"{key}-hidden",
        8,
        element("rect", width=8, height=8, fill=WHITE),
        element("path", d="M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6", stroke=QUIET, stroke_width=1.6, fill="none"),
    )


def speckle(key: str) -> Mark:
    """Grey dots on white: nothing known."""
    ground = element("rect", width=10, height=10, fill=WHITE)
    return _pattern(f"{key}-unknown", 10, ground, element("circle", cx=5, cy=5, r=1.2, fill=QUIET))


def paint(key: str, name: str) -> str:
    return f"url(#{key}-{name})"


def _pattern(name: str, size: float, *marks: Mark) -> Mark:
    return element("pattern", *marks, id=name, width=size, height=size, patternUnits="userSpaceOnUse")


def _stroke(path: str) -> Mark:
    return element("path", d=path, stroke=WHITE, stroke_width=1.8, stroke_opacity=0.75, fill="none")


def _dot(x: float, y: float) -> Mark:
    return element("circle", cx=x, cy=y, r=2.2, fill=WHITE, fill_opacity=0.85)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
