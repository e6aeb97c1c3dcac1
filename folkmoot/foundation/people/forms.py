"""The two forms of signing in, in our words."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class AskForCodeForm(RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.label, email.help_text = _("Your work email address"), _("We will send you a code.")
        email.error_messages["required"] = _("Enter your work email address")
        email.error_messages["invalid"] = _(
            "Enter an email address in the right form, like name@council.example"
        )
        email.widget.attrs = {"autocomplete": "email", "spellcheck": "false", "width": "20"}

    def clean_email(self) -> str:
        """What is refused here is only an address given too often, whether it has an account or not."""
        try:
            return str(super().clean_email())
        except ValidationError:
            raise ValidationError(
                _("This address was given several times in a short time. Wait a minute, then try again."),
                code="too-often",
            ) from None


class EnterCodeForm(ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label, code.help_text = _("The code we sent you"), _("Small and capital letters are the same.")
        code.error_messages["required"] = _("Enter the code from the email")
        code.widget.attrs = {"autocomplete": "one-time-code", "spellcheck": "false", "width": "10"}
