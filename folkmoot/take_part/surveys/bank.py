"""The question bank: equality questions in the official wording, as dated data (handbook 10.2)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

BANK = Path(__file__).parent / "data" / "equality.yaml"


@lru_cache(maxsize=1)
def bank() -> dict[str, Any]:
    """The whole bank: edition, date checked, questions by key."""
    return dict(yaml.safe_load(BANK.read_text(encoding="utf-8")))


def questions_for(nation: str) -> list[dict[str, Any]]:
    """The questions offered in a nation, in the bank's order, ready for `build_survey`."""
    keys = dict.fromkeys(each["key"] for each in bank()["questions"])
    found = [question_from_bank(key, nation) for key in keys]
    return [each for each in found if each]


def question_from_bank(key: str, nation: str) -> dict[str, Any] | None:
    """One question with its edition as the wording mark, or None where the bank has none."""
    for each in bank()["questions"]:
        if each["key"] == key and nation in each["nations"]:
            return _as_question(each, nation)
    return None


def _as_question(each: dict[str, Any], nation: str) -> dict[str, Any]:
    declined = {"key": "prefer-not-to-say", "text": bank()["prefer_not_to_say"], "exclusive": True}
    return {
        "key": each["key"],
        "kind": each.get("kind", "choice"),
        "text": each["text"],
        "hint": each.get("hint") or {},
        "options": [*each.get("groups", []), *each["options"], declined],
        "equality": True,
        "required": False,
        "wording": f"{bank()['edition']}.{nation}.{each['edition']}",
    }
