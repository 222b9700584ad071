"""So many requests a minute for each person; beyond, 429 until the next minute."""

from typing import Any

from django.conf import settings
from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from crm.core import clock
from crm.core.cache import count_in


class PerMinute(BaseThrottle):
    """A counter per person and minute: one round trip, and as if empty while the cache is away."""

    def allow_request(self, request: Request, view: Any) -> bool:
        now = clock.now()
        self._wait = 60 - now.second
        who = request.user.pk or self.get_ident(request)
        name = f"api:{who}:{now:%H%M}"
        count = count_in(caches[DEFAULT_CACHE_ALIAS], name, seconds=120)
        return count <= settings.API_REQUESTS_PER_MINUTE

    def wait(self) -> float:
        return float(self._wait)
