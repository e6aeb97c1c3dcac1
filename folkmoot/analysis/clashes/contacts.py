"""How often one person or one area may be contacted, and who is left out of an invitation for that."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .shapes import PlanShape
from .wording import counted, in_words


@dataclass(frozen=True, slots=True)
class ContactRule:
    """At most so many contacts in any so many days on end, the day of a contact included.

    >>> ContactRule(most=3, days=31).explain()
    'at most 3 contacts in any 31 days'
    """

    most: int
    days: int
    source: str = ""

    def __post_init__(self) -> None:
        if self.most < 0 or self.days < 1:
            raise ValueError(
                f"a rule allows 0 or more contacts in 1 day or more, not {self.most} in {self.days}"
            )

    def explain(self) -> str:
        return f"at most {counted(self.most, 'contact')} in any {counted(self.days, 'day')}"


@dataclass(frozen=True, slots=True)
class Contactable:
    """Whether one more contact fits. `broken` is the rule that it would break, the one that lasts longest;
    `from_on` the first day from the one asked for on which it fits, None when it never does."""

    allowed: bool
    from_on: date | None
    broken: ContactRule | None = None

    def explain(self) -> str:
        """One plain English sentence that names nobody."""
        if self.broken is None:
            return "May be contacted."
        again = "never" if self.from_on is None else f"again from {in_words(self.from_on)}"
        return f"Not to be contacted ({self.broken.explain()}); {again}."


@dataclass(frozen=True, slots=True)
class Invitations:
    """Who is invited and who is withheld and why, each in the order given. `insisted` are those invited in
    spite of a rule, because the law asks that they be."""

    on: date
    invited: tuple[str, ...]
    withheld: tuple[tuple[str, Contactable], ...]
    insisted: tuple[str, ...] = ()

    def explain(self) -> str:
        """One plain English sentence with the numbers."""
        invited = f"{len(self.invited):,} invited on {in_words(self.on)}"
        above = (
            f", {len(self.insisted):,} of them above the limit since the law asks it" if self.insisted else ""
        )
        return f"{invited}{above}; {len(self.withheld):,} withheld, being asked too often."


class ContactBook:
    """Contacts of each person, or of each area: whatever a key stands for.

    A contact counts whether it lies before the day asked for or is arranged for a later one, so that filling
    a gap never breaks a rule on either side. What the book says does not depend on the order of noting.

    >>> book = ContactBook([ContactRule(most=2, days=31)])
    >>> book.note("M0412", date(2026, 11, 2))
    >>> book.note("M0412", date(2026, 11, 20))
    >>> book.may_contact("M0412", date(2026, 11, 27)).explain()
    'Not to be contacted (at most 2 contacts in any 31 days); again from 3 December 2026.'
    """

    def __init__(self, rules: Iterable[ContactRule], contacts: Iterable[tuple[str, date]] = ()) -> None:
        self.rules = tuple(rules)
        if not self.rules:
            raise ValueError("no rule was given: say how many contacts in how many days")
        self._days: dict[str, list[int]] = {}
        for who, on in contacts:
            self.note(who, on)

    def note(self, who: str, on: date) -> None:
        """Write a contact down, past or arranged."""
        insort(self._days.setdefault(who, []), on.toordinal())

    def take_back(self, who: str, on: date) -> None:
        """Strike a contact that did not take place; ValueError when there is none on that day."""
        days, day = self._days.get(who, []), on.toordinal()
        place = bisect_left(days, day)
        if place == len(days) or days[place] != day:
            raise ValueError(f"{who} was not contacted on {on}: nothing to take back")
        del days[place]

    def contacts(self, who: str) -> tuple[date, ...]:
        """The days, earliest first."""
        return tuple(date.fromordinal(day) for day in self._days.get(who, ()))

    def may_contact(self, who: str, on: date) -> Contactable:
        """Whether one more contact that day keeps every rule."""
        days, day = self._days.get(who, []), on.toordinal()
        broken = [rule for rule in self.rules if not _fits(days, day, rule)]
        if not broken:
            return Contactable(True, on)
        after = {each + rule.days for each in days for rule in self.rules if each + rule.days > day}
        free = (each for each in sorted(after) if all(_fits(days, each, rule) for rule in self.rules))
        first = next(free, None)
        longest = max(broken, key=lambda rule: (_first_fit(days, day, rule), rule.days, rule.most))
        return Contactable(False, None if first is None else date.fromordinal(first), longest)

    def invite(self, people: Sequence[str], on: date, *, must: bool = False) -> Invitations:
        """Invite those whom no rule protects that day, and note it.

        `must` is for what the law asks to be sent to each of them: then nobody is withheld, and `insisted`
        names those above a limit. Nothing is noted when the list is refused.

        Raises ValueError when somebody is on the list twice.

        >>> book = ContactBook([ContactRule(most=1, days=31)], [("M2", date(2026, 11, 20))])
        >>> book.invite(["M1", "M2"], date(2026, 12, 1)).explain()
        '1 invited on 1 December 2026; 1 withheld, being asked too often.'
        """
        twice = next((who for who, n in _numbers(people).items() if n > 1), None)
        if twice is not None:
            raise ValueError(f"{twice} is on the list twice: leave one out")
        asked = [(who, self.may_contact(who, on)) for who in people]
        above = [(who, answer) for who, answer in asked if not answer.allowed]
        invited = tuple(who for who, answer in asked if must or answer.allowed)
        for who in invited:
            self.note(who, on)
        if must:
            return Invitations(on, invited, (), tuple(who for who, _answer in above))
        return Invitations(on, invited, tuple(above))

    def above(self) -> tuple[tuple[str, ContactRule, date], ...]:
        """Who has been contacted more often than a rule allows: the rule, and the first day above it."""
        found = (
            (who, rule, date.fromordinal(days[place]))
            for who, days in sorted(self._days.items())
            for rule in self.rules
            for place in _above(days, rule)[:1]
        )
        return tuple(found)


def openings(plans: Iterable[PlanShape], areas: Iterable[str]) -> list[tuple[str, date]]:
    """The day on which each plan opens, for each of its areas: a book of them holds areas to a rule.

    >>> plans = [PlanShape(key, date(2026, 4, day), date(2026, 4, 30)) for key, day in (("E1", 1), ("E2", 9))]
    >>> book = ContactBook([ContactRule(2, 28)], openings(plans, ["Priory"]))
    >>> book.may_contact("Priory", date(2026, 4, 20)).explain()
    'Not to be contacted (at most 2 contacts in any 28 days); again from 29 April 2026.'
    """
    wards = tuple(areas)
    return [
        (area, plan.opens_on) for plan in plans for area in wards if plan.areas is None or area in plan.areas
    ]


def _fits(days: Sequence[int], day: int, rule: ContactRule) -> bool:
    """Whether no stretch of the rule's days that holds `day` then has more contacts than allowed."""
    place = bisect_left(days, day)
    near = [*days[max(0, place - rule.most) : place], day, *days[place : place + rule.most]]
    return not _above(near, rule)


def _above(days: Sequence[int], rule: ContactRule) -> list[int]:
    """The places of contacts that are one too many for the days before them."""
    most = rule.most
    return [place for place in range(most, len(days)) if days[place] - days[place - most] < rule.days]


def _first_fit(days: Sequence[int], day: int, rule: ContactRule) -> float:
    after = sorted(each + rule.days for each in days if each + rule.days > day)
    return next((each for each in after if _fits(days, each, rule)), float("inf"))


def _numbers(people: Sequence[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for who in people:
        numbers[who] = numbers.get(who, 0) + 1
    return numbers
