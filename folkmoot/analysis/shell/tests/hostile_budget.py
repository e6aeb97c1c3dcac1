"""A vote on projects with hostile names, told in full: winners, losers, a tie, two rules and every term."""

from folkmoot.analysis.budgets import Project, count, election_of
from folkmoot.analysis.shell.count_budget_page import BudgetPage
from folkmoot.analysis.shell.count_budget_told import Told

BUDGET = 1000


def budget_of(names):
    """The report on projects of these names: dear ones, cheap ones, and two that stand level."""
    projects = [Project(f"p{n}", (60 + 37 * n) % 400 + 20, name) for n, name in enumerate(names)]
    projects += [
        Project("level-1", 90, names[0]),
        Project("level-2", 90, names[0]),
        Project("dear", 5000, "Dear"),
    ]
    ids = [each.id for each in projects]
    ballots = [[ids[(n * k) % len(ids)] for k in range(1, 1 + n % 4)] for n in range(60)]
    ballots = [
        list(dict.fromkeys([*each, "level-1", "level-2"] if n % 5 == 0 else each))
        for n, each in enumerate(ballots)
    ]
    election = election_of(projects, ballots, BUDGET, meta={"currency": "GBP", "rule": names[1]})
    counted = count(election, "equal-shares", completion="add1-overspend", seed=names[2])
    told = Told(election, counted, count(election, "greedy-stop", seed=names[2]))
    return BudgetPage(
        told, f"What residents chose: {names[0]}", [names[2]], names[3], (("File", "v.pb"),)
    ).html()
