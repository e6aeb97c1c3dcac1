"""The facts a plan consists of: their names for people, how they are kept and how they are frozen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify

from folkmoot.foundation.records.use_cases import FactEncoder
from folkmoot.plan.engagements.models import Document, Engagement, Involvement
from folkmoot.words.bilingual import Bilingual

B = Bilingual
WORDS: dict[str, Bilingual] = {
    "title": B("Title", "Teitl"),
    "summary": B("Summary", "Crynodeb"),
    "purpose": B("What it is for", "Ei ddiben"),
    "can_change": B("What can change", "Beth all newid"),
    "cannot_change": B("What cannot change", "Beth na all newid"),
    "cannot_change_why": B("Why it cannot change", "Pam na all newid"),
    "level_reason": B("Why the level is below the target", "Pam mae'r lefel yn is na'r targed"),
    "single_channel_why": B(
        "Why one way to take part is enough", "Pam mae un ffordd o gymryd rhan yn ddigon"
    ),
    "scope": B("Scope or terms of reference", "Cwmpas neu gylch gorchwyl"),
    "led_by": B("Who leads it", "Pwy sy'n ei arwain"),
    "promise": B("Our promise", "Ein haddewid"),
    "decision_holder": B("Who decides", "Pwy sy'n penderfynu"),
    "decision": B("The decision", "Y penderfyniad"),
    "audience": B("Who it is for", "Ar gyfer pwy"),
    "contact_role": B("Who answers the telephone", "Pwy sy'n ateb y ffôn"),
    "feedback_plan": B("How people get an answer", "Sut y caiff pobl ateb"),
}
DATES = ("opens_on", "closes_on", "options_on", "decision_on", "feedback_on")
CHOICES = ("level", "target_level", "size_class")
PLAIN = (
    "no_discretion",
    "legal_basis",
    "minutes",
    "response_target",
    "contact_phone",
    "contact_email",
    "accountable",
)
MANY = {"areas": "code", "actions": "number"}  # and what each of them is known by
FIELDS = (*WORDS, *DATES, *CHOICES, *PLAIN)
PLAN_WRITTEN = "plan written"  # the verb of the record
MARK = 16  # characters of a mark
SIZE_CLASSES = ("light", "standard", "major", "strategic")
CHOICE_WORDS = {
    "level": B("Level", "Lefel"),
    "target_level": B("Target level", "Lefel darged"),
    "size_class": B("Size", "Maint"),
}


def content(engagement: Engagement) -> dict[str, Any]:
    """The whole plan as plain values, to be frozen."""
    facts = {name: getattr(engagement, name) for name in FIELDS if name != "accountable"}
    facts |= {
        "accountable": str(engagement.accountable),
        "owner": engagement.owner.key,
        **kept_facts(engagement, MANY),
        "ways": [
            {"channel": way.channel, "asks": way.asks, "where": way.where, "first_on": way.first_on}
            for way in engagement.ways.order_by("position", "pk")
        ],
        "activities": [
            {"tool": each.tool, "title": each.title, "opens_at": each.opens_at, "closes_at": each.closes_at}
            for each in engagement.activities.order_by("pk")
        ],
        "groups": [
            {"group": str(each.group), "part": each.part}
            for each in engagement.involvements.select_related("group").order_by("pk")
        ],
    }
    return json.loads(json.dumps(facts, cls=FactEncoder))


def kept_facts(engagement: Engagement, names: Iterable[str]) -> dict[str, Any]:
    """These facts as the record keeps them: what there can be many of by its code or number, in order."""
    return {
        name: sorted(getattr(engagement, name).values_list(MANY[name], flat=True))
        if name in MANY
        else getattr(engagement, name)
        for name in names
    }


def edition(engagement: Engagement, names: Iterable[str]) -> str:
    """A mark of these facts as they stand now; it moves when one of them is changed."""
    facts = {
        name: sorted(getattr(engagement, name).values_list("pk", flat=True))
        if name in MANY
        else getattr(engagement, name)
        for name in names
    }
    return content_hash(json.loads(json.dumps(facts, cls=FactEncoder)))[:MARK]


def edition_of_ways(engagement: Engagement) -> str:
    """The same for the ways to take part."""
    return content_hash({"ways": content(engagement)["ways"]})[:MARK]


def edition_of_words(thing: Document | Involvement | None) -> str:
    """The same for a document or a group's part; for one that is not there yet, the mark of nothing."""
    names = ("title", "body") if isinstance(thing, Document) else ("part", "change")
    facts = {name: getattr(thing, name).as_dict() for name in names} if thing else {}
    return content_hash(facts)[:MARK]


def document_slug(title: Bilingual) -> str:
    """Where a document of that title stands on the public page."""
    return slugify(title.en)[:60].strip("-") or "document"


def content_hash(frozen: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(frozen, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
