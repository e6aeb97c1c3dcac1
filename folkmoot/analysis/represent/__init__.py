"""Who answered beside who lives there: shares, ratios, one index, and a forecast for the closing day."""

from .comparison import GroupShare, Representation, compare
from .forecast import Forecast, GroupForecast, about, forecast

__all__ = ["Forecast", "GroupForecast", "GroupShare", "Representation", "about", "compare", "forecast"]
