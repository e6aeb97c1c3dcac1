from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "folkmoot.plan.engagements"
    label = "engagements"
