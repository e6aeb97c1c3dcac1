"""Points, areas, coordinates and postcodes."""

from .areas import AreaIndex, bounding_box, simplify_areas, ward_of_points
from .axes import Axes, detect_axes
from .grid import grid_to_wgs84, wgs84_to_grid
from .postcodes import NotAPostcode, PostcodeReading, normalise_postcode

__all__ = [
    "AreaIndex",
    "Axes",
    "NotAPostcode",
    "PostcodeReading",
    "bounding_box",
    "detect_axes",
    "grid_to_wgs84",
    "normalise_postcode",
    "simplify_areas",
    "ward_of_points",
    "wgs84_to_grid",
]
