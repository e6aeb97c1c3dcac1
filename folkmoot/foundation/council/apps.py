from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "folkmoot.foundation.council"
    label = "council"
