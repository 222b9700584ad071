from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from crm.core import clock, health


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers. A load balancer routes by this: the site works on while Redis is away."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """All that the site needs is there. A deployment waits for this, and monitoring watches it."""
    checks = health.readiness(now=clock.now())
    ready = all(state == health.OK for state in checks.values())
    return JsonResponse(
        {"status": "ready" if ready else "not ready", "checks": checks, "instance": settings.INSTANCE},
        status=200 if ready else 503,
    )
