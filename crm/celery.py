import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings.local")

app = Celery("concord", task_cls="crm.audit.background:TrailedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
