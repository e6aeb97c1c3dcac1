"""British National Grid (EPSG:27700) to longitude and latitude (WGS84) and back.

Closed form: the transverse Mercator series of the grid on the Airy 1830 ellipsoid, then a seven-parameter
Helmert shift between OSGB36 and WGS84. Good to about 5 metres anywhere in Great Britain, which is enough to
find a ward; it is not the official OSTN15 grid shift.

Source: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import radians
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Ellipsoid:
    a: float
    b: float

    @property
    def e2(self) -> float:
        return 1 - (self.b / self.a) ** 2


AIRY = _Ellipsoid(6_377_563.396, 6_356_256.909)
WGS84 = _Ellipsoid(6_378_137.0, 6_356_752.314_245)
SCALE, ORIGIN_LAT, ORIGIN_LON = 0.999_601_271_7, radians(49), radians(-2)
FALSE_EAST, FALSE_NORTH = 400_000.0, -100_000.0
SHIFT = np.array([446.448, -125.157, 542.060])  # metres, OSGB36 to WGS84
TURN = np.radians(np.array([0.1502, 0.2470, 0.8421]) / 3600)
STRETCH = -20.4894e-6
THIRD = (AIRY.a - AIRY.b) / (AIRY.a + AIRY.b)


def grid_to_wgs84(points: Sequence[Point]) -> tuple[Point, ...]:
    """(easting, northing) in metres to (longitude, latitude) in degrees, for many points at once.

    >>> grid_to_wgs84([(525277.8, 225075.1)])[0]  # doctest: +ELLIPSIS
    (-0.1801..., 51.9101...)
    """
    if not points:
        return ()
    east, north = np.array(points, dtype=float).T
    lat, lon = _unproject(east, north)
    lat, lon = _to_angles(WGS84, _shift(_to_metres(AIRY, lat, lon), 1))
    return tuple(zip(np.degrees(lon).tolist(), np.degrees(lat).tolist(), strict=True))


def wgs84_to_grid(points: Sequence[Point]) -> tuple[Point, ...]:
    """(longitude, latitude) in degrees to (easting, northing) in metres, for many points at once.

    >>> [round(metres, -1) for metres in wgs84_to_grid([(-0.18017, 51.91013)])[0]]
    [525280.0, 225080.0]
    """
    if not points:
        return ()
    lon, lat = np.radians(np.array(points, dtype=float)).T
    lat, lon = _to_angles(AIRY, _shift(_to_metres(WGS84, lat, lon), -1))
    east, north = _project(lat, lon)
    return tuple(zip(east.tolist(), north.tolist(), strict=True))


def _to_metres(ellipsoid: _Ellipsoid, lat: Numbers, lon: Numbers) -> Numbers:
    nu = ellipsoid.a / np.sqrt(1 - ellipsoid.e2 * np.sin(lat) ** 2)
    x, y = nu * np.cos(lat) * np.cos(lon), nu * np.cos(lat) * np.sin(lon)
    return np.array([x, y, nu * (1 - ellipsoid.e2) * np.sin(lat)])


def _to_angles(ellipsoid: _Ellipsoid, metres: Numbers) -> tuple[Numbers, Numbers]:
    x, y, z = metres
    p = np.hypot(x, y)
    lat = np.arctan2(z, p * (1 - ellipsoid.e2))
    for _ in range(6):  # each turn gains three digits
        nu = ellipsoid.a / np.sqrt(1 - ellipsoid.e2 * np.sin(lat) ** 2)
        lat = np.arctan2(z + ellipsoid.e2 * nu * np.sin(lat), p)
    return lat, np.arctan2(y, x)


def _shift(metres: Numbers, way: int) -> Numbers:
    rx, ry, rz = way * TURN
    size = 1 + way * STRETCH
    matrix: Any = np.array([[size, -rz, ry], [rz, size, -rx], [-ry, rx, size]])
    moved: Numbers = matrix @ metres + (way * SHIFT)[:, None]
    return moved


def _meridian(lat: Numbers) -> Numbers:
    """Length of the developed meridian arc from the true origin."""
    n, low, high = THIRD, lat - ORIGIN_LAT, lat + ORIGIN_LAT
    arc: Numbers = (
        (1 + n + 1.25 * n**2 + 1.25 * n**3) * low
        - (3 * n + 3 * n**2 + 2.625 * n**3) * np.sin(low) * np.cos(high)
        + (1.875 * n**2 + 1.875 * n**3) * np.sin(2 * low) * np.cos(2 * high)
        - (35 / 24) * n**3 * np.sin(3 * low) * np.cos(3 * high)
    )
    return AIRY.b * SCALE * arc


def _radii(lat: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    flat = 1 - AIRY.e2 * np.sin(lat) ** 2
    nu = AIRY.a * SCALE / np.sqrt(flat)
    rho = AIRY.a * SCALE * (1 - AIRY.e2) / flat**1.5
    return nu, rho, nu / rho - 1


def _project(lat: Numbers, lon: Numbers) -> tuple[Numbers, Numbers]:
    nu, rho, eta2 = _radii(lat)
    s, c, t = np.sin(lat), np.cos(lat), np.tan(lat)
    d = lon - ORIGIN_LON
    north = (
        _meridian(lat)
        + FALSE_NORTH
        + nu / 2 * s * c * d**2
        + nu / 24 * s * c**3 * (5 - t**2 + 9 * eta2) * d**4
        + nu / 720 * s * c**5 * (61 - 58 * t**2 + t**4) * d**6
    )
    east = (
        FALSE_EAST
        + nu * c * d
        + nu / 6 * c**3 * (nu / rho - t**2) * d**3
        + nu / 120 * c**5 * (5 - 18 * t**2 + t**4 + 14 * eta2 - 58 * t**2 * eta2) * d**5
    )
    return east, north


def _unproject(east: Numbers, north: Numbers) -> tuple[Numbers, Numbers]:
    lat = np.full_like(north, ORIGIN_LAT)
    for _ in range(8):  # to well below a millimetre
        lat = lat + (north - FALSE_NORTH - _meridian(lat)) / (AIRY.a * SCALE)
    nu, rho, eta2 = _radii(lat)
    t, sec, d = np.tan(lat), 1 / np.cos(lat), east - FALSE_EAST
    t2 = t**2
    turned = (
        lat
        - t / (2 * rho * nu) * d**2
        + t / (24 * rho * nu**3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2) * d**4
        - t / (720 * rho * nu**5) * (61 + 90 * t2 + 45 * t2**2) * d**6
    )
    lon = (
        ORIGIN_LON
        + sec / nu * d
        - sec / (6 * nu**3) * (nu / rho + 2 * t2) * d**3
        + sec / (120 * nu**5) * (5 + 28 * t2 + 24 * t2**2) * d**5
        - sec / (5040 * nu**7) * (61 + 662 * t2 + 1320 * t2**2 + 720 * t2**3) * d**7
    )
    return turned, lon
