"""Two officers press at the same moment: the second is refused, with the sentence of whoever is too late."""

import datetime as dt
import threading

import pytest
from django.db import connection

from folkmoot.foundation.records.queries import entries_of
from folkmoot.listen.evidence.models import Finding
from folkmoot.listen.evidence.tests.factories import a_closed_engagement, a_finding, an_officer
from folkmoot.listen.evidence.tests.test_freezing import refused
from folkmoot.listen.evidence.use_cases import findings as verbs
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.tests.factories import at
from folkmoot.words.refusals import Refused
from tests.same_moment import just_before

NOW = at(dt.date(2026, 12, 1), 10)
PRESSING = 4


@pytest.fixture
def engagement(db):
    return a_closed_engagement()


@pytest.mark.database
def test_what_was_heard_is_published_once(monkeypatch, engagement):
    a_finding(engagement)
    first, second = an_officer(engagement), an_officer(engagement)
    just_before(monkeypatch, verbs, lambda: verbs.publish_findings(first, engagement, at=NOW))
    assert refused(verbs.publish_findings, second, engagement, at=NOW) == ["evidence.nothing-to-publish"]
    assert entries_of(engagement.ref).filter(verb="what was heard published").count() == 1


@pytest.mark.database
def test_a_finding_restated_by_two_has_one_next_version(monkeypatch, engagement):
    finding = a_finding(engagement)
    first, second = an_officer(engagement), an_officer(engagement)
    just_before(monkeypatch, verbs, lambda: verbs.restate_finding(first, finding, statement="Mine.", at=NOW))
    assert refused(verbs.restate_finding, second, finding, statement="No, mine.", at=NOW) == [
        "evidence.finding-replaced"
    ]
    assert Finding.objects.get(version=2).statement.en == "Mine."


@pytest.mark.database
def test_a_version_stated_while_publishing_is_not_overlooked(monkeypatch, engagement):
    finding = a_finding(engagement)
    first, second = an_officer(engagement), an_officer(engagement)
    just_before(monkeypatch, verbs, lambda: verbs.restate_finding(first, finding, at=NOW))
    assert [each.version for each in verbs.publish_findings(second, engagement, at=NOW)] == [2]
    finding.refresh_from_db()
    assert finding.published_at is None


if connection.vendor == "postgresql":

    @pytest.mark.database
    @pytest.mark.django_db(transaction=True)
    def test_four_who_publish_together_publish_once():
        engagement = a_closed_engagement()
        a_finding(engagement)
        officers = [an_officer(engagement) for _each in range(PRESSING)]
        together, done = threading.Barrier(PRESSING), []

        def press(officer):
            try:
                mine = Engagement.objects.select_related("owner").get(pk=engagement.pk)
                together.wait(timeout=20)
                done.append(len(verbs.publish_findings(officer, mine, at=NOW)))
            except Refused as refusal:
                done.append(refusal.refusals[0].code)
            finally:
                connection.close()

        threads = [threading.Thread(target=press, args=[officer]) for officer in officers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        assert sorted(done, key=str) == [1] + ["evidence.nothing-to-publish"] * (PRESSING - 1)
