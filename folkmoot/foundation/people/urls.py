"""Signing in and out. Only these pages of django-allauth exist: no passwords, no self-made accounts."""

from allauth.account import views
from django.urls import path
from django.views.generic import RedirectView

from folkmoot.foundation.people.audiences import public

_to_sign_in = RedirectView.as_view(pattern_name="account_request_login_code")

urlpatterns = [
    path("sign-in/", public(views.request_login_code), name="account_request_login_code"),
    path("sign-in/code/", public(views.confirm_login_code), name="account_confirm_login_code"),
    path("sign-out/", public(views.logout), name="account_logout"),
    # Names that django-allauth asks for; each leads back to signing in.
    path("sign-in/again/", public(_to_sign_in), name="account_login"),
    path("sign-in/inactive/", public(_to_sign_in), name="account_inactive"),
    path("sign-in/new/", public(_to_sign_in), name="account_signup"),
]
