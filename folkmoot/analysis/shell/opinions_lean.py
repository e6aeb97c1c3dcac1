"""How readily people agree, whatever they are asked: shown as itself, so that no group is made of it."""

from __future__ import annotations

from ..reports import Section, paragraph
from .opinions_told import Told


def how_readily(told: Told) -> Section:
    return Section("How readily people agree", paragraph(told.opinions.lean_sentence), anchor="lean")
