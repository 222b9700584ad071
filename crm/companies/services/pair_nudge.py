"""Telling the workers that something is to be compared, so that its pairs are there before the next sweep."""

import logging

import redis
from celery import signature
from django.core.cache import cache
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)
COMPARE = "crm.companies.tasks.compare_records"
# One task looks at all that waits: an import of thousands tells them every few seconds, not thousands of times.
APART = 5


def nudge() -> None:
    """When the caller's transaction is committed. What gets lost here the sweep finds within half a minute."""
    transaction.on_commit(_tell, robust=True)


def _tell() -> None:
    if not cache.add("companies.compare", 1, APART):
        return
    try:
        signature(COMPARE).apply_async(countdown=1)
    except (OperationalError, redis.RedisError, OSError):
        log.warning("compare_hint_lost")
