"""`Authorization: Bearer <key>` (docs/api.md)."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from crm.core import clock

from ..enums import KeyScope as Scope
from ..keys import digest_of
from ..models import ApiKey, User


class ApiKeyAuthentication(BaseAuthentication):
    keyword = "Bearer"

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        scheme, _space, key = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        found = ApiKey.objects.select_related("user__office").filter(digest=digest_of(key.strip())).first()
        now = clock.now()
        if not found or found.revoked_at or found.expires_at <= now or not found.user.is_active:
            raise AuthenticationFailed(_("This key is not valid, or no longer. Make a new one on your profile page."))
        if not found.last_used_at or now - found.last_used_at > timedelta(minutes=5):
            ApiKey.objects.filter(pk=found.pk).update(last_used_at=now)
        request._request.user = found.user
        return found.user, found

    def authenticate_header(self, request: Request) -> str:
        return self.keyword


class KeyScope(BasePermission):
    """A key made for reading does not write."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.auth, ApiKey) or request.method in SAFE_METHODS:
            return True
        return request.auth.scope == Scope.READ_WRITE
