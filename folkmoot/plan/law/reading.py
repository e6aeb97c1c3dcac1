"""Reading rules and periods from YAML. Every record is checked before anything is written.

What can be wrong is known to `analysis.clocks`; here it becomes a refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from folkmoot.analysis.clocks import contents_of, faults_of
from folkmoot.plan.law.refusals import FILE_UNREADABLE, RECORD_WRONG
from folkmoot.words.refusals import Refused, refuse_if_any

SECTIONS = ("rules", "periods", "standards")
Record = dict[str, Any]


def read(source: Path | str | Mapping[str, Any]) -> dict[str, list[Record]]:
    """The checked records of a folder of YAML files, one file, or a mapping already read.

    Rules that are switched off until their commencement is confirmed are checked and left out. Raises
    `Refused` naming every wrong record and field; nothing is half read.
    """
    contents = [("records", source)] if isinstance(source, Mapping) else _contents(source)
    refuse_if_any(
        RECORD_WRONG(record=f"{fault.place} ({fault.key})", named=fault.field, problem=fault.problem)
        for fault in faults_of(contents)
    )
    found: dict[str, list[Record]] = {section: [] for section in SECTIONS}
    for _, content in contents:
        for section in SECTIONS:
            for record in content.get(section) or []:
                if record.get("switched_on", True):
                    found[section].append({"checked_on": content.get("checked_on"), **record})
    return found


def _contents(source: Path | str) -> list[tuple[str, Mapping[str, Any]]]:
    try:
        return list(contents_of(source))
    except ValueError as problem:
        raise Refused(FILE_UNREADABLE(problem=str(problem))) from None
