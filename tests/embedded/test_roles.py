"""The tests run as the application's role: a right that it lacks is missed here, not in production."""

import threading

import pytest
from django.db import connection


def _role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_tests_run_as_the_application() -> None:
    assert _role() == "concord_app"


@pytest.mark.django_db(transaction=True)
def test_other_threads_are_the_application_too() -> None:
    found: list[str] = []

    def look() -> None:
        found.append(_role())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert found == ["concord_app"]
