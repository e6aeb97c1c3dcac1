"""Signing in and out, and the administrators' pages. Of django-allauth only these pages exist: no passwords,
no self-made accounts."""

from allauth.account import views
from django.urls import include, path
from django.views.generic import RedirectView

from folkmoot.foundation.people import administration, public_pages
from folkmoot.foundation.people.audiences import View, public, staff

_to_sign_in = RedirectView.as_view(pattern_name="account_request_login_code")


def _administrators(view: View) -> View:
    return staff(view, roles=("administrator",))


staff_urls = [
    path("staff/people/", _administrators(administration.people), name="people"),
    path("staff/people/add/", _administrators(administration.add_person), name="add_person"),
    path("staff/people/<int:pk>/", _administrators(administration.person), name="person"),
    path("staff/people/posts/<int:pk>/end/", _administrators(administration.end_post), name="end_post"),
    path("staff/council/", _administrators(administration.council), name="council"),
    path("staff/council/describe/", _administrators(administration.describe), name="describe_council"),
    path("staff/council/services/add/", _administrators(administration.service), name="add_service"),
    path(
        "staff/council/services/<slug:key>/", _administrators(administration.service), name="change_service"
    ),
]
urlpatterns = [
    path("", include((staff_urls, "people"))),
    path("sign-in/", public(public_pages.ask_for_code), name="account_request_login_code"),
    path("sign-in/code/", public(public_pages.enter_code), name="account_confirm_login_code"),
    path("sign-out/", public(views.logout), name="account_logout"),
    # Names that django-allauth asks for; each leads back to signing in.
    path("sign-in/again/", public(_to_sign_in), name="account_login"),
    path("sign-in/inactive/", public(_to_sign_in), name="account_inactive"),
    path("sign-in/new/", public(_to_sign_in), name="account_signup"),
]
