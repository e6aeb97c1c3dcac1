"""Counting rows into tables, and weighting people until a sample has the shares of a population."""

from typing import TYPE_CHECKING, Any

from .self_selection import HiddenSelection, hidden_selection, self_selected_sentence
from .tables import CrossTab, Tabulation, cross_tab, tabulate

if TYPE_CHECKING:
    from .crosstabs import AnswersByGroup, CrossTabs, cross_tabs
    from .intervals import Interval, interval
    from .raking import rake
    from .weights import Weights, effective_size

__all__ = [
    "AnswersByGroup",
    "CrossTab",
    "CrossTabs",
    "HiddenSelection",
    "Interval",
    "Tabulation",
    "Weights",
    "cross_tab",
    "cross_tabs",
    "effective_size",
    "hidden_selection",
    "interval",
    "rake",
    "self_selected_sentence",
    "tabulate",
]

_WITH_NUMPY = {
    "crosstabs": ("AnswersByGroup", "CrossTabs", "cross_tabs"),
    "intervals": ("Interval", "interval"),
    "raking": ("rake",),
    "weights": ("Weights", "effective_size"),
}


def __getattr__(name: str) -> Any:
    """What needs numpy is loaded when it is first asked for: pages that only count never wait for it."""
    from importlib import import_module

    for module, names in _WITH_NUMPY.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
