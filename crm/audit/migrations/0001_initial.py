import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('by_id', models.BigIntegerField(db_index=True, null=True)),
                ('by_name', models.CharField(blank=True, max_length=200)),
                ('on_behalf_of_id', models.BigIntegerField(null=True)),
                ('on_behalf_of_name', models.CharField(blank=True, max_length=200)),
                ('verb', models.CharField(max_length=60)),
                ('subject_type', models.CharField(max_length=60)),
                ('subject_id', models.CharField(max_length=40)),
                ('subject_label', models.CharField(blank=True, max_length=250)),
                ('before', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('after', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('context_id', models.UUIDField(db_index=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_id', '-at'], name='audit_subject')],
            },
        ),
    ]
