from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "folkmoot.plan.law"
    label = "law"
