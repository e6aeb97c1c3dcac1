"""Where everything is: a table of contents. English without a prefix, Welsh under /cy/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("folkmoot.doors.public_site.urls")),
    path("", include("folkmoot.plan.strategy.urls")),
    path("", include("folkmoot.plan.engagements.urls")),
    path("", include("folkmoot.take_part.contributions.urls")),
    path("", include("folkmoot.take_part.surveys.urls")),
    path("", include("folkmoot.take_part.ideas.urls")),
    path("", include("folkmoot.listen.evidence.urls")),
    path("", include("folkmoot.decide.decisions.urls")),
    path("", include("folkmoot.tell_back.feedback.urls")),
    path("", include("folkmoot.learn.evaluation.urls")),
    path("", include("folkmoot.learn.performance.urls")),
    path("", include("folkmoot.doors.workspace.urls")),
    path("", include("folkmoot.doors.open_data.urls")),
    path("", include("folkmoot.foundation.people.urls")),
    prefix_default_language=False,
)
