"""No session can switch the row history off."""

from django.apps import apps
from django.db import connection

from tests.factories import CompanyFactory


def test_a_session_variable_does_not_silence_the_history(db):
    with connection.cursor() as cursor:
        cursor.execute("select array_agg(tgname) from pg_trigger where tgname like 'pgtrigger_insert%'")
        cursor.execute("select set_config('pgtrigger.ignore', %s, true)", ["{" + ",".join(cursor.fetchone()[0]) + "}"])
    company = CompanyFactory()
    assert (
        apps.get_model("companies", "CompanyEvent").objects.filter(pgh_obj=company.pk, pgh_label="insert").count() == 1
    )
