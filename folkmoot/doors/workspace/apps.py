from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "folkmoot.doors.workspace"
    label = "workspace"
