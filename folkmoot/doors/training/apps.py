from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "folkmoot.doors.training"
    label = "training"
