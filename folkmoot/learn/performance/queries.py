"""Reading editions: one, and two beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from folkmoot.foundation.council.models import Service
from folkmoot.learn.performance.measures import MEASURES, Measure
from folkmoot.learn.performance.models import Edition, Value
from folkmoot.plan.engagements.models import Level
from folkmoot.take_part.contributions.models import Channel
from folkmoot.words.bilingual import Bilingual

CHANNELS = {
    "online": Bilingual("Online", "Ar-lein"),
    "paper": Bilingual("On paper", "Ar bapur"),
    "phone": Bilingual("By phone", "Dros y ffôn"),
    "room": Bilingual("In the room", "Yn yr ystafell"),
    "kiosk": Bilingual("At a kiosk", "Mewn ciosg"),
    "import": Bilingual("Imported", "Mewnforiwyd"),
}
LEVELS = {
    Level.INFORM: Bilingual("Inform", "Hysbysu"),
    Level.CONSULT: Bilingual("Consult", "Ymgynghori"),
    Level.ENGAGE: Bilingual("Engage", "Ymgysylltu"),
    Level.CO_DESIGN: Bilingual("Co-design", "Cyd-ddylunio"),
    Level.CO_PRODUCE: Bilingual("Co-produce or delegate", "Cyd-gynhyrchu neu ddirprwyo"),
    Level.COMMUNITY_LED: Bilingual("Community-led", "Dan arweiniad y gymuned"),
}


@dataclass(frozen=True)
class Line:
    """One figure in the edition read, beside the same in the one before."""

    name: Bilingual
    value: Decimal | None
    base: int | None
    before: Decimal | None

    @property
    def change(self) -> Decimal | None:
        return None if self.value is None or self.before is None else self.value - self.before


@dataclass(frozen=True)
class Section:
    measure: Measure
    lines: tuple[Line, ...]


def editions() -> list[Edition]:
    """Every edition, the latest period first."""
    return list(Edition.objects.select_related("frozen_by").order_by("-period_to_on", "-pk"))


def edition_before(edition: Edition) -> Edition | None:
    """The latest edition of an earlier period made with the same definitions: others do not compare."""
    return (
        Edition.objects.filter(period_to_on__lt=edition.period_to_on, query_version=edition.query_version)
        .order_by("-period_to_on", "-pk")
        .first()
    )


def sections(edition: Edition, before: Edition | None) -> list[Section]:
    """The figures by measure, beside those of the edition before."""
    now, then = _figures(edition), _figures(before)
    names = _names()
    return [
        Section(measure, tuple(_lines(measure, now.get(measure.key, []), then, names)))
        for measure in MEASURES
    ]


def _figures(edition: Edition | None) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for value in Value.objects.filter(edition=edition).order_by("pk") if edition else ():
        found.setdefault(value.measure, []).append(value)
    return found


def _lines(
    measure: Measure, values: list[Value], then: dict[str, list[Value]], names: dict[str, Bilingual]
) -> Iterator[Line]:
    earlier = {each.split: each.value for each in then.get(measure.key, [])}
    for each in values:
        name = names.get(f"{measure.key}:{each.split}", measure.name)
        yield Line(name, each.value, each.base, earlier.get(each.split))


def _names() -> dict[str, Bilingual]:
    """What each split is called."""
    named = {f"coverage:{each.key}": each.name for each in Service.objects.all()}
    named |= {f"engagements_by_level:{level.value}": LEVELS[level] for level in Level}
    return named | {f"responses_by_channel:{channel.value}": CHANNELS[channel] for channel in Channel}
