"""The themes to begin with; headquarters keeps the list from here on."""

from django.db import migrations

THEMES = [
    ("border-management", "Border management technology", "Technologies de gestion des frontières", "Tecnología para la gestión de fronteras"),
    ("climate-and-migration", "Climate and migration", "Climat et migration", "Clima y migración"),
    ("counter-trafficking", "Counter-trafficking", "Lutte contre la traite", "Lucha contra la trata"),
    ("data-and-research", "Data and research", "Données et recherche", "Datos e investigación"),
    ("diaspora-engagement", "Diaspora engagement", "Engagement des diasporas", "Participación de las diásporas"),
    ("emergency-and-recovery", "Emergency and recovery", "Urgences et relèvement", "Emergencias y recuperación"),
    ("ethical-recruitment", "Ethical recruitment", "Recrutement éthique", "Contratación ética"),
    ("health", "Migration and health", "Migration et santé", "Migración y salud"),
    ("integration", "Integration and social cohesion", "Intégration et cohésion sociale", "Integración y cohesión social"),
    ("labour-mobility", "Labour mobility", "Mobilité de la main-d’œuvre", "Movilidad laboral"),
    ("protection", "Protection", "Protection", "Protección"),
    ("youth-employment", "Youth employment", "Emploi des jeunes", "Empleo juvenil"),
]


def add(apps, schema_editor):
    theme = apps.get_model("companies", "Theme")
    for code, english, french, spanish in THEMES:
        theme.objects.get_or_create(code=code, defaults={"name_en": english, "name_fr": french, "name_es": spanish})


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
