"""Who people are and what they may be counted as."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from folkmoot.analysis.disclosure import SuppressedTable, suppress
from folkmoot.foundation.council.models import Service
from folkmoot.foundation.people.models import Account, Appointment, EqualityAnswer, Person, Role


def open_appointments(person: Person, on: dt.date | None = None) -> list[Appointment]:
    """The posts a person holds on a day (today unless told). Read once for each person and request."""
    day = on or timezone.localdate()
    if day != timezone.localdate() or not person.pk:
        return list(_appointments(person, day))
    kept = person.__dict__.get("_open_appointments")
    if kept is None or kept[0] != day:
        kept = (day, list(_appointments(person, day)))
        person.__dict__["_open_appointments"] = kept
    return kept[1]


def _appointments(person: Person, day: dt.date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=day), person=person, from_on__lte=day
    ).select_related("service", "area")


def everybody(words: str = "") -> QuerySet[Person]:
    """Everybody known by name, or those whose name or address holds the words; `held` are today's posts."""
    today = timezone.localdate()
    open_ones = Q(to_on__isnull=True) | Q(to_on__gte=today)
    posts = Appointment.objects.filter(open_ones, from_on__lte=today).select_related("service", "area")
    found = Person.objects.select_related("account").prefetch_related(
        Prefetch("appointments", posts.order_by("from_on", "pk"), to_attr="held")
    )
    for word in words.split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(account__email__icontains=word))
    return found.order_by("name", "pk")


def has_a_post(person: Person | None) -> bool:
    return person is not None and bool(open_appointments(person))


def holds(person: Person | None, *roles: str) -> bool:
    """Whether the person holds one of the roles today, in any service or area."""
    return person is not None and any(post.role in roles for post in open_appointments(person))


def serves(person: Person | None, service: Service, *roles: str) -> bool:
    """Whether the person holds one of the roles for this service, its directorate or the whole council."""
    if person is None:
        return False
    ours = {None, service.pk, service.parent_id}
    return any(post.role in roles and post.service_id in ours for post in open_appointments(person))


@dataclass(frozen=True)
class DemonstrationAccount:
    role: str
    name: str
    email: str


def demonstration_accounts() -> list[DemonstrationAccount]:
    """One account a role, the first made; of officers also one without a service, who answers the phone."""
    posts = Appointment.objects.filter(to_on__isnull=True, person__account__is_active=True)
    shown: dict[tuple[str, bool], DemonstrationAccount] = {}
    for post in posts.select_related("person__account").order_by("pk"):
        if (account := post.person.account) is None:
            continue
        known = DemonstrationAccount(post.get_role_display(), post.person.name, account.email)
        shown.setdefault((post.role, post.role == Role.OFFICER and post.service_id is None), known)
    return list(shown.values())


def person_of(account: Account | Any) -> Person | None:
    """The person behind a signed-in account, or None for strangers and switched-off accounts."""
    if not getattr(account, "is_authenticated", False):
        return None
    return Person.objects.select_related("account").filter(account=account).first()


def equality_counts(
    engagement: str, *, threshold: int, groups: Mapping[str, Mapping[str, str]] | None = None
) -> dict[str, SuppressedTable]:
    """Answers to optional equality questions about one engagement, a protected table for each question.

    The only way these answers are read. Questions are never crossed with each other or with what somebody
    said, and the threshold is the one for sensitive topics (X-03, H-33).

    `groups` says for a question asked in two steps which group each answer is under. Its table is then by
    group, and a table "question/group" details each group whose own number is shown.
    """
    counts: dict[str, Counter[str]] = {}
    rows = EqualityAnswer.objects.filter(engagement=engagement).order_by("question", "answer")
    for question, answer in rows.values_list("question", "answer").iterator(chunk_size=5000):
        counts.setdefault(question, Counter()).update(answer.split(","))
    safe = partial(suppress, threshold=threshold)
    tables: dict[str, SuppressedTable] = {}
    for question, each in counts.items():
        tables |= _by_either_level(question, each, (groups or {}).get(question, {}), safe)
    return tables


def _by_either_level(
    question: str, counts: Counter[str], groups: Mapping[str, str], safe: Callable[..., SuppressedTable]
) -> dict[str, SuppressedTable]:
    """The table of the groups, and the details of each group that is shown. A group's own number stands
    beside its details, and they are protected against it; those of a hidden group stay hidden with it."""
    within: dict[str, dict[str, int]] = {}
    for answer, n in counts.items():
        within.setdefault(groups.get(answer, answer), {})[answer] = n
    tables = {question: safe({group: sum(said.values()) for group, said in within.items()})}
    for group in set(groups.values()) & within.keys():
        if tables[question].cell(group).value is not None:
            tables[f"{question}/{group}"] = safe(within[group])
    return tables
