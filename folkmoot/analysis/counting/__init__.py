"""Counting rows into tables."""

from .tables import CrossTab, Tabulation, cross_tab, tabulate

__all__ = ["CrossTab", "Tabulation", "cross_tab", "tabulate"]
