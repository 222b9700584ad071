"""What beat starts, and how often. Each job is safe to run twice and on several workers."""

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE = {
    "heartbeat": {"task": "crm.jobs.tasks.beat_tick", "schedule": 30.0},
    "start-waiting-jobs": {"task": "crm.jobs.tasks.start_waiting", "schedule": 15.0},
    "send-messages": {"task": "crm.notifications.tasks.sweep_outbox", "schedule": 15.0},
    "find-reminders": {"task": "crm.notifications.tasks.find_reminders", "schedule": crontab(minute="*/15")},
    "send-digests": {"task": "crm.notifications.tasks.send_digests", "schedule": crontab(minute="5,20,35,50")},
    "compare-records": {"task": "crm.companies.tasks.compare_records", "schedule": 30.0},
    "escalate-coordination": {
        "task": "crm.contactlog.tasks.escalate_coordination",
        "schedule": crontab(minute=5),
    },
    "forget-idempotency-keys": {
        "task": "crm.accounts.tasks.forget_idempotency_keys",
        "schedule": crontab(minute=20, hour=2),
    },
    "fill-names": {"task": "crm.companies.tasks.fill_names", "schedule": 30.0},
    "recount-names": {"task": "crm.companies.tasks.recount_names", "schedule": crontab(minute=50, hour=2)},
    "plan-monitoring": {"task": "duediligence.tasks.plan_monitoring", "schedule": crontab(minute=10, hour=3)},
    "renew-agreements": {"task": "partnerships.tasks.renew_agreements", "schedule": crontab(minute=25, hour=3)},
    "heed-hits": {"task": "duediligence.tasks.heed_hits", "schedule": crontab(minute="*/15")},
    "propose-ratings": {"task": "duediligence.tasks.propose_ratings", "schedule": crontab(minute=15, hour=0)},
    "forget-import-files": {"task": "crm.imports.tasks.forget_unfinished", "schedule": crontab(minute=40, hour=2)},
    "forget-export-files": {"task": "crm.listing.tasks.forget_export_files", "schedule": crontab(minute=35, hour=2)},
}
