"""Count an election on a budget: one function, the rule by name, and the outcome with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from .add_one import Search, add_one
from .amounts import Amount, exact, money
from .contest import Contest, Standing, Terms, contest_of
from .election import ORDINAL, WITH_POINTS, Election
from .equal_shares import Run, run, steps_of
from .gains import Gains, gains_of, usual_utility
from .greedy import buy_by_votes
from .maximin_support import buy_by_support
from .outcome import SHORT, Next, Outcome, Reason, Satisfaction, Step, told
from .phragmen import buy_by_load
from .ties import Seed

Progress = Callable[[int, int], None]

GREEDY, STOP, THRESHOLD = "greedy", "greedy-stop", "greedy-threshold"
EQUAL_SHARES, PHRAGMEN, MAXIMIN = "equal-shares", "phragmen", "maximin-support"
RULES = (GREEDY, STOP, THRESHOLD, EQUAL_SHARES, PHRAGMEN, MAXIMIN)
EXHAUSTIVE, OVERSPEND = "add1-exhaustive", "add1-overspend"
COARSE = 10
"""An endowment of fewer steps than this is warned of."""
COMPLETIONS = (EXHAUSTIVE, OVERSPEND, GREEDY)


def count(
    election: Election,
    rule: str,
    *,
    completion: str | Sequence[str] | None = None,
    seed: Seed = None,
    utility: str | None = None,
    increment: Amount = 1,
    threshold: Amount | None = None,
    minimum_votes: int | None = None,
    minimum_support: Amount | None = None,
    exclusive: str | Iterable[Iterable[str]] | None = None,
    category_limits: Mapping[str, Amount] | None = None,
    without: Sequence[str] = (),
    progress: Progress | None = None,
) -> Outcome:
    """Which projects win.

    `rule` is "greedy" (most votes first, passing over what does not fit), "greedy-stop" (ends at the first
    that does not fit), "greedy-threshold" ("greedy" among those with a least score), "equal-shares",
    "phragmen" or "maximin-support". `completion` says how Equal Shares goes on with what it leaves:
    "add1-exhaustive" or "add1-overspend" (everybody begins with `increment` more, in the currency, until
    nothing more fits, or until the next such step would cost more than the budget), then "greedy" (the rest
    by votes); two are given as ("add1-overspend", "greedy") or "add1-overspend+greedy". The other rules can
    be completed by "greedy".

    `utility` is what a winner is worth to a voter under Equal Shares: "cost" (the default on ballots with
    crosses), "votes", "points" (the default on ballots with points or ranks), "points-cost" or, on ranked
    ballots, "borda" (see `gains`). Votes are
    voters who gave a project anything above nothing; the score is the sum of points, and of votes where
    there are none.

    A council's own terms, under every rule: `threshold`, the least score ("greedy-threshold" takes that of
    the file if none is given); `minimum_votes`; `minimum_support`, as a part of what the share of the budget
    would call for (1/3 as in Swiecie 2023: a project that asks for half of the budget needs the votes of a
    sixth of the voters); `exclusive`, groups of ids of which one can win, or the name of the column whose
    value is shared by such a group; `category_limits`, the most to be spent on a category; `without`, ids
    taken out before the count. A project without a vote never wins.

    Level projects go by lowest cost, then most votes, then a lot drawn from `seed` (see `ties`). Same input
    and seed, same outcome to the bit, in whatever order voters stand, and with a seed also projects (figures
    that are told keep 12 digits). `progress` is called as (done, total), with the part of the budget that the
    winners use, while endowments are tried and after each purchase of maximin support. With thousands of
    projects the add-one completions take minutes, fewer if `increment` is above 1.

    Raises ValueError for a rule, completion or utility that does not exist or does not suit, for terms that
    name what does not exist, and for a seed that is empty.

    >>> from .ballots import election_of
    >>> ballots = [["park", "pool"], ["park", "pool"], ["park", "pool"], ["bench"], ["bench"]]
    >>> election = election_of({"park": 300, "pool": 250, "bench": 200}, ballots, 500)
    >>> count(election, "greedy").winners
    ('pool', 'bench')
    >>> outcome = count(election, "equal-shares")
    >>> outcome.winners  # 100 each: 3 voters have the 250 or the 300, 2 have 200
    ('pool', 'bench')
    >>> outcome.reasons["park"].explain()
    'Its supporters had 16 % of what it needed at the end; at the start they had all, and paid for others.'
    """
    chain = _chain(rule, completion)
    if seed is not None and not str(seed).strip():
        raise ValueError("The seed is empty; give words or a number that were announced before the count.")
    if rule == THRESHOLD and threshold is None:
        threshold = election.score_threshold
    terms = Terms(minimum_votes, threshold, minimum_support, exclusive, category_limits, without)
    contest = contest_of(election, terms, seed)
    named = utility or usual_utility(election.vote_type)
    if rule == EQUAL_SHARES:
        found = _equal_shares(contest, gains_of(contest, named), chain, increment, progress)
    else:
        found = _by_turns(contest, rule, progress)
    if chain[-1:] == (GREEDY,):
        found = _completed(found)
    outcome = _outcome(contest, rule, chain, found, seed)
    warnings = [*election.warnings, *_warnings(election, rule, threshold, seed, outcome)]
    if chain and chain[0] != GREEDY:
        warnings += _coarse(election.budget / election.n_voters, exact(increment, "The increment"))
    return replace(outcome, utility=named if rule == EQUAL_SHARES else "", warnings=tuple(warnings))


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What a rule came to, before it is told. `standing` holds the reasons that are final whatever is left,
    `reasons` those of the rule."""

    standing: Standing
    steps: list[Step]
    reasons: dict[int, Reason]
    search: Search | None = None


def _chain(rule: str, completion: str | Sequence[str] | None) -> tuple[str, ...]:
    if rule not in RULES:
        raise ValueError(f"There is no rule '{rule}'; it is one of {', '.join(RULES)}.")
    said = completion.split("+") if isinstance(completion, str) else list(completion or ())
    chain = tuple(each.strip() for each in said)
    for each in chain:
        if each not in COMPLETIONS:
            raise ValueError(f"There is no completion '{each}'; it is one of {', '.join(COMPLETIONS)}.")
        if each != GREEDY and rule != EQUAL_SHARES:
            raise ValueError(f"The completion '{each}' goes with equal-shares only; leave it out for {rule}.")
    if chain and rule in (GREEDY, STOP, THRESHOLD):
        raise ValueError(f"The rule {rule} needs no completion; leave it out.")
    if len(chain) > 2 or (len(chain) == 2 and (chain[0] == GREEDY or chain[1] != GREEDY)):
        raise ValueError("Give one way to begin with more, and then greedy: such as add1-overspend+greedy.")
    return chain


def _by_turns(contest: Contest, rule: str, progress: Progress | None) -> _Found:
    standing = Standing(contest)
    standing.refuse_too_dear()
    if rule == PHRAGMEN:
        return _Found(standing, *buy_by_load(standing))
    if rule == MAXIMIN:
        return _Found(standing, *buy_by_support(standing, progress))
    return _Found(standing, *buy_by_votes(standing, stop=rule == STOP))


def _equal_shares(
    contest: Contest, gains: Gains, chain: Sequence[str], increment: Amount, progress: Progress | None
) -> _Found:
    more = exact(increment, "The increment") * contest.scale
    if more <= 0:
        raise ValueError("The increment must be above 0; 1 unit of the currency is usual.")
    if chain and chain[0] != GREEDY:
        search = add_one(contest, gains, increment=more, exhaustive=chain[0] == EXHAUSTIVE, progress=progress)
    else:
        begin = Fraction(contest.budget, contest.election.n_voters)
        search = Search(run(contest, gains, begin), None, 1, 0)
    chosen = search.chosen
    chosen.standing.refuse_too_dear()
    return _Found(chosen.standing, steps_of(contest, chosen), _shares(contest, gains, chosen), search)


def _shares(contest: Contest, gains: Gains, chosen: Run) -> dict[int, Reason]:
    """How near the supporters of each loser were, at the start and in the end."""
    lost = chosen.standing.open()
    ended = chosen.purses.shares(lost)
    votes = gains.supporters.votes.tolist()
    begun = [float(chosen.endowment * votes[j] / contest.costs[j]) for j in lost]
    costs = [contest.election.projects[j].cost for j in lost]
    return {
        j: Reason(contest.election.ids[j], SHORT, cost, share=told(share), began=told(begin))
        for j, cost, share, begin in zip(lost, costs, ended, begun, strict=True)
    }


def _completed(found: _Found) -> _Found:
    """The rest by votes, as long as it fits."""
    steps, passed = buy_by_votes(found.standing)
    reasons = {
        j: replace(found.reasons[j], left=why.left) if j in found.reasons else why
        for j, why in passed.items()
    }
    return replace(found, steps=[*found.steps, *steps], reasons=reasons)


def _outcome(contest: Contest, rule: str, chain: tuple[str, ...], found: _Found, seed: Seed) -> Outcome:
    election = contest.election
    winners = tuple(step.project for step in found.steps)
    steps = tuple(_decided(step, winners) for step in found.steps)
    won = set(winners)
    lost = [j for j, each in enumerate(election.ids) if each not in won]
    search = found.search
    return Outcome(
        rule,
        chain,
        winners,
        contest.money(found.standing.spent),
        election.budget,
        steps,
        {election.ids[j]: found.standing.out.get(j) or found.reasons[j] for j in lost},
        tuple(step.tie for step in steps if step.tie is not None),
        _satisfaction(election, [election.places[each] for each in winners]),
        currency=election.currency,
        seed=None if seed is None else str(seed),
        endowment=contest.money(search.chosen.endowment) if search else None,
        added=contest.money(search.chosen.endowment) - election.budget / election.n_voters
        if search
        else None,
        runs=search.runs if search else 0,
        skipped=search.skipped if search else 0,
        next=_next(contest, search.next) if search and search.next else None,
        exact_steps=sum(step.exact for step in steps),
    )


def _decided(step: Step, winners: tuple[str, ...]) -> Step:
    """The step, its tie marked as decisive if it cost one of the level projects its place."""
    if step.tie is None or set(step.tie.projects) <= set(winners):
        return step
    return replace(step, tie=replace(step.tie, decisive=True))


def _next(contest: Contest, run: Run) -> Next:
    winners = tuple(contest.election.ids[j] for j in run.projects)
    return Next(contest.money(run.endowment), winners, contest.money(run.cost))


def _satisfaction(election: Election, winners: Sequence[int]) -> Satisfaction:
    supporters = election.supporters
    each = np.zeros(election.n_voters, np.int64)
    spent = Fraction(0)
    for j in winners:
        each[supporters.of(j)] += 1
        spent += election.projects[j].cost * int(supporters.votes[j])
    by_winners = tuple(np.bincount(each).tolist())
    return Satisfaction(election.n_voters, by_winners, float(spent / election.n_voters))


def _warnings(
    election: Election, rule: str, threshold: Amount | None, seed: Seed, outcome: Outcome
) -> Iterator[str]:
    if rule == THRESHOLD and threshold is None:
        yield "No least score was given and the file names none, so the count is that of 'greedy'."
    if rule in (PHRAGMEN, MAXIMIN) and election.vote_type in (*WITH_POINTS, ORDINAL):
        yield f"Under {rule} every project on a ballot counts alike, whatever its points or rank."
    if seed is None and any(tie.by == "order" and tie.decisive for tie in outcome.ties):
        yield "A tie was decided by the order of the list; announce a seed before the count to draw a lot."
    if not outcome.winners:
        yield "No project won."


def _coarse(begin: Fraction, increment: Fraction) -> Iterator[str]:
    """Whether one step is so much beside an equal share that steps between would find more."""
    if increment * COARSE > begin:
        yield (
            f"Each step of {money(increment)} is much beside the {float(begin):,.2f} that every voter began "
            "with, so it may pass over endowments that spend more; a smaller increment finds them."
        )
