"""Asking for a code and entering it: the pages of django-allauth, with a word and a way back added."""

from __future__ import annotations

from allauth.account import views
from allauth.account.internal.stagekit import clear_login
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _


def ask_for_code(request: HttpRequest) -> HttpResponseBase:
    """While a code is awaited this page leads to where it is entered; `?again` asks for another, perhaps with
    the address mended."""
    if "again" in request.GET:
        clear_login(request)
    return views.request_login_code(request)


def enter_code(request: HttpRequest) -> HttpResponseBase:
    """Somebody who typed a code and is asked for their address again hears that the code ran out."""
    answer = views.confirm_login_code(request)
    sent_back = answer.get("Location", "").startswith(reverse("account_request_login_code"))
    if request.method == "POST" and sent_back and not len(messages.get_messages(request)):
        messages.error(request, _("The code no longer works. Ask for another code."))
    return answer
