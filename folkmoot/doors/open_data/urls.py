from collections.abc import Iterable

from django.urls import URLPattern, URLResolver, include, path

from folkmoot.doors.open_data import public_pages as pages
from folkmoot.doors.open_data.api import api
from folkmoot.doors.open_data.serving import data
from folkmoot.foundation.people.audiences import open_data

app_name = "open_data"


def _opened(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern]:
    """The routes of the API, each declared as open data and served like the files."""
    routes = [pattern for pattern in patterns if isinstance(pattern, URLPattern)]
    for route in routes:
        route.callback = open_data(data(route.callback))
    return routes


urlpatterns = [
    path("data/", open_data(pages.catalogue), name="catalogue"),
    path("data/engagements.csv", open_data(pages.register_csv), name="register_csv"),
    path("data/engagements.json", open_data(pages.register_json), name="register_json"),
    path("data/engagements/<slug:ref>/results.csv", open_data(pages.results_csv), name="results_csv"),
    path("data/engagements/<slug:ref>/results.json", open_data(pages.results_json), name="results_json"),
    path("data/api/", include(_opened(api.urls[0]))),
]
