from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    name = "folkmoot.foundation.people"
    label = "people"

    def ready(self) -> None:
        from folkmoot.foundation.people.apart import keep_in_key_order

        # SQLite rebuilds a table for many schema changes, with row numbers again.
        post_migrate.connect(keep_in_key_order, sender=self, dispatch_uid="people.apart")
