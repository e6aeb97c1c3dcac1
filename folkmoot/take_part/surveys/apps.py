from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "folkmoot.take_part.surveys"
    label = "surveys"

    def ready(self) -> None:
        from folkmoot.take_part.surveys import tool

        tool.register()
