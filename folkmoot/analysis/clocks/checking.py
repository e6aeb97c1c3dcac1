"""Whether a stage as somebody entered it is as long as its rule asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .calendars import spoken
from .lengths import first_day
from .rules import Rule, Rules


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a stage from `first` to `last` is long enough, and if not, what to change.

    `earliest_last` is the first closing date that the rule allows; `latest_first` the last opening date that
    leaves the closing date as it is. `blocks` says that the stage must not go ahead as it stands.
    """

    rule: Rule
    first: date
    last: date
    earliest_last: date
    latest_first: date

    @property
    def is_long_enough(self) -> bool:
        return self.last >= self.earliest_last

    @property
    def days_missing(self) -> int:
        return max(0, (self.earliest_last - self.last).days)

    @property
    def blocks(self) -> bool:
        return not self.is_long_enough and self.rule.severity == "block"

    def explain(self) -> str:
        """One English sentence that names the rule, the days missing and the earliest closing date."""
        assert self.rule.length is not None
        asked = f"{self.rule.name} ({self.rule.id}, {self.rule.source}) asks for {self.rule.length.words()}"
        stage = f"{spoken(self.first)} to {spoken(self.last)}"
        if self.is_long_enough:
            return f"{asked}: {stage} is long enough."
        days = "1 day" if self.days_missing == 1 else f"{self.days_missing} days"
        weight = (
            "This blocks the stage." if self.blocks else "This is a warning: the rule is not yet confirmed."
        )
        if self.rule.severity != "block" and self.rule.confidence == "V":
            weight = "This is a warning."
        return (
            f"{asked}: {stage} is {days} too short. The earliest closing date is "
            f"{spoken(self.earliest_last)}. {weight}"
        )


def check_period(rules: Rules, id: str, first: date, last: date, *, nation: str = "E") -> Check:
    """Check a stage that opens on `first` and closes at the end of `last` against a rule.

    The version in force on `first` decides. Raises ValueError when the stage ends before it begins, or when
    the rule is not in force or fixes no length.
    """
    if last < first:
        raise ValueError(
            f"The stage ends ({spoken(last)}) before it begins ({spoken(first)}); change one of them."
        )
    rule = rules.get(id, on=first, nation=nation)
    period = rules.period_of(rule, first, nation=nation)
    latest = first_day(last, period.length, rules.calendar(rule, nation))
    return Check(rule, first, last, period.last, min(first, latest))
