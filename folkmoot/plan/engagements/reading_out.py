"""A plan read out as rows of name and words, from the engagement or from a frozen version."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.formats import date_format

from folkmoot.plan.engagements.forms import SIZES
from folkmoot.plan.engagements.models import Engagement, Way
from folkmoot.plan.engagements.plan_facts import CHOICE_WORDS, WORDS, content
from folkmoot.words.bilingual import Bilingual, bilingual

CHANNELS = dict(Way.Channel.choices)
NAMES: dict[str, Bilingual] = (
    WORDS
    | CHOICE_WORDS
    | {
        "opens_on": Bilingual("Opens on", "Agor ar"),
        "closes_on": Bilingual("Closes on", "Cau ar"),
        "options_on": Bilingual("Options formed on", "Llunio'r opsiynau ar"),
        "decision_on": Bilingual("Decision on", "Penderfyniad ar"),
        "feedback_on": Bilingual("Answer promised by", "Ateb wedi'i addo erbyn"),
        "legal_basis": Bilingual("Legal basis", "Sail gyfreithiol"),
        "accountable": Bilingual("Accountable manager", "Rheolwr atebol"),
        "areas": Bilingual("Areas", "Ardaloedd"),
        "ways": Bilingual("Ways to take part", "Ffyrdd o gymryd rhan"),
        "activities": Bilingual("Activities", "Gweithgareddau"),
        "groups": Bilingual("Groups", "Grwpiau"),
    }
)


def fact_rows(engagement: Engagement) -> list[tuple[Bilingual, str]]:
    """The plan as it stands."""
    return frozen_rows(content(engagement))


def frozen_rows(frozen: dict[str, Any]) -> list[tuple[Bilingual, str]]:
    """A frozen plan; what was left empty is left out."""
    rows = ((name, said(frozen.get(key))) for key, name in NAMES.items())
    return [(name, words) for name, words in rows if words]


def said(value: Any) -> str:
    """A frozen value in the reader's language."""
    if isinstance(value, list):
        return "\n".join(said(each) for each in value)
    if isinstance(value, dict):
        if set(value) <= {"en", "cy"}:
            return str(bilingual(value))
        return ", ".join(words for each in value.values() if (words := said(each)))
    return "" if value is None else _plain(str(value))


def _plain(text: str) -> str:
    """A frozen date written out; anything else in the words officers chose from, or as it is."""
    try:
        return date_format(dt.date.fromisoformat(text[:10]), "j F Y") if text[:2] == "20" else _chosen(text)
    except ValueError:
        return text


def _chosen(text: str) -> str:
    return str(SIZES.get(text) or CHANNELS.get(text) or text)
