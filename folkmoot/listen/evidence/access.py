"""Which engagement a page is about, and whether the person may read or work on its evidence."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.listen.evidence import queries, rules
from folkmoot.plan.engagements.models import Engagement

read_and_write = require_http_methods(["GET", "HEAD", "POST"])


def engagement_of(request: StaffRequest, ref: str) -> Engagement:
    return get_object_or_404(queries.visible_to(request.person), ref=ref)


def own_engagement(request: StaffRequest, ref: str) -> Engagement:
    """The engagement, for those who work on its evidence; readers are told that the page is not theirs."""
    engagement = engagement_of(request, ref)
    if not rules.may_work(request.person, engagement):
        raise PermissionDenied
    return engagement
