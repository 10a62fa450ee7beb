"""A worker shows that it is alive, so that somebody can be told when none is."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0004_job_way_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkerBeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("worker", models.CharField(max_length=32, unique=True)),
                ("beat_at", models.DateTimeField()),
            ],
        ),
    ]
