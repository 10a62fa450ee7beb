"""About how many dimensions a round asked, for each card that is kept.

The answers of a withdrawn round are deleted, so the record has to tell: a scale withheld counts as a dimension, and
where the whole round is withheld all may have been asked.
"""

from django.db import migrations, models


def dimensions_asked(record):
    found = record["assessment"]
    if any(one["code"] == "under_threshold" for one in found["warnings"]):
        return len(found["dimensions"])
    seen = sum(bool(one["scales"]) for one in found["dimensions"])
    withheld = sum(one["code"] == "scale_withheld" for one in found["warnings"])
    return min(len(found["dimensions"]), seen + withheld)


def count(apps, schema_editor):
    assessments = apps.get_model("health", "Assessment").objects
    for pk in list(assessments.values_list("pk", flat=True)):
        one = assessments.get(pk=pk)
        assessments.filter(pk=pk).update(dimensions_asked=dimensions_asked(one.record))


class Migration(migrations.Migration):

    dependencies = [
        ("health", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="dimensions_asked",
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
