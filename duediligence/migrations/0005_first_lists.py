"""The watch lists to begin with, still empty."""

from django.db import migrations

from duediligence.watchlists.seed import sow


class Migration(migrations.Migration):
    dependencies = [("duediligence", "0004_hits_said_before")]

    operations = [migrations.RunPython(lambda apps, schema_editor: sow(apps), migrations.RunPython.noop)]
