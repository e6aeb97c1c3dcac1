from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicSiteConfig(AppConfig):
    name = "folkmoot.doors.public_site"
    label = "public_site"

    def ready(self) -> None:
        from folkmoot.design.frame import add_link

        add_link("footer", _("Accessibility statement"), "public_site:accessibility", order=10)
        add_link("footer", _("Privacy"), "public_site:privacy", order=20)
        add_link("footer", _("Contact us"), "public_site:contact", order=30)
        add_link("footer", _("Find your ward"), "public_site:find", order=5)
