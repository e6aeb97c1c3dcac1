"""A draft keeps what was typed and did not fit, and the one link under which equality answers can be given."""

import uuid

from django.db import migrations, models


def _a_link_of_its_own(apps, schema_editor):
    """The default of a new column is worked out once: drafts already there would share one link."""
    Draft = apps.get_model("surveys", "Draft")
    for draft in Draft.objects.using(schema_editor.connection.alias).only("pk").iterator():
        draft.equality_link = uuid.uuid4()
        draft.save(update_fields=["equality_link"])


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0003_answers_in_two_steps"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="typed",
            field=models.TextField(
                blank=True,
                default="",
                help_text="What did not fit, by page: JSON as text, because jsonb holds no NUL",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="draft",
            name="equality_link",
            field=models.UUIDField(
                default=uuid.uuid4,
                help_text="Goes with the draft: whoever sends it, and however often at once, gets this one link",
            ),
        ),
        migrations.RunPython(_a_link_of_its_own, migrations.RunPython.noop),
    ]
