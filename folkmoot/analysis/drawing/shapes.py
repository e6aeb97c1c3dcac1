"""Shapes of one area each, so that kinds can be told apart without colour and sizes compared across them."""

from math import cos, pi, radians, sin, sqrt

from .svg import Attribute, Mark, element

# Corners of each shape as angles from the top, in degrees; the circle has none.
_CORNERS: tuple[tuple[float, ...], ...] = (
    (),
    (45, 135, 225, 315),
    (0, 120, 240),
    (0, 90, 180, 270),
    (36, 108, 180, 252, 324),
    (60, 180, 300),
)
KINDS = len(_CORNERS)


def shape(kind: int, x: float, y: float, radius: float, **attributes: Attribute) -> Mark:
    """Circle, square, triangle, diamond, pentagon or upturned triangle with the area of a circle of `radius`.

    >>> shape(0, 5, 5, 2, fill="#000000")
    '<circle cx="5" cy="5" r="2" fill="#000000"/>'
    """
    angles = _CORNERS[kind % KINDS]
    if not angles:
        return element("circle", cx=x, cy=y, r=radius, **attributes)
    sides = len(angles)
    reach = radius * sqrt(2 * pi / (sides * sin(2 * pi / sides)))
    corners = (f"{x + reach * sin(radians(at)):.1f} {y - reach * cos(radians(at)):.1f}" for at in angles)
    return element("path", d="M" + "L".join(corners) + "Z", **attributes)
