"""What a folder holds: tables and maps with the layout each was recognised by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from folkmoot.foundation.places.readers import boundaries, postcode_directory
from folkmoot.foundation.places.readers.cells import yeared
from folkmoot.foundation.places.readers.containers import Shapes, Table, Unreadable, open_file, worth_reading
from folkmoot.foundation.places.readers.editions import TELL_US, edition_of
from folkmoot.foundation.places.readers.facts import BadRow
from folkmoot.foundation.places.readers.layouts import Hints, Layout, Read, recognise
from folkmoot.foundation.places.report import FileReport

_ORDER = ("areas", "figures", "postcodes")
_TABLE_LIKE = (".csv", ".tsv", ".txt", ".gz", ".zip", ".xlsx", ".xls", ".json", ".geojson", ".topojson")


@dataclass
class Source:
    """One table or map, its layout, and what there is to say about it."""

    thing: Table | Shapes
    layout: Layout
    hints: Hints
    report: FileReport
    year: int = 0
    names_authority: bool = False
    repeated: set[int] = field(default_factory=set)
    watch: Callable[[Read], Any] = iter

    def facts(self) -> Read:
        """The facts again from the top."""
        return iter(self.watch(self.layout.read(self.thing, self.hints)))  # type: ignore[arg-type]

    @property
    def order(self) -> tuple[int, bool, str, int, str]:
        """Areas before the figures about them; files that name the authority first; then by age."""
        place = _ORDER.index(self.layout.gives)
        return place, not self.names_authority, self.report.edition, self.year, self.report.file

    @property
    def licences(self) -> list[str]:
        found = re.search(r"20\d\d", self.report.edition)
        year = self.year or (found[0] if found else "")
        return [line.format(year=year) for line in self.layout.licences]


def find_sources(folder: Path, hints: Hints) -> tuple[list[Source], list[FileReport]]:
    """Recognised sources in the order of loading, and reports of everything that cannot be loaded."""
    sources: list[Source] = []
    others: list[FileReport] = []
    for path, name in files_of(folder):
        try:
            for thing in open_file(path, name):
                found = _recognised(thing, hints)
                (sources if isinstance(found, Source) else others).append(found)  # type: ignore[arg-type]
        except (Unreadable, OSError, EOFError, UnicodeError) as error:
            others.append(_unreadable(name, error))
    return sorted(sources, key=lambda source: source.order), others


def files_of(folder: Path) -> Iterator[tuple[Path, str]]:
    """The data files under a folder (or the one file), by name, with their path inside it."""
    if folder.is_file():
        yield folder, folder.name
        return
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and worth_reading(name) and name.lower().endswith(_TABLE_LIKE):
            yield path, name


def _unreadable(name: str, error: Exception) -> FileReport:
    report = FileReport(name, layout="unreadable")
    message = str(error) if isinstance(error, Unreadable) else "The file is damaged. Fetch it again."
    problem, _, remedy = message.partition(". ")
    report.add(BadRow(0, "", f"{problem}.", remedy))
    return report


def _recognised(thing: Table | Shapes, hints: Hints) -> Source | FileReport:
    if isinstance(thing, Shapes):
        return _shapes(thing, hints)
    layout = recognise(thing)
    if layout is None:
        return _left_out(thing.file, [cell for _, row in thing.top()[:1] for cell in row])
    report = FileReport(thing.file, layout.title)
    source = Source(thing, layout, hints, report)
    years = [known for heading in thing.header if (known := yeared(heading))]
    source.year = max((year for kind, year, _ in years if kind == "ward"), default=0)
    source.names_authority = any(
        "local authority district code" in heading.lower() or heading.lower().startswith(("lad", "la code"))
        for heading in thing.header
    )
    if layout.gives == "postcodes":
        _date(source)
    return source


def _shapes(shapes: Shapes, hints: Hints) -> Source | FileReport:
    if not boundaries.knows(shapes):
        return _left_out(shapes.file, list(shapes.document))
    features = boundaries.features_of(shapes.document) or []
    kind, year = boundaries.subject_of(features[0]) or ("", 0)
    authority = any(boundaries.authority_of(feature) for feature in features[:1]) or kind == "authority"
    report = FileReport(shapes.file, f"{boundaries.LAYOUT.title}, {kind} {year}")
    return Source(shapes, boundaries.LAYOUT, hints, report, year, authority)


def _date(source: Source) -> None:
    """A postcode file must say its month: the same postcode has other wards in other editions."""
    thing = source.thing
    directory = source.layout is postcode_directory.LAYOUT and isinstance(thing, Table)
    month = edition_of(source.hints.edition, thing.file)
    if not month and directory:
        month = edition_of("", "", postcode_directory.latest_month(thing))  # type: ignore[arg-type]
    source.report.edition = month
    if not month:
        source.report.add(BadRow(0, "", "Nothing says of which month this file is.", TELL_US))


def _left_out(name: str, headings: list[str]) -> FileReport:
    seen = ", ".join(heading.strip() for heading in headings[:6])[:120]
    return FileReport(name, notices=[f"We know no layout with these headings: {seen}"])
