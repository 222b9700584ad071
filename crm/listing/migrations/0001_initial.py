import django.core.serializers.json
import django.db.models.deletion
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
                name='BulkChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('table', models.CharField(max_length=40)),
                    ('changes', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('rows', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('kept', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('state', models.CharField(choices=[('done', 'Done'), ('undone', 'Undone')], default='done', max_length=10)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'change of several rows',
                    'verbose_name_plural': 'changes of several rows',
                    'ordering': ['-created_at'],
                },
            ),
            migrations.CreateModel(
                name='Export',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(max_length=40)),
                    ('format', models.CharField(choices=[('csv', 'CSV'), ('xlsx', 'Excel (XLSX)')], max_length=10)),
                    ('parameters', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('file', models.FileField(blank=True, max_length=255, upload_to='exports/%Y/%m/')),
                    ('rows', models.PositiveIntegerField(default=0)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('job', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='export', to='jobs.job')),
                ],
                options={
                    'verbose_name': 'export',
                    'verbose_name_plural': 'exports',
                    'ordering': ['-created_at'],
                },
            ),
            migrations.CreateModel(
                name='SavedView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('table', models.CharField(max_length=40)),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('query', models.CharField(max_length=2000)),
                    ('sharing', models.CharField(choices=[('private', 'Only me'), ('office', 'My office'), ('everyone', 'All staff')], default='private', max_length=10, verbose_name='who sees it')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.office')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'saved view',
                    'verbose_name_plural': 'saved views',
                    'ordering': ['name', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('table', 'owner', 'name'), name='saved_view_name')],
                },
            ),
            migrations.CreateModel(
                name='UsualView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('table', models.CharField(max_length=40)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('view', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='usual_for', to='listing.savedview')),
                ],
                options={
                    'verbose_name': 'usual view',
                    'verbose_name_plural': 'usual views',
                    'constraints': [models.UniqueConstraint(fields=('user', 'table'), name='usual_view_once')],
                },
            ),
        ]),
    ]
