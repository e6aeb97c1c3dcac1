"""What every verb here asks first."""

from folkmoot.foundation.people.models import Person
from folkmoot.listen.evidence import refusals, rules
from folkmoot.plan.engagements.models import Engagement
from folkmoot.words.refusals import Refused


def only_workers(actor: Person, engagement: Engagement) -> None:
    """The actor is one who works on this evidence; anybody else is refused."""
    if not rules.may_work(actor, engagement):
        raise Refused(refusals.NOT_YOURS(service=engagement.owner.name))
