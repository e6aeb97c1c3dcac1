"""What can be seen of contributions: by staff one by one, by the public in counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.analysis.disclosure import ProtectedTable, protect
from folkmoot.foundation.council.queries import LOCAL_TIME, profile
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.places.models import Area
from folkmoot.plan.engagements.models import Activity, Engagement
from folkmoot.take_part.contributions.codes import tidy_code
from folkmoot.take_part.contributions.models import Channel, Contribution
from folkmoot.take_part.contributions.rules import READERS, within_reach

CHANNEL_NAMES: dict[str, Promise] = {
    Channel.ONLINE: _("Online"),
    Channel.PAPER: _("On paper"),
    Channel.PHONE: _("By phone"),
    Channel.ROOM: _("In person"),
    Channel.KIOSK: _("At a kiosk"),
    Channel.IMPORT: _("Brought in from elsewhere"),
}


@dataclass(frozen=True)
class Heard:
    """Who has been heard: counts by channel, by week and by ward, safe to publish as they are."""

    by_channel: ProtectedTable
    by_week: ProtectedTable
    by_ward: ProtectedTable
    areas: dict[str, Area]

    @property
    def total(self) -> int | None:
        return self.by_channel.total.value

    @property
    def anybody(self) -> bool:
        return self.total != 0


def visible_to(person: Person | None) -> QuerySet[Contribution]:
    """The contributions this person may read one by one; none for residents and ward councillors."""
    every = Contribution.objects.select_related("engagement__owner", "activity", "area", "entered_by")
    return every.filter(within_reach(person, READERS, "engagement__owner"))


def counted(engagement: Engagement) -> QuerySet[Contribution]:
    """What counts towards results: neither held, set aside nor withdrawn."""
    return Contribution.objects.filter(engagement=engagement, state=Contribution.State.COUNTED)


def by_receipt(code: str) -> Contribution | None:
    """The contribution with this receipt, however the code was typed."""
    every = Contribution.objects.select_related("engagement__owner", "activity", "area")
    return every.filter(receipt=tidy_code(code)).first()


def heard_so_far(engagement: Engagement) -> Heard:
    """Counts for the public: small numbers hidden, and whatever would give them away (H-33)."""
    council = profile()
    return _heard(engagement, threshold=council.small_number, minimum_base=council.percentage_base)


def heard_exactly(engagement: Engagement) -> Heard:
    """The same counts for the staff of the owning service, with nothing hidden."""
    return _heard(engagement, threshold=1, minimum_base=1)


def by_day(engagement: Engagement) -> dict[dt.date, int]:
    """Exact counts by local date, for staff."""
    days = counted(engagement).annotate(day=TruncDate("submitted_at", tzinfo=LOCAL_TIME))
    return dict(days.values_list("day").annotate(n=Count("pk")).order_by("day"))


def counts_of(activities: Iterable[Activity]) -> dict[int, int]:
    """How many contributions each activity has had, whatever became of them."""
    rows = Contribution.objects.filter(activity__in=list(activities)).values_list("activity")
    return dict(rows.annotate(n=Count("pk")).order_by())


def _heard(engagement: Engagement, *, threshold: int, minimum_base: int) -> Heard:
    counts = counted(engagement).order_by()
    channels = dict(counts.values_list("channel").annotate(n=Count("pk")))
    areas = dict(counts.values_list("area_id").annotate(n=Count("pk")))
    known = Area.objects.filter(pk__in=[pk for pk in areas if pk]).defer("outline")
    found = {area.code: area for area in known}
    safe = partial(protect, threshold=threshold, minimum_base=minimum_base)
    return Heard(
        by_channel=safe({key: channels[key] for key in Channel.values if key in channels}),
        by_week=safe(_weeks(by_day(engagement))),
        by_ward=safe(_wards(found.values(), areas)),
        areas=found,
    )


def _weeks(days: dict[dt.date, int]) -> dict[str, int]:
    """Counts by the Monday of each week, weeks without any answer included."""
    mondays: dict[dt.date, int] = {}
    for day, n in days.items():
        monday = day - dt.timedelta(days=day.weekday())
        mondays[monday] = mondays.get(monday, 0) + n
    if not mondays:
        return {}
    weeks = (max(mondays) - min(mondays)).days // 7 + 1
    every = [min(mondays) + dt.timedelta(weeks=number) for number in range(weeks)]
    return {monday.isoformat(): mondays.get(monday, 0) for monday in every}


def _wards(areas: Iterable[Area], counts: dict[Any, int]) -> dict[str, int]:
    """Counts by ward code. Those who gave no ward are a category too, so that it is protected as one."""
    wards = {area.code: counts[area.pk] for area in sorted(areas, key=lambda area: area.name.en)}
    return wards | ({"": counts[None]} if counts.get(None) else {})
