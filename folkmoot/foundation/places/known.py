"""What is known of areas while files are checked: codes with their names and authority, taken together.

A code that looks valid is not enough. The ward codes of one published table were filled down by a
spreadsheet and belong to other places; code, name and authority must agree (opendata 3.10).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from folkmoot.foundation.places.models import Area
from folkmoot.foundation.places.readers.cells import KIND_WORDS, fold_name, is_pseudo, kind_of
from folkmoot.foundation.places.readers.facts import AreaFact, BadRow, FigureFact

NAMED_KINDS = ("ward", "parish")  # small areas are renumbered and spelt differently in every table


@dataclass
class KnownArea:
    kind: str
    authority: str = ""
    names: dict[int, set[str]] = field(default_factory=dict)

    def is_called(self, name: str) -> bool:
        return not self.names or any(fold_name(name) in names for names in self.names.values())


@dataclass
class Known:
    """The areas of the database and of the files accepted so far. `only` is the authority wanted."""

    only: str = ""
    areas: dict[str, KnownArea] = field(default_factory=dict)

    @classmethod
    def from_database(cls, only: str = "") -> Known:
        known = cls(only)
        rows = Area.objects.values_list(
            "code", "kind", "name", "name_year", "valid_from__year", "parent__code", "parent__parent__code"
        )
        for code, kind, name, name_year, year, parent, grandparent in rows.iterator():
            authority = next(
                (each for each in (parent, grandparent) if kind_of(each or "") == "authority"), ""
            )
            area = known.areas.setdefault(code, KnownArea(kind, authority or ""))
            area.names.setdefault(name_year or year, set()).update(_folded(name.en, name.cy))
        return known

    def add(self, facts: Iterable[AreaFact]) -> None:
        for fact in facts:
            area = self.areas.setdefault(fact.code, KnownArea(fact.kind))
            area.authority = fact.authority or area.authority
            if names := _folded(fact.name, fact.welsh):
                area.names.setdefault(fact.year, set()).update(names)

    def authority_of(self, code: str) -> str:
        area = self.areas.get(code)
        if area is None:
            return ""
        return code if area.kind == "authority" else area.authority

    def is_elsewhere(self, code: str, authority: str) -> bool:
        """Whether a row is about another authority than the one wanted. Said by its codes, never by names."""
        if not self.only:
            return False
        return (authority or self.authority_of(code)) != self.only

    def area_problem(self, fact: AreaFact) -> BadRow | None:
        """A list of areas must not contradict what the same year says elsewhere."""
        if kind_of(fact.code) != fact.kind:
            remedy = "Correct the code, or fetch the file again."
            return BadRow(
                fact.row, f"{fact.kind} code", f"This is not the code of {KIND_WORDS[fact.kind]}.", remedy
            )
        if fact.authority and (is_pseudo(fact.authority) or kind_of(fact.authority) != "authority"):
            remedy = "Correct the code of the authority, or fetch the file again."
            return BadRow(fact.row, "authority code", "This is not the code of an authority.", remedy)
        area = self.areas.get(fact.code)
        if area is None or fact.year not in area.names:
            return None
        if fact.kind in NAMED_KINDS and fact.name and not _overlap(fact, area.names[fact.year]):
            return _disagrees(fact.row, "name", "The name and the code belong to different places.")
        if (
            fact.authority
            and area.authority
            and fact.authority != area.authority
            and fact.kind in NAMED_KINDS
        ):
            return _disagrees(fact.row, "authority", "The code belongs to another authority.")
        return None

    def figure_problem(self, fact: FigureFact) -> BadRow | None:
        area = self.areas.get(fact.code)
        if area is None:
            remedy = "Check the code, or load the boundaries or names of its year first."
            return BadRow(fact.row, "area code", f"We know no area {fact.code}.", remedy)
        if area.kind in NAMED_KINDS and fact.name and not area.is_called(fact.name):
            return _disagrees(fact.row, "name", "The name and the code belong to different places.")
        held = self.authority_of(fact.code)
        if fact.authority and held and fact.authority != held:
            return _disagrees(fact.row, "authority", "The code belongs to another authority.")
        return None


def _disagrees(row: int, column: str, problem: str) -> BadRow:
    remedy = (
        "Compare code, name and authority with the ONS list; a spreadsheet may have filled the codes down."
    )
    return BadRow(row, column, problem, remedy)


def _folded(*names: str) -> set[str]:
    return {fold_name(name) for name in names if name}


def _overlap(fact: AreaFact, names: set[str]) -> bool:
    return not names or bool(_folded(fact.name, fact.welsh) & names)
