"""Whether the dates of a plan give people enough time. Every value comes from `plan.law`.

Nothing is found while a date that a check needs is not written yet: the gates ask for the dates themselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from folkmoot.analysis.clocks import school_days_asked, with_bank_holidays
from folkmoot.foundation.council.queries import profile
from folkmoot.plan.engagements import refusals as no
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.law import queries as law
from folkmoot.plan.law.models import Period, Rule
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Reason

FINAL_FEEDBACK = "clock.final_feedback"
BANK_HOLIDAY = "open.extra.bank_holidays"
UNITS = {
    "days": Bilingual("{n} days", "{n} diwrnod"),
    "weeks": Bilingual("{n} weeks", "{n} wythnos"),
    "months": Bilingual("{n} months", "{n} mis"),
    "working_days": Bilingual("{n} working days", "{n} diwrnod gwaith"),
}
NO_HOLIDAYS = Bilingual("{n} days without public holidays", "{n} diwrnod heb wyliau cyhoeddus")
Finding = tuple[Reason, str, dict[str, object]]


def too_short_in_law(engagement: Engagement, *, blocking: bool) -> Iterator[Finding]:
    """The legal minimum of the duty that the plan names, where its severity blocks (or only warns)."""
    rule = legal_rule(engagement)
    if rule is None or not rule.value.get("period") or (rule.severity == Rule.Severity.BLOCK) != blocking:
        return
    if engagement.opens_on is None or engagement.closes_on is None:
        return
    nation = profile().nation
    earliest = law.deadline(rule, engagement.opens_on, nation=nation)
    if school_days(rule):
        earliest = max(earliest, law.school_days_over(rule, engagement.opens_on, nation=nation) or earliest)
    if engagement.closes_on < earliest:
        facts = {"title": rule.title, "length": length(rule), "earliest": earliest, "source": rule.source}
        yield no.TOO_SHORT_IN_LAW, "closes_on", facts


def school_days_uncounted(engagement: Engagement) -> Iterator[Finding]:
    """That the duty asks for school days which nobody can count without the school holidays."""
    rule = legal_rule(engagement)
    if rule is None or engagement.opens_on is None or not (days := school_days(rule)):
        return
    if law.school_days_over(rule, engagement.opens_on, nation=profile().nation) is None:
        yield (
            no.SCHOOL_DAYS_UNCOUNTED,
            "closes_on",
            {"title": rule.title, "days": days, "source": rule.source},
        )


def too_short(engagement: Engagement, opens_on: dt.date | None = None) -> Iterator[Finding]:
    """The usual time for the size of the exercise, and a day more for each bank holiday within it."""
    opens_on = opens_on or engagement.opens_on
    if opens_on is None or engagement.closes_on is None:
        return
    nation = profile().nation
    rule = law.rule(f"open.{engagement.size_class}", nation=nation, on=opens_on)
    extra = law.value(BANK_HOLIDAY, "add", nation=nation, on=opens_on)["n"]
    last = law.deadline(rule, opens_on, nation=nation)
    earliest = with_bank_holidays(opens_on, last, law.working_days(nation), days=extra)
    if engagement.closes_on < earliest:
        yield no.TOO_SHORT, "closes_on", {"title": rule.title, "length": length(rule), "earliest": earliest}


def answer_too_late(engagement: Engagement) -> Iterator[Finding]:
    """The answer comes within the weeks from closing that the law or the council's standard sets."""
    if engagement.closes_on is None or engagement.feedback_on is None:
        return
    nation = profile().nation
    rule = law.rule(FINAL_FEEDBACK, nation=nation, on=engagement.closes_on)
    latest = law.deadline(rule, engagement.closes_on, nation=nation)
    if engagement.feedback_on > latest:
        yield no.ANSWER_TOO_LATE, "feedback_on", {"latest": latest, "title": rule.title}


def pre_election(engagement: Engagement) -> Iterator[Finding]:
    for period in restricted_periods(engagement):
        facts = {"title": period.title, "first": period.from_on, "last": period.to_on}
        yield no.PRE_ELECTION, "opens_on", facts


def restricted_periods(engagement: Engagement) -> list[Period]:
    """Pre-election periods that the plan's days and places touch."""
    if engagement.opens_on is None or engagement.closes_on is None:
        return []
    areas = [area.pk for area in engagement.areas.all() if area.kind != "authority"]
    return list(
        law.restricted_periods(
            engagement.opens_on, engagement.closes_on, nation=profile().nation, areas=areas
        )
    )


def legal_rule(engagement: Engagement) -> Rule | None:
    """The duty that the plan names as its legal basis, if it names one from the catalogue."""
    if not engagement.legal_basis or engagement.opens_on is None:
        return None
    try:
        return law.rule(engagement.legal_basis, nation=profile().nation, on=engagement.opens_on)
    except law.NoRuleInForce:
        return None


def length(rule: Rule) -> Bilingual:
    """How long a rule's period is, in words."""
    period = rule.value["period"]
    counted = law.in_words_of_clocks(rule).length
    words = NO_HOLIDAYS if counted and counted.with_weekends else UNITS[period["unit"]]
    said = Bilingual(words.en.format(n=period["n"]), words.cy.format(n=period["n"]))
    if days := school_days(rule):
        return Bilingual(
            f"{said.en} with {days} school days among them", f"{said.cy}, a {days} diwrnod ysgol yn eu plith"
        )
    return said


def school_days(rule: Rule) -> int:
    """How many school days a rule asks for beside its length."""
    return school_days_asked(law.in_words_of_clocks(rule))
