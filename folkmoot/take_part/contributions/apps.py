from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "folkmoot.take_part.contributions"
    label = "contributions"
