from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "folkmoot.plan.strategy"
    label = "strategy"
