from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "folkmoot.foundation.people"
    label = "people"
