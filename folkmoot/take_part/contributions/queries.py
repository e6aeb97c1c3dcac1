"""What can be seen of contributions: by staff one by one, by the public in counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.analysis.counting import CrossTab
from folkmoot.analysis.disclosure import Cell, SuppressedTable, suppress
from folkmoot.analysis.disclosure import State as CellState
from folkmoot.foundation.council.queries import LOCAL_TIME, profile
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.places.models import Area
from folkmoot.plan.engagements.models import PUBLISHED, Activity, Engagement
from folkmoot.take_part.contributions import withholding
from folkmoot.take_part.contributions.codes import tidy_code
from folkmoot.take_part.contributions.models import Appeal, Channel, Contribution, ModerationAction
from folkmoot.take_part.contributions.rules import READERS, within_reach
from folkmoot.take_part.contributions.withholding import Rule

CHANNEL_NAMES: dict[str, Promise] = {
    Channel.ONLINE: _("Online"),
    Channel.PAPER: _("On paper"),
    Channel.PHONE: _("By phone"),
    Channel.ROOM: _("In person"),
    Channel.KIOSK: _("At a kiosk"),
    Channel.IMPORT: _("Brought in from elsewhere"),
}


@dataclass(frozen=True)
class Withheld:
    """What was withheld in one engagement: by rule, how often somebody asked again, and what came of it."""

    engagement: Engagement
    by_rule: list[tuple[Rule, Cell]]
    total: Cell
    asked_again: Cell
    restored: Cell
    review_on: dt.date | None


@dataclass(frozen=True)
class Heard:
    """Who has been heard: counts by channel, by week and by ward, safe to publish as they are."""

    by_channel: SuppressedTable
    by_week: SuppressedTable
    by_ward: SuppressedTable
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
    safe = partial(suppress, threshold=threshold, minimum_base=minimum_base)
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


def asked_again(engagement: Engagement) -> QuerySet[Appeal]:
    """Appeals that wait for somebody to look again, the longest wait first."""
    waiting = Appeal.objects.filter(contribution__engagement=engagement, answered_at__isnull=True)
    return waiting.select_related("contribution", "about__by").order_by("asked_at", "pk")


def appeal_of(contribution: Contribution) -> Appeal | None:
    return Appeal.objects.filter(contribution=contribution).select_related("about").first()


def set_aside_under(contribution: Contribution) -> ModerationAction | None:
    """The decision by which a contribution was last set aside."""
    decisions = contribution.moderation.filter(decision=Contribution.State.SET_ASIDE)
    return decisions.order_by("at", "pk").last()


def register_of_withheld() -> list[Withheld]:
    """How much was withheld, engagement by engagement and under which rule; small numbers hidden, and
    whatever would give them away (H-31, H-33)."""
    latest = _latest_withheld()
    engagements = Engagement.objects.in_bulk({each.contribution.engagement_id for each in latest})
    shown = [each for each in engagements.values() if each.state in PUBLISHED]
    shown.sort(key=lambda engagement: engagement.ref, reverse=True)
    used = [rule for rule in withholding.rules().values() if any(each.rule == rule.key for each in latest)]
    if not shown:
        return []
    of = {each.ref: [one for one in latest if one.contribution.engagement_id == each.pk] for each in shown}
    counts = tuple(tuple(sum(one.rule == rule.key for one in each) for rule in used) for each in of.values())
    safe = partial(suppress, threshold=profile().small_number)
    rules = safe(CrossTab(tuple(of), tuple(rule.key for rule in used), counts))
    return [
        Withheld(
            engagement=each,
            by_rule=[(rule, cell) for rule in used if (cell := rules.cell(rule.key, each.ref)).value != 0],
            total=rules.row_totals[place],
            asked_again=_told_of(of[each.ref], _asked),
            restored=_told_of([one for one in of[each.ref] if _asked(one)], _back, beside=len(of[each.ref])),
            review_on=min((day for one in of[each.ref] if (day := _still_until(one))), default=None),
        )
        for place, each in enumerate(shown)
    ]


def _latest_withheld() -> list[ModerationAction]:
    """The last decision under a rule about each contribution that was ever withheld."""
    decisions = ModerationAction.objects.exclude(rule="").select_related("contribution__appeal")
    return list({each.contribution_id: each for each in decisions.order_by("at", "pk")}.values())


def _told_of(
    decisions: list[ModerationAction], of_kind: Callable[[ModerationAction], bool], *, beside: int = 0
) -> Cell:
    """How many are of a kind; hidden where they are few, or few of those beside whom they stand are not."""
    n, smallest = sum(map(of_kind, decisions)), profile().small_number
    if 0 < n < smallest:
        return Cell(None, CellState.SMALL)
    if any(0 < whole - n < smallest for whole in (len(decisions), beside)):
        return Cell(None, CellState.LINKED)
    return Cell(n)


def _asked(decision: ModerationAction) -> bool:
    return hasattr(decision.contribution, "appeal")


def _back(decision: ModerationAction) -> bool:
    return _asked(decision) and decision.contribution.appeal.outcome == Appeal.Outcome.RESTORED


def _still_until(decision: ModerationAction) -> dt.date | None:
    """When something that is still withheld is looked at again."""
    withheld = decision.contribution.state == Contribution.State.SET_ASIDE
    return decision.review_on if withheld else None
