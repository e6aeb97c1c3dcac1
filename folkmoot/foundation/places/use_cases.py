"""Changing places: loading published files, and correcting a Welsh name."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction

from folkmoot.foundation.places.known import Known
from folkmoot.foundation.places.loading.areas import Changes, adopt, retire, save_areas
from folkmoot.foundation.places.loading.checking import check, good_facts
from folkmoot.foundation.places.loading.figures import save_figures
from folkmoot.foundation.places.loading.postcodes import save_postcodes
from folkmoot.foundation.places.loading.sources import Source, find_sources
from folkmoot.foundation.places.models import Area, LoadedFile
from folkmoot.foundation.places.readers.cells import kind_of
from folkmoot.foundation.places.readers.facts import AreaFact, FigureFact
from folkmoot.foundation.places.readers.layouts import Hints
from folkmoot.foundation.places.refusals import (
    NO_FILES,
    NO_FOLDER,
    NOT_AN_AUTHORITY,
    NOT_AN_EDITION,
    NOT_YOURS,
)
from folkmoot.foundation.places.report import FileReport, ImportReport
from folkmoot.foundation.places.rules import may_keep_places
from folkmoot.foundation.records.use_cases import record
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refused, refuse_if_any

T = TypeVar("T")
Progress = Callable[[Iterable[T], str], Iterable[T]]


def _quietly(rows: Iterable[T], what: str) -> Iterable[T]:
    return rows


@dataclass(frozen=True)
class _Options:
    authority: str
    edition: str
    skip_bad_rows: bool


def import_places(
    actor: Any,
    folder: Path | str,
    *,
    at: dt.datetime,
    authority: str = "",
    edition: str = "",
    skip_bad_rows: bool = False,
    progress: Progress[Any] = _quietly,
) -> ImportReport:
    """Load the published files of a folder. A file with a bad row is refused whole, unless told to skip them.

    Everything is checked before anything is written, and written in one transaction. Twice is as once.
    """
    options = _Options(authority, edition, skip_bad_rows)
    report, sources, known, areas = _examine(actor, Path(folder), options, progress)
    with transaction.atomic():
        _write(sources, known, areas, report, progress)
        record(
            actor,
            "places imported",
            subject="places.area:import",
            at=at,
            after={
                "files": [_summary(each) for each in report.files],
                "changes": dict(report.changes),
                "authority": authority,
            },
        )
    return report


def try_import(
    actor: Any,
    folder: Path | str,
    *,
    authority: str = "",
    edition: str = "",
    skip_bad_rows: bool = False,
    progress: Progress[Any] = _quietly,
) -> ImportReport:
    """The checks of an import without writing anything."""
    options = _Options(authority, edition, skip_bad_rows)
    report = _examine(actor, Path(folder), options, progress)[0]
    report.dry_run = True
    return report


def correct_welsh_name(actor: Any, area: Area, *, name: str, at: dt.datetime) -> Area:
    """The council's own Welsh name of an area. Imports leave it alone from then on (opendata 3.6)."""
    if not may_keep_places(actor):
        raise Refused(NOT_YOURS())
    before = area.name
    with transaction.atomic():
        area.name, area.welsh_corrected = Bilingual(en=before.en, cy=name.strip()), True
        area.save(update_fields=["name", "welsh_corrected"])
        record(
            actor,
            "Welsh name corrected",
            subject=area,
            at=at,
            before={"name": before},
            after={"name": area.name},
        )
    return area


def _examine(
    actor: Any, folder: Path, options: _Options, progress: Progress[Any]
) -> tuple[ImportReport, list[Source], Known, list[AreaFact]]:
    if not may_keep_places(actor):
        raise Refused(NOT_YOURS())
    refuse_if_any(_mistakes(folder, options))
    sources, others = find_sources(folder, Hints(options.edition))
    if not sources and not any(each.bad for each in others):
        raise Refused(NO_FILES(folder=folder))
    known = Known.from_database(options.authority)
    areas: list[AreaFact] = []
    for source in progress(sources, "Checking"):
        _follow(source, progress)
        areas += check(source, known, skip_bad_rows=options.skip_bad_rows)
    reports = [*(source.report for source in sources), *others]
    return ImportReport(folder.name, files=reports), sources, known, areas


def _mistakes(folder: Path, options: _Options) -> Iterator[Any]:
    if not folder.exists():
        yield NO_FOLDER(folder=folder)
    if options.authority and kind_of(options.authority) != "authority":
        yield NOT_AN_AUTHORITY(code=options.authority)
    if options.edition and not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", options.edition):
        yield NOT_AN_EDITION(edition=options.edition)


def _follow(source: Source, progress: Progress[Any]) -> None:
    """Let the rows of a large table move the progress bar."""
    source.watch = lambda facts: progress(facts, source.report.file)


def _write(
    sources: list[Source], known: Known, areas: list[AreaFact], report: ImportReport, progress: Progress[Any]
) -> None:
    changes: Counter[str] = Counter()
    changes.update(save_areas(progress(areas, "Areas")))
    for source in sources:
        if source.report.loaded:
            changes.update(_write_source(source, known))
            _note(source, report.folder)
    changes["areas with another last day"] += retire()  # last: figures may have said whose an area is
    report.changes = changes


def _write_source(source: Source, known: Known) -> Changes:
    facts = good_facts(source, known)
    if source.layout.gives == "postcodes":
        return save_postcodes(facts, f"{source.layout.title} {source.report.edition}")  # type: ignore[arg-type]
    if source.layout.gives == "figures":
        claims: dict[str, str] = {}
        changes = save_figures(_claiming(facts, claims))  # type: ignore[arg-type]
        return {**changes, "areas given their authority": adopt(claims)}
    return {}


def _claiming(facts: Iterable[FigureFact], claims: dict[str, str]) -> Iterator[FigureFact]:
    for fact in facts:
        if fact.authority:
            claims[fact.code] = fact.authority
        yield fact


def _note(source: Source, folder: str) -> None:
    LoadedFile.objects.update_or_create(
        name=f"{folder}/{source.report.file}"[-300:],
        layout=source.layout.key,
        defaults={
            "edition": source.report.edition,
            "rows": source.report.good,
            "licences": source.licences,
        },
    )


def _summary(report: FileReport) -> dict[str, Any]:
    return {"file": report.file, "state": report.state, "good": report.good, "bad": report.bad}
