"""The criteria, sectors, themes and the authority matrix to begin with; headquarters keep them from here on."""

from django.db import migrations

from duediligence.criteria.seed import sow


class Migration(migrations.Migration):
    dependencies = [("duediligence", "0002_version_sectors")]

    operations = [migrations.RunPython(lambda apps, schema_editor: sow(apps), migrations.RunPython.noop)]
