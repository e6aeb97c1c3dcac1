from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkspaceConfig(AppConfig):
    name = "folkmoot.doors.workspace"
    label = "workspace"

    def ready(self) -> None:
        from folkmoot.design.frame import add_link

        add_link("staff", _("My work"), "workspace:my_work", order=10, below=False)
        add_link("staff", _("Search"), "public_site:search", order=90)
        add_link("staff", _("Engagements"), "engagements:staff_list", order=20)
        add_link("staff", _("Propose"), "engagements:propose", order=30)
