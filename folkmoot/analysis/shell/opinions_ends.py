"""The two ends of the main line of difference, where there are no clear groups."""

from __future__ import annotations

from math import sqrt

from ..drawing.phrases import in_language, joined
from ..reports import Section, paragraph
from .ballots import Ballot
from .opinions_told import ENDS, Told, cards, key_of_votes, parts_of
from .wording import share, shortened

CERTAIN = 1.645  # standard errors: 95 %, one-sided
MOST, LONGEST = 4, 90  # statements shown for an end; characters of one in a sentence
SIDES = ((-1, "the left"), (1, "the right"))


def ends_oppose(ballot: Ballot) -> bool:
    """Whether more agree than disagree at one end and fewer at the other, both by more than chance. Source:
    sign test in its normal form, one vote added on each side (Agresti and Coull 1998)."""
    shown = [counts for counts in ballot.ends if counts is not None]
    if len(shown) < len(ENDS):
        return False
    one, other = ((yes - no) / sqrt(yes + no + 2) for yes, _passed, no in shown)
    return min(one, other) < -CERTAIN and max(one, other) > CERTAIN


def ends_said(ballot: Ballot) -> str:
    """How many agreed at each end."""
    shown = [(name, counts) for name, counts in parts_of(ballot) if counts is not None]
    return ", ".join(
        f"{counts[0]:,} of {sum(counts):,} {'agreed ' * (not place)}at {name}"
        for place, (name, counts) in enumerate(shown)
    )


def what_runs_between(told: Told) -> str:
    """The ends by the statement that most tells each from the other."""
    said = [
        joined(f"At {name} people rather agree: ", quoted(found[0]), ".")
        for end, name in enumerate(ENDS)
        if (found := strongest_at(told, end))
    ]
    return joined("People differ most along one line.", *said, between=" ")


def quoted(ballot: Ballot) -> str:
    """The beginning of its text as part of a sentence."""
    if not ballot.text:
        return ballot.label.lower()
    said = shortened(ballot.text, LONGEST).rstrip(".")
    return joined("“", in_language(said, ballot.language), "”")


def strongest_at(told: Told, end: int) -> list[Ballot]:
    """The statements that most make the line, of those agreed with more at this end."""
    by_number, axis = told.by_number(), told.opinions.axes[0]
    rises = dict(zip(told.opinions.statement_ids.tolist(), axis.loadings.tolist(), strict=True))
    side, _where = SIDES[end]
    found = [by_number[each] for each in axis.strongest if rises[each] * side > 0]
    return [each for each in found if None not in each.ends][:MOST]


def end_of_line(told: Told, end: int) -> Section:
    """What people at this end agree with, beside those at the other."""
    name, (side, where) = ENDS[end], SIDES[end]
    size = int((told.opinions.end == side).sum())
    many = told.people(size)
    lead = f"{many[:1].upper()}{many[1:]} at this end"
    lead += f", {share(size, told.n_people)} of those who voted." if size >= told.threshold else "."
    found = strongest_at(told, end)
    if not found:
        lead += " None of the statements that make the line is agreed with more here and has votes to show."
    listing = f"what {name} agrees with"
    said = cards(told, found, listing, lambda each: f"{ends_said(each)}.")
    key = [key_of_votes(listing)] if found else []
    return Section(f"{name}: {where} of the map", paragraph(lead), *key, *said, anchor=f"end-{end + 1}")
