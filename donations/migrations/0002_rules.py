"""The deductions, the stewardship and the retention of domain.md section 6."""

from django.db import migrations

from donations.settings.seed import sow


class Migration(migrations.Migration):
    dependencies = [("donations", "0001_initial")]

    operations = [migrations.RunPython(lambda apps, schema_editor: sow(apps), migrations.RunPython.noop)]
