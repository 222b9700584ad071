import django.core.validators
import django.db.models.deletion
import pghistory.utils
from django.conf import settings
from django.db import migrations, models

from crm.core.migrating import CreateModels


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0003_score_factors'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
        migrations.CreateModel(
            name='PipelineSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('stalled_days', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MinValueValidator(7), django.core.validators.MaxValueValidator(730)], verbose_name='days after which a partnership is stalled')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason for the change')),
            ],
            options={
                'verbose_name': 'settings of the pipeline',
                'verbose_name_plural': 'settings of the pipeline',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='pipeline_settings_once'), models.CheckConstraint(condition=models.Q(('stalled_days__gte', 7), ('stalled_days__lte', 730)), name='pipeline_settings_stalled')],
            },
        ),
        migrations.CreateModel(
            name='PipelineSettingsEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('stalled_days', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MinValueValidator(7), django.core.validators.MaxValueValidator(730)], verbose_name='days after which a partnership is stalled')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason for the change')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.pipelinesettings')),
            ],
            options={
                'abstract': False,
            },
        ),
            ]
        ),
        migrations.AlterField(
            model_name='renewal',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AlterField(
            model_name='renewalevent',
            name='by',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
    ]
