"""Signing in: an email code for people who hold an account; nobody can make one for themselves."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.council.queries import profile, setting

log = logging.getLogger(__name__)


class StaffOnlyAdapter(DefaultAccountAdapter):
    """What we change in django-allauth: no self-made accounts, our own plain letter and plain sentences."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Check each letter and number, or ask for another code."),
        "too_many_login_attempts": _(
            "The code was wrong three times, so it no longer works. Ask for another code."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The one letter we send from here: the code. In the demo it is printed as well."""
        code = context.get("code", "")
        body = render_to_string("people/sign_in_code.txt", {"code": code, "council": profile()})
        subject, _, words = body.strip().partition("\n")
        EmailMessage(subject=subject.strip(), body=words.strip() + "\n", to=[email]).send()
        if setting("DEMO"):
            print(f"  sign-in code for {email}: {code}", flush=True)
