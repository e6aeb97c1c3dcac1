from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicSiteConfig(AppConfig):
    name = "folkmoot.doors.public_site"
    label = "public_site"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from folkmoot.design.frame import add_link
        from folkmoot.doors.public_site.folding import teach_sqlite

        connection_created.connect(teach_sqlite, dispatch_uid="public_site.folding")
        add_link("public", _("Search"), "public_site:search", order=90)
        add_link("footer", _("Accessibility statement"), "public_site:accessibility", order=10)
        add_link("footer", _("Privacy"), "public_site:privacy", order=20)
        add_link("footer", _("Contact us"), "public_site:contact", order=30)
        add_link("footer", _("Find your ward"), "public_site:find", order=5)
        add_link("public", _("Have your say"), "engagements:list", order=10)
        add_link("public", _("What changed"), "feedback:what_changed", order=20)
        add_link("public", _("Feedback clock"), "feedback:clock", order=30)
        add_link("public", _("Data"), "open_data:catalogue", order=40)
        add_link("public", _("Staff sign in"), "workspace:my_work", order=90)
