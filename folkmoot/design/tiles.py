"""Tiles: what a feature shows on a page that belongs to another. The third of the three registries.

A feature says in `apps.ready()` what it shows where, e.g. its stage in the timeline of an engagement:

    tiles.register(Tile("engagement.stage", "decide", 40, stage_mark))

and the page asks `tiles_for("engagement.stage", request, engagement=engagement)`. Each function gets the
person looking and the subject by name, makes its own query and its own permission check, and answers
None where it has nothing to show.

Places and what their functions give:

    engagement.stage   StageMark        the six-stage timeline of an engagement
    engagement.page    Shown            a part of the public engagement page
    desk.task          list of Task     the officer's task list
    desk.link          Task             one more page about the engagement, for any of staff
    my_work            list of Task     what needs this person today
    home               Shown            a part of the front page
    receipt.page       Shown            a part of somebody's receipt, below their answers
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal

PLAN, TAKE_PART, LISTEN, DECIDE, TELL_BACK, LEARN = STAGES = (
    "plan",
    "take_part",
    "listen",
    "decide",
    "tell_back",
    "learn",
)
STAGE_NAMES: dict[str, Bilingual] = {
    PLAN: Bilingual("Plan", "Cynllunio"),
    TAKE_PART: Bilingual("Take part", "Cymryd rhan"),
    LISTEN: Bilingual("Listen", "Gwrando"),
    DECIDE: Bilingual("Decide", "Penderfynu"),
    TELL_BACK: Bilingual("Tell back", "Adrodd yn ôl"),
    LEARN: Bilingual("Learn", "Dysgu"),
}
STATES = ("done", "now", "next", "late")
Words = str | Promise | Bilingual

STATE_WORDS = {
    "done": _("Done"),
    "now": _("Happening now"),
    "next": _("Still to come"),
    "late": _("Late"),
}


@dataclass(frozen=True)
class StageMark:
    """Where an engagement stands in one stage: done, now, next or late, with both dates."""

    stage: str
    state: str
    promised_on: dt.date | None = None
    actual_on: dt.date | None = None
    words: Words = ""
    href: str = ""

    def __post_init__(self) -> None:
        if self.stage not in STAGES or self.state not in STATES:
            raise ValueError(f"No such stage or state: {self.stage}, {self.state}.")

    @property
    def name(self) -> Bilingual:
        return STAGE_NAMES[self.stage]

    @property
    def state_words(self) -> Promise:
        return STATE_WORDS[self.state]


@dataclass(frozen=True)
class Task:
    """Something to be done: what, where, its state, and what is missing.

    The state is todo, now (it can be done, and nothing waits for it), done, blocked or later.
    """

    stage: str
    title: Words
    state: str = "todo"
    href: str = ""
    detail: Words = ""
    refusals: Sequence[Refusal] = ()
    urgent: bool = False
    due_on: dt.date | None = None

    def __post_init__(self) -> None:
        if self.stage not in STAGES or self.state not in TASK_STATES:
            raise ValueError(f"No such stage or state: {self.stage}, {self.state}.")

    @property
    def state_words(self) -> Promise:
        return URGENT_WORDS if self.urgent and self.state == "todo" else TASK_STATES[self.state][0]

    @property
    def colour(self) -> str:
        return "orange" if self.urgent and self.state == "todo" else TASK_STATES[self.state][1]


TASK_STATES: dict[str, tuple[Promise, str]] = {
    "todo": (_("To do"), "teal"),
    "now": (_("Now"), "green"),
    "done": (_("Done"), ""),
    "blocked": (_("Cannot start yet"), "grey"),
    "later": (_("Later"), "grey"),
}
URGENT_WORDS = _("Needs you today")


@dataclass(frozen=True)
class Shown:
    """A part of a page: the template to include and what it is given."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Tile:
    """One feature's part of a shared page. `audience` is "public" or "staff"."""

    place: str
    key: str
    order: int
    function: Callable[..., Any]
    audience: str = "public"


_tiles: dict[tuple[str, str], Tile] = {}


def register(tile: Tile) -> None:
    """Put a tile in its place; the same place and key twice is a mistake."""
    if _tiles.setdefault((tile.place, tile.key), tile) != tile:
        raise ValueError(f"Two tiles are called {tile.key} in {tile.place}.")


def registered(place: str) -> list[Tile]:
    return sorted((tile for tile in _tiles.values() if tile.place == place), key=lambda tile: tile.order)


def tiles_for(place: str, request: HttpRequest, **subject: Any) -> list[Any]:
    """What the features show in `place`, in order, for the person looking. Lists are joined."""
    person = getattr(request, "person", None)
    shown: list[Any] = []
    for tile in registered(place):
        if tile.audience == "staff" and person is None:
            continue
        given = tile.function(person=person, **subject)
        shown += given if isinstance(given, list) else [given]
    return [each for each in shown if each is not None]
