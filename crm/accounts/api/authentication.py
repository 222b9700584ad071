"""`Authorization: Bearer <key>` (docs/api.md)."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from crm.core import clock

from ..enums import KeyScope as Scope
from ..keys import digest_of
from ..models import ApiKey, User

# The person with what the key says of itself, in one query that need not be put together anew at every request.
_OWNER = """
    select u.*, k.id as key_id, k.scope as key_scope, k.expires_at as key_expires_at, k.revoked_at as key_revoked_at,
        k.last_used_at as key_used_at
    from accounts_apikey k join accounts_user u on u.id = k.user_id
    where k.digest = %s
"""


class ApiKeyAuthentication(BaseAuthentication):
    keyword = "Bearer"

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        scheme, _space, key = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        found = next(iter(User.objects.raw(_OWNER, [digest_of(key.strip())])), None)
        now = clock.now()
        if not found or found.key_revoked_at or found.key_expires_at <= now or not found.is_active:
            raise AuthenticationFailed(_("This key is not valid, or no longer. Make a new one on your profile page."))
        if not found.key_used_at or now - found.key_used_at > timedelta(minutes=5):
            ApiKey.objects.filter(pk=found.key_id).update(last_used_at=now)
        request._request.user = found
        return found, ApiKey(pk=found.key_id, user=found, scope=found.key_scope)

    def authenticate_header(self, request: Request) -> str:
        return self.keyword


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the document tells clients about the keys."""

    target_class = ApiKeyAuthentication
    name = "apiKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A key made on the profile page."}


class KeyScope(BasePermission):
    """A key made for reading does not write."""

    message = _lazy("This key only reads. Make one that reads and writes on your profile page.")
    code = "read_only_key"

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.auth, ApiKey) or request.method in SAFE_METHODS:
            return True
        return request.auth.scope == Scope.READ_WRITE
