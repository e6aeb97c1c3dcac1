"""A survey on a shared tablet: the address that makes a device one, and when it clears itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.design.forms import beside
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.take_part.contributions.forms import posted
from folkmoot.take_part.contributions.rules import HANDLERS
from folkmoot.take_part.surveys.forms import TabletForm
from folkmoot.take_part.surveys.kiosk import token_of
from folkmoot.take_part.surveys.queries import version_in_use
from folkmoot.take_part.surveys.staff_pages.building import activity_or_404
from folkmoot.take_part.surveys.use_cases import set_kiosk_minutes
from folkmoot.words.refusals import Refused


def tablet(request: StaffRequest, activity: int) -> HttpResponse:
    """The address to open on the tablet, and after how long without a touch it clears."""
    subject = activity_or_404(request, activity, *HANDLERS)
    version = version_in_use(subject)
    if version is None:
        return redirect("surveys:build", activity)
    form = TabletForm(posted(request), initial={"minutes": version.survey.kiosk_minutes})
    found, status = [], 200
    if request.method == "POST" and form.is_valid():
        try:
            set_kiosk_minutes(
                request.person, version.survey, minutes=form.cleaned_data["minutes"], at=timezone.now()
            )
        except Refused as refused:
            found, status = beside(form, refused.refusals), 409
        else:
            messages.success(request, _("Saved. Each tablet follows the next time it is cleared."))
            return redirect("surveys:tablet", activity)
    there = reverse("surveys:kiosk", args=[subject.engagement.slug, subject.pk, token_of(subject)])
    context = {
        "activity": subject,
        "engagement": subject.engagement,
        "address": request.build_absolute_uri(there),
        "form": form,
        "refusals": found,
    }
    return render(request, "surveys/tablet.html", context, status=status)
