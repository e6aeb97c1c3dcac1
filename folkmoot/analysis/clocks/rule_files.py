"""Reading rules from YAML files, checked whole before any is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from .calendars import ONE_DAY, ChangedDay
from .periods import Window
from .rule_faults import Fault, faults_in, overlaps_in, twice_in, two_standards_in
from .rules import Rules, rule_of
from .standards import with_standards

LARGEST = 5_000_000  # bytes; the rules that ship have 60,000
DEEPEST = 20  # records within records
CHANGES = ("bank_holiday", "mourning", "working_day")
Content = Mapping[str, Any]


def read_rules(path: Path | str, *, switched_on: Mapping[str, date] | None = None) -> Rules:
    """The rules of a YAML file, or of all YAML files of a folder.

    `switched_on` gives the day from which a set of rules that waits for its commencement is in force. A file
    has lists `rules`, `periods` and `standards` (a council's own version of a rule);
    `folkmoot/plan/law/data/rules.yaml` says what a record holds.

    Raises ValueError in one sentence that names file, record, field and remedy: for a rule without a source,
    versions that overlap, a date that does not exist, an unknown unit, a validity that ends before it begins,
    a standard that gives people less time than the law.
    """
    contents = list(contents_of(path))
    if faults := list(faults_of(contents)):
        more = f" ({len(faults) - 1} more after it)" if len(faults) > 1 else ""
        raise ValueError(f"{faults[0].explain()}{more}")
    rules = rules_of(contents)
    for switch, from_day in (switched_on or {}).items():
        rules = rules.with_switch(switch, from_day)
    return rules


def faults_of(contents: list[tuple[str, Content]]) -> Iterator[Fault]:
    """Everything wrong in files that were read: records of their own, then versions that overlap."""
    for name, content in contents:
        yield from faults_in(name, content)
    yield from overlaps_in(_placed(contents, "rules"))
    yield from twice_in(_placed(contents, "periods"))
    yield from two_standards_in(_placed(contents, "standards"))


def rules_of(contents: list[tuple[str, Content]]) -> Rules:
    """The rules of contents without faults."""
    records = [record for _, content in contents for record in content.get("rules") or []]
    law = (rule_of(record) for record in records if record.get("switched_on", True))
    periods = [record for _, content in contents for record in content.get("periods") or []]
    return Rules(
        rules=with_standards(law, _placed(contents, "standards")),
        waiting=tuple(rule_of(record) for record in records if not record.get("switched_on", True)),
        changed=tuple(day for record in periods if record["kind"] in CHANGES for day in _changed(record)),
        school_holidays=tuple(
            Window(record["from_on"], record["to_on"])
            for record in periods
            if record["kind"] == "school_holiday"
        ),
    )


def _placed(contents: list[tuple[str, Content]], section: str) -> list[tuple[str, Content]]:
    """The records of a section, each with its place in words."""
    return [
        (f"{name}, {section} {number}", record)
        for name, content in contents
        if isinstance(records := content.get(section) or [], list)
        for number, record in enumerate(records, 1)
        if isinstance(record, Mapping)
    ]


def contents_of(path: Path | str) -> Iterator[tuple[str, Content]]:
    """Names and contents of the YAML files. Raises ValueError in one sentence for one that cannot be read."""
    path = Path(path)
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise ValueError(f"{path.name} cannot be read as rules: there is no .yaml file in the folder.")
    for file in files:
        content = _content(file)
        if not isinstance(content, Mapping):
            raise ValueError(f"{file.name} cannot be read as rules: it is not a list of rules or periods.")
        yield file.name, content


def _content(file: Path) -> Any:
    import yaml  # takes a moment, which the import of this package need not

    try:
        if file.stat().st_size > LARGEST:
            raise yaml.YAMLError(f"it has more than {LARGEST:,} bytes; split it into several files")
        text = file.read_text(encoding="utf-8")
        _check_shape(text)
        return yaml.load(text, Loader=_loader())  # noqa: S506 (a safe loader)
    except UnicodeDecodeError:
        raise ValueError(f"{file.name} cannot be read as rules: it is no text; save it as UTF-8.") from None
    except (OSError, yaml.YAMLError) as problem:
        why = " ".join(str(problem).split())[:200]
        raise ValueError(f"{file.name} cannot be read as rules: {why}.") from None


def _check_shape(text: str) -> None:
    """No references, which grow without end where they hold each other, and no endless nesting."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise yaml.YAMLError(f"line {line} refers to *{event.anchor}; write the record out instead")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise yaml.YAMLError(f"line {line} nests more than {DEEPEST} lists and records; make it flatter")


def _loader() -> Any:
    """A safe loader that leaves a date which does not exist, and an hour such as 17:00 (which YAML takes for
    1,020), as the words they were written in, and refuses a field given twice."""
    import yaml

    quick: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, written in C where there is one

    class Loader(quick):  # type: ignore[misc]
        def construct_yaml_timestamp(self, node: Any) -> Any:
            try:
                return super().construct_yaml_timestamp(node)
            except ValueError:
                return str(node.value)

        def construct_yaml_int(self, node: Any) -> Any:
            return str(node.value) if ":" in node.value else super().construct_yaml_int(node)

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
            if twice := [name for name in names if names.count(name) > 1]:
                line = node.start_mark.line + 1
                raise yaml.YAMLError(f"“{twice[0]}” is given twice in the record of line {line}; keep one")
            return super().construct_mapping(node, deep=deep)

    Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_yaml_timestamp)
    Loader.add_constructor("tag:yaml.org,2002:int", Loader.construct_yaml_int)
    return Loader


def _changed(record: Mapping[str, Any]) -> Iterator[ChangedDay]:
    day = record["from_on"]
    while day <= record["to_on"]:
        yield ChangedDay(day, record["kind"], record["name"]["en"], (record["nation"],))
        day += ONE_DAY
