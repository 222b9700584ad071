import crm.accounts.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
import django_countries.fields
import pghistory.utils
from django.conf import settings
from django.db import migrations, models

from crm.core.migrating import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Office',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('updated_at', models.DateTimeField(auto_now=True)),
                    ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                    ('name', models.CharField(max_length=120, verbose_name='name')),
                    ('kind', models.CharField(choices=[('headquarters', 'Headquarters'), ('regional', 'Regional office'), ('country', 'Country office'), ('hub', 'Fundraising hub')], max_length=20, verbose_name='kind')),
                    ('country', django_countries.fields.CountryField(max_length=2, verbose_name='country')),
                    ('city', models.CharField(blank=True, max_length=80, verbose_name='city')),
                    ('path', models.CharField(db_collation='C', db_index=True, default='', editable=False, max_length=120)),
                    ('time_zone', models.CharField(default='UTC', max_length=50, validators=[crm.accounts.validators.known_zone], verbose_name='time zone')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                    ('staffing', models.CharField(choices=[('fully_funded', 'Fully funded staff'), ('partly_funded', 'Partly funded staff'), ('focal_point', 'Focal point'), ('ad_hoc', 'Ad hoc'), ('none', 'None')], default='none', max_length=20, verbose_name='private-sector staffing')),
                    ('staffing_note', models.TextField(blank=True, verbose_name='about the staffing')),
                    ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='accounts.office', verbose_name='reports to')),
                ],
                options={
                    'verbose_name': 'office',
                    'verbose_name_plural': 'offices',
                    'ordering': ['path'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['headquarters', 'regional', 'country', 'hub'])), name='office_kind'), models.CheckConstraint(condition=models.Q(('staffing__in', ['fully_funded', 'partly_funded', 'focal_point', 'ad_hoc', 'none'])), name='office_staffing'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'headquarters'), ('parent', None)), models.Q(models.Q(('kind', 'headquarters'), _negated=True), ('parent__isnull', False)), _connector='OR'), name='office_parent'), models.UniqueConstraint(condition=models.Q(('kind', 'headquarters')), fields=('kind',), name='one_headquarters')],
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail')),
                    ('name', models.CharField(max_length=150, verbose_name='name')),
                    ('job_title', models.CharField(blank=True, max_length=120, verbose_name='job title')),
                    ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                    ('language', models.CharField(choices=[('en', 'English'), ('fr', 'French'), ('es', 'Spanish')], default='en', max_length=5, verbose_name='language')),
                    ('time_zone', models.CharField(blank=True, help_text="Empty: the office's.", max_length=50, validators=[crm.accounts.validators.known_zone], verbose_name='time zone')),
                    ('theme', models.CharField(choices=[('system', 'As the device'), ('light', 'Light'), ('dark', 'Dark')], default='system', max_length=10, verbose_name='theme')),
                    ('weekly_digest', models.BooleanField(default=True, verbose_name='weekly digest')),
                    ('expertise', models.TextField(blank=True, help_text='What colleagues may ask you about.', verbose_name='experience')),
                    ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                    ('disabled_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='access ended on')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('seen_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('seen_before', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='accounts.office', verbose_name='home office')),
                ],
                options={
                    'verbose_name': 'colleague',
                    'verbose_name_plural': 'colleagues',
                    'ordering': ['name', 'id'],
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email')],
                },
            ),
            migrations.CreateModel(
                name='ApiKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('prefix', models.CharField(max_length=12)),
                    ('digest', models.CharField(max_length=64, unique=True)),
                    ('scope', models.CharField(choices=[('read', 'Read'), ('read_write', 'Read and write')], default='read_write', max_length=12, verbose_name='scope')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('expires_at', models.DateTimeField(verbose_name='expires')),
                    ('last_used_at', models.DateTimeField(blank=True, null=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked on')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_keys', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'key to the API',
                    'verbose_name_plural': 'keys to the API',
                    'ordering': ['-created_at'],
                },
            ),
            migrations.CreateModel(
                name='ApiKeyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('prefix', models.CharField(max_length=12)),
                    ('scope', models.CharField(choices=[('read', 'Read'), ('read_write', 'Read and write')], default='read_write', max_length=12, verbose_name='scope')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('expires_at', models.DateTimeField(verbose_name='expires')),
                    ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked on')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.apikey')),
                    ('user', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='RoleAssignment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('staff', 'Staff'), ('chief_of_mission', 'Chief of mission'), ('regional_director', 'Regional director'), ('partnerships', 'Partnerships team'), ('committee', 'Committee member'), ('director_general', 'Director General'), ('hub', 'Hub staff'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=20, verbose_name='role')),
                    ('seat', models.CharField(blank=True, choices=[('deputy_director_general', 'Deputy Director General (chair)'), ('legal_affairs', 'Legal Affairs'), ('resource_management', 'Resource Management'), ('international_cooperation', 'International Cooperation and Partnerships'), ('other', 'Other department')], max_length=30, verbose_name='seat')),
                    ('starts_on', models.DateField(verbose_name='from')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_assignments', to='accounts.office', verbose_name='office')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'role',
                    'verbose_name_plural': 'roles',
                    'ordering': ['-starts_on', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['staff', 'chief_of_mission', 'regional_director', 'partnerships', 'committee', 'director_general', 'hub', 'auditor', 'administrator'])), name='role_known'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='role_period'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'committee'), ('seat__in', ['deputy_director_general', 'legal_affairs', 'resource_management', 'international_cooperation', 'other'])), models.Q(models.Q(('role', 'committee'), _negated=True), ('seat', '')), _connector='OR'), name='role_seat'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('user'), models.F('user'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.F('office'), models.F('office'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.Func('role', models.Value(0), function='hashtextextended'), models.Func('role', models.Value(0), function='hashtextextended'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.Func('seat', models.Value(0), function='hashtextextended'), models.Func('seat', models.Value(0), function='hashtextextended'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func('starts_on', 'ends_on', models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='role_once'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('role__in', ('chief_of_mission', 'regional_director', 'director_general'))), expressions=[(models.Func(models.F('office'), models.F('office'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.Func('role', models.Value(0), function='hashtextextended'), models.Func('role', models.Value(0), function='hashtextextended'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func('starts_on', 'ends_on', models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='role_sole_holder'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('seat__in', ('deputy_director_general', 'legal_affairs', 'resource_management', 'international_cooperation'))), expressions=[(models.Func(models.Func('seat', models.Value(0), function='hashtextextended'), models.Func('seat', models.Value(0), function='hashtextextended'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func('starts_on', 'ends_on', models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='role_seat_taken')],
                },
            ),
            migrations.CreateModel(
                name='Delegation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField(verbose_name='from')),
                    ('ends_on', models.DateField(verbose_name='until')),
                    ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='ended on')),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deputising', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                    ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ended by')),
                    ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='accounts.roleassignment', verbose_name='role')),
                ],
                options={
                    'verbose_name': 'delegation',
                    'verbose_name_plural': 'delegations',
                    'ordering': ['-starts_on', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='delegation_period'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('revoked_at', None)), expressions=[(models.Func(models.F('assignment'), models.F('assignment'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func('starts_on', 'ends_on', models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='delegation_one_deputy')],
                },
            ),
            migrations.CreateModel(
                name='OfficeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('code', models.CharField(max_length=20, verbose_name='code')),
                    ('name', models.CharField(max_length=120, verbose_name='name')),
                    ('kind', models.CharField(choices=[('headquarters', 'Headquarters'), ('regional', 'Regional office'), ('country', 'Country office'), ('hub', 'Fundraising hub')], max_length=20, verbose_name='kind')),
                    ('country', django_countries.fields.CountryField(max_length=2, verbose_name='country')),
                    ('city', models.CharField(blank=True, max_length=80, verbose_name='city')),
                    ('path', models.CharField(db_collation='C', default='', editable=False, max_length=120)),
                    ('time_zone', models.CharField(default='UTC', max_length=50, validators=[crm.accounts.validators.known_zone], verbose_name='time zone')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                    ('staffing', models.CharField(choices=[('fully_funded', 'Fully funded staff'), ('partly_funded', 'Partly funded staff'), ('focal_point', 'Focal point'), ('ad_hoc', 'Ad hoc'), ('none', 'None')], default='none', max_length=20, verbose_name='private-sector staffing')),
                    ('staffing_note', models.TextField(blank=True, verbose_name='about the staffing')),
                    ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                    ('parent', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.office', verbose_name='reports to')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.office')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='RegionCountry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('country', django_countries.fields.CountryField(max_length=2, unique=True, verbose_name='country')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='region_countries', to='accounts.office', verbose_name='office')),
                ],
                options={
                    'verbose_name': 'country of a region',
                    'verbose_name_plural': 'countries of a region',
                    'ordering': ['country'],
                },
            ),
            migrations.CreateModel(
                name='RegionCountryEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('country', django_countries.fields.CountryField(max_length=2, verbose_name='country')),
                    ('office', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.office', verbose_name='office')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.regioncountry')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DelegationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField(verbose_name='from')),
                    ('ends_on', models.DateField(verbose_name='until')),
                    ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='ended on')),
                    ('created_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('deputy', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.delegation')),
                    ('revoked_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ended by')),
                    ('assignment', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.roleassignment', verbose_name='role')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='RoleAssignmentEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('role', models.CharField(choices=[('staff', 'Staff'), ('chief_of_mission', 'Chief of mission'), ('regional_director', 'Regional director'), ('partnerships', 'Partnerships team'), ('committee', 'Committee member'), ('director_general', 'Director General'), ('hub', 'Hub staff'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=20, verbose_name='role')),
                    ('seat', models.CharField(blank=True, choices=[('deputy_director_general', 'Deputy Director General (chair)'), ('legal_affairs', 'Legal Affairs'), ('resource_management', 'Resource Management'), ('international_cooperation', 'International Cooperation and Partnerships'), ('other', 'Other department')], max_length=30, verbose_name='seat')),
                    ('starts_on', models.DateField(verbose_name='from')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('granted_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by')),
                    ('office', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.office', verbose_name='office')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.roleassignment')),
                    ('user', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='UserEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_context', pghistory.utils.JSONField(null=True)),
                    ('pgh_context_id', models.UUIDField(null=True)),
                    ('id', models.BigIntegerField()),
                    ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                    ('name', models.CharField(max_length=150, verbose_name='name')),
                    ('job_title', models.CharField(blank=True, max_length=120, verbose_name='job title')),
                    ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                    ('language', models.CharField(choices=[('en', 'English'), ('fr', 'French'), ('es', 'Spanish')], default='en', max_length=5, verbose_name='language')),
                    ('time_zone', models.CharField(blank=True, help_text="Empty: the office's.", max_length=50, validators=[crm.accounts.validators.known_zone], verbose_name='time zone')),
                    ('theme', models.CharField(choices=[('system', 'As the device'), ('light', 'Light'), ('dark', 'Dark')], default='system', max_length=10, verbose_name='theme')),
                    ('weekly_digest', models.BooleanField(default=True, verbose_name='weekly digest')),
                    ('expertise', models.TextField(blank=True, help_text='What colleagues may ask you about.', verbose_name='experience')),
                    ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                    ('disabled_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='access ended on')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('office', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.office', verbose_name='home office')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='IdempotentAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=200)),
                    ('path', models.CharField(max_length=200)),
                    ('body_sha256', models.CharField(max_length=64)),
                    ('status', models.PositiveSmallIntegerField(null=True)),
                    ('body', models.TextField(blank=True)),
                    ('headers', models.JSONField(default=dict)),
                    ('created_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='idempotency_key')],
                },
            ),
        ]),
    ]
