"""Why an idea cannot go on is read by everybody on the board: in English and in Welsh."""

from django.db import migrations, models

import folkmoot.words.bilingual


def keep_as_english(apps, schema_editor):
    """Reasons written so far were asked for without a language; they stand as English ones."""
    idea = apps.get_model("ideas", "Idea")
    for each in idea.objects.exclude(eligibility_reason=""):
        each.why_not = folkmoot.words.bilingual.Bilingual(each.eligibility_reason)
        each.save(update_fields=["why_not"])


def keep_one_language(apps, schema_editor):
    idea = apps.get_model("ideas", "Idea")
    for each in idea.objects.all():
        each.eligibility_reason = each.why_not.en or each.why_not.cy
        each.save(update_fields=["eligibility_reason"])


class Migration(migrations.Migration):
    dependencies = [("ideas", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("idea", "an_ineligible_idea_says_why"),
        migrations.AddField(
            "idea",
            "why_not",
            folkmoot.words.bilingual.BilingualField(blank=True, default=folkmoot.words.bilingual.Bilingual),
        ),
        migrations.RunPython(keep_as_english, keep_one_language, elidable=True),
        migrations.RemoveField("idea", "eligibility_reason"),
        migrations.RenameField("idea", "why_not", "eligibility_reason"),
        migrations.AddConstraint(
            "idea",
            models.CheckConstraint(
                condition=models.Q(("eligible", False), _negated=True)
                | models.Q(("eligibility_reason", {}), _negated=True),
                name="an_ineligible_idea_says_why",
            ),
        ),
    ]
