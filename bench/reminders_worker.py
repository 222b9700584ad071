"""The worker that bench.reminders_kill kills: Concord's own, with one rule that finds N reminders due, in a hurry."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings.local")

import django

django.setup()

from crm.accounts.models import User  # noqa: E402
from crm.celery import app  # noqa: E402
from crm.notifications.registries import (  # noqa: E402
    DueReminder,
    ReminderRule,
    Wording,
    reminder_rules,
    wordings,
)

DUE = int(os.environ.get("BENCH_REMINDERS", "10000"))

wordings.add("bench", Wording(sentence=lambda values: f"Reminder number {values['n']}", button="Open"))


def _find(_now):
    people = list(User.objects.active().order_by("pk").values_list("pk", flat=True))
    for n in range(DUE):
        yield DueReminder("bench.thing", str(n), "once", people[n % len(people)], {"n": n}, f"/bench/{n}/")


reminder_rules.add("bench", ReminderRule("Bench", "bench", _find))

app.conf.beat_schedule = {
    "find": {"task": "crm.notifications.tasks.find_reminders", "schedule": 2.0},
    "send": {"task": "crm.notifications.tasks.sweep_outbox", "schedule": 1.0},
}
