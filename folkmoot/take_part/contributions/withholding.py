"""The rules under which something may be withheld, as dated data (handbook 11.3, H-31)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from folkmoot.words.bilingual import Bilingual, bilingual

RULES = Path(__file__).parent / "data" / "withholding.yaml"


@dataclass(frozen=True)
class Rule:
    """One rule: its short name, and what the person is told whose words were withheld under it."""

    key: str
    name: Bilingual
    sentence: Bilingual


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return dict(yaml.safe_load(RULES.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """The rules in their order, by key."""
    return {
        each["key"]: Rule(each["key"], bilingual(each["name"]), bilingual(each["sentence"]))
        for each in _data()["rules"]
    }


def edition() -> str:
    return str(_data()["edition"])


def review_on(day: dt.date) -> dt.date:
    """When something withheld on `day` is looked at again."""
    return day + dt.timedelta(days=int(_data()["review_days"]))
