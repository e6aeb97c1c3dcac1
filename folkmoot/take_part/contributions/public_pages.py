"""The confirmation: the receipt code, and what happens next."""

from __future__ import annotations

import datetime as dt
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from folkmoot.take_part.contributions.models import Contribution

SHOWN_FOR = dt.timedelta(days=2)  # later the code is the way in


@never_cache
def received(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    recent = Contribution.objects.filter(received_at__gte=timezone.now() - SHOWN_FOR)
    contribution = recent.select_related("engagement").filter(pk=pk).first()
    if contribution is None:
        raise Http404
    context = {"contribution": contribution, "engagement": contribution.engagement}
    return render(request, "contributions/received.html", context)
