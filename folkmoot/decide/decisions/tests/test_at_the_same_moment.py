"""Two people act at the same moment while something is decided: the second is refused, in the same words."""

import pytest

from folkmoot.decide.decisions.models import Consideration
from folkmoot.decide.decisions.tests.factories import (
    DECISION,
    NOW,
    SUMMARY,
    a_consideration,
    a_decision_officer,
    a_pack,
    an_assessment,
)
from folkmoot.decide.decisions.use_cases import assessments, considering, record_decision
from folkmoot.listen.evidence.tests.factories import a_finding
from folkmoot.listen.evidence.tests.test_freezing import refused
from folkmoot.listen.evidence.use_cases import restate_finding
from tests.same_moment import just_before

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ANSWER = {"response": "We will not.", "disposition": "not_accepted", "at": NOW}


def test_an_answer_that_comes_while_it_is_decided_comes_too_late(monkeypatch, engagement, clerk):
    finding = a_finding(engagement, published=True)
    a_pack(engagement)
    other = a_decision_officer()
    just_before(monkeypatch, considering, lambda: record_decision(other, engagement, **DECISION, at=NOW))
    assert refused(considering.consider_finding, clerk, finding, **ANSWER) == ["decisions.decided-already"]
    assert Consideration.objects.get().disposition == "accepted"


def test_an_answer_to_a_finding_that_is_stated_again_meanwhile_is_refused(monkeypatch, engagement, clerk):
    finding = a_finding(engagement)
    just_before(monkeypatch, considering, lambda: restate_finding(finding.stated_by, finding, at=NOW))
    assert refused(considering.consider_finding, clerk, finding, **ANSWER) == ["decisions.finding-replaced"]
    assert not Consideration.objects.exists()


def test_an_assessment_is_begun_by_one_of_two(monkeypatch, engagement, clerk):
    facts = {"summary": SUMMARY, "at": NOW}
    just_before(monkeypatch, assessments, lambda: an_assessment(engagement))
    assert refused(assessments.start_assessment, clerk, engagement, **facts) == [
        "decisions.assessment-started-already"
    ]
    assert engagement.assessments.count() == 1


@pytest.mark.parametrize("name", ["update_assessment", "finish_assessment"])
def test_an_assessment_finished_meanwhile_stays_as_it_was_finished(monkeypatch, engagement, clerk, name):
    started, other = an_assessment(engagement), a_decision_officer()
    facts = {"summary": "Final.", "at": NOW}
    just_before(monkeypatch, assessments, lambda: assessments.finish_assessment(other, started, **facts))
    verb = getattr(assessments, name)
    assert refused(verb, clerk, started, summary="Late.", at=NOW) == ["decisions.assessment-finished"]
    assert engagement.assessments.get().summary.en == "Final."


def test_an_answer_given_twice_at_once_is_one(monkeypatch, engagement, clerk):
    finding = a_finding(engagement)
    just_before(monkeypatch, considering, lambda: a_consideration(finding))
    considering.consider_finding(clerk, finding, **ANSWER)
    assert Consideration.objects.get().disposition == "not_accepted"
