"""What beat starts is there to be started."""

from datetime import timedelta

import pytest
from django.conf import settings

from crm.accounts.models import IdempotentAnswer
from crm.accounts.tasks import KEPT_FOR, forget_idempotency_keys
from crm.celery import app
from crm.core import clock


@pytest.mark.parametrize("entry", sorted(settings.CELERY_BEAT_SCHEDULE))
def test_every_task_of_the_schedule_exists(entry):
    app.loader.import_default_modules()
    assert settings.CELERY_BEAT_SCHEDULE[entry]["task"] in app.tasks


def test_old_idempotency_keys_are_forgotten_and_new_ones_kept(focal_point):
    for key in ("old", "new"):
        IdempotentAnswer.objects.create(user=focal_point, key=key, path="/", body_sha256="0" * 64)
    before = clock.now() - KEPT_FOR - timedelta(minutes=1)
    IdempotentAnswer.objects.filter(key="old").update(created_at=before)
    forget_idempotency_keys()
    assert [answer.key for answer in IdempotentAnswer.objects.all()] == ["new"]
