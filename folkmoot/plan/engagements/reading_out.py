"""A plan read out as rows of name and words, from the engagement or from a frozen version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.places.models import Area
from folkmoot.foundation.records.models import Entry
from folkmoot.plan.engagements.forms import LEVELS, SIZES
from folkmoot.plan.engagements.models import Engagement, Level, Way
from folkmoot.plan.engagements.parts import holding
from folkmoot.plan.engagements.plan_facts import CHOICE_WORDS, PLAN_WRITTEN, WORDS, content
from folkmoot.plan.law.models import Rule
from folkmoot.words.bilingual import Bilingual, bilingual

B = Bilingual
MOST_NAMED = 3
CHANNELS = dict(Way.Channel.choices)
# In the order in which the parts of the plan ask for them.
NAMES: dict[str, Bilingual] = {
    **{name: WORDS[name] for name in ("title", "summary", "purpose")},
    "actions": B("Actions of the strategy", "Camau'r strategaeth"),
    **{name: WORDS[name] for name in ("can_change", "cannot_change", "cannot_change_why")},
    "no_discretion": B("The council has no choice", "Nid oes gan y cyngor ddewis"),
    "level": CHOICE_WORDS["level"],
    "promise": WORDS["promise"],
    "target_level": CHOICE_WORDS["target_level"],
    **{name: WORDS[name] for name in ("level_reason", "single_channel_why", "scope", "led_by")},
    **{name: WORDS[name] for name in ("decision", "decision_holder", "audience")},
    "areas": B("Areas", "Ardaloedd"),
    "minutes": B("Minutes it takes", "Munudau y mae'n eu cymryd"),
    "response_target": B("Responses hoped for", "Nifer yr ymatebion a obeithir"),
    "ways": B("Ways to take part", "Ffyrdd o gymryd rhan"),
    "groups": B("Groups", "Grwpiau"),
    "contact_role": WORDS["contact_role"],
    "contact_phone": B("Telephone", "Ffôn"),
    "contact_email": B("Email", "E-bost"),
    "accountable": B("Accountable manager", "Rheolwr atebol"),
    "size_class": CHOICE_WORDS["size_class"],
    "legal_basis": B("Legal basis", "Sail gyfreithiol"),
    "opens_on": B("Opens on", "Agor ar"),
    "closes_on": B("Closes on", "Cau ar"),
    "options_on": B("Options formed on", "Llunio'r opsiynau ar"),
    "decision_on": B("Decision on", "Penderfyniad ar"),
    "feedback_on": B("Answer promised by", "Ateb wedi'i addo erbyn"),
    "feedback_plan": WORDS["feedback_plan"],
    "activities": B("Activities", "Gweithgareddau"),
}


def fact_rows(engagement: Engagement) -> list[tuple[Bilingual, str]]:
    """The plan as it stands."""
    return frozen_rows(content(engagement))


def frozen_rows(frozen: dict[str, Any]) -> list[tuple[Bilingual, str]]:
    """A frozen plan; what was left empty is left out."""
    rows = ((name, SAID.get(key, said)(frozen.get(key))) for key, name in NAMES.items())
    return [(name, words) for name, words in rows if words]


def recorded(name: str, value: Any) -> str:
    """A fact of the plan as the record keeps it, in the reader's language."""
    return SAID.get(name, said)(value)


def parts_named(entry: Entry) -> str:
    """What of the plan an entry changed: the names of its parts, or how many where they are many."""
    found = holding(entry.after) if entry.verb == PLAN_WRITTEN else []
    if len(found) <= MOST_NAMED:
        return "; ".join(str(part.name) for part in found)
    return ngettext("%(n)d part", "%(n)d parts", len(found)) % {"n": len(found)}


def said(value: Any) -> str:
    """A frozen value in the reader's language."""
    if isinstance(value, list):
        return "\n".join(said(each) for each in value)
    if isinstance(value, dict):
        if set(value) <= {"en", "cy"}:
            return str(bilingual(value))
        return " · ".join(words for each in value.values() if (words := said(each)))
    return "" if value is None else _plain(str(value))


def _plain(text: str) -> str:
    """A frozen date written out; anything else in the words officers chose from, or as it is."""
    try:
        return date_format(dt.date.fromisoformat(text[:10]), "j F Y") if text[:2] == "20" else _chosen(text)
    except ValueError:
        return text


def _chosen(text: str) -> str:
    return str(SIZES.get(text) or CHANNELS.get(text) or text)


def _level(number: int | None) -> str:
    return str(LEVELS[Level(number)]) if number else ""


def _duty(key: str | None) -> str:
    rule = Rule.objects.filter(key=key).order_by("-valid_from").first() if key else None
    return str(rule.title) if rule else key or ""


def _person(key: str | None) -> str:
    """Somebody by name: a frozen plan keeps it, the record the key."""
    pk = (key or "").rpartition(":")[2]
    found = Person.objects.filter(pk=pk).first() if ":" in (key or "") and pk.isdecimal() else None
    return found.name if found else key or ""


def _areas(codes: list[str] | None) -> str:
    """Areas by name; a code the council no longer has stays a code."""
    names = {
        area.code: str(area) for area in Area.objects.filter(code__in=codes or []).order_by("valid_from")
    }
    return "\n".join(names.get(code, code) for code in codes or [])


def _activities(rows: list[dict[str, Any]] | None) -> str:
    return "\n".join(_activity(each) for each in rows or [])


def _activity(row: dict[str, Any]) -> str:
    days = [said(row[name]) for name in ("opens_at", "closes_at") if row.get(name)]
    return ", ".join([said(row["title"]), " – ".join(days)] if days else [said(row["title"])])


SAID: dict[str, Callable[[Any], str]] = {
    "level": _level,
    "target_level": _level,
    "legal_basis": _duty,
    "accountable": _person,
    "areas": _areas,
    "activities": _activities,
    "no_discretion": lambda value: _("Yes") if value else "",
}
