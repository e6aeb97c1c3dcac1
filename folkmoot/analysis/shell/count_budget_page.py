"""The report of `count-budget`: what is funded, why the rest is not, who got something, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..drawing.phrases import joined
from ..drawing.svg import Mark
from ..reports import Part, Report, Section, bullets, key_figures, notice, paragraph, steps
from .count_budget_beside import side_by_side
from .count_budget_pictures import money_filled, nearest, per_voter
from .count_budget_rules import RULES, WORTH, how_it_works, named_in_file
from .count_budget_tables import reasons_of, won_table
from .count_budget_told import Told, called, n_blank, people
from .wording import count, share

STAYED_HERE = (
    "Made with Folkmoot on this computer. No vote was sent anywhere. No voter is named in this report."
)
CAN_SAY = (
    "Which projects the votes in the file fund under the rule that is named, to the penny: whoever "
    "counts the same file by the same rule gets the same result.",
    "What the same votes would have funded under the rule beside it, so that the choice of a rule is open to "
    "everybody’s judgement.",
    "Why each project that is not funded fell short, and by how much.",
)
CANNOT_SAY = (
    "Whether the votes are right: who was allowed to vote, whether anybody voted twice, and whether paper "
    "votes were typed correctly was settled before the file was made.",
    "What people who did not vote want, or what voters would have chosen under another rule: where the rule "
    "is known, some people vote with it in mind.",
    "Whether a project is good, lawful, or costs what the file says.",
    "Which rule is right. That is a decision about fairness, and it should be made, and published, "
    "before the first vote is cast.",
)
TOLD_BELOW = "more than the whole budget"  # what is warned of projects that are too dear is their reason
MANY = 200  # projects in a table; the others are in projects.csv


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """What the page needs. `terms` are sentences on what the council set beside the rule, `again` is the
    command that counts the same votes again, `made` are names and values for the last section."""

    told: Told
    title: str
    terms: Sequence[str]
    again: str
    made: Sequence[tuple[str, str]]

    def html(self) -> str:
        return Report(
            title=self.title,
            kind=f"Votes on a budget, counted by {RULES[self.told.counted.rule].name}",
            lead=self._lead(),
            parts=tuple(self._parts()),
            can_say=CAN_SAY,
            cannot_say=CANNOT_SAY,
            made=self.made,
            footer=STAYED_HERE,
        ).html()

    def _lead(self) -> str:
        told, counted = self.told, self.told.counted
        n = told.election.n_projects
        won = len(counted.winners)
        funded = f"{won:,} of {count(n, 'project')} {'is' if won == 1 else 'are'} funded"
        left = f"; {told.money(counted.left)} is not spent" if counted.left else ""
        with_one = told.n_voters - counted.voters_without
        return (
            f"{people(told.n_voters)} voted. {funded}, for {told.money(counted.cost)} of "
            f"{told.money(counted.budget)}{left}. {share(with_one, told.n_voters)} of those who voted chose "
            "at least one of the funded projects."
        )

    def _parts(self) -> Iterator[Part]:
        told = self.told
        yield key_figures(self._figures())
        yield from self._cautions()
        yield Section("What is funded", *self._funded())
        if told.counted.reasons:
            yield Section("What is not funded, and why", *self._not_funded(), anchor="not-funded")
        yield Section("Who gets something they chose", *per_voter(told), anchor="voters")
        if told.beside:
            yield side_by_side(told, told.beside)
        yield Section("How the votes were counted", *self._how(), anchor="how")
        yield Section("How to check this count", steps(self._check()), anchor="check")

    def _figures(self) -> list[tuple[str, str]]:
        told, counted, n = self.told, self.told.counted, self.told.n_voters
        figures = [
            (f"{len(counted.winners):,} of {told.election.n_projects:,}", "projects are funded"),
            (told.money(counted.cost), f"is spent, of {told.money(counted.budget)}"),
            (share(n - counted.voters_without, n), "of voters chose a project that is funded"),
        ]
        if told.beside:
            with_one = share(n - told.beside.voters_without, n)
            figures.append((with_one, f"would have, counted by {RULES[told.beside.rule].name}"))
        return figures

    def _cautions(self) -> Iterator[Mark]:
        told = self.told
        official = told.election.official_rule
        if named_in_file(official) not in ("", told.counted.rule):
            yield notice(
                "The file names another rule",
                paragraph(
                    f"It says that the votes were to be counted by “{official}”. The rule that decides is "
                    "the one that was published before people voted."
                ),
            )
        warned = dict.fromkeys((*told.election.warnings, *told.counted.warnings))
        odd = [each for each in warned if TOLD_BELOW not in each]
        blank = n_blank(told.election)
        if blank:
            odd.append(
                f"{count(blank, 'ballot')} named no project; those who cast them are counted as voters."
            )
        if odd:
            yield notice("What was odd in the file", bullets(odd))

    def _funded(self) -> Iterator[Part]:
        told = self.told
        if not told.counted.winners:
            yield paragraph("No project is funded: none could be paid for under this rule.")
            return
        yield money_filled(told)
        yield won_table(told, MANY)
        yield from self._official()

    def _official(self) -> Iterator[Mark]:
        """How this compares with what the file says was decided."""
        official = self.told.election.official_winners
        if official is None:
            return
        won = set(self.told.counted.winners)
        if set(official) == won:
            yield paragraph("The file also says what was decided officially: the same projects.")
            return
        more = [self.told.name(id) for id in self.told.counted.winners if id not in official]
        fewer = [self.told.name(id) for id in official if id not in won]
        said = ["The file says that something else was decided officially."]
        said += [joined(" Funded here and not there: ", joined(*more, between=", "), ".")] if more else []
        said += [joined(" Funded there and not here: ", joined(*fewer, between=", "), ".")] if fewer else []
        yield notice("Not what the file says was decided", paragraph(joined(*said)))

    def _not_funded(self) -> Iterator[Part]:
        yield from nearest(self.told)
        yield from reasons_of(self.told, self.told.counted, self.told.lost, MANY)
        began = self.told.counted.endowment
        if self.told.counted.added and began:
            yield paragraph(
                "What people had left is told as it was in the count that decided, in which every voter "
                f"began with {self.told.money.share(began)}; see “How the votes were counted”.",
                class_="quiet",
            )

    def _ties(self) -> Iterator[Part]:
        told = self.told
        outcomes = [told.counted, *([told.beside] if told.beside else [])]
        for outcome in outcomes:
            if outcome.ties:
                yield paragraph(f"Counted by {RULES[outcome.rule].name}:")
                yield bullets(told.tie(tie) for tie in outcome.ties)
        if not any(outcome.ties for outcome in outcomes):
            yield paragraph("No two projects ever stood level, so no lot was needed.")
        yield paragraph(
            "Of projects that stand exactly level the one that costs least goes first, then the one with "
            f"most votes, then the one on which the lot falls. {self._lot()}"
        )
        exact = told.counted.exact_steps
        if exact:
            yield paragraph(
                f"{count(exact, 'close step')} {_was(exact)} worked out again in exact fractions."
            )

    def _lot(self) -> str:
        seed = self.told.counted.seed
        if seed is None:
            return "No words were given for drawing a lot (--seed): the order of the file takes its place."
        return (
            f"The lot is drawn from the words “{seed}”: of each project the SHA-256 of those words, a colon "
            "and its id is worked out, and the smallest goes first. Anybody can draw it again."
        )

    def _how(self) -> Iterator[Part]:
        told, counted = self.told, self.told.counted
        votes = "points" if told.has_points else "votes"
        one = told.money.share(counted.budget / told.n_voters)
        said = how_it_works(counted.rule, counted.completion, share=one, votes=votes, utility=counted.utility)
        yield steps([*told.ranks(), *said])
        yield from self._added()
        if self.terms:
            yield Section("What was set beside the rule", bullets(self.terms), anchor="terms")
        words = RULES[counted.rule]
        yield Section(
            "What this rule promises, and what not",
            paragraph(words.promises),
            paragraph(words.not_promised),
            anchor="promises",
        )
        yield Section("When projects stand level", *self._ties(), anchor="ties")

    def _added(self) -> Iterator[Mark]:
        told, counted = self.told, self.told.counted
        if counted.added and counted.endowment:
            began, more = told.money.share(counted.endowment), told.money.share(counted.added)
            further = counted.next
            beyond = (
                f" With {told.money.share(further.endowment)} they would have cost "
                f"{told.money(further.cost)}."
                if further
                else ""
            )
            yield paragraph(
                f"The last result that fits came with {began} for every voter. The {more} above an equal "
                "share are a way of counting and no money: what is funded costs "
                f"{told.money(counted.cost)}.{beyond}"
            )

    def _worth(self) -> str:
        worth = WORTH.get(self.told.counted.utility, "")
        return f", where a project is worth to a voter {worth}" if worth else ""

    def _check(self) -> list[str]:
        seed = ", rule and seed" if self.told.counted.seed is not None else " and rule"
        said = [
            "Take the file of the votes. Its fingerprint (SHA-256) is given below: if yours has the same, it "
            "is the same file, to the letter.",
            f"Run: {self.again}",
            f"The same file{seed} give the same result, in whatever order the voters stand. steps.csv lists "
            "each step with what was left after it, so that the sums can be followed by hand.",
            "Other programs count such votes too, among them pabutools and the calculator of "
            f"equalshares.net. Set them to the same rule: {called(self.told.counted)}{self._worth()}.",
        ]
        official = self.told.election.official_rule
        return [*said, f"The file itself names its rule as “{official}”."] if official else said


def _was(n: int) -> str:
    return "was" if n == 1 else "were"
