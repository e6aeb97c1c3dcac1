"""What the front door shows: what is open, what is coming, what was decided, what concerns a ward."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from folkmoot.foundation.places.models import Area
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.plan.engagements.queries import visible_to

SHOWN_AT_ONCE = 6


@dataclass(frozen=True)
class Doorstep:
    """The lists of the front page or of one ward, each as cards."""

    open_now: list[Engagement]
    coming: list[Engagement]
    decided: list[Engagement]
    more_open: int = 0

    @property
    def anything(self) -> bool:
        return bool(self.open_now or self.coming or self.decided)


def doorstep(at: dt.datetime, *, ward: str = "", shown: int = SHOWN_AT_ONCE) -> Doorstep:
    """What a visitor should see first; with a ward code, only what concerns that ward."""
    found = concerning(ward) if ward else visible_to(None)
    open_now = list(
        found.filter(state=State.OPEN, closes_at__gte=at).select_related("owner").order_by("closes_at")
    )
    coming = found.filter(state=State.APPROVED).select_related("owner").order_by("opens_on")
    decided = (
        found.filter(state__in=[State.CLOSED, State.COMPLETE], decisions__isnull=False)
        .distinct()
        .order_by(F("decision_on").desc())
    )
    return Doorstep(
        open_now=open_now[:shown],
        coming=list(coming[:shown]),
        decided=list(decided[:shown]),
        more_open=max(0, len(open_now) - shown),
    )


def concerning(ward: str) -> QuerySet[Engagement]:
    """What concerns a ward: engagements about it, and those about the whole council (no wards named)."""
    return visible_to(None).filter(Q(areas__code=ward) | Q(areas__isnull=True)).distinct()


def wards() -> QuerySet[Area]:
    """The wards people can choose from: those in force, in the order of their English names."""
    return Area.objects.filter(kind=Area.Kind.WARD, valid_to__isnull=True).order_by("name__en")
