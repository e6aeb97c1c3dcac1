"""What the front door shows: what is open, what is coming, what was decided, what concerns a ward."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from folkmoot.decide.decisions.models import Decision
from folkmoot.foundation.places.models import Area
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.plan.engagements.queries import visible_to

SHOWN_AT_ONCE = 6
SHOWN = (
    *("slug", "title", "summary", "minutes", "closes_at", "opens_on"),
    *("decision_on", "decision_holder", "owner__name"),
)


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
    lines = found.select_related(None).select_related("owner").only(*SHOWN)
    open_now = lines.filter(state=State.OPEN, closes_at__gte=at)
    soonest = list(open_now.order_by("closes_at")[:shown])
    coming = lines.filter(state=State.APPROVED).order_by("opens_on")
    decided = found.filter(state__in=[State.CLOSED, State.COMPLETE]).filter(
        Exists(Decision.objects.filter(engagement=OuterRef("pk")))
    )
    # Sorting keys alone and fetching a few lines is faster than sorting whole lines.
    newest = decided.order_by(F("decision_on").desc()).values("pk")[:shown]
    return Doorstep(
        open_now=soonest,
        coming=list(coming[:shown]),
        decided=list(lines.filter(pk__in=newest).order_by(F("decision_on").desc())),
        more_open=open_now.count() - shown if len(soonest) == shown else 0,
    )


def concerning(ward: str) -> QuerySet[Engagement]:
    """What concerns a ward: engagements about it, and those about the whole council (no wards named)."""
    here = Engagement.objects.filter(Q(areas__code=ward) | Q(areas__isnull=True))
    return visible_to(None).filter(pk__in=here.values("pk"))


def wards() -> QuerySet[Area]:
    """The wards people can choose from: those in force."""
    return Area.objects.filter(kind=Area.Kind.WARD, valid_to__isnull=True)


def wards_by_name() -> list[Area]:
    """The same in the order of their names in the page's language, as people look for them in a list."""
    return sorted(wards().only("code", "name"), key=lambda ward: (str(ward.name).casefold(), ward.code))
