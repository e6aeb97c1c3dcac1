from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "folkmoot.listen.evidence"
    label = "evidence"
