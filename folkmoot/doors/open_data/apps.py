from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "folkmoot.doors.open_data"
    label = "open_data"
