"""For everybody: what was decided, why, and how views were taken into account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from folkmoot.decide.decisions import queries
from folkmoot.decide.decisions.forms import DISPOSITION_NAMES
from folkmoot.decide.decisions.models import Decision
from folkmoot.listen.evidence.pictures import pictured


@require_safe
def decision(request: HttpRequest, slug: str) -> HttpResponse:
    engagement = get_object_or_404(queries.with_a_decision(), slug=slug)
    decisions = [_shown(each) for each in queries.decisions_of(engagement)]
    context = {
        "engagement": engagement,
        "decisions": decisions,
        "has_heard": engagement.findings.filter(published_at__isnull=False).exists(),
    }
    return render(request, "decisions/decision.html", context)


def _shown(decision: Decision) -> dict[str, object]:
    """A decision with the findings it was made on and the assessments in its pack."""
    answered = [
        (
            pictured(each.finding),
            each.answer,
            DISPOSITION_NAMES[each.answer.disposition],
        )
        for each in queries.answers_in(decision)
        if each.answer
    ]
    return {
        "decision": decision,
        "answered": answered,
        "people": answered[0][0].shown.base if answered else "",
        "assessments": [
            {"name": queries.KIND_NAMES[each["kind"]], "summary": each["summary"]}
            for each in decision.pack.content["assessments"]
        ],
    }
