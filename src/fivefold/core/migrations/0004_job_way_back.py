"""A job leads back to where its work belongs."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0003_ledger_holds_publications"),
    ]

    operations = [
        migrations.AddField(
            model_name="job",
            name="back_name",
            field=models.CharField(blank=True, default="", max_length=160),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="job",
            name="back_url",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
    ]
