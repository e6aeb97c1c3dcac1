"""Looking back on an engagement: what participants said, what it cost, what the team learnt."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.learn.evaluation import rules
from folkmoot.learn.evaluation.criteria import CRITERIA
from folkmoot.learn.evaluation.forms import ReviewForm
from folkmoot.learn.evaluation.queries import cost_of, is_answered, review_of, verdicts_on
from folkmoot.learn.evaluation.use_cases import review_engagement
from folkmoot.plan.engagements.queries import visible_to
from folkmoot.words.refusals import Refusal, Refused


def evaluation(request: StaffRequest, ref: str) -> HttpResponse:
    person = request.person
    engagement = get_object_or_404(visible_to(person), ref=ref)
    if not rules.may_read(person, engagement):
        raise PermissionDenied
    may_review = rules.may_review(person, engagement)
    if request.method == "POST" and not may_review:
        raise PermissionDenied
    form = ReviewForm(request.POST if request.method == "POST" else None)
    refusals: Sequence[Refusal] = ()
    if form.is_bound and form.is_valid():
        try:
            review_engagement(
                person,
                engagement,
                scores=form.scores,
                lessons=form.cleaned_data["lessons"],
                changed=form.cleaned_data["changed"],
                at=timezone.now(),
            )
        except Refused as refused:
            refusals = refused.refusals
        else:
            messages.success(request, _("The review is kept."))
            return redirect("evaluation:evaluation", ref=ref)
    review = review_of(engagement)
    facts = {
        "engagement": engagement,
        "form": form,
        "refusals": refusals,
        "review": review,
        "scored": [(name, review.scores.get(key)) for key, name in CRITERIA.items()] if review else [],
        "verdicts": verdicts_on(engagement),
        "cost": cost_of(engagement),
        "answered": is_answered(engagement),
        "may_review": may_review,
    }
    return render(request, "evaluation/evaluation.html", facts, status=422 if refusals else 200)
