import django.core.validators
import django.db.models.deletion
import pghistory.utils
from django.db import migrations, models

from crm.core.migrating import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateModels(
            [
        migrations.CreateModel(
            name='ExchangeRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('currency', models.CharField(max_length=3, validators=[django.core.validators.RegexValidator('^[A-Z]{3}\\Z', 'A currency is three capital letters, for instance EUR.')], verbose_name='currency')),
                ('month', models.DateField(verbose_name='month')),
                ('units_per_usd', models.DecimalField(decimal_places=6, max_digits=18, validators=[django.core.validators.MinValueValidator(0)], verbose_name='units for one USD')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
            ],
            options={
                'verbose_name': 'exchange rate',
                'verbose_name_plural': 'exchange rates',
                'ordering': ['-month', 'currency'],
                'indexes': [models.Index(fields=['currency', '-month'], name='rate_of_currency')],
                'constraints': [models.UniqueConstraint(fields=('currency', 'month'), name='rate_once'), models.CheckConstraint(condition=models.Q(('units_per_usd__gt', 0)), name='rate_positive'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='rate_month'), models.CheckConstraint(condition=models.Q(('currency__regex', '^[A-Z]{3}$'), models.Q(('currency', 'USD'), _negated=True)), name='rate_currency')],
            },
        ),
        migrations.CreateModel(
            name='ExchangeRateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('currency', models.CharField(max_length=3, validators=[django.core.validators.RegexValidator('^[A-Z]{3}\\Z', 'A currency is three capital letters, for instance EUR.')], verbose_name='currency')),
                ('month', models.DateField(verbose_name='month')),
                ('units_per_usd', models.DecimalField(decimal_places=6, max_digits=18, validators=[django.core.validators.MinValueValidator(0)], verbose_name='units for one USD')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='rates.exchangerate')),
            ],
            options={
                'abstract': False,
            },
        ),
            ]
        ),
    ]
