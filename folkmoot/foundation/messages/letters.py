"""Turning a queued message into an email: a plain-text template in the reader's language.

A feature keeps its letters in `templates/messages/<name>.txt`; the first line is the subject. Every letter
ends with who to ring, in the same language.
"""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from folkmoot.foundation.council.queries import profile, site_address
from folkmoot.foundation.messages.models import Outgoing


def compose(outgoing: Outgoing) -> EmailMessage:
    """The email of a queued message. Line breaks inside a subject are folded into spaces."""
    council = profile()
    with translation.override(outgoing.language):
        facts = {**outgoing.context, "council": council, "site": site_address()}
        letter = render_to_string(f"messages/{outgoing.template}.txt", facts).strip()
        foot = render_to_string("messages/foot.txt", facts).strip()
    subject, _, body = letter.partition("\n")
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=f"{body.strip()}\n\n{foot}\n",
        to=[outgoing.recipient],
        headers={"Content-Language": outgoing.language, "Auto-Submitted": "auto-generated"},
    )
