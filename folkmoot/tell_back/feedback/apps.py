from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "folkmoot.tell_back.feedback"
    label = "feedback"
