"""Reading what a model answered, as data that may be wrong or hostile: only what fits is taken."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

# Where JSON may begin in an answer with words around it: so many places are tried.
BEGINNINGS = 20
# A sentence of a council does not hold these; a page, a link or an order to a program does.
FOREIGN = ("<", ">", "://", "www.", "](", "{", "}", "`")


class UnreadableError(Exception):
    """The answer holds nothing in the form asked for."""


def read_items(answer: str, known: Collection[str]) -> dict[str, dict[str, Any]]:
    """The items of `{"answers": [{"id": ...}, ...]}` by id; ids that were not asked for or come twice are
    left out. Words around the JSON are passed over. UnreadableError when there is no such list.

    >>> read_items('Here: {"answers": [{"id": "a", "name": "Parks"}, {"id": "z"}]} Done.', {"a", "b"})
    {'a': {'id': 'a', 'name': 'Parks'}}
    """
    for found in _json_in(answer):
        items = found.get("answers") if isinstance(found, dict) else None
        if isinstance(items, list):
            named = [item for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)]
            times = Counter(item["id"] for item in named)
            return {item["id"]: item for item in named if item["id"] in known and times[item["id"]] == 1}
    raise UnreadableError


def _json_in(answer: str) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    at = -1
    for _beginning in range(BEGINNINGS):
        at = answer.find("{", at + 1)
        if at < 0:
            return
        try:
            yield decoder.raw_decode(answer, at)[0]
        except (ValueError, RecursionError):
            continue


def plain_line(given: object, longest: int) -> str | None:
    """The words, when they are one short line of plain text; else None. Nothing is repaired.

    >>> plain_line(" Bus  times ", 80), plain_line("<b>Bus</b>", 80), plain_line("Bus" * 80, 80)
    ('Bus times', None, None)
    """
    if not isinstance(given, str) or len(given) > longest:
        return None
    line = " ".join(each for each in given.split(" ") if each)
    hidden = any(unicodedata.category(sign)[0] == "C" for sign in line)
    if hidden or any(part in line.lower() for part in FOREIGN):
        return None
    return line if any(sign.isalpha() for sign in line) else None


def theme_numbers(given: object, n_themes: int) -> tuple[int, ...] | None:
    """Positions of themes, counted from 1 in the answer; None when anything else is among them.

    >>> theme_numbers([2, 1, 2], 2), theme_numbers([3], 2), theme_numbers([True], 2)
    ((1, 0), None, None)
    """
    if not isinstance(given, list):
        return None
    for each in given:
        if type(each) is not int or not 1 <= each <= n_themes:
            return None
    return tuple(dict.fromkeys(each - 1 for each in given))
