import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("contactlog", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="interaction",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("subject", config="simple"), name="interaction_words"
            ),
        ),
    ]
