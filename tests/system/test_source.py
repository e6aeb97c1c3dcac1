"""The source itself: who writes rows, what every verb leaves behind, and what templates may contain."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "folkmoot"
MODULES = [
    path
    for path in sorted(SOURCE.rglob("*.py"))
    if not {"tests", "migrations", "node_modules"} & set(path.parts)
]
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))
VERBS = [
    path
    for path in MODULES
    if path.name == "use_cases.py" or (path.parent.name == "use_cases" and path.name != "__init__.py")
]
RECORDING = {"record", "record_all", "prepare_entry"}  # the last for a verb that runs it in its transaction


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def _functions(path: Path) -> dict[str, ast.FunctionDef]:
    return {each.name: each for each in _tree(path).body if isinstance(each, ast.FunctionDef)}


def _names_in(function: ast.AST) -> set[str]:
    """The names of everything the function calls or hands on: `record`, `receive`, `_note`."""
    names = {each.id for each in ast.walk(function) if isinstance(each, ast.Name)}
    return names | {each.attr for each in ast.walk(function) if isinstance(each, ast.Attribute)}


# ---------------------------------------------------------------- every verb writes a record

# Verbs that write none, each with its reason.
WITHOUT_A_RECORD = {
    "record": "is the record",
    "record_all": "is the record",
    "keep_equality_answers": "an entry would tie the answers to a moment and so to a person (X-03)",
    "why_not": "only looks",
    "queue_message": "a job of a verb that has its own entry",
    "queue_messages": "jobs of a verb that has its own entry",
}


def _verbs() -> dict[str, tuple[Path, ast.FunctionDef]]:
    """Every function of a use_cases module that changes the world: it takes the moment, as `at`."""
    return {
        name: (path, function)
        for path in VERBS
        for name, function in _functions(path).items()
        if not name.startswith("_") and "at" in {each.arg for each in function.args.kwonlyargs}
    }


def _recording_names() -> set[str]:
    """Names of functions that record, directly or through one they call, whichever module they are in."""
    calls: dict[str, set[str]] = {}
    for path in VERBS:
        for name, function in _functions(path).items():
            calls.setdefault(name, set()).update(_names_in(function))
    known = set(RECORDING)
    while more := {name for name, called in calls.items() if called & known} - known:
        known |= more
    return known


@pytest.mark.parametrize("verb", sorted(_verbs()))
def test_every_verb_writes_a_record(verb):
    recording = verb in _recording_names()
    if verb in WITHOUT_A_RECORD:
        assert not recording or verb in RECORDING, f"{verb} records: take it off the list"
    else:
        assert recording, f"{verb} of {_name(_verbs()[verb][0])} leaves no entry in the record"


# Steps that verbs of other modules share: they take the actor, and the moment by position.
STEPS = {"freeze_plan": "of approving", "put_in_use": "of bringing in answers"}


def test_whoever_acts_says_when_by_name():
    """`verb(actor, subject, *, facts, at)`: nothing that acts takes another form and so slips past."""
    by_position = {
        name
        for path in VERBS
        for name, function in _functions(path).items()
        if not name.startswith("_") and {"actor", "at"} <= {each.arg for each in function.args.args}
    }
    assert by_position == set(STEPS)


# ---------------------------------------------------------------- only verbs write rows

WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete"}
FILES = ("default_storage", "report")  # what they save is a file
# Modules beside use_cases that write rows, each with what it writes and why no verb does.
MAY_WRITE = {
    "folkmoot/take_part/surveys/drafts.py": "what a resident is typing: not said yet, so not in the record",
    "folkmoot/take_part/surveys/writing.py": "the rows of a survey, for its verbs in use_cases",
    "folkmoot/foundation/messages/tasks.py": "whether a letter has gone: the worker's own bookkeeping",
    "folkmoot/foundation/people/models.py": "the manager django asks for to make an account",
    "folkmoot/tell_back/feedback/telling.py": "who has been written to: the worker's own bookkeeping",
}


def test_only_verbs_and_loaders_write_rows():
    found = [line for path in MODULES if not _may_write(path) for line in _writes(path)]
    assert found == [], "move the writing into a verb"


def _may_write(path: Path) -> bool:
    within = {"use_cases", "loading"} & set(path.parts) or path.name == "use_cases.py"
    return bool(within) or _name(path) in MAY_WRITE


def _writes(path: Path) -> list[str]:
    return [
        f"{_name(path)}:{each.lineno} .{each.func.attr}()"
        for each in ast.walk(_tree(path))
        if isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and each.func.attr in WRITES
        and _touches_rows(each.func)
    ]


def test_no_module_may_write_rows_that_no_longer_does():
    assert [name for name in MAY_WRITE if not _writes(ROOT / name) and "models" not in name] == []


def _touches_rows(called: ast.Attribute) -> bool:
    """Whether `x.y.save()` is about rows: a manager or queryset, or a bare name that is no form or file."""
    if called.attr != "save":
        return ".objects" in ast.unparse(called.value) or "all()" in ast.unparse(called.value)
    return isinstance(called.value, ast.Name) and called.value.id not in FILES


def test_no_model_is_without_a_name_for_each_of_its_constraints():
    """A constraint's name is the sentence it enforces: no name made by a machine."""
    nameless = [
        f"{model.__name__}.{constraint.name}"
        for model in apps.get_models()
        if model.__module__.startswith("folkmoot")
        for constraint in model._meta.constraints
        if re.search(r"_[0-9a-f]{6,}$|_uniq$|_check$", constraint.name) or "_" not in constraint.name
    ]
    assert nameless == []


# ---------------------------------------------------------------- templates

POINTED_TO = (
    "www.w3.org/",
    "www.equalityadvisoryservice.com",
    "www.gov.uk",
    "www.nationalarchives.gov.uk",
    "ico.org.uk",
)


def _without_comments(text: str) -> str:
    return re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", "", text, flags=re.S)


def _found(pattern: str, paths: list[Path]) -> list[str]:
    """Where the pattern occurs in the templates, comments left out."""
    return [
        f"{_name(path)}: {match.group()}"
        for path in paths
        for match in re.finditer(pattern, _without_comments(path.read_text()), flags=re.S)
    ]


def test_no_template_has_inline_style_or_script():
    """The content policy would stop them."""
    inline = r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script\b(?![^>]*\bsrc=)"
    assert TEMPLATES
    assert _found(inline, TEMPLATES) == []


def test_no_template_loads_anything_from_another_host():
    loads = r"<(?:script|link|img|iframe|source|object|embed|form)\b[^>]*https?://[^>]*>"
    assert _found(loads, TEMPLATES) == []


def test_no_template_names_a_host_but_those_that_pages_point_to():
    hosts = "|".join(map(re.escape, POINTED_TO))
    assert _found(rf"https?://(?!{hosts})[^\"'\s<]+", TEMPLATES) == []


def test_component_classes_are_written_in_the_design_kit_only():
    """Elsewhere a component of folkmoot/design is composed instead."""
    ours = [path for path in TEMPLATES if "folkmoot/design/" not in path.as_posix()]
    assert _found(r"class\s*=\s*\"[^\"]*\b(?:govuk|app)-[^\"]*\"", ours) == []


# ---------------------------------------------------------------- queues and migrations


def test_every_queue_a_task_names_is_served():
    named = set()
    for path in MODULES:
        named |= set(re.findall(r"queue_name\s*=\s*\"([a-z-]+)\"", path.read_text()))
    assert named, "no task names a queue"
    assert named <= set(settings.TASKS["default"]["QUEUES"])
    demo = (SOURCE / "doors/training/management/commands/demo.py").read_text()
    served = set(re.findall(r"\"--queue-name\",\s*\"([^\"]+)\"", demo))
    assert "*" in served or named <= served, "the demo's worker leaves a queue unserved"


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
