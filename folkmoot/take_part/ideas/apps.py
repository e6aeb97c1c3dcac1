from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "folkmoot.take_part.ideas"
    label = "ideas"

    def ready(self) -> None:
        from folkmoot.take_part.ideas import tool

        tool.register()
