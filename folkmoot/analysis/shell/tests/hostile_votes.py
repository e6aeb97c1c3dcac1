"""A report of opinions with two groups, one of few votes, on statements that mean harm to a page."""

from pathlib import Path

import numpy as np

from folkmoot.analysis.opinion import map_opinions
from folkmoot.analysis.opinion.exports import Conversation, Votes
from folkmoot.analysis.shell.opinions_page import OpinionsPage
from folkmoot.analysis.shell.opinions_reading import told_of
from folkmoot.analysis.shell.votes_read import Read

PEOPLE = 120


def opinions_of(texts: tuple[str, ...]) -> str:
    """The report where everybody but the last few voted on all of these statements."""
    person, statement = np.divmod(np.arange(PEOPLE * len(texts)), len(texts))
    side = np.where(person < PEOPLE * 2 // 3, 1, -1)
    vote = np.where(statement % 3 == 2, 1, np.where(statement % 3 == 1, -side, side))
    vote[(np.random.default_rng(2).random(len(vote)) < 0.1) & (statement != 8)] *= -1
    kept = (statement != 8) | (person < PEOPLE * 2 // 3 + 3)
    votes = Votes(person[kept], statement[kept], vote[kept].astype(np.int8), np.zeros(kept.sum(), np.int64))
    read = Read(Conversation(votes, votes.where(votes.vote > 1)), (Path("votes.csv"),), (), texts)
    found = map_opinions(votes.person, votes.statement, votes.vote)
    told, chosen, reach = told_of(read, found, 5, 10)
    made = (("File", texts[3]),)
    page = OpinionsPage(
        told, chosen, reach, title=texts[2], question=texts[0], attribution=texts[1], made=made
    ).html()
    assert "Group B" in page
    assert "not shown" in page
    return page
