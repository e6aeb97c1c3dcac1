from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "folkmoot.take_part.surveys"
    label = "surveys"
