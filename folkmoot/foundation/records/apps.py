from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _install_triggers(sender: AppConfig, using: str, **kwargs: Any) -> None:
    from folkmoot.foundation.records.append_only import install

    install(using)


class RecordsConfig(AppConfig):
    name = "folkmoot.foundation.records"
    label = "records"

    def ready(self) -> None:
        # SQLite rebuilds a table for many schema changes and drops its triggers without a word,
        # so they are put back after every migrate.
        post_migrate.connect(_install_triggers, sender=self, dispatch_uid="records.append_only")
