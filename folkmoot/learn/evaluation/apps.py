from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "folkmoot.learn.evaluation"
    label = "evaluation"
