"""For everybody: what we heard."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from folkmoot.listen.evidence import queries
from folkmoot.listen.evidence.pictures import how_many_said_each, pictured


@require_safe
def heard(request: HttpRequest, slug: str) -> HttpResponse:
    engagement = get_object_or_404(queries.with_something_heard(), slug=slug)
    findings = [pictured(finding) for finding in queries.published_findings(engagement)]
    context = {
        "engagement": engagement,
        "findings": findings,
        "everybody": findings[0].shown.base,
        "picture": how_many_said_each(findings),
        "has_hidden": any(each.shown.has_hidden for each in findings),
        "threshold": findings[0].shown.threshold,
        "interim": any(each.finding.snapshot.interim for each in findings),
    }
    return render(request, "evidence/heard.html", context)
