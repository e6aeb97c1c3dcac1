from django.apps import AppConfig


class WordsConfig(AppConfig):
    name = "folkmoot.words"
    label = "words"
