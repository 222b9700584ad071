import django.core.serializers.json
import django.db.models.deletion
import pghistory.utils
from django.conf import settings
from django.db import migrations, models

from crm.core.migrating import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('jobs', '0001_initial'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='ImportRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.FileField(max_length=255, upload_to='%Y/%m/', verbose_name='file')),
                    ('filename', models.CharField(max_length=200, verbose_name='file name')),
                    ('content_type', models.CharField(max_length=100, verbose_name='kind of file')),
                    ('size', models.PositiveBigIntegerField(help_text='Bytes', verbose_name='size')),
                    ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='SHA-256 of the content')),
                    ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded on')),
                    ('kind', models.CharField(max_length=40)),
                    ('state', models.CharField(choices=[('mapping', 'Columns to map'), ('previewed', 'Previewed'), ('running', 'Running'), ('done', 'Done'), ('undone', 'Undone'), ('failed', 'Failed')], default='mapping', max_length=12)),
                    ('reading', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('mapping', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('decisions', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('questions', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('rows', models.PositiveIntegerField(default=0)),
                    ('created', models.PositiveIntegerField(default=0)),
                    ('updated', models.PositiveIntegerField(default=0)),
                    ('same', models.PositiveIntegerField(default=0)),
                    ('skipped', models.PositiveIntegerField(default=0)),
                    ('problems', models.PositiveIntegerField(default=0)),
                    ('listed', models.PositiveIntegerField(default=0)),
                    ('committed_at', models.DateTimeField(blank=True, null=True)),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('failure', models.CharField(blank=True, max_length=500)),
                    ('job', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobs.job')),
                    ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.office')),
                    ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                ],
                options={
                    'verbose_name': 'import',
                    'verbose_name_plural': 'imports',
                    'ordering': ['-uploaded_at', '-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['mapping', 'previewed', 'running', 'done', 'undone', 'failed'])), name='import_state')],
                },
            ),
            migrations.CreateModel(
                name='ImportRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('raw', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('label', models.CharField(blank=True, max_length=250)),
                    ('outcome', models.CharField(choices=[('create', 'New'), ('update', 'Completed'), ('same', 'Known already'), ('skip', 'Left out'), ('problem', 'Problem')], max_length=10)),
                    ('applied', models.BooleanField(default=False)),
                    ('problems', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('subject_type', models.CharField(blank=True, max_length=60)),
                    ('subject_id', models.BigIntegerField(null=True)),
                    ('before', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('version_after', models.PositiveIntegerField(null=True)),
                    ('undone', models.BooleanField(default=False)),
                    ('undo_note', models.CharField(blank=True, max_length=300)),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='imports.importrun')),
                ],
                options={
                    'ordering': ['number'],
                    'indexes': [models.Index(fields=['run', 'outcome', 'number'], name='import_row_outcome')],
                    'constraints': [models.UniqueConstraint(fields=('run', 'number'), name='import_row_number')],
                },
            ),
            migrations.CreateModel(
                name='ImportRunEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('filename', models.CharField(max_length=200, verbose_name='file name')),
                    ('content_type', models.CharField(max_length=100, verbose_name='kind of file')),
                    ('size', models.PositiveBigIntegerField(help_text='Bytes', verbose_name='size')),
                    ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the content')),
                    ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded on')),
                    ('kind', models.CharField(max_length=40)),
                    ('state', models.CharField(choices=[('mapping', 'Columns to map'), ('previewed', 'Previewed'), ('running', 'Running'), ('done', 'Done'), ('undone', 'Undone'), ('failed', 'Failed')], default='mapping', max_length=12)),
                    ('reading', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('mapping', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('decisions', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('rows', models.PositiveIntegerField(default=0)),
                    ('committed_at', models.DateTimeField(blank=True, null=True)),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('failure', models.CharField(blank=True, max_length=500)),
                    ('job', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobs.job')),
                    ('office', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.office')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='imports.importrun')),
                    ('undone_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('uploaded_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='KeptMapping',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40)),
                    ('headings_sha256', models.CharField(max_length=64)),
                    ('mapping', models.JSONField()),
                    ('decisions', models.JSONField(default=dict)),
                    ('updated_at', models.DateTimeField(auto_now=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('kind', 'headings_sha256'), name='kept_mapping')],
                },
            ),
        ]),
    ]
