from django.db import migrations


def make_triggers_anew(apps, schema_editor):
    """As they are now: a trigger of the same name is not put back by itself."""
    from fivefold.core.ledger import triggers

    triggers.remove(schema_editor.connection)
    triggers.install(schema_editor.connection)


def enter_what_was_published(apps, schema_editor):
    from fivefold.core.models import Publication
    from fivefold.core.publication import enter

    for publication in Publication.objects.order_by("at", "pk"):
        enter(publication, by=None)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_ledger_triggers"), ("accounts", "0001_initial")]
    operations = [
        migrations.RunPython(make_triggers_anew, migrations.RunPython.noop),
        migrations.RunPython(enter_what_was_published, migrations.RunPython.noop),
    ]
