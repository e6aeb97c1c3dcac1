"""Why a contribution is not kept or not moderated; nothing is written when it is refused."""

import pytest
from django.utils import timezone

from folkmoot.plan.engagements.tests.factories import an_activity
from folkmoot.take_part.contributions import refusals
from folkmoot.take_part.contributions.models import Contribution, ModerationAction
from folkmoot.take_part.contributions.tests.factories import a_contribution
from folkmoot.take_part.contributions.use_cases import moderate, receive
from folkmoot.words.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def refused_for(verb, *args, **facts):
    with pytest.raises(Refused) as refused:
        verb(*args, at=timezone.now(), **facts)
    return [each.reason for each in refused.value]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"channel": "pigeon"}, refusals.CHANNEL_UNKNOWN),
        ({"channel": "online", "notify_email": "not an address"}, refusals.EMAIL_UNFIT),
        ({"channel": "paper"}, refusals.KEYER_MISSING),
    ],
)
def test_an_envelope_that_cannot_be_is_refused(facts, reason):
    activity = an_activity()
    officer = activity.engagement.proposed_by
    assert refused_for(receive, officer, activity, **facts) == [reason]
    assert not Contribution.objects.exists()
    keyed = {"channel": "paper", "entered_by": officer, "notify_email": "a@merrowvale.example"}
    assert receive(officer, activity, at=timezone.now(), **keyed).channel == "paper"


def test_moderation_decides_one_of_four_things():
    contribution = a_contribution()
    officer = contribution.engagement.proposed_by
    said = {"decision": "burnt", "reason": "No"}
    assert refused_for(moderate, officer, contribution, **said) == [refusals.DECISION_UNKNOWN]
    assert not ModerationAction.objects.exists()
