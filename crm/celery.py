import logging
import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings.local")

app = Celery("concord", task_cls="crm.audit.background:TrailedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect(weak=False)
def _log_as_the_site_does(*, loglevel: int, **_: Any) -> None:
    """Else Celery would lay out the lines of worker and beat in its own way."""
    logging.config.dictConfig(settings.LOGGING)
    logging.getLogger().setLevel(loglevel)
