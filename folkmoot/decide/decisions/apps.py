from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "folkmoot.decide.decisions"
    label = "decisions"
