"""Reads the person's language and time zone; a disabled person is signed out by the authentication backend."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from .models import User

LANGUAGES = {code for code, _name in settings.LANGUAGES}
UTC = zoneinfo.ZoneInfo("UTC")


class PersonMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        if user.language in LANGUAGES:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        with timezone.override(zone_of(user)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or "en")
        return response


def zone_of(user: User) -> zoneinfo.ZoneInfo:
    """The person's own zone, else the office's; a name that the time zone database has dropped is passed over."""
    for name in (user.time_zone, user.office.time_zone if user.office else ""):
        try:
            if name:
                return zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return UTC
