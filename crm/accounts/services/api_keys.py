"""A person's own keys to the API (docs/api.md)."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crm.audit.recorder import record
from crm.core.errors import Conflict, Forbidden

from ..enums import KeyScope
from ..keys import digest_of, new_key
from ..models import ApiKey, User

LONGEST = 366


@transaction.atomic
def make_key(
    *, by: User, name: str, at: datetime, days: int = 90, scope: str = KeyScope.READ_WRITE
) -> tuple[ApiKey, str]:
    """The row and the key itself, which nobody can read again."""
    if not 1 <= days <= LONGEST:
        raise ValidationError({"days": _("A key lasts between 1 and %(days)s days.") % {"days": LONGEST}})
    text = new_key()
    key = ApiKey(
        user=by,
        name=name,
        prefix=text[:10],
        digest=digest_of(text),
        scope=scope,
        expires_at=at + timedelta(days=days),
    )
    key.full_clean()
    key.save()
    record(verb="api_key.made", subject=key, by=by, after={"scope": scope, "expires_at": key.expires_at})
    return key, text


@transaction.atomic
def revoke_key(*, by: User, key: ApiKey, at: datetime) -> ApiKey:
    key = ApiKey.objects.select_for_update().get(pk=key.pk)
    if key.user_id != by.pk:
        raise Forbidden(_("This key belongs to somebody else."))
    if key.revoked_at:
        raise Conflict(_("This key was revoked already."))
    key.revoked_at = at
    key.save(update_fields=["revoked_at"])
    record(verb="api_key.revoked", subject=key, by=by)
    return key
