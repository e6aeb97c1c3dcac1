from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "folkmoot.learn.performance"
    label = "performance"
