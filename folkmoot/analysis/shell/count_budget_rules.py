"""The rules of counting in words a resident can follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleWords:
    """`name` as a sentence uses it; `works` how it works, step by step, with {share} for the money of one
    voter; `promises` what it guarantees; `not_promised` what not."""

    name: str
    works: tuple[str, ...]
    promises: str
    not_promised: str


MOST_VOTES = "Projects are taken one after the other in the order of their {votes}, the most first."
MAJORITY = (
    "A group a little larger than the others can decide about all the money, and a large minority can be "
    "left with nothing."
)
RULES = {
    "equal-shares": RuleWords(
        "Equal Shares",
        (
            "The money is shared equally among all who voted: each begins with {share}, and it can go "
            "only to projects that this voter chose.",
            "A project can be bought when those who chose it still have, between them, what it costs. They "
            "pay {pay}; who has less left pays all of it.",
            "Of the projects that can be bought, the one comes first that asks the least of each supporter "
            "{first}.",
            "Those who paid have less left, so next the voters who have not had anything yet count for more. "
            "This goes on until no project can be bought by its own supporters.",
        ),
        "A group of voters who want the same projects can decide about as large a part of the money as it is "
        "of the voters: a tenth of the voters, about a tenth of the money.",
        "A project that most people like a little can lose to one that fewer people have saved for. Money "
        "can be left over, unless the rule is told how to go on.",
    ),
    "greedy": RuleWords(
        "most votes first",
        (
            MOST_VOTES,
            "If there is still enough money for a project, it is funded in full.",
            "If not, it is passed over and the next one is looked at.",
            "This goes on to the end of the list.",
        ),
        "The projects with the most votes are funded as long as they fit.",
        MAJORITY,
    ),
    "greedy-stop": RuleWords(
        "most votes first, stopping at the first that does not fit",
        (
            MOST_VOTES,
            "If there is still enough money for a project, it is funded in full.",
            "At the first project that does not fit, the count ends: nothing further down the list is "
            "funded, however little it costs.",
        ),
        "No project is funded before one with more votes.",
        f"{MAJORITY} One dear project can stop all that come after it.",
    ),
    "greedy-threshold": RuleWords(
        "most votes first, above a threshold",
        (
            "A project with fewer votes than the threshold is left out from the start.",
            MOST_VOTES,
            "If there is still enough money for a project, it is funded in full.",
            "If not, it is passed over and the next one is looked at.",
        ),
        "The projects with the most votes are funded as long as they fit, and none with few votes.",
        MAJORITY,
    ),
    "phragmen": RuleWords(
        "Phragmén’s rule",
        (
            "Nobody has any money at the start. Every voter earns at the same steady rate, and can spend "
            "only on projects this voter chose.",
            "As soon as those who chose a project hold, between them, what it costs, it is bought, and they "
            "begin again from nothing.",
            "So a project with many supporters is bought early, and those who have just had one wait while "
            "the others save.",
            "The count ends when the next project to be bought would cost more than is left.",
        ),
        "The cost of what is funded is spread over the voters so that nobody has to wait long while others "
        "are served again and again.",
        "It gives a weaker guarantee than Equal Shares to groups that want the same projects, and it does "
        "not look at how much one project matters to a voter.",
    ),
    "maximin-support": RuleWords(
        "maximin support",
        (
            "The cost of each funded project is thought of as carried by those who chose it, in any parts.",
            "At each step the costs of all projects funded so far, and of one more, are spread anew so that "
            "the voter who carries most carries as little as possible.",
            "The project is funded for which this largest burden is the smallest.",
            "The count ends when no further project fits into the money that is left.",
        ),
        "Every group of voters who want the same projects gets about its part of the money, as under "
        "Phragmén’s rule, and the burden is spread more evenly.",
        "It takes longer to count, and it cannot be followed by hand.",
    ),
}

PAID = {
    "cost": ("the same each", "for every pound it costs: at the start, the one with the most voters"),
    "votes": ("the same each", "whatever it costs"),
    "points": (
        "so much for each point they gave it",
        "for each point: at the start, the one with the most points for what it costs",
    ),
    "points-cost": (
        "so much for each point they gave it",
        "for each point and every pound it costs: at the start, the one with the most points",
    ),
    "borda": (
        "so much for each project they put below it, so that nobody pays for the last on their list",
        "for each of those places",
    ),
}
"""Under Equal Shares, by what a winner is worth to a voter: how supporters pay, and which comes first."""

WORTH = {
    "cost": "what it costs",
    "votes": "the same, whatever it costs",
    "points": "the points that the voter gave it",
    "points-cost": "the points that the voter gave it, times what it costs",
    "borda": "how many projects the voter put below it",
}
"""What a funded project is worth to a voter who chose it, in words that other programs use too."""

ADD_ONE = (
    "Some money is left over then. So the count is made again with a little more for every voter to begin "
    "with, and again, {until}."
)
COMPLETIONS = {
    "add1-overspend": (
        "counted again with more for each voter until the next time would cost too much",
        ADD_ONE.format(
            until="until the next time would cost more than there is; the last result that fits counts"
        ),
    ),
    "add1-exhaustive": (
        "counted again with more for each voter until nothing more fits",
        ADD_ONE.format(
            until="until no further project fits into what is left, or the next time would cost too much"
        ),
    ),
    "greedy": (
        "with what is left spent on the most votes",
        "What is left at the end goes to the projects with the most {votes} among the others, as far as they "
        "fit.",
    ),
}


NAMED_IN_FILES = {
    "greedy-no-skip": "greedy-stop",
    "greedy-threshold": "greedy-threshold",
    "greedy": "greedy",
    "equalshares": "equal-shares",
    "equal-shares": "equal-shares",
}


def named_in_file(said: str) -> str:
    """Our name of the rule that a file says was used; "" where it says none that we know.

    >>> named_in_file("equalshares/add1"), named_in_file("greedy-no-skip"), named_in_file("greedy-custom")
    ('equal-shares', 'greedy-stop', '')
    """
    return NAMED_IN_FILES.get(said.strip().lower().partition("/")[0], "")


def completed(rule: str, completion: Sequence[str]) -> str:
    """A rule and how it goes on, as a sentence names them.

    >>> completed("equal-shares", ["greedy"])
    'Equal Shares, with what is left spent on the most votes'
    """
    return ", ".join([RULES[rule].name, *(COMPLETIONS[each][0] for each in completion)])


def how_it_works(
    rule: str, completion: Sequence[str], *, share: str, votes: str, utility: str = "cost"
) -> list[str]:
    """The rule step by step. `share` is the equal share of a voter, `votes` what ranks projects, `utility`
    what a winner is worth to a voter under Equal Shares."""
    said = [*RULES[rule].works, *(COMPLETIONS[each][1] for each in completion)]
    pay, first = PAID[utility or "cost"]
    return [each.format(share=share, votes=votes, pay=pay, first=first) for each in said]
