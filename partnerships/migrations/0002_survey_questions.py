from django.db import migrations

from partnerships.results import seed


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial")]

    operations = [migrations.RunPython(lambda apps, _editor: seed.sow(apps), migrations.RunPython.noop)]
