from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "folkmoot.foundation.messages"
    label = "messaging"  # django.contrib.messages has taken the plain word
