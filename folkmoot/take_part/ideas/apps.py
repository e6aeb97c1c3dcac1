from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "folkmoot.take_part.ideas"
    label = "ideas"
