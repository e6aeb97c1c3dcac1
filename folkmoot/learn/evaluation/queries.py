"""What can be seen when looking back: verdicts as figures, cost and what a response cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, Q, QuerySet, Sum

from folkmoot.foundation.council.queries import profile
from folkmoot.learn.evaluation.models import Review, Verdict
from folkmoot.plan.engagements.models import Engagement
from folkmoot.take_part.contributions.models import Contribution

AGREES = 4  # 4 and 5 of 5 count as "yes"


@dataclass(frozen=True)
class Verdicts:
    """What participants said of the promise. `heard` and `clear` are shares; None under the base."""

    given: int
    responses: int
    heard: float | None
    clear: float | None
    average: float | None
    comments: tuple[str, ...]


@dataclass(frozen=True)
class Cost:
    """Money and hours, kept apart: hours are not turned into money without a stated rate."""

    pounds: Decimal
    hours: Decimal
    responses: int

    @property
    def per_response(self) -> Decimal | None:
        return round(self.pounds / self.responses, 2) if self.responses and self.pounds else None

    @property
    def minutes_per_response(self) -> int | None:
        return round(self.hours * 60 / self.responses) if self.responses and self.hours else None


def is_answered(engagement: Engagement) -> bool:
    return engagement.reports.filter(published_at__isnull=False).exists()


def responses_to(engagement: Engagement) -> int:
    return engagement.contributions.filter(state=Contribution.State.COUNTED).count()


def verdicts_on(engagement: Engagement) -> Verdicts:
    """Shares of those who gave a verdict, shown from the council's smallest base on (H-33)."""
    rows = Verdict.objects.filter(engagement=engagement)
    found = rows.aggregate(
        given=Count("pk"),
        felt_heard=Count("pk", filter=Q(heard__gte=AGREES)),
        found_clear=Count("pk", filter=Q(clear__gte=AGREES)),
        judged_clear=Count("clear"),
        average=Avg("heard"),
    )
    enough = found["given"] >= profile().small_number
    return Verdicts(
        given=found["given"],
        responses=responses_to(engagement),
        heard=_share(found["felt_heard"], found["given"]) if enough else None,
        clear=_share(found["found_clear"], found["judged_clear"]) if enough else None,
        average=round(found["average"], 1) if enough and found["average"] is not None else None,
        comments=tuple(_comments(rows)[:50]),
    )


def _comments(rows: QuerySet[Verdict]) -> QuerySet[Verdict, str]:
    return rows.exclude(comment="").order_by("-at", "pk").values_list("comment", flat=True)


def _share(part: int, base: int) -> float | None:
    return part / base if base else None


def cost_of(engagement: Engagement) -> Cost:
    spent = engagement.spends.aggregate(pounds=Sum("pounds"), hours=Sum("hours"))
    return Cost(spent["pounds"] or Decimal(0), spent["hours"] or Decimal(0), responses_to(engagement))


def review_of(engagement: Engagement) -> Review | None:
    return Review.objects.select_related("reviewed_by").filter(engagement=engagement).first()


def verdict_of(contribution: Contribution) -> Verdict | None:
    return Verdict.objects.filter(contribution=contribution).first()
