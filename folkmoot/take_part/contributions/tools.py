"""The tools registry: how a participation tool (a survey, an idea board) plugs into an engagement.

A tool says its key and names, where residents and staff find it, what each contribution said (for coding,
freezing and receipts), and how its results are tabulated and exported. Nothing outside a tool reads its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from folkmoot.plan.engagements.models import Activity, Engagement
from folkmoot.words.bilingual import Bilingual


@dataclass(frozen=True)
class Said:
    """One thing one contribution said: which field, the question as asked, the words or choices.

    `text` is in the language it was said in; `chosen` holds the words of each choice in both languages.
    """

    contribution: UUID
    source: str
    label: Bilingual
    text: str
    free_text: bool
    choice: tuple[str, ...] = ()
    chosen: tuple[Bilingual, ...] = ()

    @property
    def to_reader(self) -> str:
        """What was said, with choices in the language of whoever reads it."""
        return "; ".join(str(each) for each in self.chosen) or self.text


@dataclass(frozen=True)
class Tool:
    """A participation tool. `said` yields everything the given contributions said, in contribution order.

    `mentioning` gives the keys of an engagement's contributions in which all the words stand in one answer;
    a tool without it has every answer read. `key_in_url` is where staff key what came on paper, by phone or
    in a room; None for a tool that takes none of them.
    """

    key: str
    name: Bilingual
    public_url: Callable[[Activity], str]
    staff_url: Callable[[Activity], str]
    key_in_url: Callable[[Activity], str] | None
    ready: Callable[[Activity], Iterable[Any]]
    said: Callable[[Iterable[UUID]], Iterator[Said]]
    results: Callable[[Activity], Iterable[Any]]
    mentioning: Callable[[Engagement, Iterable[str]], QuerySet[Any, UUID]] | None = None


_TOOLS: dict[str, Tool] = {}


def register(tool: Tool) -> None:
    if _TOOLS.setdefault(tool.key, tool) != tool:
        raise ValueError(f"Two tools are called {tool.key}.")


def tool(key: str) -> Tool:
    """The tool of that key; KeyError where no feature registered it."""
    return _TOOLS[key]


def all_tools() -> list[Tool]:
    return list(_TOOLS.values())
