from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "folkmoot.design"
    label = "design"
