from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duediligence", "0007_loads_looked_up_in")]

    operations = [
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("research", "awaiting_decision", "returned"))),
                fields=("company", "purpose"),
                name="screening_one_open",
            ),
        ),
    ]
