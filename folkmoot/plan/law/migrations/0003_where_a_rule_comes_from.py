"""Where a rule comes from has columns: a council's standard and a version of the law can begin on one day, and
what shipped is replaced by what ships next. Until now only what ships and standards could be told apart."""

from django.db import migrations, models

OLD = "set_by_council"  # the mark among a rule's facts until now


def _mark(apps, schema_editor):
    rules = apps.get_model("law", "Rule").objects.using(schema_editor.connection.alias)
    rules.exclude(value__has_key=OLD).update(shipped=True)
    for rule in rules.filter(value__has_key=OLD):
        rule.by_council = bool(rule.value.pop(OLD))
        rule.save(update_fields=["by_council", "value"])


def _mark_as_before(apps, schema_editor):
    Rule = apps.get_model("law", "Rule")
    for rule in Rule.objects.using(schema_editor.connection.alias).filter(by_council=True):
        rule.value[OLD] = True
        rule.save(update_fields=["value"])


class Migration(migrations.Migration):
    dependencies = [
        ("law", "0002_one_off_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="rule",
            name="by_council",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="rule",
            name="shipped",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(_mark, _mark_as_before),
        migrations.RemoveConstraint(
            model_name="rule",
            name="rule_once_a_start_date",
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.UniqueConstraint(
                fields=["key", "nation", "valid_from", "by_council"], name="rule_once_a_start_date"
            ),
        ),
    ]
