"""Proposing an engagement and writing its plan (rows 1 and 2 of the cycle)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from folkmoot.foundation.council.models import Service
from folkmoot.foundation.council.queries import LOCAL_TIME, local_date
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import holds, serves
from folkmoot.foundation.records.queries import entries_of
from folkmoot.foundation.records.use_cases import record
from folkmoot.plan.engagements import gates, rules
from folkmoot.plan.engagements import refusals as no
from folkmoot.plan.engagements.models import BEFORE_APPROVAL, Engagement, Level, RefCounter, State
from folkmoot.plan.engagements.own_gates import refusal
from folkmoot.plan.engagements.plan_facts import (
    CHOICE_WORDS,
    DATES,
    FIELDS,
    MANY,
    PLAN_WRITTEN,
    SIZE_CLASSES,
    WORDS,
    edition,
    kept_facts,
)
from folkmoot.plan.engagements.queries import search_text
from folkmoot.words.bilingual import Bilingual, bilingual
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any

from .guarding import changed_meanwhile, changing

DAY_STARTS, DAY_ENDS = dt.time(0, 0), dt.time(23, 59, 59)
TITLE_LIMIT = 150
SLUG_LIMIT = 70


def propose_engagement(
    actor: Person | None,
    *,
    title: Any,
    purpose: Any,
    owner: Service,
    accountable: Person,
    areas: Iterable[Any] = (),
    actions: Iterable[Any] = (),
    at: dt.datetime,
) -> Engagement:
    """Put an idea into the register, with its owner service and accountable manager."""
    if actor is None or not rules.may_propose(actor, owner):
        raise Refused(no.NOT_YOURS(service=owner.name))
    title, purpose = bilingual(title), bilingual(purpose)
    refuse_if_any(_wrong_with_proposal(title, purpose, owner, accountable))
    with transaction.atomic():
        ref = _next_ref(local_date(at).year)
        engagement = Engagement.objects.create(
            ref=ref,
            slug=_free_slug(title),
            title=title,
            purpose=purpose,
            owner=owner,
            accountable=accountable,
            proposed_by=actor,
            proposed_at=at,
            search_text=search_text(ref, title),
        )
        engagement.areas.set(areas)
        engagement.actions.set(actions)
        record(
            actor,
            "engagement proposed",
            subject=engagement,
            engagement=engagement,
            at=at,
            after={"ref": ref, "title": title, "owner": owner.key, "accountable": str(accountable)},
            public=False,
        )
    return engagement


def _wrong_with_proposal(
    title: Bilingual, purpose: Bilingual, owner: Service, accountable: Person
) -> Iterator[Refusal]:
    if not title.en or max(len(title.en), len(title.cy)) > TITLE_LIMIT:
        yield no.NO_TITLE(field="title")
    if not purpose.en:
        yield no.NO_PURPOSE(field="purpose")
    if not _may_be_accountable(accountable, owner):
        yield no.NOBODY_ACCOUNTABLE(field="accountable", service=owner.name)


def _may_be_accountable(person: Person | None, owner: Service) -> bool:
    return holds(person, "corporate") or serves(person, owner, "service_manager")


def _next_ref(year: int) -> str:
    """The next number of the year. The counter's row stays locked until the engagement is written."""
    RefCounter.objects.get_or_create(year=year)
    while True:
        RefCounter.objects.filter(year=year).update(last=F("last") + 1)
        ref = f"ENG-{year}-{RefCounter.objects.get(year=year).last:04d}"
        if not Engagement.objects.filter(ref=ref).exists():
            return ref


def _free_slug(title: Bilingual) -> str:
    wanted = slugify(title.en)[:SLUG_LIMIT].strip("-") or "engagement"
    if wanted in RESERVED_SLUGS:
        wanted = f"{wanted}-1"
    taken = set(Engagement.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


RESERVED_SLUGS = frozenset({"coming", "groups"})


def write_plan(
    actor: Person | None, engagement: Engagement, *, at: dt.datetime, seen: str = "", **facts: Any
) -> Engagement:
    """Save the plan as far as it has come; it may be unfinished. It is *planned* once nothing is missing.

    Only the facts given are written, so that two people can write two parts. Only what no plan could hold is
    refused: dates in the wrong order, choices that do not exist. With `seen`, the edition of these facts that
    the writer had before them, nobody writes over what somebody else has just saved.
    """
    if unknown := set(facts) - set(FIELDS) - set(MANY):
        raise TypeError(f"A plan has no {', '.join(sorted(unknown))}.")
    facts = {name: bilingual(fact) if name in WORDS else fact for name, fact in facts.items()}
    with changing(actor, engagement, *BEFORE_APPROVAL) as now:
        if seen and seen != edition(now, facts):
            written = entries_of(now).filter(verb=PLAN_WRITTEN)
            ours = written.filter(after__has_any_keys=list(facts))
            raise Refused(changed_meanwhile(now, ours if ours.exists() else written, next(iter(facts))))
        before = kept_facts(now, facts)
        _take(now, facts)
        refuse_if_any(_impossible(now, facts))
        now.save()
        for name in set(facts) & set(MANY):
            getattr(now, name).set(facts[name])
        settle_state(now, at)
        after = kept_facts(now, facts)
        changed = {name: after[name] for name in facts if after[name] != before[name]}
        record(
            actor,
            PLAN_WRITTEN,
            subject=now,
            engagement=now,
            at=at,
            before={name: before[name] for name in changed},
            after=changed,
            public=False,
        )
    return engagement


def _take(engagement: Engagement, facts: Mapping[str, Any]) -> None:
    for name in set(facts) - set(MANY):
        setattr(engagement, name, facts[name])
    set_window(engagement)
    engagement.search_text = search_text(engagement.ref, engagement.title, engagement.summary)


def set_window(engagement: Engagement) -> None:
    """From the first moment of the opening day to the last second of the closing day, local time."""
    opens, closes = engagement.opens_on, engagement.closes_on
    engagement.opens_at = dt.datetime.combine(opens, DAY_STARTS, LOCAL_TIME) if opens else None
    engagement.closes_at = dt.datetime.combine(closes, DAY_ENDS, LOCAL_TIME) if closes else None


def settle_state(engagement: Engagement, at: dt.datetime) -> None:
    """*Planned* when no gate that blocks is unmet, otherwise *idea*."""
    blocked = any(
        not state.met for state in gates.states(engagement, "approve", at) if not state.gate.overridable
    )
    state = State.IDEA if blocked else State.PLANNED
    if engagement.state != state:
        engagement.state = state
        engagement.save(update_fields=["state"])


def _impossible(engagement: Engagement, facts: Mapping[str, Any]) -> Iterator[Refusal]:
    yield from _impossible_words(engagement, facts)
    yield from _impossible_choices(engagement, facts)
    opens, closes, decided = (getattr(engagement, name) for name in ("opens_on", "closes_on", "decision_on"))
    if opens and closes and closes < opens:
        yield refusal(no.CLOSES_BEFORE_OPENING, engagement, "closes_on")
    if closes and decided and decided < closes:
        yield refusal(no.DECIDED_BEFORE_CLOSING, engagement, "decision_on")


def _impossible_words(engagement: Engagement, facts: Mapping[str, Any]) -> Iterator[Refusal]:
    if "title" in facts and not 0 < len(engagement.title.en) <= TITLE_LIMIT:
        yield refusal(no.NO_TITLE, engagement, "title")
    if "purpose" in facts and not engagement.purpose.en:
        yield refusal(no.NO_PURPOSE, engagement, "purpose")
    if "accountable" in facts and not _may_be_accountable(engagement.accountable, engagement.owner):
        yield refusal(no.NOBODY_ACCOUNTABLE, engagement, "accountable", service=engagement.owner.name)


def _impossible_choices(engagement: Engagement, facts: Mapping[str, Any]) -> Iterator[Refusal]:
    allowed = {
        "level": (None, *Level.values),
        "target_level": (None, *Level.values),
        "size_class": SIZE_CLASSES,
    }
    for name, choices in allowed.items():
        if name in facts and facts[name] not in choices:
            yield refusal(no.UNKNOWN_CHOICE, engagement, name, given=facts[name], words=CHOICE_WORDS[name])
    for name in set(DATES) & set(facts):
        if facts[name] is not None and not isinstance(facts[name], dt.date):
            raise TypeError(f"{name} is a date, not {facts[name]!r}.")
