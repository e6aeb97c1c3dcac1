"""Two sends of one draft at the same moment make one response, on PostgreSQL with real transactions. (On
SQLite tests/system does the same over HTTP, with a database file: one in memory knows no waiting.)"""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.surveys.models import Version
from folkmoot.take_part.surveys.tests.factories import ANSWERS, a_draft, a_survey
from folkmoot.take_part.surveys.use_cases import record_response

SENDERS = 8

if connection.vendor == "postgresql":

    @pytest.mark.database
    @pytest.mark.django_db(transaction=True)
    def test_eight_sends_of_one_draft_make_one_response():
        version = a_survey()
        draft = a_draft(version)
        together, receipts = threading.Barrier(SENDERS), []

        def send():
            try:
                mine = Version.objects.select_related("survey__activity__engagement__owner").get(
                    pk=version.pk
                )
                together.wait(timeout=20)
                sent = record_response(None, mine, answers=ANSWERS, at=timezone.now(), draft=draft.pk)
                receipts.append(sent.receipt)
            finally:
                connection.close()

        threads = [threading.Thread(target=send) for _each in range(SENDERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        assert len(receipts) == SENDERS
        assert len(set(receipts)) == 1
        assert Contribution.objects.count() == 1
