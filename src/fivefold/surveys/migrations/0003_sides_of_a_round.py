import json
import zlib

from django.db import migrations, models


def from_the_sheets(apps, schema_editor):
    """What was kept of the answers says by which sides they were told apart; where they are gone, the roster."""
    rounds = apps.get_model("surveys", "Round")
    sheets = apps.get_model("surveys", "AnswerSheet")
    told = {}
    for round_id, content in sheets.objects.values_list("round_id", "content").iterator(chunk_size=20):
        side = json.loads(zlib.decompress(bytes(content)))["mapping"]["side"]
        told[round_id] = list(side["values"]) if side else []
    for one in rounds.objects.iterator(chunk_size=200):
        one.sides = told.get(one.pk, list(one.members_by_side))
        one.save(update_fields=["sides"])


class Migration(migrations.Migration):
    dependencies = [("surveys", "0002_imports_and_corrections")]

    operations = [
        migrations.AddField(model_name="round", name="sides", field=models.JSONField(default=list)),
        migrations.RunPython(from_the_sheets, migrations.RunPython.noop),
    ]
