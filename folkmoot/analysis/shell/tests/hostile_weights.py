"""A report of `weight` with hostile words for categories and answers, and few people behind some."""

from folkmoot.analysis.counting import cross_tabs, rake
from folkmoot.analysis.shell.weight_page import WeightPage
from folkmoot.analysis.shell.weight_reading import Survey
from folkmoot.analysis.shell.weight_told import Weighed


def weights_of(words):
    """The words are the categories of a margin and the answers to a question."""
    labels = [word[:300] for word in words]
    n = 40 * len(labels)
    said = [labels[row % len(labels)] if row > 4 else "rare" for row in range(n)]
    group = [labels[row * row % len(labels)] for row in range(n)]
    margins = {"grou<p>": {label: 1 + place for place, label in enumerate(dict.fromkeys(group))}}
    survey = Survey(
        path=None,
        rows=tuple(range(2, n + 2)),
        ids=(),
        sample={"grou<p>": group},
        margins=margins,
        questions={"q_1": said},
        by={"grou<p>": group},
        base=None,
    )
    weights = rake(survey.sample, margins, bounds=(0.2, 5))
    tabs = cross_tabs(survey.questions, survey.by, weights=weights)
    sides = (tuple(labels[:2]), tuple(labels[2:4]))
    weighed = Weighed(survey, weights, tabs, threshold=10, round_to=5, sides=sides)
    return WeightPage(weighed, (("File", "answers.csv"),)).html()
