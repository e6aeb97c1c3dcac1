"""A count as its report tells it: names of projects, money in its currency, and why a project did not win."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from ..budgets import Election, Outcome
from ..budgets.election import ORDINAL, WITH_POINTS
from ..budgets.outcome import Reason, Tie
from ..drawing.phrases import in_language, joined
from .count_budget_money import Money
from .count_budget_rules import completed
from .wording import count, shortened

LONGEST_NAME, LONGEST_WORD = 90, 24
FEW = 5  # supporters of whom no sum of money is published: it would tell what else they chose
WELSH_OR_ENGLISH = ("", "en", "cy")
HERE = ("", "uk", "united kingdom", "great britain", "wales", "england", "cymru")


@dataclass(frozen=True)
class Told:
    """An election, its count, and the count by another rule beside it, if there is one."""

    election: Election
    counted: Outcome
    beside: Outcome | None

    @cached_property
    def money(self) -> Money:
        return Money(self.election.currency)

    @cached_property
    def names(self) -> dict[str, str]:
        """What to call each project; in its language, and with its id where two have one name."""
        return _names(self.election)

    @property
    def lost(self) -> list[str]:
        """The projects that did not win: those whose supporters came nearest first, then by votes."""
        places, scores = self.election.places, self.election.scores
        reasons = self.counted.reasons
        return sorted(reasons, key=lambda id: (-(reasons[id].share or 0.0), -scores[places[id]], places[id]))

    @property
    def n_voters(self) -> int:
        return self.election.n_voters

    @cached_property
    def votes(self) -> list[int]:
        """How many voters chose each project, in their order in the election."""
        return [int(n) for n in self.election.supporters.votes]

    @property
    def has_points(self) -> bool:
        """Whether what ranks projects is more than how many voters chose them."""
        return self.election.vote_type in (*WITH_POINTS, ORDINAL)

    def name(self, id: str) -> str:
        return self.names[id]

    def ranks(self) -> list[str]:
        """What places on a ballot count, where voters ranked."""
        if self.election.vote_type != ORDINAL or not self.election.n_votes:
            return []
        top = int(self.election.points.max())
        return [
            f"Places count as points: the first on a ballot {count(top, 'point')}, each after it one less."
        ]

    def cost(self, id: str) -> str:
        return self.money(self.election.projects[self.election.places[id]].cost)

    def votes_of(self, id: str) -> int:
        return self.votes[self.election.places[id]]

    def score(self, id: str) -> str:
        """Its points, as a reader wants them."""
        return amount(self.election.scores[self.election.places[id]])

    def reason(self, reason: Reason) -> str:
        """Why a project did not win, in a sentence with money and names."""
        return _reason(self, reason)

    def reason_is_shown(self, reason: Reason) -> bool:
        """Whether what supporters had may be told: of a few it would tell what else they chose."""
        return self.votes_of(reason.project) >= FEW

    def tie(self, tie: Tie) -> str:
        """How a tie was decided, in a sentence."""
        others = joined(*(self.name(id) for id in tie.projects if id != tie.winner), between=", ")
        end = "." if tie.decisive else "; in the end none of them lost by it."
        return joined(
            self.name(tie.winner), " stood exactly level with ", others, f" and went first: {BY[tie.by]}{end}"
        )


BY = {
    "cost": "it costs least",
    "votes": "it costs the same, and more people voted for it",
    "lot": "it costs the same and has as many votes, and the lot fell on it",
    "order": "it costs the same, has as many votes and stands first in the file (no seed was given)",
}


def called(outcome: Outcome) -> str:
    """The rule as a sentence names it, with how it goes on where money is left."""
    return completed(outcome.rule, outcome.completion)


def amount(number: Fraction) -> str:
    """A number with decimals where it has any.

    >>> amount(Fraction(1500)), amount(Fraction(5, 4))
    ('1,500', '1.25')
    """
    return f"{number.numerator:,}" if number.denominator == 1 else f"{float(number):,.2f}"


def below(share: float) -> str:
    """A share that falls short, rounded down, with a decimal where it is nearly whole.

    >>> below(0.5), below(0.9996), below(0.999999), below(0.004)
    ('50%', '99.9%', 'over 99.9%', 'under 1%')
    """
    if share >= 0.9999:
        return "over 99.9%"
    if share >= 0.99:
        return f"{floor(share * 1000 + 1e-9) / 10:.1f}%"
    return f"{floor(share * 100 + 1e-9)}%" if share >= 0.01 else "under 1%"


def _reason(told: Told, reason: Reason) -> str:
    left = told.money(reason.left or 0)
    had, needed = amount(reason.had or Fraction(0)), amount(reason.needed or Fraction(0))
    other = told.names.get(reason.other or "", reason.other or "")
    if reason.kind == "short":
        return _short(told, reason)
    phrases = {
        "excluded": (other, " was funded, and only one of the two can be."),
        "stopped": ("The count had ended before it, at ", other, ", which cost more than was left."),
        "category-full": ("Of what may be spent on “", other, f"” only {left} was left."),
    }
    if reason.kind in phrases:
        return joined(*phrases[reason.kind])
    sentences: Mapping[str, str] = {
        "too-dear": f"It costs more than the whole budget of {left}.",
        "withdrawn": "It was taken out before the count.",
        "no-votes": "Nobody voted for it.",
        "below-minimum-votes": f"It had {had} of the {needed} votes that every project needs.",
        "below-threshold": f"It had {had} of the {needed} votes or points that every project needs.",
        "below-support": f"It had {had} votes; at this cost it needed {ceil(reason.needed or 0):,}.",
        "did-not-fit": f"When the count came to it, {left} was left.",
        "overspends": f"It would have been next, but only {left} was left.",
    }
    return sentences.get(reason.kind) or reason.explain()


def _short(told: Told, reason: Reason) -> str:
    share = reason.share or 0.0
    if not told.reason_is_shown(reason):
        return "The few people who chose it could not pay for it between them."
    if not share:
        return "Those who chose it had nothing left: all their money had gone to others they chose."
    had = told.money(floor(share * float(reason.cost) + 1e-6))
    if reason.began is None:  # money that is earned as the count goes on
        return f"When the count ended, those who chose it had saved {had}, {below(share)} of what it costs."
    said = f"Those who chose it had {had} left between them, {below(share)} of what it costs"
    if reason.began >= 1:
        said += "; the rest of their money had gone to others they chose"
    if reason.left is not None:
        said += (
            f"; when what was left went to the most votes, only {told.money(reason.left)} was there for it"
        )
    return f"{said}."


def _names(election: Election) -> dict[str, str]:
    said = [_short_name(project.name or project.id) for project in election.projects]
    languages = _languages(election, said)
    twice = {words for words, n in Counter(said).items() if n > 1}
    return {
        project.id: joined(in_language(words, language), f" ({project.id})" if words in twice else "")
        for project, words, language in zip(election.projects, said, languages, strict=True)
    }


def _short_name(name: str) -> str:
    """A name that fits into a table, whatever was typed."""
    words = (word if len(word) <= LONGEST_WORD else f"{word[: LONGEST_WORD - 1]}…" for word in name.split())
    return shortened(" ".join(words), LONGEST_NAME)


def _languages(election: Election, names: Sequence[str]) -> Sequence[str]:
    """The language of each name: that of the file, or in a file of ours English or Welsh as each one is."""
    said = election.meta.get("language", "").strip().lower()[:2]
    country = election.meta.get("country", "").strip().lower()
    if said not in WELSH_OR_ENGLISH:
        return [said if said.isalpha() and len(said) == 2 else ""] * len(names)
    if country not in HERE:
        return [""] * len(names)
    from ..themes.spoken import spoken_languages

    return spoken_languages(names)


def n_blank(election: Election) -> int:
    """Ballots that name no project."""
    return int((election.starts[1:] == election.starts[:-1]).sum())


def people(n: int) -> str:
    return count(n, "person", "people")
