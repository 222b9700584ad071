"""The Celery application for the launcher: the worker's children end with it, even when it is killed."""

from typing import Any

from celery.signals import worker_process_init

from crm.celery import app

from .process import die_with_parent

__all__ = ["app"]


@worker_process_init.connect(weak=False)
def _end_with_worker(**_: Any) -> None:
    die_with_parent()
