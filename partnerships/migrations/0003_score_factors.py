"""The factors of the score card, in three languages."""

from django.db import migrations

from partnerships.scoring.seed import sow


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_survey_questions")]

    operations = [migrations.RunPython(lambda apps, schema_editor: sow(apps), migrations.RunPython.noop)]
