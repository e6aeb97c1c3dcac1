"""What an import would do: the questions, every row as answers, and everything wrong with row and column."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from folkmoot.foundation.council.queries import LOCAL_TIME
from folkmoot.take_part.surveys.answers import MOST_CHARACTERS, clean_one
from folkmoot.take_part.surveys.importing.question_map import CLOSED, DATE, KEY, LEFT_OUT, OPEN, Column
from folkmoot.take_part.surveys.importing.reading import Export
from folkmoot.take_part.surveys.sheet import Asked, Choice, Kind, Sheet
from folkmoot.words.bilingual import Bilingual

_SEVERAL = ";"
_DATES = (
    "%Y-%m-%d",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
    "%d/%m/%Y",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
)
_SPACE = re.compile(r"\s+")
_TYPES = {"individual": "resident", "resident": "resident", "organisation": "organisation"}


@dataclass(frozen=True)
class Problem:
    """Something to mend before anything is loaded: where, what, and how."""

    row: int
    column: str
    words: Bilingual


@dataclass(frozen=True)
class Parsed:
    """One row of the export as a response."""

    row: int
    key: str
    answers: dict[str, Any]
    submitted_at: dt.datetime | None
    respondent_type: str


@dataclass
class Plan:
    questions: list[Asked]
    rows: list[Parsed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[Column] = field(default_factory=list)
    blank: int = 0


def plan_import(export: Export, columns: list[Column], sheet: Sheet | None = None) -> Plan:
    """Turn an export into responses to the questions of `sheet`, or to questions of its own."""
    width = len(export.headings)
    beyond = [column for column in columns if column.place >= width]
    inside = [column for column in columns if column.place < width]
    asked = {
        column.place: _question(column, export, sheet) for column in inside if column.use in (OPEN, CLOSED)
    }
    plan = Plan([question for question in asked.values() if question is not None])
    plan.left_out = [column for column in inside if column.use == LEFT_OUT]
    plan.problems += [_no_such_column(column, export) for column in beyond]
    plan.problems += [_no_such_question(column) for column in inside if asked.get(column.place, plan) is None]
    _read_rows(plan, export, inside, asked)
    return plan


def _read_rows(plan: Plan, export: Export, columns: list[Column], asked: dict[int, Asked | None]) -> None:
    seen: dict[str, int] = {}
    alike: Counter[str] = Counter()
    for number, cells in export.rows:
        if wrong := _misshapen(number, cells, len(export.headings)):
            plan.problems.append(wrong)
            continue
        parsed, problems = _row(number, cells, columns, asked)
        plan.problems += problems
        if not parsed.answers and not problems:
            plan.blank += 1
            continue
        key = parsed.key or _fingerprint(cells, alike)
        if key in seen:
            plan.problems.append(_same_key(number, columns, key, seen[key]))
        seen[key] = number
        if not problems:
            plan.rows.append(Parsed(number, key, parsed.answers, parsed.submitted_at, parsed.respondent_type))


def _row(
    number: int, cells: list[str], columns: list[Column], asked: dict[int, Asked | None]
) -> tuple[Parsed, list[Problem]]:
    answers: dict[str, Any] = {}
    problems: list[Problem] = []
    key, submitted_at, kind = "", None, "resident"
    for column in columns:
        typed = cells[column.place]
        question = asked.get(column.place)
        if "\ufffd" in typed:
            problems.append(_unreadable(number, column))
        elif column.use == KEY:
            key = typed[:120]
        elif column.use == DATE and typed:
            submitted_at = _moment(typed)
            problems += [] if submitted_at else [_not_a_date(number, column, typed)]
        elif question is not None and typed:
            value, wrong = _answer(question, typed)
            problems += [_unfit(number, column, typed, question)] if wrong else []
            answers |= {} if wrong else {question.key: value}
            kind = _TYPES.get(typed.lower(), kind) if question.key == "respondent-type" else kind
    return Parsed(number, key, answers, submitted_at, kind), problems


def _answer(question: Asked, typed: str) -> tuple[Any, bool]:
    given: Any = typed
    if question.options:
        by_words = {
            _folded(words): each.key for each in question.options for words in each.text.as_dict().values()
        }
        parts = typed.split(_SEVERAL) if question.kind == Kind.CHOICES else [typed]
        keys = [by_words.get(_folded(part)) for part in parts if part.strip()]
        if None in keys:
            return None, True
        given = keys if question.kind == Kind.CHOICES else keys[0]
    value, wrong = clean_one(question, given, required=False)
    return value, bool(wrong)


def _question(column: Column, export: Export, sheet: Sheet | None) -> Asked | None:
    """The question a column answers: one of the survey, by its short name or its words; else a new one."""
    heading = export.headings[column.place]
    if sheet is None:
        return _new_question(column, export)
    names = {_folded(name) for name in (column.title, heading.text, heading.short, _key(column)) if name}
    for each in sheet.questions:
        if each.key in names or names & {_folded(words) for words in each.text.as_dict().values()}:
            return each
    return None


def _new_question(column: Column, export: Export) -> Asked:
    values = [cells[column.place] for _number, cells in export.rows if column.place < len(cells)]
    several = any(_SEVERAL in value for value in values)
    kind = Kind.TEXT if column.use == OPEN else Kind.CHOICES if several else Kind.CHOICE
    words = export.headings[column.place].text or column.title
    title = Bilingual(en=(column.title or words)[:500])
    nothing = Bilingual()
    options = tuple(_options(values, several)) if column.use == CLOSED else ()
    if column.use == CLOSED and len(options) < 2:
        kind, options = Kind.TEXT, ()
    return Asked(0, _key(column, title.en), 0, kind, title, nothing, False, None, False, "import", options)


def _key(column: Column, title: str = "") -> str:
    """The short name of an imported question; who is answering has the name every survey gives it."""
    says_who = re.search(
        r"\b(responding|respond) (as|on behalf|in what capacity)|individual or", title.lower()
    )
    return "respondent-type" if says_who else f"column-{column.letter.lower()}"


def _options(values: Iterable[str], several: bool) -> Iterable[Choice]:
    found: dict[str, str] = {}
    for value in values:
        for part in value.split(_SEVERAL) if several else [value]:
            if part.strip():
                found.setdefault(_folded(part), part.strip()[:300])
    for number, words in enumerate(found.values(), 1):
        yield Choice(0, f"option-{number}", Bilingual(en=words))


def _folded(words: str) -> str:
    return _SPACE.sub(" ", words).strip().casefold()


def _moment(typed: str) -> dt.datetime | None:
    for layout in _DATES:
        try:
            day = dt.datetime.strptime(typed, layout).replace(tzinfo=LOCAL_TIME)
        except ValueError:
            continue
        return day.replace(hour=12) if "%H" not in layout else day
    return None


def _fingerprint(cells: list[str], alike: Counter[str]) -> str:
    """A key for a row without one: its content, and which of several like it this is."""
    digest = hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:40]
    alike[digest] += 1
    return f"{digest}-{alike[digest]}"


def _misshapen(number: int, cells: list[str], width: int) -> Problem | None:
    extra = [cell for cell in cells[width:] if cell]
    if not extra and len(cells) >= width:
        return None
    return Problem(
        number,
        "",
        Bilingual(
            f"This row has {len(cells)} cells and the headings have {width}. An answer with a comma or a "
            "line break in it must stand in double quotes: export the file again.",
            f"Mae gan y rhes hon {len(cells)} cell ac mae gan y penawdau {width}. Rhaid i ateb sy'n cynnwys "
            "atalnod neu doriad llinell fod mewn dyfynodau dwbl: allforiwch y ffeil eto.",
        ),
    )


def _unreadable(number: int, column: Column) -> Problem:
    return Problem(
        number,
        column.letter,
        Bilingual(
            "Some letters here cannot be read. Save the file as UTF-8.",
            "Ni ellir darllen rhai llythrennau yma. Cadwch y ffeil fel UTF-8.",
        ),
    )


def _not_a_date(number: int, column: Column, typed: str) -> Problem:
    shown = typed[:40]
    return Problem(
        number,
        column.letter,
        Bilingual(
            f"“{shown}” is not a date. Write it like 2026-11-27 or 27/11/2026.",
            f"Nid dyddiad yw “{shown}”. Ysgrifennwch ef fel 2026-11-27 neu 27/11/2026.",
        ),
    )


def _unfit(number: int, column: Column, typed: str, question: Asked) -> Problem:
    if not question.options:
        return Problem(
            number,
            column.letter,
            Bilingual(
                f"This answer does not fit: it has {len(typed)} characters and at most "
                f"{question.limit or MOST_CHARACTERS} are kept.",
                f"Nid yw'r ateb hwn yn ffitio: mae ynddo {len(typed)} nod a chedwir "
                f"{question.limit or MOST_CHARACTERS} ar y mwyaf.",
            ),
        )
    allowed = ", ".join(str(option.text.en or option.text.cy) for option in question.options[:8])
    return Problem(
        number,
        column.letter,
        Bilingual(
            f"“{typed[:60]}” is not one of the answers of this question. They are: {allowed}.",
            f"Nid yw “{typed[:60]}” yn un o atebion y cwestiwn hwn. Dyma nhw: {allowed}.",
        ),
    )


def _same_key(number: int, columns: list[Column], key: str, first: int) -> Problem:
    letter = next((column.letter for column in columns if column.use == KEY), "")
    return Problem(
        number,
        letter,
        Bilingual(
            f"This row has the same number as row {first}: “{key[:40]}”. Take one of them out.",
            f"Mae gan y rhes hon yr un rhif â rhes {first}: “{key[:40]}”. Tynnwch un ohonynt.",
        ),
    )


def _no_such_column(column: Column, export: Export) -> Problem:
    last = export.headings[-1].letter
    return Problem(
        0,
        column.letter,
        Bilingual(
            f"The question map names column {column.letter} (“{column.title[:60]}”), but the file ends "
            f"at column {last}. Check that map and file belong together.",
            f"Mae'r map cwestiynau yn enwi colofn {column.letter} (“{column.title[:60]}”), ond mae'r ffeil "
            f"yn gorffen yng ngholofn {last}. Gwiriwch fod y map a'r ffeil yn perthyn i'w gilydd.",
        ),
    )


def _no_such_question(column: Column) -> Problem:
    return Problem(
        0,
        column.letter,
        Bilingual(
            f"Column {column.letter} (“{column.title[:60]}”) is not a question of this survey. Import into "
            "an activity of its own, or take the column out of the file.",
            f"Nid yw colofn {column.letter} (“{column.title[:60]}”) yn gwestiwn yn yr arolwg hwn. "
            "Mewnforiwch i weithgaredd ar wahân, neu tynnwch y golofn o'r ffeil.",
        ),
    )
